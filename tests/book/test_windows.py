"""Parts of the day as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from pettui.dates import Window, day_text, parse_window

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("fri 2p", Window(FRIDAY, 840, 841, exact=True)),
        ("fri pm", Window(FRIDAY, 720, 1440)),
        ("fri afternoon", Window(FRIDAY, 720, 1080)),
        ("fri after", Window(FRIDAY, 720, 1080)),
        ("fri", Window(FRIDAY, 0, 1440)),
        ("fri after 3", Window(FRIDAY, 900, 1440)),
        ("fri before 11", Window(FRIDAY, 0, 660)),
        ("fri 9-11", Window(FRIDAY, 540, 660)),
        ("am", Window(None, 0, 720)),
        ("930", Window(None, 570, 571, exact=True)),
        ("+6w 10", Window(date(2027, 1, 4), 600, 601, exact=True)),
        ("12/3", Window(date(2026, 12, 3), 0, 1440)),
        (f"{day_text(FRIDAY)} 14:05", Window(FRIDAY, 845, 846, exact=True)),
    ],
)
def test_what_is_said_is_understood(said: str, window: Window) -> None:
    assert parse_window(said, TODAY) == window


@pytest.mark.parametrize("said", ["", "nonsense", "fri 33", "fri 11-9", "[/]", "99/99", "fri fri"])
def test_what_is_not_understood_is_said(said: str) -> None:
    with pytest.raises(ValueError, match=r"Say it like"):
        parse_window(said, TODAY)


def test_the_day_may_come_first() -> None:
    assert parse_window("3/12", TODAY, month_first=False).day == date(2026, 12, 3)
