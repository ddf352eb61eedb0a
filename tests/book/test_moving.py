"""Moving, stretching and reassigning: what follows in a visit follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.book import blocks, booking, moving, status
from pettui.book.booking import NeedsConsent
from pettui.book.moving import Move, apply, stretched
from pettui.book.plan import Plan, PlannedRow
from pettui.history.door import Refused
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY, book, row, rows_of, seen, ticket
from tests.small_shop import DANA

WEDNESDAY = TUESDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("parts", "length", "found"),
    [
        ((60, 30, 30), 135, (60, 30, 45)),
        ((60, 30, 30), 105, (60, 30, 15)),
        ((60, 30, 30), 90, (60, 30, 0)),
        ((60, 30, 30), 75, (60, 15, 0)),
        ((60, 30, 30), 45, (45, 0, 0)),
        ((60, 30, 0), 105, (60, 45, 0)),
        ((45, 0, 0), 60, (60, 0, 0)),
        ((0, 30, 20), 40, (0, 30, 10)),
        ((45, 0, 0), 5, (5, 0, 0)),
    ],
)
def test_the_end_is_what_moves(
    parts: tuple[int, int, int], length: int, found: tuple[int, int, int]
) -> None:
    assert stretched(*parts, length) == found


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200), st.integers(5, 700))
def test_a_stretched_row_is_as_long_as_asked(s: int, p: int, f: int, length: int) -> None:
    found = stretched(s, p, f, length)
    assert sum(found) == length
    assert min(found) >= 0


@pytest.mark.parametrize("length", [0, -5, 4])
def test_nothing_shrinks_to_nothing(length: int) -> None:
    with pytest.raises(Refused, match="at least 5 minutes"):
        stretched(30, 0, 0, length)


def planned(key: int, start: int, who: int, setup: int = 60) -> PlannedRow:
    return PlannedRow(1, 1, who, start=start, setup=setup, process=0, finish=0, row=key)


VISIT = Plan(1, TUESDAY, 540, (
    planned(1, 540, 1), planned(2, 540, 2, 30), planned(3, 600, 1), planned(4, 660, 2),
    planned(5, 800, 1),
))  # fmt: skip


@pytest.mark.parametrize(
    ("move", "chain", "found"),
    [
        pytest.param(
            Move(1, 1, start=570), True,
            [(1, 570, 1), (2, 540, 2), (3, 630, 1), (4, 690, 2), (5, 800, 1)],
            id="what follows follows, past what runs beside it",
        ),
        pytest.param(
            Move(1, 1, start=570), False,
            [(1, 570, 1), (2, 540, 2), (3, 600, 1), (4, 660, 2), (5, 800, 1)], id="alone",
        ),
        pytest.param(
            Move(3, 1, length=90), True,
            [(1, 540, 1), (2, 540, 2), (3, 600, 1), (4, 690, 2), (5, 800, 1)],
            id="a longer row pushes the next",
        ),
        pytest.param(
            Move(1, 1, column=3), True,
            [(1, 540, 3), (2, 540, 2), (3, 600, 3), (4, 660, 2), (5, 800, 1)],
            id="the same groomer's next rows go along, another's do not",
        ),
        pytest.param(
            Move(5, 1, start=500), True,
            [(1, 540, 1), (2, 540, 2), (3, 600, 1), (4, 660, 2), (5, 500, 1)],
            id="the last one moves by itself",
        ),
    ],
)  # fmt: skip
def test_rows_of_a_visit(move: Move, chain: bool, found: list[tuple[int, int, int]]) -> None:
    result = apply(VISIT, move, chain=chain)
    assert [(r.row, r.start, r.employee) for r in result.rows] == found
    assert result.start == min(start for _, start, _ in found)


def test_another_day_takes_the_whole_visit_along(shop: Shop) -> None:
    done = book(shop, row("BATH"), row("NAILS", "Luis"))
    wish = Move(rows_of(done)[1].id, seen(done)[1], day=WEDNESDAY, start=600)
    moved = moving.move(shop, wish, DANA)
    assert moved.words == "moved Bella: Bath + Nails, Wed 25 Nov 2026 9:00 with Kim"
    assert [(r.day, r.start) for r in rows_of(done)] == [(WEDNESDAY, 540), (WEDNESDAY, 600)]
    assert ticket(done).day == WEDNESDAY
    assert steps.minutes_held("Kim") == []
    assert steps.kept_slots() == steps.expected_slots()


def test_a_move_onto_somebody_is_asked(shop: Shop) -> None:
    book(shop, row("BATH"), at=600)
    done = book(shop, row("BATH", of="Coco"), at=660)
    wish = Move(rows_of(done)[0].id, seen(done)[1], start=620)
    with pytest.raises(NeedsConsent, match="Kim is taken by Bella") as asks:
        moving.move(shop, wish, DANA)
    moving.move(shop, wish, DANA, agreed=[p.words for p in asks.value.problems], reason="late")
    assert ticket(done).double_booked == "late"
    wish = Move(rows_of(done)[0].id, seen(done)[1], start=660)
    moving.move(shop, wish, DANA)  # back in a place of its own
    assert (ticket(done).double_booked, rows_of(done)[0].lane) == ("", 0)


def test_a_visit_goes_to_people_and_not_to_tubs(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    with pytest.raises(Refused, match="moves to an employee's column"):
        moving.move(
            shop, Move(rows_of(done)[0].id, seen(done)[1], column=steps.column("tub 1")), DANA
        )
    moving.move(shop, Move(rows_of(done)[0].id, seen(done)[1], column=0), DANA)
    assert rows_of(done)[0].employee_id is None
    assert steps.minutes_held("Kim") == []


def test_a_copy_asks_for_prices_anew_and_keeps_lengths_set_by_hand(shop: Shop) -> None:
    done = book(shop, row("BATH", price=1), row("NAILS", setup=40), note="muzzle", at=600)
    status.advance(shop, [seen(done)], "closed", DANA)
    copy = moving.plan_like(shop, done.ticket, WEDNESDAY, start=540)
    saved = rows_of(booking.save(shop, copy, DANA))
    assert [(r.start, r.setup) for r in saved] == [(540, 45), (585, 40)]
    assert saved[0].price_from.startswith("paid last time")
    assert ticket(saved[0].ticket_id).note == ""
    assert moving.plan_like(shop, done.ticket, WEDNESDAY).start == 600


@pytest.mark.parametrize("weeks", [0, -1, 105])
def test_rebooking_takes_one_week_to_two_years(weeks: int) -> None:
    assert moving.weeks_later(date(2026, 11, 23), 6) == date(2027, 1, 4)
    with pytest.raises(Refused, match="1 to 104 weeks"):
        moving.weeks_later(date(2026, 11, 23), weeks)


class TestBlocks:
    def test_time_is_blocked_for_several_at_once(self, shop: Shop) -> None:
        who = [steps.column("Kim"), steps.column("Luis")]
        done = blocks.add(shop, who, TUESDAY, 720, 30, "Lunch\x07", DANA)
        assert done.words == "blocked Kim, Luis: Lunch, Tue 24 Nov 2026 12:00"
        assert steps.minutes_held("Kim") == steps.minutes_held("Luis") == list(range(720, 750, 5))
        with pytest.raises(NeedsConsent, match=r"Kim is taken by Lunch at 12:00"):
            book(shop, row("BATH"), at=700)

    def test_a_block_over_a_visit_is_asked(self, shop: Shop) -> None:
        book(shop, row("BATH"), at=720)
        who = [steps.column("Kim")]
        with pytest.raises(NeedsConsent, match=r"Kim has Bella \(Maria Ortega\) at 12:00") as asks:
            blocks.add(shop, who, TUESDAY, 720, 30, "", DANA)
        done = blocks.add(
            shop, who, TUESDAY, 720, 30, "", DANA, agreed=[p.words for p in asks.value.problems]
        )
        kept = ticket(done)
        assert (kept.reason, kept.double_booked) == ("Blocked", "on purpose")
        block = rows_of(done)[0].id
        blocks.move(shop, block, kept.version, DANA, reason="Dentist")  # it stays: nothing to ask
        assert ticket(done).reason == rows_of(done)[0].description == "Dentist"
        blocks.move(shop, block, ticket(done).version, DANA, start=600, length=45)
        assert (rows_of(done)[0].lane, ticket(done).double_booked) == (0, "")
        assert steps.kept_slots() == steps.expected_slots()

    def test_a_removed_block_is_free_and_stays_removed(self, shop: Shop) -> None:
        done = blocks.add(shop, [steps.column("Kim")], TUESDAY, 720, 30, "Lunch", DANA)
        assert blocks.remove(shop, *seen(done), DANA) == "removed Lunch of Tue 24 Nov 2026"
        assert steps.minutes_held("Kim") == []
        with pytest.raises(Refused, match="was removed"):
            moving.move(shop, Move(rows_of(done)[0].id, seen(done)[1], start=600), DANA)

    @pytest.mark.parametrize(
        ("start", "length"), [(722, 30), (720, 7), (720, 0), (1430, 30), (-5, 10)]
    )
    def test_impossible_times_are_refused(self, shop: Shop, start: int, length: int) -> None:
        with pytest.raises(Refused, match="time block"):
            blocks.add(shop, [steps.column("Kim")], TUESDAY, start, length, "x", DANA)

    def test_only_people_have_time_to_block(self, shop: Shop) -> None:
        for who, words in (([], "Choose who"), ([steps.column("tub 1")], "for employees")):
            with pytest.raises(Refused, match=words):
                blocks.add(shop, who, TUESDAY, 720, 30, "x", DANA)
