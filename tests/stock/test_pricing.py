"""Cells of the price list: what they say, what they fall back to, who changed them meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import Change, FuturePrice, Item, PriceCell
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused, change
from pettui.history.undo import redo, undo
from pettui.stock import saving
from pettui.stock.catalog import catalog, read_service
from pettui.stock.pricing import Edit, set_own, set_prices
from pettui.stock.raising import ROUNDINGS, Raise, preview, raise_prices
from pettui.stock.sheets import COLUMNS, PARTS, Layer, own_cell, read_book
from pettui.team.shop import Shop
from tests.book.steps import column, item
from tests.examples import few
from tests.small_shop import DANA
from tests.stock.steps import ANY, NEW_YEAR, cell, everything, put, put_own, source

CURLY = Layer("curly")
DOODLE = Layer("", "doodle")


def test_an_empty_cell_shows_what_it_falls_back_to(shop: Shop) -> None:
    found = cell(shop, "FULL", "S", CURLY)
    assert (found.own, found.value, source(shop, found)) == (None, 6500, "list price")
    found = cell(shop, "FULL", "L", CURLY)
    assert (found.own, found.value, source(shop, found)) == (None, 9500, "price list L")
    put(shop, "FULL", "L", 9900, CURLY)
    found = cell(shop, "FULL", "L", CURLY)
    assert (found.own, found.value, source(shop, found)) == (9900, 9900, "price list L, curly")
    assert cell(shop, "FULL", "L", DOODLE).value == 9500
    put(shop, "FULL", "L", None, CURLY)
    assert cell(shop, "FULL", "L", CURLY).own is None


def test_zero_is_a_price_and_no_price_is_not(shop: Shop) -> None:
    put(shop, "FULL", "S", 0)
    assert cell(shop, "FULL", "S").own == 0
    with pytest.raises(Refused, match="Type 0 if it is free"):
        put(shop, "FULL", "", None)
    with pytest.raises(Refused, match="less than nothing"):
        put(shop, "FULL", "S", -1)


def test_minutes_stay_when_a_price_is_cleared(shop: Shop) -> None:
    put(shop, "FULL", "L", None)
    assert cell(shop, "FULL", "L").own is None
    assert cell(shop, "FULL", "L", what="minutes").own == 90
    put(shop, "FULL", "L", None, what="minutes")
    assert not PriceCell.select().exists()  # a cell that says nothing goes
    put(shop, "FULL", "", 75, what="minutes")
    assert Item.get(Item.code == "FULL").setup == 75
    with pytest.raises(Refused, match="steps of 5"):
        put(shop, "FULL", "L", 7, what="minutes")


def test_the_column_of_any_size_is_the_services_own_price(shop: Shop) -> None:
    with change("an old list", DANA) as door:
        door.insert(PriceCell, item=item("BATH"), price=4000, minutes=50)
    assert cell(shop, "BATH").value == 4000
    put(shop, "BATH", "", 4200)
    assert Item.get(Item.code == "BATH").price == 4200
    assert cell(shop, "BATH").own == 4200
    assert cell(shop, "BATH", what="minutes").own == 50


def test_prices_from_a_day_on_leave_today_as_it_is(shop: Shop) -> None:
    put(shop, "FULL", "L", 10100, day=NEW_YEAR)
    today = cell(shop, "FULL", "L")
    assert (today.own, today.later) == (9500, (NEW_YEAR, 10100))
    then = cell(shop, "FULL", "L", day=NEW_YEAR)
    assert (then.own, then.later) == (10100, None)
    assert source(shop, then, NEW_YEAR) == "price list L, from Fri 1 Jan"
    put(shop, "FULL", "L", 10200, day=NEW_YEAR)
    assert FuturePrice.select().count() == 1
    put(shop, "FULL", "L", None, day=NEW_YEAR)
    assert cell(shop, "FULL", "L", day=NEW_YEAR).own == 9500
    with pytest.raises(Refused, match="No price of this cell begins on that day"):
        put(shop, "FULL", "L", None, day=NEW_YEAR)


def test_somebody_elses_number_is_not_written_over(shop: Shop) -> None:
    edit = Edit(item("FULL"), "L", 9900, 9500)
    put(shop, "FULL", "L", 9700)
    before = everything()
    with pytest.raises(Clash, match="Somebody changed Full groom"):
        set_prices(shop, [Edit(item("FULL"), "S", 1, None), edit], ANY, "price", DANA)
    assert everything() == before  # all or nothing
    put_own(shop, "FULL", "Kim", 5000)
    with pytest.raises(Clash):
        put_own(shop, "FULL", "Kim", 5100, None)


def test_several_cells_are_one_change_that_undo_takes_back(shop: Shop) -> None:
    before = everything()
    edits = [Edit(item("FULL"), size, 7000, None) for size in ("XS", "S", "M")]
    set_prices(shop, edits, CURLY, "price", DANA)
    last = Change.select().order_by(Change.id.desc()).first()
    assert last.what == "price of 3 cells, first Full groom XS curly"
    undo(DANA)
    assert everything() == before


Story = st.lists(
    st.one_of(
        st.tuples(st.just("price"), st.sampled_from(["FULL", "BATH"]), st.sampled_from(COLUMNS),
                  st.sampled_from([ANY, CURLY, DOODLE]),
                  st.one_of(st.none(), st.integers(0, 99999)), st.booleans()),
        st.tuples(st.just("own"), st.sampled_from(["FULL", "BATH"]), st.sampled_from(PARTS),
                  st.sampled_from(["Kim", "Luis"]), st.one_of(st.none(), st.integers(0, 20)),
                  st.booleans()),
        st.tuples(st.just("raise"), st.decimals(-50, 100, places=1).filter(bool),
                  st.sampled_from([r.id for r in ROUNDINGS]), st.just(""), st.none(),
                  st.booleans()),
    ),
    max_size=6,
)  # fmt: skip


@settings(
    max_examples=few(15), deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(story=Story)
def test_undo_restores_every_price(shop: Shop, story: list[tuple[Any, ...]]) -> None:
    me = Actor(None, "Hypothesis", f"h{Change.select().count()}")
    before, seen = everything(), Change.select().count()
    for step in story:
        day = NEW_YEAR if step[5] else None
        book = read_book(shop, day)
        try:
            if step[0] == "price":
                _, code, size, layer, value, _ = step
                own = cell(shop, code, size, layer, "price", day).own
                set_prices(shop, [Edit(item(code), size, value, own)], layer, "price", me, day)
            elif step[0] == "own":
                _, code, what, who, value, _ = step
                line = next(line for line in book.lines if line.service.code == code)
                value = value if value is None else value * 5
                own = own_cell(line, column(who), what).own
                edit = Edit(item(code), str(column(who)), value, own)
                set_own(shop, [edit], what, me, day)
            else:
                wish = Raise(None, step[1], step[2], day)
                raise_prices(shop, wish, preview(shop, wish), me)
        except Refused:
            continue
    after = everything()
    changes = Change.select().count() - seen
    for _ in range(changes):
        undo(me)
    assert everything() == before
    for _ in range(changes):
        redo(me)
    assert everything() == after
    for _ in range(changes):
        undo(me)


def test_only_prices_begin_on_a_day(shop: Shop) -> None:
    with pytest.raises(Refused, match="Only prices can begin on a day"):
        put(shop, "FULL", "L", 60, what="minutes", day=NEW_YEAR)
    with pytest.raises(Refused, match="Only prices can begin on a day"):
        put_own(shop, "FULL", "Kim", 60, what="setup", day=NEW_YEAR)


def test_the_form_of_a_service_knows_the_price_that_has_come(shop: Shop) -> None:
    today = shop.today()
    with change("came", DANA) as door:
        door.insert(FuturePrice, item=item("BATH"), day=date(2026, 1, 1), price=3900)
    record = read_service(item("BATH"), today)
    assert record.price == 3900
    assert {line.code: line.price for line in catalog(day=today)}["BATH"] == 3900
    saving.save_service(replace(record, name="Bath & brush"), DANA, today)
    assert cell(shop, "BATH").value == 3900  # what was not touched stays
    before = everything()
    record = read_service(item("BATH"), today)
    saving.save_service(replace(record, price=4100, setup=50), DANA, today)
    assert (cell(shop, "BATH").value, Item.get(Item.code == "BATH").price) == (4100, 4100)
    undo(DANA)
    assert everything() == before
