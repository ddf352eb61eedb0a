"""Pictures of the book: a change of looks is seen and agreed to, not stumbled over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from screens.book.grid.listing import DayList
from tests.ui.grid.days import at, busy_day
from tests.ui.grid.desk import Desk

Compare = Callable[..., bool]


@pytest.mark.parametrize(
    ("theme", "size"),
    [("pettui-dark", (80, 24)), ("pettui-light", (120, 40)), ("ansi-dark", (120, 40))],
)
def test_busy_day(snap_compare: Compare, theme: str, size: tuple[int, int]) -> None:
    app = Desk(busy_day(), now=at("10:42"), theme=theme)
    assert snap_compare(app, press=["down", "right"], terminal_size=size)


def test_busy_list(snap_compare: Compare) -> None:
    app = Desk(busy_day(), kind=DayList, now=at("10:42"))
    assert snap_compare(app, terminal_size=(120, 30))
