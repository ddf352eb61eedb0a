"""Moving and stretching in the air: numbers in, numbers and words out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pettui.book.day import DayView
from screens.book.grid.ghost import (
    lift,
    move_across,
    move_by,
    move_to,
    objections,
    put_into,
    stretch_by,
    stretch_to,
)
from screens.book.grid.sheet import Sheet, sheet_of_day
from tests.ui.grid.days import MONDAY, at, busy_day, employee, resource, visit


def sheet() -> Sheet:
    """Lay out two groomers with a visit each, and a tub for two."""
    columns = (employee(1, "Kim"), employee(2, "Luis"), resource(11, "tubs", lanes=2))
    blocks = (
        visit(1, 1, "9:00", 30, process=45, finish=15),
        visit(1, 2, "11:00", 60, "Otto"),
        visit(2, 3, "10:00", 60, "Coco"),
        visit(2, 4, "12:00", 60, "Daisy", status="cancelled"),
        visit(11, 5, "9:00", 60, "Rex"),
        visit(11, 6, "9:30", 60, "Luna"),
    )
    return sheet_of_day(DayView(MONDAY, columns, blocks, (), ""))


def test_moves_onto_the_lines_of_the_grid() -> None:
    odd = lift(visit(1, 1, "9:10", 30), 0)
    assert move_by(odd, 15).start == at("9:15")
    assert move_by(odd, -15).start == at("9:00")
    assert move_by(lift(visit(1, 1, "9:00", 30), 0), 15).start == at("9:15")


def test_stays_inside_the_day() -> None:
    ghost = lift(visit(1, 1, "9:00", 60), 0)
    assert move_to(ghost, -100).start == 0
    assert move_to(ghost, 99_999).end == 24 * 60
    assert stretch_to(ghost, 99_999, 15).end == 24 * 60


def test_last_phase_is_what_stretches() -> None:
    plain = lift(visit(1, 1, "9:00", 60), 0)
    assert stretch_by(plain, 15).setup == 75
    phases = lift(visit(1, 1, "9:00", 30, process=45, finish=15), 0)
    longer = stretch_by(phases, 15)
    assert (longer.setup, longer.process, longer.finish, longer.stretched) == (30, 45, 30, 15)


def test_never_shrinks_to_nothing() -> None:
    ghost = lift(visit(1, 1, "9:00", 30), 0)
    for _ in range(5):
        ghost = stretch_by(ghost, -15)
    assert ghost.length == 15


def test_groomers_row_does_not_become_a_tubs() -> None:
    busy = sheet_of_day(busy_day())
    ghost = lift(busy.blocks[2][0], 2)
    assert move_across(ghost, busy, 1).column == 2
    assert move_across(ghost, busy, -1).column == 1
    assert put_into(ghost, busy, 3).column == 2


def test_what_it_runs_into_is_named() -> None:
    ghost = lift(visit(2, 9, "10:30", 60, "Pip"), 1)._replace(column=0)
    assert objections(ghost, sheet()) == ("over Otto 11:00-12:00",)
    assert objections(move_by(ghost, -15), sheet()) == (
        "over Bella 9:00-10:30",
        "over Otto 11:00-12:00",
    )


def test_dry_time_is_free() -> None:
    ghost = lift(visit(1, 9, "9:30", 45, "Pip"), 0)
    assert objections(ghost, sheet()) == ()


def test_itself_and_cancelled_are_no_obstacle() -> None:
    own = lift(sheet().blocks[0][1], 0)
    assert objections(move_to(own, at("11:30")), sheet()) == ()
    over = lift(visit(2, 9, "12:00", 60, "Pip"), 1)
    assert objections(over, sheet()) == ()


def test_tub_holds_as_many_as_it_has_places() -> None:
    third = lift(visit(11, 9, "9:30", 15, "Pip"), 2)
    assert len(objections(third, sheet())) == 2
    assert objections(move_to(third, at("10:00")), sheet()) == ()


def test_outside_hours_is_said() -> None:
    ghost = lift(visit(1, 9, "16:45", 30), 0)
    assert objections(ghost, sheet()) == ("outside 9-17",)
    away = sheet_of_day(DayView(MONDAY, (employee(1, "Kim", "", "vacation"),), (), (), ""))
    assert objections(ghost, away) == ("vacation",)


@given(
    st.lists(st.sampled_from(["up", "down", "longer", "shorter"]), max_size=80),
    st.sampled_from([5, 10, 15, 20, 30]),
)
def test_any_flight_stays_a_visit(moves: list[str], step: int) -> None:
    ghost = lift(visit(1, 1, "9:10", 25, process=20, finish=10), 0)
    for move in moves:
        if move in ("up", "down"):
            ghost = move_by(ghost, step if move == "down" else -step)
        else:
            ghost = stretch_by(ghost, step if move == "longer" else -step)
        assert 0 <= ghost.start < ghost.end <= 24 * 60
        assert (ghost.setup, ghost.process) == (25, 20)
        assert ghost.finish > 0
