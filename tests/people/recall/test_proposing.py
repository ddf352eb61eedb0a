"""The next visit, proposed: when, with whom, and where there is room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.models import Bookable, Item, Pet
from pettui.book import booking
from pettui.book.checking import check
from pettui.book.plan import Plan, PlannedRow
from pettui.history.door import change
from pettui.people.recall import proposing, saying
from pettui.people.recall.reading import recall
from pettui.team.shop import Shop
from tests.people.recall.past import ahead, came
from tests.small_shop import DANA, DAY

MONDAY = DAY + timedelta(weeks=6)


def column(label: str) -> int:
    return int(Bookable.get(Bookable.label == label).id)


def book(shop: Shop, name: str, code: str, day: date, start: int, who: str) -> None:
    pet, item = Pet.get(Pet.name == name), Item.get(Item.code == code)
    row = PlannedRow(item.id, pet.id, column(who))
    plan = Plan(pet.client_id, day, start, (row,))
    agreed = [problem.words for problem in check(shop, plan).needs_asking]
    booking.save(shop, plan, DANA, agreed=agreed)


def test_the_same_time_with_the_same_groomer(shop: Shop) -> None:
    (today,) = came(shop, "Mimi", 0, start=13 * 60)
    found = proposing.again(shop, today)
    assert found is not None and found.is_free
    assert (found.plan.day, found.plan.start, found.groomer) == (MONDAY, 13 * 60, "Kim")
    assert saying.at_the_end(shop, today) == (
        ". Again in 6 weeks: Mon 4 Jan 13:00 with Kim; {key} books it."
    )
    assert not check(shop, found.plan).needs_asking


def test_the_pets_own_rhythm_counts(shop: Shop) -> None:
    (*_, today) = came(shop, "Mimi", 84, 56, 28, 0, start=13 * 60)
    found = proposing.again(shop, today)
    assert found is not None
    assert (found.rhythm.words, found.plan.day) == ("comes every 4 weeks", DAY + timedelta(weeks=4))


def test_the_nearest_time_where_it_is_taken(shop: Shop) -> None:
    (today,) = came(shop, "Mimi", 0, start=13 * 60)
    book(shop, "Rex", "BATH", MONDAY, 13 * 60, "Kim")
    found = proposing.again(shop, today)
    assert found is not None and found.is_free
    assert (found.plan.day, found.plan.start) == (MONDAY, 13 * 60 + 45)


def test_the_day_after_where_it_is_full(shop: Shop) -> None:
    (today,) = came(shop, "Mimi", 0, start=13 * 60)
    for start in (9, 11, 13, 15):
        book(shop, "Rex", "FULL", MONDAY, start * 60, "Kim")
    found = proposing.again(shop, today)
    assert found is not None
    assert (found.plan.day, found.groomer) == (MONDAY + timedelta(days=1), "Kim")


def test_somebody_else_where_the_groomer_has_left(shop: Shop) -> None:
    (today,) = came(shop, "Mimi", 0, start=13 * 60, who="Luis")
    with change("left", DANA) as door:
        door.update(Bookable.get(Bookable.label == "Luis"), active=False)
    found = proposing.again(shop, today)
    assert found is not None and found.is_free
    assert (found.plan.day, found.plan.start, found.groomer) == (MONDAY, 13 * 60, "Kim")


def test_who_comes_again_already_is_not_asked(shop: Shop) -> None:
    (today,) = came(shop, "Mimi", 0, start=13 * 60)
    ahead(shop, "Mimi", 9)
    assert saying.at_the_end(shop, today) == ". Mimi comes again Wed 2 Dec 10:00 with Kim."


def test_for_a_pet_that_died_nothing_is_said(shop: Shop) -> None:
    (today,) = came(shop, "Mimi", 0, start=13 * 60)
    with change("died", DANA) as door:
        door.update(Pet.get(Pet.name == "Mimi"), deceased=True)
    assert saying.at_the_end(shop, today) == ""


@pytest.mark.parametrize(
    ("ago", "day"),
    [
        (52, DAY + timedelta(days=4)),  # it was a Friday, and due two days ago
        (41, DAY + timedelta(days=8)),  # it was a Tuesday, and is due on a Wednesday
    ],
)
def test_a_called_pet_gets_its_own_weekday_and_usual_groomer(
    shop: Shop, ago: int, day: date
) -> None:
    came(shop, "Mimi", ago + 100, ago + 50, who="Luis", start=11 * 60)
    came(shop, "Mimi", ago, who="Kim", start=11 * 60)
    line = next(one for one in recall(shop).lines if one.pet_name == "Mimi")
    plan = proposing.recalled(shop, line.ticket, line.pet, line.due)
    assert plan is not None
    assert plan.day == day
    assert (plan.start, proposing.who_does(plan)) == (11 * 60, "Luis")
    booked = booking.save(shop, plan, DANA)
    assert "Mimi" in booked.words
    assert [one for one in recall(shop).lines if one.pet_name == "Mimi"] == []


def test_only_the_called_pet_is_booked(shop: Shop) -> None:
    from db.models import TicketRow

    (ticket,) = came(shop, "Mimi", 50)
    with change("came along", DANA) as door:
        nala = door.insert(Pet, client=Pet.get(Pet.name == "Mimi").client, name="Nala")
        item = Item.get(Item.code == "NAILS")
        door.insert(
            TicketRow, ticket=ticket, item=item, pet=nala, pet_name="Nala", start=720, setup=15,
            day=DAY - timedelta(days=50), employee=column("Luis"),
        )  # fmt: skip
    plan = proposing.recalled(shop, ticket, nala.id, DAY)
    assert plan is not None
    assert [(row.pet, row.item) for row in plan.rows] == [(nala.id, item.id)]
    assert plan.start == 720


@pytest.mark.parametrize("asked", [5000, 1])
def test_what_is_usual_for_a_service_counts_for_a_new_pet(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, asked: int
) -> None:
    monkeypatch.setattr(proposing, "PETS_ASKED", asked)
    with change("regulars", DANA) as door:
        owner = Pet.get(Pet.name == "Coco").client
        for number in range(6):
            door.insert(Pet, client=owner, name=f"Regular {number}")
    for number in range(6):
        came(shop, f"Regular {number}", 63, 42, 21, start=8 * 60 + 120 * number, who="Luis")
    (today,) = came(shop, "Mimi", 0, start=13 * 60)
    assert proposing.rhythm_for(shop, today).words == "usually every 3 weeks"
