"""Two records of one client become one; nothing is lost, and undo takes them apart again."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import connection
from db.models import (
    Client,
    ClientAlias,
    GroomNote,
    Household,
    Note,
    Payment,
    Pet,
    PetPrice,
    PetWeight,
    Phone,
    Photo,
    Tender,
    Ticket,
    TicketRow,
    Vaccination,
)
from pettui.history import undo
from pettui.history.door import Clash, Refused, change
from pettui.people import balance, clients, household, merging, merging_pets, notes
from pettui.people.clients import NewClient, NewPet
from pettui.people.find import find
from pettui.team.shop import Shop, load_shop
from tests.people.merging_helpers import found_by, tables
from tests.small_shop import DANA, DAY, unbind

MARIA, JOE, LI, BELLA, REX = 1, 2, 3, 1, 2
HOSTILE = "[@click=app.quit]x[/] \U0001f436 名前"


def second_maria(shop: Shop) -> tuple[int, int]:
    """Make Maria again, with Bella again, and with what only this record knows."""
    new = NewClient(
        "Maria Ortega", "555-0142", "maria@work.example", (NewPet("bella", medical="heart"),)
    )
    made = clients.create(shop, new, DANA)
    bella = made.pets[0]
    with change("filled", DANA) as door:
        door.update(
            Client.get_by_id(made.client), city="Rye", alert="rings twice", mail_marketing=True
        )
        door.insert(
            Phone, client=made.client, number="2125550100", shown="212-555-0100",
            digits="2125550100", kind="work",
        )  # fmt: skip
        door.insert(Vaccination, pet=bella, vaccine=1, expires=date(2028, 1, 1))
        for pet, grams in ((BELLA, 5000), (bella, 5100)):
            door.insert(PetWeight, pet=pet, day=DAY, grams=grams)
        door.insert(PetWeight, pet=bella, day=DAY - timedelta(days=9), grams=4900)
        door.insert(PetPrice, pet=bella, item=1, price=3000)
        door.insert(GroomNote, pet=bella, day=DAY, text="short ears")
    notes.add(DANA, "Likes tea", client=made.client)
    return made.client, bella


def visit(client: int, pet: int, number: int, *, status: str, total: int, paid: int = 0) -> int:
    with change("visit", DANA) as door:
        ticket = door.insert(
            Ticket, branch=1, number=number, status=status, client=client, day=DAY,
            client_name="Old Name", pet_names="Old Pet", total=total, created=door.at,
        )  # fmt: skip
        door.insert(
            TicketRow, ticket=ticket, item=1, pet=pet, description="Bath", pet_name="Old Pet",
            total=total, price=total,
        )  # fmt: skip
        if paid:
            door.insert(
                Payment, ticket=ticket, tender=Tender.get(), amount=paid, at=door.at,
            )  # fmt: skip
    return int(ticket.id)


def test_everything_comes_to_who_stays(shop: Shop) -> None:
    again, bella = second_maria(shop)
    number = Client.get_by_id(again).number
    owed = visit(again, bella, 7001, status="closed", total=4000, paid=1000)
    coming = visit(again, bella, 7002, status="booked", total=3500)
    told = merging.preview(shop, MARIA, again)
    assert "2 tickets, 1 pet, 2 numbers and 1 note" in told.moves
    assert told.balance == 3000
    assert told.pets == ((bella, BELLA, "bella"),)
    merging.merge_clients(shop, MARIA, again, DANA, seen=told.seen)

    assert Client.get_or_none(Client.id == again) is None
    assert Pet.get_or_none(Pet.id == bella) is None
    assert balance.owed_by(MARIA) == 3000
    assert {t.__data__["client"] for t in Ticket.select().where(Ticket.number > 7000)} == {MARIA}
    assert {r.__data__["pet"] for r in TicketRow.select().where(TicketRow.ticket == owed)} == {
        BELLA
    }
    past, open_ = Ticket.get_by_id(owed), Ticket.get_by_id(coming)
    assert (past.client_name, past.pet_names) == ("Old Name", "Old Pet")  # as it was said then
    assert (open_.client_name, open_.pet_names) == ("Maria Ortega", "Bella")
    kept = Pet.get_by_id(BELLA)
    assert set(kept.medical.split(",")) == {"heart"}
    assert set(kept.behavior.split(",")) == {"bites", "muzzle"}
    assert Vaccination.get(Vaccination.pet == BELLA).expires == date(2028, 1, 1)
    weights = {w.day: w.grams for w in PetWeight.select().where(PetWeight.pet == BELLA)}
    assert weights == {DAY: 5000, DAY - timedelta(days=9): 4900}
    assert PetPrice.get(PetPrice.pet == BELLA).price == 3000
    assert GroomNote.get(GroomNote.pet == BELLA).text == "short ears"
    assert Note.get(Note.client == MARIA).text == "Likes tea"
    numbers = list(Phone.select().where(Phone.client == MARIA))
    assert sorted(p.digits for p in numbers) == ["2125550100", "5550142"]
    assert [p.digits for p in numbers if p.primary] == ["5550142"]
    assert found_by("2125550100") == {MARIA}
    assert merging.numbered(number) == MARIA
    assert [f.client for f in find(shop, str(number)) if f.kind == "client"] == [MARIA]


def test_what_differs_is_shown_and_chosen(shop: Shop) -> None:
    again, _ = second_maria(shop)
    fields = {field.name: field for field in merging.preview(shop, MARIA, again).fields}
    assert (fields["email"].keep, fields["email"].gone) == (
        "maria@example.com", "maria@work.example",
    )  # fmt: skip
    assert fields["email"].take == "keep"
    assert fields["city"].take == "gone"  # what is known comes before what is not
    assert fields["mail_marketing"].take == "keep"  # who agreed on one record alone has not agreed
    merging.merge_clients(shop, MARIA, again, DANA, choices={"email": "gone"})
    row = Client.get_by_id(MARIA)
    assert (row.email, row.city, row.alert) == ("maria@work.example", "Rye", "rings twice")
    assert not row.mail_marketing


def test_the_older_first_visit_is_kept(shop: Shop) -> None:
    again, _ = second_maria(shop)
    first = Client.get_by_id(MARIA).created
    merging.merge_clients(shop, again, MARIA, DANA)
    assert Client.get_by_id(again).created == first


def test_both_texts_can_be_kept(shop: Shop) -> None:
    with change("alerts", DANA) as door:
        door.update(Client.get_by_id(MARIA), alert="gate is open")
        door.update(Client.get_by_id(LI), alert=HOSTILE)
    merging.merge_clients(shop, MARIA, LI, DANA, choices={"alert": "both"})
    assert Client.get_by_id(MARIA).alert == f"gate is open\n{HOSTILE}"
    with pytest.raises(Refused, match="last name: choose one of keep, gone"):
        merging.merge_clients(shop, MARIA, JOE, DANA, choices={"last_name": "both"})


def test_pets_of_one_name_stay_two_where_somebody_says_so(shop: Shop) -> None:
    again, bella = second_maria(shop)
    merging.merge_clients(shop, MARIA, again, DANA, pets={})
    assert {p.id for p in Pet.select().where(Pet.client == MARIA)} == {BELLA, bella}


def test_a_pet_that_died_is_not_the_one_that_lives(shop: Shop) -> None:
    again, _ = second_maria(shop)
    with change("died", DANA) as door:
        door.update(Pet.get_by_id(BELLA), deceased=True)
    assert merging.preview(shop, MARIA, again).pets == ()


def test_the_household_and_who_was_referred_come_along(shop: Shop) -> None:
    household.join(JOE, LI, DANA)
    with change("referred", DANA) as door:
        door.update(Client.get_by_id(MARIA), referred_by=JOE)
    merging.merge_clients(shop, MARIA, JOE, DANA)
    maria = Client.get_by_id(MARIA)
    assert maria.referred_by is None  # nobody refers themselves
    home = household.home_of(MARIA)
    assert home is not None and {m.id for m in home.members} == {MARIA, LI}
    merging.merge_clients(shop, MARIA, LI, DANA)
    assert household.home_of(MARIA) is None
    assert not Household.select().exists()


def test_a_number_finds_through_two_merges(shop: Shop) -> None:
    first, second = (Client.get_by_id(key).number for key in (MARIA, JOE))
    merging.merge_clients(shop, JOE, MARIA, DANA)
    merging.merge_clients(shop, LI, JOE, DANA)
    assert [merging.numbered(n) for n in (first, second)] == [LI, LI]
    assert ClientAlias.select().count() == 2
    assert merging.numbered(999_999) is None


@pytest.mark.parametrize(("keep", "gone", "words"), [
    (MARIA, MARIA, "the same record"), (MARIA, 99, "no longer here"), (99, MARIA, "no longer"),
])  # fmt: skip
def test_what_cannot_be_merged(shop: Shop, keep: int, gone: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        merging.merge_clients(shop, keep, gone, DANA)


def test_who_stands_for_everybody_is_not_merged(shop: Shop) -> None:
    with change("walk-in", DANA) as door:
        door.update(Client.get_by_id(JOE), anonymous=True)
    with pytest.raises(Refused, match="everybody without a record"):
        merging.merge_clients(shop, MARIA, JOE, DANA)


def test_what_somebody_changed_since_the_preview_is_shown_first(shop: Shop) -> None:
    told = merging.preview(shop, MARIA, JOE)
    with change("moved", DANA) as door:
        door.update(Client.get_by_id(JOE), city="Elsewhere")
    before = tables()
    with pytest.raises(Clash, match="in the meantime"):
        merging.merge_clients(shop, MARIA, JOE, DANA, seen=told.seen)
    assert tables() == before


def test_pets_of_one_owner_are_merged_and_come_apart(shop: Shop) -> None:
    pet = clients.add_pet(MARIA, NewPet(HOSTILE), DANA)
    visit(MARIA, pet, 7001, status="booked", total=100)
    before = tables()
    merging.merge_pets(shop, BELLA, pet, DANA)
    assert Pet.get_or_none(Pet.id == pet) is None
    assert Ticket.get(Ticket.number == 7001).pet_names == "Bella"
    undo.undo(DANA)
    assert tables() == before
    with pytest.raises(Refused, match="different owners"):
        merging.merge_pets(shop, BELLA, REX, DANA)


@pytest.mark.parametrize("take", ["keep", "gone"])
def test_which_picture_stands_for_a_merged_pet_is_chosen(shop: Shop, take: str) -> None:
    pet = clients.add_pet(MARIA, NewPet("Bella again"), DANA)
    photos = {}
    with change("photographed", DANA) as door:
        for key, caption in ((BELLA, "before"), (pet, "")):
            made = door.insert(Photo, pet=key, file=f"{key}.jpg", caption=caption, at=door.at)
            door.update(Pet.get_by_id(key), primary_photo=made.id)
            photos[key] = made.id
    told = merging_pets.pictures(shop, BELLA, pet)
    assert told is not None and told.keep.startswith("before, ") and told.gone.startswith("of ")
    assert merging_pets.pictures(shop, BELLA, REX) is None
    merging.merge_pets(shop, BELLA, pet, DANA, choices={"primary_photo": take})
    assert Pet.get_by_id(BELLA).primary_photo == photos[BELLA if take == "keep" else pet]
    assert Photo.select().where(Photo.pet == BELLA).count() == 2
    undo.undo(DANA)
    assert Pet.get_by_id(pet).primary_photo == photos[pet]


def test_the_only_picture_stands_for_a_merged_pet(shop: Shop) -> None:
    pet = clients.add_pet(MARIA, NewPet("Bella again"), DANA)
    with change("photographed", DANA) as door:
        made = door.insert(Photo, pet=pet, file="x.jpg", at=door.at)
        door.update(Pet.get_by_id(pet), primary_photo=made.id)
    merging.merge_pets(shop, BELLA, pet, DANA)
    assert Pet.get_by_id(BELLA).primary_photo == made.id


WORDS = st.sampled_from(["", "a", "b, c", HOSTILE])


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_undo_gives_every_table_back_exactly(shop_template: Path, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "shop.db"
        shutil.copy(shop_template, file)
        connection.bind(connection.Target(file, ""))
        try:
            with connection.connected():
                _merge_and_undo(load_shop(), data)
        finally:
            unbind()


def _merge_and_undo(shop: Shop, data: st.DataObject) -> None:
    again, bella = second_maria(shop)
    with change("whatever", DANA) as door:
        for key in (MARIA, again):
            door.update(
                Client.get_by_id(key), alert=data.draw(WORDS), comment=data.draw(WORDS),
                email=data.draw(WORDS), active=data.draw(st.booleans()),
                origin=data.draw(st.sampled_from([None, f"old:{key}:{again}"])),
                referred_by=data.draw(st.sampled_from([None, MARIA, JOE, again])),
            )  # fmt: skip
    for key in (MARIA, again):
        if data.draw(st.booleans()):
            household.join(key, data.draw(st.sampled_from([JOE, LI])), DANA)
    status = data.draw(st.sampled_from(["closed", "booked", "void"]))
    visit(again, bella, 70_000 + again, status=status, total=data.draw(st.integers(0, 9000)))
    before = tables()
    keep, gone = data.draw(st.sampled_from([(MARIA, again), (again, MARIA)]))
    merging.merge_clients(
        shop, keep, gone, DANA, pets=data.draw(st.sampled_from([None, {}])),
        choices=data.draw(st.dictionaries(st.sampled_from(["alert", "email", "comment"]),
                                          st.sampled_from(["keep", "gone"]))),
    )  # fmt: skip
    merged = tables()
    assert merged != before
    undo.undo(DANA)
    assert tables() == before
    undo.redo(DANA)
    assert tables() == merged
