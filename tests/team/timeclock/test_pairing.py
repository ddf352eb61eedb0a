"""Shifts out of punches: what counts, what does not yet, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pettui.team.timeclock.effective import arrange
from pettui.team.timeclock.pairing import pair
from pettui.team.timeclock.shifts import Waiting
from tests.team.timeclock.sheets import MONDAY, at, made, punches, shifts

SPRING = date(2026, 3, 8)  # 2:00 becomes 3:00 in New York: a day of 23 hours
AUTUMN = date(2026, 11, 1)  # 2:00 becomes 1:00: a day of 25 hours


@pytest.mark.parametrize(
    ("card", "day", "worked", "paid", "unpaid"),
    [
        ("in 9, out 17", MONDAY, 480, 0, 0),
        # 8:58 to 17:31 is 8 h 33; less the meal of 32 minutes: 8 h 01. The rest is paid.
        ("in 8:58, break 10, back 10:12, meal 12:01, back 12:33, out 17:31", MONDAY, 481, 12, 32),
        # Seconds count at neither end: 8:58 to 17:02 is 8 h 04 though 8 h 03:30 passed.
        ("in 8:58:40, out 17:02:10", MONDAY, 484, 0, 0),
        ("in 9, out 9", MONDAY, 0, 0, 0),
        ("in 22, out 30", MONDAY, 480, 0, 0),  # 22:00 to 6:00
        ("in 22, out 30", date(2026, 11, 30), 480, 0, 0),  # into December
        ("in 20, out 28", date(2026, 12, 31), 480, 0, 0),  # into another year
        # From 22:00 the evening before the change to 6:00: the wall says 8 h.
        ("in 22, out 30", SPRING - timedelta(days=1), 420, 0, 0),  # 2:00 to 3:00 never was
        ("in 22, out 30", AUTUMN - timedelta(days=1), 540, 0, 0),  # 1:00 to 2:00 was twice
        ("in 1:30, out 1:30+", AUTUMN, 60, 0, 0),  # the same time on the wall an hour later
        ("in 0, meal 1:45, back 1:15+, out 12", AUTUMN, 750, 0, 30),  # 13 h less 0:30
        ("in 1, meal 1:45, back 3:15, out 12", SPRING, 570, 0, 30),  # 10 h less 0:30
    ],
)
def test_a_shift_counts_what_passed(
    card: str, day: date, worked: int, paid: int, unpaid: int
) -> None:
    (shift,) = shifts(card, day)
    assert shift.day == day and shift.counts and not shift.doubts
    assert (shift.worked, shift.paid_breaks, shift.unpaid) == (worked, paid, unpaid)
    assert sum((b - a) // timedelta(minutes=1) for a, b in shift.work) == worked


@pytest.mark.parametrize(
    ("card", "worked", "doubts"),
    [
        ("in 9", [0], [["missing out"]]),
        ("in 9, in 17", [0, 0], [["missing out"], ["missing out"]]),
        ("in 9, in 33, out 41", [0, 480], [["missing out"], []]),
        ("out 17", [0], [["missing in"]]),
        ("break 12, back 12:30, out 17", [0], [["missing in"]]),
        ("in 9, out 17, out 18", [480, 0], [[], ["missing in"]]),
        ("in 9, meal 12, out 17", [0], [["missing back"]]),
        ("in 9, back 12:30, out 17", [0], [["missing break"]]),
        ("in 9, meal 12, break 13, back 13:10, out 17", [0], [["missing back"]]),
        ("in 17, out 9", [0], [["out before in"]]),
        ("in 9, meal 12:30, back 12, out 17", [0], [["out before in"]]),
        ("in 9, out 17, in 16, out 20", [480, 0], [[], ["overlap"]]),
        ("in 9, out 12, in 15, out 17, in 11, out 16", [180, 120, 0], [[], [], ["overlap"]]),
        ("in 9, out 17, in 7, out 9", [480, 120], [[], []]),  # a slow clock, and no overlap
        ("in 9, out 25", [0], [["too long"]]),  # 16 hours are a forgotten clock-out
        ("in 9, out 23", [840], [[]]),  # 14 hours may be
        ("in 9 behind, out 17", [0], [["clock"]]),
        ("in 9, out 17 ahead", [0], [["clock"]]),
        ("in 9 unsynchronised, out 17 unverified", [480], [["unsynchronised", "unverified"]]),
        ("in 9, out 12, in 12:12, out 17", [180, 288], [[], ["gap"]]),
        ("in 9, out 12, in 13, out 17", [180, 240], [[], []]),
    ],
)
def test_what_is_doubtful_counts_nothing_until_it_is_decided(
    card: str, worked: list[int], doubts: list[list[str]]
) -> None:
    found = shifts(card)
    assert [shift.worked for shift in found] == worked
    assert [[doubt.kind for doubt in shift.doubts] for shift in found] == doubts
    assert all(doubt.words for shift in found for doubt in shift.doubts)


def test_a_gap_is_told_with_its_minutes() -> None:
    assert [s.gap for s in shifts("in 9, out 12, in 13, out 17")] == [None, 60]


def test_an_open_shift_counts_so_far_and_nothing_yet() -> None:
    (shift,) = shifts("in 9, meal 12, back 12:30", now=at(MONDAY, "15"))
    assert shift.open and shift.worked == 0 and not shift.doubts and shift.on_break is None
    assert shift.so_far(at(MONDAY, "15")) == 330  # 6 h less 0:30
    (shift,) = shifts("in 9, meal 12", now=at(MONDAY, "12:20"))
    assert shift.on_break is not None and shift.on_break.meal and not shift.doubts
    assert shift.so_far(at(MONDAY, "12:20")) == 180
    (shift,) = shifts("in 9, break 12", now=at(MONDAY, "12:20"))
    assert shift.so_far(at(MONDAY, "12:20")) == 200  # this break is paid
    (shift,) = shifts("in 9", now=at(MONDAY, "23:01"))
    assert not shift.open and [d.kind for d in shift.doubts] == ["missing out"]


def test_a_doubtful_clock_gives_the_shift_the_day_of_what_is_known() -> None:
    rows = made("in 9 behind", date(1970, 1, 1)) + made("out 17", MONDAY, first=2)
    (shift,) = pair(arrange(rows), at(MONDAY, "18"))
    assert (shift.day, shift.worked) == (MONDAY, 0)
    rows = made("in 8, out 9", MONDAY) + made("in 9 behind", date(1970, 1, 1), first=3)
    assert [s.day for s in pair(arrange(rows), at(MONDAY, "18"))] == [MONDAY, MONDAY]


def test_what_a_manager_confirmed_counts() -> None:
    rows = made("in 9, out 25 unverified")
    same = rows[1]._replace(id=3, amends=2, source="manager", verified=True, reason="a show")
    (shift,) = pair(arrange([*rows, same]), at(MONDAY, "48"))
    assert shift.worked == 960 and not shift.doubts


def test_a_voided_punch_takes_no_part() -> None:
    rows = made("in 9, in 9:01, out 17")
    (shift,) = pair(
        arrange([*rows, rows[1]._replace(id=4, amends=2, source="manager", void=True)]),
        at(MONDAY, "18"),
    )
    assert shift.worked == 480 and [p.id for p in shift.punches] == [1, 3]


@pytest.mark.parametrize(
    ("after", "kind", "place"), [(1, "out", 0), (3, "break", 1), (2, "in", 1), (None, "in", 0)]
)
def test_a_waiting_request_marks_the_shift_it_is_about(
    after: int | None, kind: str, place: int
) -> None:
    said = at(MONDAY, "17")
    request = Waiting(7, 1, after, kind, said, MONDAY, False, "", said)
    found = pair(punches("in 9, out 12, in 13, out 17"), at(MONDAY, "20"), [request])
    marked = [n for n, s in enumerate(found) if any(d.request == 7 for d in s.doubts)]
    assert marked == [place] and [s.worked for s in found] == [180, 240]
