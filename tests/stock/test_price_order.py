"""Where a price comes from (DOMAIN 16): breed groups, exceptions of 0, prices from a day on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.models import Breed, FuturePrice, ItemException, Pet, PetPrice, PriceCell, TicketRow
from pettui.book import status
from pettui.book.checking import check
from pettui.formats import DayFormat
from pettui.history.door import change
from pettui.stock.sheets import Layer
from pettui.team.shop import Shop
from pettui.till.prices import Cell, Future, fitting_cells, in_force, listed_from
from tests.book import steps as book
from tests.small_shop import DANA, DAY
from tests.stock.steps import NEW_YEAR, put, put_own, quote

LIST = [
    Cell("", "", 1, None), Cell("L", "", 2, None), Cell("", "curly", 3, None),
    Cell("L", "curly", 4, None), Cell("", "", 5, None, "doodle"), Cell("L", "", 6, None, "doodle"),
    Cell("", "curly", 7, None, "doodle"), Cell("L", "curly", 8, None, "doodle"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "coat", "group", "order"),
    [
        ("L", "curly", "doodle", [8, 6, 7, 5, 4, 2, 3, 1]),
        ("L", "CURLY", "Doodle", [8, 6, 7, 5, 4, 2, 3, 1]),
        ("L", "", "doodle", [6, 5, 2, 1]),
        ("L", "curly", "", [4, 2, 3, 1]),
        ("L", "curly", "terrier", [4, 2, 3, 1]),
        ("S", "", "doodle", [5, 1]),
        ("", "", "", [1]),
    ],
)
def test_a_breed_group_comes_before_size_and_coat(
    size: str, coat: str, group: str, order: list[int]
) -> None:
    assert [cell.price for cell in fitting_cells(LIST, size, coat, group)] == order


@pytest.mark.parametrize(
    ("days", "price", "since"),
    [(-1, 2, None), (0, 20, NEW_YEAR), (30, 20, NEW_YEAR), (31, 25, NEW_YEAR + timedelta(31))],
)
def test_of_prices_from_a_day_on_the_last_that_has_come_counts(
    days: int, price: int, since: date | None
) -> None:
    futures = [
        Future("l", "", "", NEW_YEAR + timedelta(31), 25), Future("L", "", "", NEW_YEAR, 20),
    ]  # fmt: skip
    (cell,) = in_force([Cell("L", "", 2, 90)], futures, NEW_YEAR + timedelta(days))
    assert (cell.price, cell.minutes, cell.since) == (price, 90, since)


def test_a_price_from_a_day_on_for_the_service_itself() -> None:
    futures = [Future("", "", "", NEW_YEAR, 70)]
    assert in_force([], futures, NEW_YEAR) == []  # no cell comes into being
    assert in_force([Cell("", "", None, 60)], futures, NEW_YEAR)[0].price is None
    assert in_force([Cell("", "", 50, 60)], futures, NEW_YEAR)[0].price == 70
    assert listed_from(65, futures, NEW_YEAR) == (70, NEW_YEAR)
    assert listed_from(65, futures, NEW_YEAR - timedelta(1)) == (65, None)


def test_a_visit_is_quoted_with_the_prices_of_its_own_day(shop: Shop) -> None:
    put(shop, "FULL", "L", 10100, day=NEW_YEAR)
    put_own(shop, "FULL", "Kim", 0, day=NEW_YEAR + timedelta(7))
    eve, day = NEW_YEAR - timedelta(1), NEW_YEAR
    assert (quote(shop).price, quote(shop, day=eve).price) == (9500, 9500)
    found = quote(shop, day=day)
    assert (found.price, found.price_from) == (10100, "price list L, from Fri 1 Jan")
    assert found.setup == 90  # the cell's minutes stay
    assert quote(shop, day=date(2028, 2, 1), who="Ana").price_from == (
        "price list L, from Fri 1 Jan 2027"
    )
    found = quote(shop, day=NEW_YEAR + timedelta(7))
    assert (found.price, found.price_from) == (0, "Kim's own, from Fri 8 Jan")
    assert quote(shop, day=NEW_YEAR + timedelta(7), who="Ana").price == 10100


def test_booking_asks_for_the_day_of_the_visit(shop: Shop) -> None:
    put(shop, "NAILS", "", 1900, day=NEW_YEAR)
    monday = NEW_YEAR + timedelta(3)
    wish = book.plan(book.row("NAILS"), day=monday)
    (row,) = check(shop, wish).rows
    assert (row.price, row.price_from) == (1900, "list price, from Fri 1 Jan")
    booked = book.book(shop, book.row("NAILS"), day=monday)
    kept = TicketRow.get(TicketRow.ticket == booked.ticket)
    assert (kept.price, kept.price_from) == (1900, "list price, from Fri 1 Jan")
    (row,) = check(shop, book.plan(book.row("NAILS"))).rows
    assert row.price == 1500


def test_every_source_in_turn_with_groups(shop: Shop) -> None:
    with change("groups", DANA) as door:
        door.update(Breed.get(Breed.name == "Labrador Retriever"), group="retriever")
    put(shop, "FULL", "", 8000, Layer("", "retriever"))
    assert (quote(shop).price, quote(shop).price_from) == (8000, "price list retriever")
    assert quote(shop).setup == 90  # the length still by size
    put(shop, "FULL", "L", 9900, Layer("", "retriever"))
    assert quote(shop).price_from == "price list L, retriever"
    put_own(shop, "FULL", "Kim", 0)
    assert (quote(shop).price, quote(shop).price_from) == (0, "Kim's own")
    assert quote(shop, who="Luis").price == 9900
    with change("agreed", DANA) as door:
        door.insert(PetPrice, pet=Pet.get(Pet.name == "Rex"), item=book.item("FULL"), price=50)
    assert [s.words for s in quote(shop).asked] == [
        "agreed for this pet", "Kim's own", "price list L, retriever", "price list retriever",
        "price list L", "list price",
    ]  # fmt: skip


@pytest.mark.parametrize("what", ["setup", "process", "finish"])
def test_an_exception_of_no_minutes_is_a_value(shop: Shop, what: str) -> None:
    put_own(shop, "FULL", "Kim", 0, what=what)
    assert getattr(quote(shop, of="Bella"), what) == 0
    assert getattr(quote(shop, of="Bella", who="Luis"), what) > 0
    put_own(shop, "FULL", "Kim", None, 0, what=what)
    assert getattr(quote(shop, of="Bella"), what) > 0
    assert not ItemException.select().exists()  # an exception that says nothing goes


def test_a_price_that_has_come_is_written_over_by_a_new_one(shop: Shop) -> None:
    with change("came", DANA) as door:
        door.insert(FuturePrice, item=book.item("FULL"), size="L", day=date(2020, 1, 1), price=9700)
    assert quote(shop).price == 9700
    put(shop, "FULL", "L", 9800)
    assert (quote(shop).price, quote(shop).price_from) == (9800, "price list L")
    assert not FuturePrice.select().exists()


ORDER = ("agreed for this pet", "paid last time, Mon 23 Nov 2026", "Kim's own", "price list L")


@pytest.mark.parametrize("value", [0, 4321])
@pytest.mark.parametrize("there", range(16))
def test_the_first_of_the_sources_that_are_there_decides(
    shop: Shop, there: int, value: int
) -> None:
    """All sixteen cases of four sources over the list price; 0 is a price like any other."""
    known = [words for at, words in enumerate(ORDER) if there >> at & 1]
    put(shop, "FULL", "L", None)
    rex, full = Pet.get(Pet.name == "Rex"), book.item("FULL")
    for words in known:
        price = value if words == known[0] else 9999
        with change(words, DANA) as door:
            if words == ORDER[0]:
                door.insert(PetPrice, pet=rex, item=full, price=price)
            elif words == ORDER[2]:
                door.insert(ItemException, item=full, employee=book.column("Kim"), price=price)
            elif words == ORDER[3]:
                cell = PriceCell.get(PriceCell.item == full, PriceCell.size == "L")
                door.update(cell, price=price)
        if words == ORDER[1]:
            row = book.row("FULL", "Luis", of="Rex", price=price)
            done = book.book(shop, row, day=DAY, at=14 * 60)
            status.advance(shop, [book.seen(done)], "closed", DANA)
    found = quote(shop)
    assert (found.price, found.price_from) == (
        (value, known[0]) if known else (6500, "list price")
    )  # fmt: skip


def test_where_a_price_comes_from_is_written_in_the_shops_own_dates(shop: Shop) -> None:
    put(shop, "FULL", "L", 10100, day=NEW_YEAR)
    german = shop._replace(locale="de_DE", formats=DayFormat.for_locale("de_DE"))
    found = quote(german, day=NEW_YEAR)
    assert found.price_from == "price list L, from Fr 1. Jan."
    japanese = shop._replace(locale="ja_JP", formats=DayFormat.for_locale("ja_JP"))
    assert quote(japanese, day=date(2028, 2, 1)).price_from == "price list L, from 2027年1月1日(金)"
