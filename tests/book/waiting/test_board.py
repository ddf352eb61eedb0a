"""The list as it is shown: walk-ins, others, who is hidden, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from db.models import Ticket
from pettui.book import booking, status
from pettui.book.waiting.listing import Line, load, since
from pettui.book.waiting.marking import leave
from pettui.book.waiting.planning import plan_for
from pettui.book.waiting.saving import save
from pettui.book.waiting.searching import offers, plan_at, with_room
from pettui.book.waiting.values import TODAY, When
from pettui.book.waiting.visits import wanted_of_visit
from pettui.team.shop import Shop
from tests.book.waiting.steps import DANA, entry, listed, wanted, who
from tests.small_shop import DAY

FRI = DAY + timedelta(days=4)


def names(lines: tuple[Line, ...]) -> list[str]:
    return [f"{line.entry.pets} {line.entry.services}" for line in lines]


def test_an_empty_list_is_empty(shop: Shop) -> None:
    board = load(shop, over=True)
    assert not any((board.today, board.later, board.over, board.done))


def test_walk_ins_and_others_are_apart(shop: Shop, clock: time_machine.Traveller) -> None:
    listed(shop, "Rex", "BATH", kind=TODAY)
    listed(shop, "Bella", "FULL")
    clock.shift(timedelta(minutes=34))
    board = load(shop)
    (lobby,), (later,) = board.today, board.later
    assert (lobby.entry.pets, later.entry.pets) == ("Rex", "Bella")
    assert lobby.waited == 34
    assert lobby.estimate is not None
    assert (since(shop, lobby), since(shop, later)) == ("34 min", "Mon 23 Nov")
    assert lobby.alerts == ("Rabies lapsed",)
    assert later.alerts == ("BITES", "muzzle")


def test_whose_time_has_passed_is_hidden_and_kept(
    shop: Shop, clock: time_machine.Traveller
) -> None:
    listed(shop, "Rex", "BATH", kind=TODAY)
    listed(shop, "Bella", "FULL", windows=(When(None, FRI),))
    listed(shop, "Coco", "BATH")
    clock.move_to(datetime(2026, 11, 24, 15, tzinfo=UTC))
    assert names(load(shop).waiting) == ["Bella Full groom", "Coco Bath"]
    clock.move_to(datetime(2026, 11, 30, 15, tzinfo=UTC))
    board = load(shop)
    assert names(board.waiting) == ["Coco Bath"]
    assert [(line.entry.pets, line.over) for line in board.over] == [
        ("Rex", "time has passed"), ("Bella", "time has passed"),
    ]  # fmt: skip


def test_a_visit_that_is_called_off_waits_for_nothing(shop: Shop) -> None:
    seen = listed(shop, "Rex", "TEETH")
    plan = plan_for(seen, FRI, 600, employees=(who("Kim"),))
    ticket = booking.save(shop, plan, DANA).ticket
    save(shop, wanted_of_visit(shop, ticket), DANA)
    assert len(load(shop).later) == 1
    status.end(shop, [(ticket, Ticket.get_by_id(ticket).version)], "cancelled", DANA)
    board = load(shop)
    assert board.later == ()
    assert [line.over for line in board.over] == ["the visit is cancelled"]


def test_who_was_booked_or_left_is_shown_for_a_week(
    shop: Shop, clock: time_machine.Traveller
) -> None:
    one, other = listed(shop, "Rex", "BATH"), listed(shop, "Coco", "BATH")
    booking.save(shop, plan_for(one, FRI, 600, employees=(who("Kim"),)), DANA)
    leave(((other.id, other.version),), "went home", DANA)
    assert names(load(shop, over=True).done) == ["Coco Bath", "Rex Bath"]
    clock.shift(timedelta(days=8))
    assert load(shop, over=True).done == ()


def test_the_orders(shop: Shop, clock: time_machine.Traveller) -> None:
    for pet, code in (("Rex", "BATH"), ("Bella", "FULL"), ("Coco", "NAILS")):
        listed(shop, pet, code)
        clock.shift(timedelta(minutes=1))
    assert names(load(shop).later) == ["Rex Bath", "Bella Full groom", "Coco Nails"]
    assert names(load(shop, order="latest").later)[0] == "Coco Nails"
    dear = load(shop, order="value").later
    assert [(line.entry.pets, line.value) for line in dear] == [
        ("Bella", 6500), ("Rex", 3500), ("Coco", 1500),
    ]  # fmt: skip


def test_only_who_has_room(shop: Shop) -> None:
    full = listed(shop, "Rex", "FULL", windows=(When(DAY, DAY, earliest=960),))  # 90 + 60 minutes
    free = listed(shop, "Coco", "BATH", windows=(When(FRI, FRI),))
    moved = listed(shop, "Bella", "BATH", windows=(When(weekdays=0b1000000),))  # closed on Sundays
    entries = [full, free, moved]
    assert with_room(shop, entries) == {free.id}
    assert names(load(shop, room=True).later) == ["Coco Bath"]


def test_offers_are_bookable_and_keep_what_was_asked(shop: Shop) -> None:
    seen = listed(
        shop, "Rex", "BATH", "NAILS", employees=(who("Ana"), who("Luis")),
        windows=(When(FRI, FRI, latest=600),),
    )  # fmt: skip
    first, *_ = offers(shop, seen)
    assert first.day == FRI
    assert first.start <= 600
    assert set(first.employees) <= {who("Ana"), who("Luis")}
    done = booking.save(shop, plan_at(shop, seen, first), DANA)
    assert entry(shop, seen.id).ticket == done.ticket


def test_offers_for_an_earlier_slot_are_earlier(shop: Shop) -> None:
    seen = listed(shop, "Rex", "TEETH")
    ticket = booking.save(shop, plan_for(seen, FRI, 600, employees=(who("Kim"),)), DANA).ticket
    waits = entry(shop, save(shop, wanted_of_visit(shop, ticket), DANA).entry)
    found = offers(shop, waits, 5)
    assert found
    assert all((a.day, a.start) < (FRI, 600) for a in found)
    booking.save(shop, plan_at(shop, waits, found[0]), DANA)
    assert entry(shop, waits.id).status == "booked"


def test_hundreds_who_wait_cost_few_queries(shop: Shop) -> None:
    from tests.book.waiting.counting import queries

    for _ in range(2):
        listed(shop, "Rex", "BATH", agreed=["Rex is on the wait list for Bath already"])
    with queries() as few:
        load(shop)
    for _ in range(10):
        save(shop, wanted("Rex", "BATH"), DANA, agreed=["Rex is on the wait list for Bath already"])
    with queries() as more:
        load(shop)
    assert len(more) == len(few) < 20
