"""What the lines around the grid say, and what is understood of a typed time block."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.pilot import Pilot

from db.models import Pet
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from screens.book.blocking import BlockWish, read_wish
from screens.book.copying import weeks_or_day
from screens.book.head import laid_out
from screens.desk import Desk
from tests.small_shop import DANA, DAY
from tests.ui.book.shop import detail, rest, to
from tests.ui.helpers import drive

ALL = (
    "bites,muzzle,aggressive,people,escapes,dryer,hyper",
    "heart,epileptic,diabetic,allergic",
)


def test_no_danger_is_cut_off_at_80_columns(shop_file: Path) -> None:
    def mark() -> None:
        with change("marked", DANA) as door:
            door.update(Pet.get(Pet.name == "Rex"), behavior=ALL[0], medical=ALL[1])

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await desk.write(mark)
        await to(desk, pilot, "Rex")
        await rest(pilot)
        shown = " ".join(detail(desk).split())
        for words in ("HEART", "EPILEPTIC", "DIABETIC", "ALLERGIC", "BITES", "muzzle", "escapes"):
            assert words in shown, words

    drive(shop_file, test)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=12))
def test_a_long_head_goes_on_before_the_facts(words: list[str]) -> None:
    head, facts = Content(" ".join(words)), Content("facts")
    first, second = laid_out(head, facts, 40)
    assert first.cell_length <= 40
    assert (first.plain + " " + second.plain).split() == [*words, "facts"]


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("lunch 30", BlockWish("Lunch", 30, everybody=False)),
        ("lunch", BlockWish("Lunch", 30, everybody=False)),
        ("meeting 1:00 all", BlockWish("Meeting", 60, everybody=True)),
        ("meeting all", BlockWish("Meeting", 30, everybody=True)),
        ("45", BlockWish("Blocked", 45, everybody=False)),
        ("room 2 painted 90m", BlockWish("Room 2 painted", 90, everybody=False)),
    ],
)
def test_a_time_block_is_read(typed: str, wish: BlockWish) -> None:
    assert read_wish(typed) == wish


@pytest.mark.parametrize("typed", ["lunch 99:99", "lunch 0"])
def test_a_length_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises((ValueError, Refused)):
        read_wish(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6", date(2027, 1, 4)), ("6w", date(2027, 1, 4)), ("+6 weeks", date(2027, 1, 4)),
        ("1 week", date(2026, 11, 30)), ("fri", date(2026, 11, 27)), ("12/18", date(2026, 12, 18)),
    ],
)  # fmt: skip
def test_weeks_or_a_day(shop: Shop, typed: str, day: date) -> None:
    assert weeks_or_day(shop, typed, DAY) == day


@pytest.mark.parametrize("typed", ["0", "105", "999", "soon", ""])
def test_no_number_of_weeks_is_refused_in_words(shop: Shop, typed: str) -> None:
    with pytest.raises((ValueError, Refused)) as refused:
        weeks_or_day(shop, typed, DAY)
    assert str(refused.value)
