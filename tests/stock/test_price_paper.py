"""The price list as a PDF: what stands in which column, taxes, any name, any length."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.models import Item, PriceCell
from pettui.history.door import change
from pettui.stock.pricepaper import Block, added_taxes, blocks, render
from pettui.stock.sheets import Layer, read_book
from pettui.stock.taxes import TaxLine, save_tax, taxes
from pettui.team.shop import Shop
from screens.desk import Desk
from tests.cli.conftest import Run, run, run_shop
from tests.small_shop import DANA
from tests.stock.steps import NEW_YEAR, put
from tests.ui.helpers import HOSTILE, press, said
from tests.ui.stock.desk import PRICES, play

__all__ = ["run", "run_shop"]  # fixtures of the commands


def _block(shop: Shop, name: str) -> Block:
    return next(b for b in blocks(read_book(shop)) if name in [row.name for row in b.rows])


def _charge(shop: Shop, place: int, name: str, rate: str, *codes: str) -> None:
    with change("taxed", DANA) as door:
        for item in Item.select().where(Item.kind == "S"):
            door.update(item, **{f"tax{place}": not codes or item.code in codes})
    row = next(tax for tax in taxes(shop) if tax.place == place)
    save_tax(shop, TaxLine(place, name, Decimal(rate), version=row.version), DANA)


def test_sizes_are_columns_and_coats_lines_below_their_service(shop: Shop) -> None:
    put(shop, "FULL", "S", 6800, Layer("curly"))
    block = _block(shop, "Full groom")
    assert block.columns == ("XS", "S", "M", "L", "XL")
    at = [row.name for row in block.rows].index("Full groom")
    full, curly = block.rows[at : at + 2]
    assert full.prices == (6500, 6500, 6500, 9500, 6500)
    assert (curly.name, curly.coat) == ("curly", True)
    assert curly.prices == (6500, 6800, 6500, 9500, 6500)
    others = [row.prices for row in block.rows if row.name == "Nails"]
    assert all(len(prices) == 1 for prices in others)  # one price for pets of any size


def test_where_no_size_counts_coats_are_columns(shop: Shop) -> None:
    with change("one size", DANA) as door:
        for cell in PriceCell.select():
            door.delete(cell)
    put(shop, "FULL", "", 7900, Layer("long"))
    block = _block(shop, "Full groom")
    assert block.columns == ("any coat", "long")
    assert next(row.prices for row in block.rows if row.name == "Full groom") == (6500, 7900)


def test_the_prices_are_those_of_the_day(shop: Shop) -> None:
    put(shop, "NAILS", "", 1900, day=NEW_YEAR)
    rows = [row for b in blocks(read_book(shop, NEW_YEAR)) for row in b.rows]
    assert next(row.prices for row in rows if row.name == "Nails") == (1900,)


def test_a_tax_on_everything_is_said_once(shop: Shop) -> None:
    _charge(shop, 1, "Sales tax", "8.25")
    said, marks = added_taxes(shop, read_book(shop))
    assert said == ["Sales tax of 8.25 % is added to these prices."]
    assert not any(marks.values())


def test_a_tax_on_some_services_marks_them(shop: Shop) -> None:
    _charge(shop, 1, "Sales tax", "8.25", "BATH")
    said, marks = added_taxes(shop, read_book(shop))
    assert said == ["Sales tax of 8.25 % is added to what is marked *."]
    bath = Item.get(Item.code == "BATH").id
    assert [item for item, mark in marks.items() if mark == " *"] == [bath]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_printed(shop: Shop, name: str) -> None:
    with change("named", DANA) as door:
        door.update(Item.get(Item.code == "BATH"), name=name)
    pdf, notes = render(shop, read_book(shop))
    assert pdf.startswith(b"%PDF-")
    assert all(note.startswith("No font of this machine has ") for note in notes)


def test_a_long_list_goes_on_on_further_pages(shop: Shop) -> None:
    with change("many", DANA) as door:
        bath = Item.get(Item.code == "BATH")
        for n in range(120):
            own = {"id": None, "code": f"B{n}", "name": f"Bath {n}", "origin": None}
            door.insert(Item, **(bath.__data__ | own))
    pdf, _ = render(shop, read_book(shop))
    assert len(re.findall(rb"/Type /Page\b", pdf)) >= 3


def test_the_command_writes_the_file(run_shop: Run, tmp_path: Path) -> None:
    file = tmp_path / "prices.pdf"
    told = run_shop("prices", "1/1", "--pdf", str(file))
    assert (told.code, told.out) == (0, "")
    assert file.read_bytes().startswith(b"%PDF-")
    lost = run_shop("prices", "--pdf", str(tmp_path / "no" / "prices.pdf"))
    assert lost.code == 1 and "cannot be written" in lost.err


def test_the_screen_writes_it_into_the_home_folder(
    shop_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "P", "down", "enter")
        assert "price-list-2026-11-23.pdf" in said(desk)

    play(shop_file, PRICES, test)
    assert (tmp_path / "price-list-2026-11-23.pdf").read_bytes().startswith(b"%PDF-")
