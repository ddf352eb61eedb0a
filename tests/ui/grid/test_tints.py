"""The colours of services on the edges of blocks: seen where wanted, never instead of words."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.pilot import Pilot

from db.models import Item, Setting
from pettui.book.day import DayView
from pettui.book.loading import load_day, load_week
from pettui.history.door import change
from pettui.stock.saving import COLORS
from pettui.team.shop import Shop, load_shop
from screens.book.grid.tints import tint
from tests.small_shop import DANA, DAY
from tests.ui.grid.days import MONDAY, at, employee, empty_day, visit
from tests.ui.grid.desk import Desk, lines_of, run


@pytest.mark.parametrize("color", COLORS[1:])
def test_every_colour_of_a_service_is_one_of_the_book(color: str) -> None:
    assert tint(f"tint-{color}", ansi=False) != tint(f"tint-{color}", ansi=True)
    assert (named := tint(f"tint-{color}", ansi=True)) is not None and named.ansi is not None


def test_a_colour_that_nobody_knows_is_none() -> None:
    assert tint("tint-[/]", ansi=False) is None


def edges(app: Desk, letter: str) -> list[Color]:
    """Give the colours of the edges of blocks."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if letter in segment.text and segment.style and segment.style.color:
                triplet = segment.style.color.get_truecolor()
                found.append(Color(*triplet))
    return found


def day(**more: str) -> DayView:
    """Give a day with one visit."""
    one = visit(1, 1, "9:00", 60, status="confirmed", **more)
    return empty_day()._replace(day=MONDAY, columns=(employee(1, "Kim"),), blocks=(one,))


def test_the_edge_has_the_services_colour_and_the_status_its_letter() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert Color.parse("#1f9e9e") in edges(app, "┃")
        first = next(line for line in lines_of(app) if "Bella" in line)
        assert first.rstrip().endswith("C")

    run(Desk(day(color="teal"), now=at("15:00")), story)


@pytest.mark.parametrize("color", ["", "mauve [/]"])
def test_without_a_colour_the_edge_says_the_status(color: str) -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert Color.parse("#1f9e9e") not in edges(app, "┃")
        assert any("Bella" in line for line in lines_of(app))

    run(Desk(day(color=color), now=at("15:00")), story)


def test_a_day_is_read_with_colours_only_where_the_shop_wants_them(shop: Shop) -> None:
    with change("a colour", DANA) as door:
        door.update(Item.get(Item.code == "FULL"), color="teal")
    assert {block.color for block in load_day(shop, DAY).blocks} == {""}
    with change("wanted", DANA) as door:
        door.insert(Setting, branch=shop.branch, name="book.edge", value="service")
    found = {b.service: b.color for b in load_day(load_shop(), DAY).blocks}
    assert found == {"Full groom": "teal", "Bath": "", "Nails": ""}
    kim = next(b.column for b in load_day(shop, DAY).blocks if b.service == "Full groom")
    week = load_week(load_shop(), kim, DAY)
    assert [b.color for one in week.days for b in one.blocks] == ["teal"]
