"""The made-up shop has a wait list worth looking at."""

from __future__ import annotations

import time_machine

from pettui.book.waiting.listing import load
from pettui.demo.making import DemoReport
from pettui.team.shop import load_shop


def test_walk_ins_others_and_one_who_wants_to_be_earlier(demo: DemoReport) -> None:
    with time_machine.travel("2026-11-23T16:10:00Z", tick=False):
        board = load(load_shop())
    assert [line.waited for line in board.today] == [44, 23, 6]
    assert all(line.estimate is not None for line in board.today)
    assert any(line.entry.employees for line in board.later)
    assert any(line.entry.moves for line in board.later)
    assert any(line.entry.answer == "no answer" for line in board.later)
    assert len(board.over) == 1


def test_nobody_sits_in_the_lobby_two_days_later(demo: DemoReport) -> None:
    with time_machine.travel("2026-11-25T16:10:00Z", tick=False):
        assert load(load_shop()).today == ()
