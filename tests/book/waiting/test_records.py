"""The wait list when records of people, pets and staff change: nothing dangles, undo restores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.models import ChangedRow, Client, WaitEntry, WaitRow
from pettui.book.waiting import reading
from pettui.book.waiting.values import Waiting
from pettui.book.waiting.wanted import Want
from pettui.history import undo
from pettui.history.door import Refused
from pettui.people import leaving, merging, privacy, privacy_export, removing
from pettui.people.clients import NewClient, NewPet, add_pet, create
from pettui.people.pages import client_page
from pettui.stock import uses
from pettui.team import leaving as staff_leaving
from pettui.team.shop import Shop
from tests.book.waiting.steps import DANA, entry, item, listed, owner_of, pet_of, wanted, who


def all_of(shop: Shop) -> tuple[Waiting, ...]:
    """Read everything, but for versions, which only grow."""
    return tuple(e._replace(version=0) for e in reading.read(shop, ended=True))


def test_merging_clients_moves_what_they_wait_for(shop: Shop) -> None:
    made = create(shop, NewClient("Jo Whitfield", pets=(NewPet("Rex"),)), DANA)
    rows = (Want(item("BATH"), made.pets[0]),)
    seen = listed(shop, "Rex", client=made.client, rows=rows)
    before = all_of(shop)
    preview = merging.preview(shop, owner_of("Coco"), made.client)
    assert "1 entry of the wait list" in preview.moves
    merging.merge_clients(shop, owner_of("Coco"), made.client, DANA)
    assert entry(shop, seen.id).client_name == "Li Chen"
    undo.undo(DANA)
    assert all_of(shop) == before


def test_merging_pets_keeps_each_service_once(shop: Shop) -> None:
    twin = add_pet(owner_of("Rex"), NewPet("Rexy"), DANA)
    want = wanted("Rex", "BATH").rows[0]
    seen = listed(
        shop, "Rex", rows=(want, want._replace(pet=twin, employees=(who("Kim"),)),
        want._replace(item=item("NAILS"), pet=twin)),
    )  # fmt: skip
    before = all_of(shop)
    merging.merge_pets(shop, pet_of("Rex").id, twin, DANA)
    found = entry(shop, seen.id)
    assert [(wish.pet_name, wish.name) for wish in found.rows] == [
        ("Rex", "Bath"),
        ("Rex", "Nails"),
    ]
    undo.undo(DANA)
    assert all_of(shop) == before


def test_what_waits_is_counted_before_anything_is_removed(shop: Shop) -> None:
    made = create(shop, NewClient("Ann Day", pets=(NewPet("Milo"),)), DANA)
    listed(shop, "Milo", "TEETH", employees=(who("Ana"),))
    with pytest.raises(Refused, match="1 entry of the wait list refers"):
        removing.remove_client(made.client, DANA)
    with pytest.raises(Refused, match="1 entry of the wait list refers"):
        removing.remove_pet(made.pets[0], DANA)
    assert "1 entry of the wait list" in uses.in_words(uses.of_item(item("TEETH")))
    assert "1 entry of the wait list" in staff_leaving.words_of_uses(who("Ana"))
    assert "1 on the wait list asks for them" in staff_leaving.concerns(shop, who("Ana"))
    assert leaving.concerns(shop, made.client) == ("1 entry of the wait list",)


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda shop: leaving.set_deceased(shop, pet_of("Rex").id, True, DANA), "Rex has died"),
        (lambda shop: leaving.set_pet_active(pet_of("Rex").id, False, DANA), "Rex is inactive"),
        (
            lambda shop: leaving.set_client_active(shop, owner_of("Rex"), False, DANA, agreed=True),
            "the client is inactive",
        ),
    ],
)
def test_who_comes_no_more_waits_no_more(
    shop: Shop, act: Callable[[Shop], object], reason: str
) -> None:
    seen = listed(shop, "Rex", "BATH")
    before = all_of(shop)
    act(shop)
    found = entry(shop, seen.id)
    assert (found.status, found.reason) == ("left", reason)
    undo.undo(DANA)
    assert all_of(shop) == before


def test_the_others_of_an_entry_go_on_waiting(shop: Shop) -> None:
    other = add_pet(owner_of("Rex"), NewPet("Milo"), DANA)
    want = wanted("Rex", "BATH").rows[0]
    seen = listed(shop, "Rex", rows=(want, want._replace(pet=other)))
    leaving.set_deceased(shop, pet_of("Rex").id, True, DANA)
    assert (entry(shop, seen.id).status, entry(shop, seen.id).pets) == ("waiting", "Milo")


def test_what_a_pet_waits_for_moves_with_it(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    leaving.move_pet(shop, pet_of("Rex").id, owner_of("Coco"), DANA)
    assert entry(shop, seen.id).client_name == "Li Chen"


def test_a_person_gets_and_loses_what_is_on_record(shop: Shop, tmp_path: Path) -> None:
    made = create(shop, NewClient("Ann Day", "555-0188", pets=(NewPet("Milo"),)), DANA)
    listed(
        shop, "Milo", "BATH", comment="lives at Elm Street", phone="555-0123",
        employees=(who("Kim"),),
    )  # fmt: skip
    rows = privacy_export.export_person(shop, made.client, tmp_path / "ann")
    assert [rows[name] for name in ("wait_entry", "wait_row", "wait_employee")] == [1, 1, 1]
    assert "Elm Street" in (tmp_path / "ann" / "wait_entry.csv").read_text()
    privacy.erase(shop, made.client, DANA)
    (found,) = WaitEntry.select()
    assert (found.comment, found.phone, found.status) == ("", "", "left")
    assert WaitRow.select().count() == 1
    assert "Elm Street" not in "".join(f"{row.old}{row.new}" for row in ChangedRow.select())
    assert Client.get_by_id(made.client).first_name == "Client"


def test_the_clients_page_says_what_they_wait_for(shop: Shop) -> None:
    listed(shop, "Rex", "BATH", "NAILS")
    page = client_page(shop, owner_of("Rex"))
    assert ("waits for", "Bath + Nails, since Mon 23 Nov") in page.details
