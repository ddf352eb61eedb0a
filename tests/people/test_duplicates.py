"""Who is likely on record twice is listed, the likeliest first, fast in a large shop."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from db.models import Client, Pet, Phone
from pettui.history import undo
from pettui.history.door import Refused, change
from pettui.people import clients, household
from pettui.people.client_record import client_record, save_client
from pettui.people.clients import NewClient, NewPet
from pettui.people.duplicates import duplicates, not_the_same
from pettui.team.shop import Shop
from tests.small_shop import DANA

MARIA, JOE, BELLA = 1, 2, 1


def pairs() -> list[tuple[str, int, int, tuple[str, ...]]]:
    return [(p.kind, p.one.id, p.other.id, p.reasons) for p in duplicates()]


@pytest.mark.parametrize(("new", "town", "reasons"), [
    (NewClient("M. Ortega", "555 0142"), "", ("same phone",)),
    (NewClient("Mary", email="MARIA@example.com"), "", ("same e-mail",)),
    (NewClient("ortéga, maria"), "Rye", ("same name and town",)),
    (NewClient("maria ORTEGA"), "Elsewhere", ()),
    (NewClient("José Ortega", pets=(NewPet("BELLA", breed=1),)), "",
     ("same pet and last name",)),
    (NewClient("José Ortega", pets=(NewPet("Bella", breed=2),)), "", ()),
    (NewClient("Anna Smith", pets=(NewPet("Bella", breed=1),)), "", ()),
])  # fmt: skip
def test_what_makes_two_clients_look_alike(
    shop: Shop, new: NewClient, town: str, reasons: tuple[str, ...]
) -> None:
    save_client(shop, replace(client_record(shop, MARIA), city="Rye"), DANA)
    assert pairs() == []
    made = clients.create(shop, new, DANA).client
    with change("moved", DANA) as door:
        door.update(Client.get_by_id(made), city=town)
    assert pairs() == ([("client", MARIA, made, reasons)] if reasons else [])


def test_the_likeliest_comes_first_with_all_its_reasons(shop: Shop) -> None:
    clients.create(shop, NewClient("Joe", email="joe@example.com"), DANA)
    both = clients.create(shop, NewClient("Maria Ortega", "555-0142", "maria@example.com"), DANA)
    found = pairs()
    assert found[0][1:3] == (MARIA, both.client)
    assert found[0][3] == ("same phone", "same e-mail", "same name and town")
    assert len(found) == 2


def test_a_home_shares_its_phone(shop: Shop) -> None:
    made = clients.create(shop, NewClient("Paul Ortega", "555-0142"), DANA).client
    assert len(pairs()) == 1
    household.join(made, MARIA, DANA)
    assert pairs() == []


def test_pets_of_one_owner_and_name(shop: Shop) -> None:
    pet = clients.add_pet(MARIA, NewPet("Otto"), DANA)
    with change("renamed", DANA) as door:
        door.update(Pet.get_by_id(pet), name="bélla")
    assert pairs() == [("pet", BELLA, pet, ("same name and owner",))]
    with change("died", DANA) as door:
        door.update(Pet.get_by_id(BELLA), deceased=True)
    assert pairs() == []


def test_who_is_not_the_same_is_listed_no_more(shop: Shop) -> None:
    made = clients.create(shop, NewClient("M. Ortega", "555-0142"), DANA).client
    not_the_same("client", made, MARIA, DANA)
    assert pairs() == []
    undo.undo(DANA)
    assert len(pairs()) == 1
    with pytest.raises(Refused, match="no longer here"):
        not_the_same("client", MARIA, 99, DANA)


def test_fifty_thousand_clients_take_a_moment(shop: Shop) -> None:
    names = [f"name{n % 4999}" for n in range(50_000)]
    with change("many", DANA, undoable=False, keep_empty=True) as door:
        door.bulk(
            Client,
            [
                (n + 10, n + 5000, names[n], f"last{n % 7919}", f"{n}@x.example", "Rye", door.at)
                for n in range(50_000)
            ],
            ("id", "number", "first_name", "last_name", "email", "city", "created"),
        )
        door.bulk(
            Phone,
            [(n + 10, f"212{n:07}", f"212{n:07}", f"212{n % 49_990:07}") for n in range(50_000)],
            ("client", "number", "shown", "digits"),
        )
        door.bulk(Pet, [(n + 10, f"pet{n % 300}") for n in range(50_000)], ("client", "name"))
    begun = time.perf_counter()
    found = duplicates()
    spent = time.perf_counter() - begun
    assert [p.reasons[0] for p in found[:10]] == ["same phone"] * 10
    assert spent < 3  # half a second on a machine that does nothing else
