"""Time sheets on paper: any name, any length, the paper of the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from pettui.printing.letters import SANS, Letters, page_size
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import adjusting
from pettui.team.timeclock.cards import cards
from pettui.team.timeclock.periods import said
from pettui.team.timeclock.timesheet import render
from tests.book import steps
from tests.people.hostile import HOSTILE
from tests.small_shop import DANA
from tests.team.timeclock.sheets import MONDAY, clocked, stamp


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    """Let it be the last day of November."""
    with time_machine.travel(datetime.fromisoformat("2026-11-30T17:00:00+00:00"), tick=False):
        yield


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_printed(shop: Shop, text: str) -> None:
    kim = steps.column("Kim")
    with clocked() as door:
        stamp(door, shop.branch, kim, "in 9, out 17")
    adjusting.adjust(shop, kim, MONDAY, 10, DANA, f"because {text}")
    period = said(shop, "this")
    hers = cards(shop, period)[0]._replace(name=text)  # however it came into the database
    pdf, notes = render(shop, period, (hers,))
    assert pdf.startswith(b"%PDF-") and _pages(pdf) >= 1
    assert all(note.startswith("No font of this machine has ") for note in notes)


@pytest.mark.parametrize(
    "name", ["Zoë Łącka", "Παναγιώτα", "Екатерина Ёлкина", "Nguyễn Thị Hương", "Őszi Ödön", "Ğül"]
)
def test_names_of_most_of_the_world_need_no_other_font(name: str) -> None:
    letters = Letters()
    assert letters.marked(name) == name and letters.notes() == []


def test_what_no_font_has_is_told_and_never_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pettui.printing.letters._FOLDERS", ())  # whatever this machine has
    letters = Letters("en_US")
    marked = letters.marked("A<b>&\U0001043f 田中")
    assert marked.startswith("A&lt;b&gt;&amp;") and "\u25a1" in marked and "田中" in marked
    assert any("\U0001043f" in note and "square" in note for note in letters.notes())
    assert any("田" in note and "whoever prints" in note for note in letters.notes())
    assert SANS not in marked


def test_a_month_takes_as_many_pages_as_it_needs_and_the_head_repeats(shop: Shop) -> None:
    kim = steps.column("Kim")
    with clocked() as door:
        for n in range(22):
            card = ", ".join(
                f"in {h}:00, break {h}:20, back {h}:25, out {h}:50" for h in range(6, 18)
            )
            stamp(door, shop.branch, kim, card, MONDAY - timedelta(days=n))
    now = put(shop, "hours.period", "monthly", DANA)
    period = said(now, "this")
    pdf, _ = render(now, period, cards(now, period))
    assert _pages(pdf) > 2


@pytest.mark.parametrize(
    ("locale", "size"),
    [("en_US", (612, 792)), ("es_MX", (612, 792)), ("de_DE", (595, 842)), ("en_GB", (595, 842)),
     ("pl_PL", (595, 842))],
)  # fmt: skip
def test_paper_is_what_the_place_has(locale: str, size: tuple[int, int]) -> None:
    assert tuple(round(side) for side in page_size(locale)) == size
