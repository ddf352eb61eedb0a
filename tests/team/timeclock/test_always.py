"""Whatever is punched and amended, in any order: what must always hold of hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pettui.team.timeclock.counting import by_day, total_of
from pettui.team.timeclock.effective import Made, arrange
from pettui.team.timeclock.overtime import from_set
from pettui.team.timeclock.pairing import pair
from pettui.team.timeclock.periods import Calendar
from pettui.team.timeclock.rounding import given as gained
from pettui.team.timeclock.rows import place_of
from pettui.team.timeclock.shifts import Shift
from tests.team.timeclock.sheets import KINDS, MONDAY, ZONE

BEGIN = datetime(2026, 10, 30, 12, tzinfo=UTC)  # the clock goes back on 1 November
LONGEST = 14 * 60
NOW = BEGIN + timedelta(days=20)

kinds = st.sampled_from(["in", "out", "in", "out", "in", "out", "break", "back"])
seconds = st.integers(0, 8 * 86400)


def _row(key: int, kind: str, second: int, **more: object) -> Made:
    place = place_of(BEGIN + timedelta(seconds=second), ZONE)
    row = Made(
        key, 1, kind, place.at, ZONE, place.offset, place.day, "kiosk", "good", "pin", True,
        1 if key % 2 else 2, None, "", None, False, None, "", None, "",
    )  # fmt: skip
    return row._replace(**more)  # type: ignore[arg-type]  # the names are those of Made


CARD = ("in", "break", "back", "out")


@st.composite
def punched(draw: st.DrawFn) -> list[Made]:
    """Give punches: mostly shifts as people work them, with some that are missing or astray."""
    clock = st.sampled_from(["good"] * 60 + ["unsynchronised", "behind", "ahead"])
    rows: list[Made] = []
    second = draw(st.integers(0, 86400))
    for _ in range(draw(st.integers(1, 6))):
        for kind in CARD:
            second += draw(st.integers(-60, 4 * 3600))
            if draw(st.integers(0, 19)):  # else it was forgotten
                astray = draw(st.integers(0, 31)) == 0
                at = draw(seconds) if astray else max(0, second)
                said = draw(kinds) if astray else kind
                rows.append(_row(len(rows) + 1, said, at, clock=draw(clock)))
        second += draw(st.integers(0, 16 * 3600))
    return rows


@st.composite
def amended(draw: st.DrawFn) -> tuple[list[Made], list[Made]]:
    """Give punches, and the same with amendments and punches that were entered later."""
    rows = draw(punched().filter(bool))
    more: list[Made] = []
    for key in range(len(rows) + 1, len(rows) + 1 + draw(st.integers(0, 5))):
        about = draw(st.sampled_from(rows + more)).id
        row = _row(key, draw(kinds), draw(seconds), source="manager", void=draw(st.booleans()))
        how = draw(st.sampled_from(["amends", "after", "alone"]))
        more.append(row if how == "alone" else row._replace(**{how: about}))  # type: ignore[arg-type]  # a field of Made
    return rows, rows + more


def _shifts(rows: list[Made]) -> tuple[Shift, ...]:
    return pair(arrange(rows, KINDS), NOW, longest=LONGEST)


@given(amended())
def test_hours_are_never_negative_and_no_minute_is_counted_twice(
    rows: tuple[list[Made], list[Made]],
) -> None:
    shifts = _shifts(rows[1])
    spans = sorted(span for shift in shifts for span in shift.work)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for shift in shifts:
        assert shift.worked >= 0 and shift.unpaid >= 0
        assert 0 <= shift.paid_breaks <= shift.worked
        assert shift.worked == sum((b - a) // timedelta(minutes=1) for a, b in shift.work)
        for step in (5, 6, 10, 15):
            assert shift.worked + gained(shift, step) >= 0
    covered = {
        second for a, b in spans for second in range(int(a.timestamp()), int(b.timestamp()), 60)
    }
    assert len(covered) == sum(shift.worked for shift in shifts)


@given(amended())
def test_amendments_never_change_or_lose_a_punch(rows: tuple[list[Made], list[Made]]) -> None:
    before, all_rows = rows
    found = arrange(all_rows, KINDS)
    kept = {row.id: row for punch in found for row in punch.history}
    assert kept == {row.id: row for row in all_rows}  # each is there, once, as it was
    assert sum(len(punch.history) for punch in found) == len(all_rows)
    originals = [punch.made for punch in found if not punch.made.added]
    assert originals == before  # in the order in which they were made
    assert arrange(all_rows[::-1], KINDS) == found  # however they were read


@given(amended())
def test_every_punch_that_counts_is_in_one_shift(rows: tuple[list[Made], list[Made]]) -> None:
    found = arrange(rows[1], KINDS)
    in_shifts = [punch for shift in _shifts(rows[1]) for punch in shift.punches]
    assert in_shifts == [punch for punch in found if not punch.void]


@given(amended(), st.sampled_from([0, 5, 15]), st.sampled_from(["us federal", "california"]))
def test_days_add_up_to_shifts_whatever_the_rules(
    rows: tuple[list[Made], list[Made]], step: int, law: str
) -> None:
    shifts = _shifts(rows[1])
    first, last = MONDAY - timedelta(days=40), MONDAY + timedelta(days=10)
    days = by_day(
        shifts, (), first, last, from_set(law, first), Calendar("weekly", 0, MONDAY, 1), step=step
    )
    totals = total_of(days, (), step)
    exact = sum(shift.worked for shift in shifts)
    assert totals.worked == exact
    assert totals.total == exact + sum(gained(shift, step) for shift in shifts)
    assert sum(minutes for _, minutes in totals.counted) == totals.total
    assert sum(minutes for _, minutes in totals.rates) == totals.total
