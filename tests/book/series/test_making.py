"""A series is made at once, shows what speaks against it, and goes as it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from db.models import (
    Ability,
    Closure,
    DayPlan,
    Employee,
    Hold,
    Pet,
    Series,
    Ticket,
    TicketRow,
    Vaccination,
)
from pettui.book import status
from pettui.book.booking import NeedsConsent
from pettui.book.checking import check
from pettui.book.series import alternatives, listing, making, record
from pettui.book.series.copying import Pick, plan_at
from pettui.book.series.fitting import fitting
from pettui.book.series.looking import look
from pettui.book.series.making import Preview
from pettui.book.series.typed import understand
from pettui.history import story
from pettui.history.door import Clash, Refused, change
from pettui.history.undo import redo, undo
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.series.steps import NOON, days, looked, repeat, stands, visit, weeks
from tests.book.steps import TUESDAY
from tests.small_shop import DANA


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def test_all_visits_are_real_tickets_made_in_one_change(shop: Shop) -> None:
    ticket = visit(shop)
    before = steps.contents()
    made = repeat(shop, ticket, "every 6 weeks on tue, 8 times")
    assert stands(made.series) == [(day, 600, "Luis", "booked") for day in weeks(8, 6)]
    assert made.words == "standing: Bella, every 6 weeks on Tue, 8 times"
    after = steps.contents()
    assert steps.kept_slots() == steps.expected_slots()
    undo(DANA)
    assert steps.contents() == before
    redo(DANA)
    assert steps.contents() == after


def test_copies_keep_price_length_and_who_does_it(shop: Shop) -> None:
    rows = (steps.row("BATH", "Luis", price=4200), steps.row("NAILS", "Kim"))
    made = repeat(shop, visit(shop, *rows), "weekly, 3 times")
    first, second, third = record.tickets_of(made.series)
    assert first.total == second.total == third.total
    assert [
        (r.description, r.start, r.setup, r.price, r.price_from, r.employee_name)
        for r in steps.rows_of(third.id)
    ] == [
        (r.description, r.start, r.setup, r.price, r.price_from, r.employee_name)
        for r in steps.rows_of(first.id)
    ]
    assert steps.rows_of(third.id)[0].price_from == "set by hand"
    assert third.pet_names == "Bella"
    assert third.client_name == "Maria Ortega"


def test_a_ticket_that_does_not_match_stays_outside(shop: Shop) -> None:
    ticket = visit(shop)
    made = repeat(shop, ticket, "every 2 weeks on fri, 3 times")
    fridays = weeks(3, 2, TUESDAY + timedelta(days=3))
    assert days(made.series) == fridays
    assert steps.ticket(ticket).__data__["series"] is None
    assert (steps.ticket(ticket).day, steps.ticket(ticket).status) == (TUESDAY, "booked")


def test_the_series_shows_itself(shop: Shop) -> None:
    made = repeat(shop, visit(shop), "every 6 weeks on tue, 8 times")
    third = record.tickets_of(made.series)[2]
    found = record.member_of(shop, third.id)
    assert found is not None
    assert found.words() == "every 6 weeks, 3 of 8"
    assert (found.open, found.later, found.coming) == (8, 5, 8)
    assert record.member_of(shop, visit(shop, at=720)) is None
    (listed,) = listing.listed(shop)
    assert (listed.client, listed.pets, listed.words) == (
        "Maria Ortega", "Bella", "every 6 weeks on Tue, 8 times",
    )  # fmt: skip
    assert (listed.next, listed.phone, listed.runs_out) == (TUESDAY, "555-0142", False)


def test_it_says_when_it_runs_out(shop: Shop) -> None:
    made = repeat(shop, visit(shop), "weekly, 3 times")
    for one in record.tickets_of(made.series)[:2]:
        status.advance(shop, [(one.id, one.version)], "closed", DANA)
    last = record.tickets_of(made.series)[2]
    found = record.member_of(shop, last.id)
    assert found is not None
    assert found.words() == "every week, 3 of 3, runs out"
    assert listing.listed(shop)[0].runs_out


def test_what_nobody_went_on_with_is_listed_no_more(shop: Shop) -> None:
    made = repeat(shop, visit(shop), "every 2 weeks, 2 times")
    for one in record.tickets_of(made.series):
        status.advance(shop, [(one.id, one.version)], "closed", DANA)
    with time_machine.travel("2027-01-15T17:00:00Z", tick=False):
        assert [one.runs_out for one in listing.listed(shop)] == [True]
    with time_machine.travel("2027-02-15T17:00:00Z", tick=False):
        assert listing.listed(shop) == ()
        assert [one.active for one in listing.listed(shop, ended=True)] == [False]


def conflicts(preview: Preview) -> dict[date, str]:
    return {line.pick.day: line.words for line in preview.lines if line.words}


def test_every_conflict_is_named(shop: Shop) -> None:
    ticket = visit(shop)
    days_of = weeks(8)
    with change("", DANA) as door:
        door.insert(Closure, branch=shop.branch, day=days_of[1], reason="inventory")
        luis = steps.column("Luis")
        door.insert(DayPlan, employee=luis, day=days_of[2], off=True, off_kind="vacation")
    steps.book(shop, steps.row("NAILS", "Luis", of="Coco"), at=615, day=days_of[3])
    steps.book(shop, steps.row("NAILS", "Kim"), at=900, day=days_of[6])
    bella = Pet.get(Pet.name == "Bella")
    with change("", DANA) as door:
        shot = Vaccination.get(Vaccination.pet == bella)
        door.update(shot, expires=days_of[7] - timedelta(days=1))
    found = looked(shop, ticket, "weekly, 8 times")
    assert conflicts(found) == {
        days_of[1]: "closed: inventory",
        days_of[2]: "Luis does not work on Tue 8 Dec 2026: vacation",
        days_of[3]: "Luis is taken by Coco (Li Chen) at 10:15",
        days_of[6]: "Bella has another visit then (ticket 1005)",
        days_of[7]: "Bella: Rabies lapsed",
    }
    assert [line.fits for line in found.lines] == [
        True, False, False, False, True, True, True, True,
    ]  # fmt: skip
    assert found.lines[0].ticket == steps.ticket(ticket).number


def test_holidays_are_named_where_the_shop_would_be_open(shop: Shop) -> None:
    christmas_eve = visit(shop, day=date(2026, 12, 18))
    found = looked(shop, christmas_eve, "weekly on fri, 2 times")
    assert conflicts(found) == {date(2026, 12, 25): "Christmas Day, a holiday"}


def test_what_is_true_of_every_date_is_asked_once_for_each(shop: Shop) -> None:
    ticket = visit(shop)
    with change("", DANA) as door:
        door.update(Pet.get(Pet.name == "Bella"), active=False)
    found = looked(shop, ticket, "weekly, 3 times")
    assert [line.asks for line in found.lines] == [
        (), ("Bella is inactive",), ("Bella is inactive",),
    ]  # fmt: skip
    with change("", DANA) as door:
        door.update(Pet.get(Pet.name == "Bella"), deceased=True)
    found = looked(shop, ticket, "weekly, 3 times")
    assert found.lines[1].stops == ("Bella has died",)
    with pytest.raises(Refused, match="Bella has died"):
        making.make(shop, ticket, None, found.rule, [line.pick for line in found.lines], DANA)


def test_what_somebody_is_not_set_up_for_is_asked_of_that_one_alone(shop: Shop) -> None:
    with change("", DANA) as door:
        ana = Employee.get(Employee.bookable == steps.column("Ana"))
        door.update(ana, limited=True)
        door.insert(Ability, employee=steps.column("Ana"), item=steps.item("NAILS"))
    found = looked(shop, visit(shop), "weekly, 4 times")
    others = {one.label: one for one in alternatives.employees(
        shop, found.source, found.lines[1].pick)}  # fmt: skip
    assert (others["Kim"].free, others["Ana"].words) == (True, "not set up for Bath")
    with_ana = found.lines[1].pick._replace(employee=others["Ana"].employee)
    picks = [with_ana, *(line.pick for line in found.lines[2:])]
    asks = [line.asks for line in look(shop, found.source, picks)]
    assert asks == [("Ana is not set up to do Bath",), (), ()]
    limited = looked(shop, visit(shop, steps.row("BATH", "Ana"), at=780), "weekly, 3 times")
    assert [line.asks for line in limited.lines[1:]] == [("Ana is not set up to do Bath",)] * 2
    picks = [limited.lines[1].pick._replace(employee=steps.column("Kim")), limited.lines[2].pick]
    asks = [line.asks for line in look(shop, limited.source, picks)]
    assert asks == [(), ("Ana is not set up to do Bath",)]


def test_what_was_not_agreed_to_is_not_written(shop: Shop) -> None:
    ticket = visit(shop)
    second = weeks(3)[1]
    steps.book(shop, steps.row("NAILS", "Luis", of="Coco"), at=615, day=second)
    found = looked(shop, ticket, "weekly, 3 times")
    picks = [line.pick for line in found.lines]
    before = steps.contents()
    with pytest.raises(NeedsConsent, match="Tue 1 Dec: Luis is taken by Coco"):
        making.make(shop, ticket, None, found.rule, picks, DANA)
    assert steps.contents() == before
    agreed = {line.pick.due: line.asks for line in found.lines}
    made = making.make(shop, ticket, None, found.rule, picks, DANA, agreed=agreed, reason="twins")
    over = record.tickets_of(made.series)[1]
    assert over.double_booked == "twins"
    assert [one.double_booked for one in record.tickets_of(made.series)] == ["", "twins", ""]
    assert steps.kept_slots() == steps.expected_slots()


def test_a_date_is_skipped_moved_or_given_to_somebody_else(shop: Shop) -> None:
    ticket = visit(shop)
    first, second, third, fourth = weeks(4)
    for day in (second, third):
        steps.book(shop, steps.row("BATH", "Luis", of="Coco"), at=600, day=day)
    found = looked(shop, ticket, "weekly, 4 times")
    moved = alternatives.next_free(shop, found.source, found.lines[1].pick, weeks(4))
    assert moved is not None
    assert (moved.day, moved.start) == (second, 645)  # right after, rather than 55 minutes before
    free = [one for one in alternatives.employees(shop, found.source, found.lines[2].pick)]
    assert [(one.label, one.free) for one in free] == [("Kim", True), ("Ana", True)]
    other = found.lines[2].pick._replace(employee=free[0].employee)
    picks = [found.lines[0].pick, moved, other]  # the fourth is left out
    made = making.make(shop, ticket, None, found.rule, picks, DANA)
    assert stands(made.series) == [
        (first, 600, "Luis", "booked"), (second, 645, "Luis", "booked"),
        (third, 600, "Kim", "booked"),
    ]  # fmt: skip
    assert made.words.endswith("(3 visits)")
    assert fourth not in days(made.series)


def test_the_next_slot_may_be_on_another_day_but_not_where_the_series_has_one(shop: Shop) -> None:
    ticket = visit(shop)
    with change("", DANA) as door:
        for day in (TUESDAY + timedelta(days=n) for n in (1, 2)):
            door.insert(Closure, branch=shop.branch, day=day, reason="flood")
    found = looked(shop, ticket, "daily, 5 times")
    wednesday = found.lines[1].pick
    taken = [line.pick.day for line in found.lines]
    moved = alternatives.next_free(shop, found.source, wednesday, taken)
    assert moved is not None
    assert (moved.due, moved.day, moved.start) == (wednesday.due, date(2026, 11, 30), 600)


def test_dates_are_added_by_hand(shop: Shop) -> None:
    ticket = visit(shop)
    found = looked(shop, ticket, "every 2 weeks, 2 times")
    more = Pick(date(2026, 12, 18), date(2026, 12, 18), 660)
    picks = [*(line.pick for line in found.lines), more]
    made = making.make(shop, ticket, None, found.rule, picks, DANA)
    assert days(made.series) == [TUESDAY, date(2026, 12, 8), date(2026, 12, 18)]
    with pytest.raises(Refused, match="in the list twice"):
        other = visit(shop, at=900)
        picks = [*(line.pick for line in looked(shop, other, "weekly, 2 times").lines)] * 2
        making.make(shop, other, None, found.rule, picks, DANA)


def test_a_resource_is_found_for_each_visit(shop: Shop) -> None:
    steps.add_need("BATH", "table", "all", "table 1")
    ticket = visit(shop)
    steps.book(shop, steps.row("BATH", "Kim", of="Rex"), at=600, day=weeks(2)[1])
    found = looked(shop, ticket, "weekly, 3 times")
    assert "the table is taken by Rex" in found.lines[1].words
    made = making.make(
        shop, ticket, None, found.rule, [found.lines[0].pick, found.lines[2].pick], DANA
    )
    held = Hold.select().join(TicketRow).join(Ticket).where(Ticket.series == made.series)
    assert held.count() == 2
    assert steps.kept_slots() == steps.expected_slots()


def test_the_wall_clock_holds_over_both_changes(shop: Shop) -> None:
    ticket = visit(shop)
    made = repeat(shop, ticket, "every 4 weeks for a year")
    assert {start for _, start, _, _ in stands(made.series)} == {600}
    assert days(made.series)[-1] > date(2027, 11, 7)  # beyond the change in spring and in autumn
    night = visit(shop, steps.row("BATH", "Kim", of="Coco"), at=150, day=date(2027, 3, 7))
    found = looked(shop, night, "weekly on sun, 3 times")
    assert [bool(line.stops) for line in found.lines] == [False, True, False]
    assert "does not exist on Sun 14 Mar 2027" in found.lines[1].words


def test_its_making_stands_in_the_history_in_words(shop: Shop) -> None:
    ticket = visit(shop)
    repeat(shop, ticket, "weekly, 3 times")
    entry = story.of_ticket(shop, ticket).entries[0]
    assert (entry.what, entry.lines) == ("standing: Bella, every week on Tue, 3 times", ())


def test_only_an_open_ticket_that_is_in_no_series_begins_one(shop: Shop) -> None:
    ticket = visit(shop)
    rule = understand(shop, "weekly, 2 times", TUESDAY)
    picks = [line.pick for line in making.preview(shop, ticket, rule).lines]
    with pytest.raises(Clash):
        making.make(shop, ticket, 99, rule, picks, DANA)
    repeat(shop, ticket, "weekly, 2 times")
    with pytest.raises(Refused, match="part of a series already"):
        making.make(shop, ticket, None, rule, picks, DANA)
    other = visit(shop, at=900)
    status.end(shop, [steps.seen(other)], "cancelled", DANA)
    with pytest.raises(Refused, match="A series begins with a ticket that is open"):
        making.preview(shop, other, rule)


def test_made_twice_by_a_retry_is_made_once(shop: Shop) -> None:
    ticket = visit(shop)
    found = looked(shop, ticket, "weekly, 3 times")
    picks = [line.pick for line in found.lines]
    command = "6a2f2f0e-0000-4000-8000-000000000001"
    one = making.make(shop, ticket, None, found.rule, picks, DANA, command=command)
    two = making.make(shop, ticket, None, found.rule, picks, DANA, command=command)
    assert (one.series, two.words) == (two.series, "made already")
    assert Series.select().count() == 1


def test_what_fits_at_once_has_nothing_that_the_full_check_would_ask(shop: Shop) -> None:
    steps.add_need("FULL", "dryer", "process", "dryer 1")
    ticket = visit(shop, steps.row("FULL", "Luis"), steps.row("NAILS", "Kim"), at=540)
    for n, day in enumerate(weeks(20)):
        if n % 4 == 1:
            steps.book(shop, steps.row("BATH", "Luis", of="Coco"), at=525 + 15 * n, day=day,
                       agreed=None)  # fmt: skip
        if n % 5 == 2:
            steps.book(shop, steps.row("FULL", "Ana", of="Rex"), at=480 + 15 * n, day=day,
                       agreed=None)  # fmt: skip
    found = looked(shop, ticket, "weekly, 20 times")
    plain = fitting(shop, found.source.rows, weeks(20))
    for line in found.lines[1:]:
        checked = check(shop, plan_at(found.source, line.pick))
        asks = checked.needs_asking or checked.stops
        assert (line.pick.day in plain) == (not asks), line
        assert set(line.asks) == {problem.words for problem in checked.needs_asking}
        assert set(line.stops) == {problem.words for problem in checked.stops}
        if line.pick.day in plain:
            assert plain[line.pick.day] == checked.places
