"""The price list on paper, for spreadsheets and for machines."""

from __future__ import annotations

import csv
import io

import pytest

from db.models import Item
from pettui.history.door import change
from pettui.stock.listing import as_csv, as_text
from pettui.stock.sheets import Layer, read_book
from pettui.team.shop import Shop
from tests.cli.conftest import Run, run, run_shop
from tests.small_shop import DANA
from tests.stock.steps import NEW_YEAR, put
from tests.ui.helpers import HOSTILE

__all__ = ["run", "run_shop"]  # fixtures of the commands


def rows(shop: Shop) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(shop, read_book(shop)), newline="")))


def test_csv_has_a_line_for_every_price(shop: Shop) -> None:
    put(shop, "FULL", "S", 6800, Layer("curly"))
    full = [r for r in rows(shop) if r["code"] == "FULL"]
    assert [(r["size"], r["coat"], r["price"], r["minutes"]) for r in full] == [
        ("", "", "65.00", "120"), ("L", "", "95.00", "150"), ("S", "curly", "68.00", "120"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [*HOSTILE, "=1+1", "+1", "-1", "@sum", " =1", "\uff1d1+1"])
def test_no_name_runs_in_a_spreadsheet_or_on_a_terminal(shop: Shop, name: str) -> None:
    with change("named", DANA) as door:
        door.update(Item.get(Item.code == "BATH"), name=name)
    found = next(r["service"] for r in rows(shop) if r["code"] == "BATH")
    assert found.lstrip()[0] not in "=+-@\uff1d"
    page = as_text(shop, read_book(shop))
    assert "\x1b" not in page and "\u202e" not in page
    assert "35.00" in page


def test_the_page_has_a_column_for_each_size(shop: Shop) -> None:
    put(shop, "FULL", "S", 6800, Layer("curly"))
    page = as_text(shop, read_book(shop)).splitlines()
    assert page[0] == "Wagging Tails: price list, Mon 23 Nov 2026"
    full = next(at for at, words in enumerate(page) if words.startswith("Full groom"))
    assert page[full].split()[2:] == ["65.00", "65.00", "65.00", "95.00", "65.00"]
    assert page[full + 1].split() == ["curly", "65.00", "68.00", "65.00", "95.00", "65.00"]


def test_the_command_prints_what_is_wanted(run_shop: Run) -> None:
    assert "Full groom" in run_shop("prices").out
    told = run_shop("prices", "--json")
    assert told.code == 0
    full = [p for p in told.json["prices"] if p["code"] == "FULL"]
    assert [(p["size"], p["price"]) for p in full] == [("", "65.00"), ("L", "95.00")]
    assert run_shop("prices", "--csv").out.startswith("category,code,service,size,coat")
    wrong = run_shop("prices", "someday")
    assert (wrong.code, wrong.out) == (2, "")
    assert "someday" in wrong.err


def test_the_prices_of_a_day_to_come(shop: Shop, run_shop: Run) -> None:
    put(shop, "NAILS", "", 1900, day=NEW_YEAR)
    then = run_shop("prices", "1/1", "--json").json
    assert then["day"] == "2027-01-01"
    assert [p["price"] for p in then["prices"] if p["code"] == "NAILS"] == ["19.00"]
    now = run_shop("prices", "--json").json
    assert [p["price"] for p in now["prices"] if p["code"] == "NAILS"] == ["15.00"]
