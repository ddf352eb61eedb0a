"""What visits teach: tables of how long pets take, and of how often they come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Item, Pet, Ticket, TicketRow
from pettui.book.checking import check
from pettui.book.plan import Plan, PlannedRow
from pettui.history.door import change
from pettui.people import learning
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY


@pytest.mark.parametrize(
    ("visits", "over"),
    [
        ([], None),
        ([(60, 90), (60, 90)], None),  # too few
        ([(60, 85), (60, 85), (60, 85)], 25),
        ([(60, 60), (60, 63), (60, 66)], None),  # not worth a word
        ([(60, 50), (60, 45), (60, 44)], -15),
        ([(60, 85), (60, 180), (60, 84), (60, 86), (60, 20)], 25),  # one bad day teaches nothing
        ([(60, 1), (60, 2), (60, 90)], None),  # pressed by mistake
        ([(60, 600), (60, 85), (60, 85), (60, 85)], 25),  # forgotten until the evening
        ([(60, 60)] * 6 + [(60, 120)] * 20, None),  # it has learned to stand still
        ([(0, 30)] * 5, None),
    ],
)
def test_how_much_longer_a_pet_takes(visits: list[tuple[int, int]], over: int | None) -> None:
    assert learning.usual_over(visits) == over


@pytest.mark.parametrize(
    ("gaps", "every"),
    [
        ([], None),
        ([42], None),
        ([42, 42], 42),
        ([42, 40, 44, 42], 42),
        ([42, 42, 300, 42], 42),  # a winter away
        ([7, 7, 7, 7, 35, 35, 35, 35, 35, 35], 35),  # how it is now, not how it was
        ([0, 0, 0], None),  # all on one day
    ],
)
def test_how_often_a_pet_comes(gaps: list[int], every: int | None) -> None:
    days = [DAY]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    assert learning.usual_interval(days) == every
    assert learning.usual_interval(reversed(days)) == every


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), max_size=12))
def test_an_interval_is_one_that_could_be(days: list[date]) -> None:
    every = learning.usual_interval(days)
    assert every is None or 1 <= every <= (max(days) - min(days)).days


@pytest.mark.parametrize(
    ("over", "every", "words"),
    [
        (25, 42, "usually 25 minutes over · every 6 weeks"),
        (-15, None, "usually 15 minutes less"),
        (None, 10, "every 10 days"),
        (None, 1, "every day"),
        (None, None, ""),
    ],
)
def test_habits_in_words(over: int | None, every: int | None, words: str) -> None:
    assert learning.Habit(1, "Bath", 3, DAY, over, every, None).words == words


def test_closed_visits_of_the_pet_alone_teach(shop: Shop) -> None:
    groom = Item.get(Item.code == "FULL")
    bella, coco = Pet.get(Pet.name == "Bella"), Pet.get(Pet.name == "Coco")
    with change("the past", DANA) as door:
        for place, (weeks, taken, pets) in enumerate(
            [(6, 145, [bella]), (12, 145, [bella]), (18, 150, [bella]), (24, 400, [bella, coco])]
        ):
            ticket = door.insert(
                Ticket, branch=shop.branch, number=place, client=bella.client, status="closed",
                day=DAY - timedelta(weeks=weeks), created=door.at, started=door.at,
                ready=door.at + timedelta(minutes=taken),
            )  # fmt: skip
            for pet in pets:
                door.insert(
                    TicketRow, ticket=ticket, item=groom, pet=pet, setup=60, process=30, finish=30
                )
    (habit,) = learning.habits_of(bella.id)
    assert (habit.name, habit.visits, habit.over, habit.every) == ("Full groom", 4, 25, 42)
    assert (habit.last, habit.due) == (DAY - timedelta(weeks=6), DAY)
    assert learning.over_of(bella.id, groom.id) == 25
    assert [h.over for h in learning.habits_of(coco.id)] == [None]
    assert learning.habits_of(999) == ()
    plan = Plan(bella.client_id, DAY, 13 * 60, (PlannedRow(groom.id, bella.id, 1),))
    told = "Bella: Full groom usually 25 minutes over"
    assert told in [p.words for p in check(shop, plan).problems if p.weight == "tell"]
    longer = plan.with_row(0, PlannedRow(groom.id, bella.id, 1, setup=85))
    assert told not in [p.words for p in check(shop, longer).problems]
