"""All prices of a category by a percentage: rounded, shown first, from a day on, undone at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Category, Change, Item
from pettui.history.door import Refused, change
from pettui.history.undo import undo
from pettui.stock.raising import (
    ROUNDINGS,
    Raise,
    Rounding,
    new_price,
    parse_percent,
    preview,
    raise_prices,
)
from pettui.team.shop import Shop
from tests.book.steps import item
from tests.small_shop import DANA
from tests.stock.steps import NEW_YEAR, cell, everything, put, put_own, quote

BY_ID = {rounding.id: rounding for rounding in ROUNDINGS}


@pytest.mark.parametrize(
    ("old", "percent", "rounding", "new"),
    [
        (6500, "5", "exact", 6825),
        (6500, "5", "half", 6850),
        (6500, "5", "whole", 6800),
        (6500, "5", "five", 7000),
        (6500, "5", "99", 6799),
        (6500, "5", "50", 6850),
        (6450, "10", "whole", 7100),  # 70.95
        (1650, "3", "whole", 1700),  # 16.995
        (6500, "0.5", "five", 6500),  # too little for the next five
        (6500, "-5", "99", 6199),  # 61.75
        (6500, "-0.5", "99", 6499),
        (1, "10", "exact", 1),
        (30, "5", "whole", 100),  # nothing becomes free
        (30, "-10", "whole", 30),  # and nothing falls upwards
        (0, "50", "99", 0),  # what is free stays free
    ],
)
def test_new_prices_are_rounded_half_up(old: int, percent: str, rounding: str, new: int) -> None:
    assert new_price(old, Decimal(percent), BY_ID[rounding]) == new


def test_currencies_without_cents_or_with_three_places() -> None:
    assert new_price(6500, Decimal(5), BY_ID["whole"], 0) == 6825
    assert new_price(6500, Decimal(5), BY_ID["99"], 0) == 6825
    assert new_price(6500, Decimal(5), BY_ID["half"], 3) == 7000  # 6.825 of a dinar
    assert new_price(6500, Decimal(5), BY_ID["99"], 3) == 6990


@given(
    st.integers(0, 999_999),
    st.decimals(-90, 200, places=2).filter(bool),
    st.sampled_from(ROUNDINGS),
)
def test_a_rise_never_lowers_and_a_fall_never_raises(
    old: int, percent: Decimal, rounding: Rounding
) -> None:
    new = new_price(old, percent, rounding)
    assert new >= old if percent > 0 else 0 <= new <= old
    assert bool(new) == bool(old)


@pytest.mark.parametrize(("text", "percent"), [("5", "5"), ("+3.5 %", "3.5"), ("-10%", "-10")])
def test_percentages_as_people_type_them(text: str, percent: str) -> None:
    assert parse_percent(text) == Decimal(percent)


@pytest.mark.parametrize("text", ["", "0", "five", "1e3", "-95", "900", "5 5 5 5"])
def test_what_is_no_percentage_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"[Pp]ercent"):
        parse_percent(text)


def test_the_preview_shows_every_price_and_exactly_that_is_written(shop: Shop) -> None:
    put(shop, "FULL", "S", 6200)
    put_own(shop, "FULL", "Kim", 7000)
    put_own(shop, "BATH", "Luis", 0)
    wish = Raise(None, Decimal(10), "whole")
    before = everything()
    shown = preview(shop, wish)
    assert everything() == before
    assert [(step.words, step.old, step.new) for step in shown] == [
        ("Bath", 3500, 3900), ("Full groom", 6500, 7200), ("Full groom L", 9500, 10500),
        ("Full groom S", 6200, 6800), ("Full groom (Kim)", 7000, 7700), ("Nails", 1500, 1700),
        ("Teeth", 1200, 1300),
    ]  # fmt: skip
    assert raise_prices(shop, wish, shown, DANA) == 7
    assert {step.words: step.old for step in preview(shop, wish)} == {
        step.words: step.new for step in shown
    }
    assert quote(shop, "BATH", who="Luis").price == 0
    assert Change.select().order_by(Change.id.desc()).first().what == (
        "raised 7 prices of the price list by 10 %"
    )
    undo(DANA)
    assert everything() == before


def test_only_one_category_and_without_exceptions(shop: Shop) -> None:
    with change("category", DANA) as door:
        group = door.insert(Category, name="Baths")
        door.update(Item.get(Item.code == "BATH"), category=group)
    put_own(shop, "BATH", "Luis", 3000)
    wish = Raise(group.id, Decimal(10), "exact", exceptions=False)
    assert [step.words for step in preview(shop, wish)] == ["Bath"]
    assert [s.words for s in preview(shop, Raise(group.id, Decimal(10)))] == ["Bath", "Bath (Luis)"]


def test_from_a_day_on_today_stays_as_it_is(shop: Shop) -> None:
    wish = Raise(None, Decimal(10), "whole", NEW_YEAR)
    raise_prices(shop, wish, preview(shop, wish), DANA, "Grooming")
    assert (quote(shop).price, quote(shop, day=NEW_YEAR).price) == (9500, 10500)
    assert quote(shop, day=NEW_YEAR).price_from == "price list L, from Fri 1 Jan"
    assert cell(shop, "FULL", "L").later == (NEW_YEAR, 10500)
    again = preview(shop, wish)
    assert next(s for s in again if s.words == "Full groom L").old == 10500


def test_a_list_that_changed_since_is_shown_again(shop: Shop) -> None:
    wish = Raise(None, Decimal(10))
    shown = preview(shop, wish)
    put(shop, "FULL", "L", 9700)
    with pytest.raises(Refused, match="changed since"):
        raise_prices(shop, wish, shown, DANA)
    assert cell(shop, "FULL", "L").own == 9700
    with pytest.raises(Refused, match="No price would change"):
        raise_prices(shop, Raise(999, Decimal(10)), [], DANA)
    assert item("FULL")
