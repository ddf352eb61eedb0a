"""How often, where that comes from, and what a day makes of it: tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.people.recall.due import Coming, Done, dues_of
from pettui.people.recall.rhythm import Rhythm, rhythm_of, state_of, usual_days

TODAY = date(2026, 11, 23)
FULL, BATH, NAILS, BOW = 1, 2, 3, 4
MINUTES = {FULL: 120, BATH: 45, NAILS: 15, BOW: 5}


@pytest.mark.parametrize(
    ("own", "wish", "usual", "chief", "days", "words"),
    [
        (43, None, 56, True, 43, "comes every 6 weeks"),
        (43, 4, 56, True, 28, "wanted every 4 weeks"),  # what the owner says beats what was
        (21, 6, 56, False, 21, "comes every 3 weeks"),  # and is said of what it mainly comes for
        (None, 6, 56, False, 56, "usually every 8 weeks"),
        (None, None, None, True, 63, "usually every 9 weeks"),  # the setting
        (10, None, None, True, 10, "comes every 10 days"),
        (1, None, None, True, 1, "comes every day"),
    ],
)
def test_where_a_rhythm_comes_from(
    own: int | None, wish: int | None, usual: int | None, chief: bool, days: int, words: str
) -> None:
    found = rhythm_of(own, wish, usual, 9, chief=chief)
    assert (found.days, found.words) == (days, words)


def test_what_is_usual_takes_five_pets() -> None:
    assert usual_days([40, 42, 44, 41]) is None
    assert usual_days([40, 42, 44, 41, 300]) == 42


@pytest.mark.parametrize(
    ("days", "ago", "state"),
    [
        (42, 27, ""),  # 15 days ahead
        (42, 28, "due"),
        (42, 42, "due"),
        (42, 52, "due"),
        (42, 53, "overdue"),
        (42, 125, "overdue"),
        (42, 126, "lapsed"),  # two more were missed
        (14, 9, ""),
        (14, 10, "due"),  # of a short rhythm, a third ahead
        (14, 18, "overdue"),
        (14, 73, "overdue"),
        (14, 74, "lapsed"),  # two months late at least
    ],
)
def test_when_somebody_is_called(days: int, ago: int, state: str) -> None:
    assert state_of(TODAY - timedelta(days=ago), Rhythm(days, "own"), TODAY) == state


def visits(*those: tuple[int, tuple[int, ...]]) -> list[Done]:
    """Give visits, each so many days ago with its services."""
    return [
        Done(item, TODAY - timedelta(days=ago), ago, MINUTES[item])
        for ago, items in those
        for item in items
    ]


def lines(done: list[Done], *coming: Coming, wish: int | None = None) -> list[tuple[object, ...]]:
    return [(d.item, d.along, d.state) for d in dues_of(done, TODAY, wish=wish, coming=coming)]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], []),
        ([(50, (FULL,))], [(FULL, (), "due")]),
        ([(20, (FULL,))], []),  # too soon
        ([(50, (FULL, NAILS, BOW))], [(FULL, (NAILS, BOW), "due")]),  # one call for one visit
        # What is done between has a rhythm of its own, and is not forgotten beside the main one.
        (
            [(126, (FULL, NAILS)), (105, (NAILS,)), (84, (FULL, NAILS)), (63, (NAILS,)),
             (42, (FULL, NAILS))],
            [(NAILS, (), "overdue"), (FULL, (), "due")],
        ),
        # A bow that was tied in once, visits ago, is nobody's reason to call.
        ([(130, (BOW,)), (88, (FULL,)), (46, (FULL,))], [(FULL, (), "due")]),
        # What was due when the pet was last here, and was not wanted then, is not asked for again.
        ([(200, (BATH,)), (160, (BATH,)), (120, (BATH,)), (50, (FULL,))], [(FULL, (), "due")]),
    ],
)  # fmt: skip
def test_what_visits_make_due(
    done: list[tuple[int, tuple[int, ...]]], expected: list[tuple[object, ...]]
) -> None:
    assert lines(visits(*done)) == expected


def test_what_the_owner_wants_holds_for_what_the_pet_comes_for() -> None:
    done = visits((100, (FULL,)), (70, (FULL,)), (40, (FULL,)))
    assert [d.rhythm.days for d in dues_of(done, TODAY)] == [30]
    assert [d.rhythm.days for d in dues_of(done, TODAY, wish=5)] == [35]
    assert dues_of(done, TODAY, wish=12) == ()


@pytest.mark.parametrize(
    ("ahead", "items", "called"),
    [
        (1, {BATH}, False),  # it comes tomorrow, and can have the groom then
        (6, {BATH}, False),  # two weeks after the day
        (7, {BATH}, True),  # that is too late for a groom that was due last week
        (40, {FULL}, False),  # however late, it is booked
    ],
)
def test_a_visit_ahead_is_not_called_for(ahead: int, items: set[int], called: bool) -> None:
    coming = Coming(TODAY + timedelta(days=ahead), frozenset(items))
    assert bool(lines(visits((50, (FULL,))), coming)) == called


@given(
    st.lists(
        st.tuples(st.integers(0, 700), st.sets(st.sampled_from([FULL, BATH, NAILS, BOW]),
                                               min_size=1)),
        max_size=8, unique_by=lambda visit: visit[0],
    ),
    st.one_of(st.none(), st.integers(1, 26)),
)  # fmt: skip
def test_a_service_is_called_for_once_and_never_before_it_was_done(
    those: list[tuple[int, set[int]]], wish: int | None
) -> None:
    done = visits(*((ago, tuple(sorted(items))) for ago, items in those))
    found = dues_of(done, TODAY, wish=wish)
    items = [item for due in found for item in (due.item, *due.along)]
    assert len(items) == len(set(items))
    known = {(one.item, one.day) for one in done}
    for due in found:
        assert (due.item, due.last) in known
        assert due.due == due.last + timedelta(days=due.rhythm.days)
        assert due.state in ("due", "overdue", "lapsed")
    assert [due.due for due in found] == sorted(due.due for due in found)
