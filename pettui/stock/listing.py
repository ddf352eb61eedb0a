"""The price list for people outside: lines, CSV that is safe for spreadsheets, and a page."""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pettui.money import MoneyFormat
from pettui.people.breeds import SIZES
from pettui.stock.sheets import ANY, Book, Layer, Line, price_cell
from pettui.team.shop import Shop
from pettui.text import cut, pad, safe_line


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One price of the list. `price` is in the smallest unit, `minutes` the whole length."""

    category: str
    code: str
    service: str
    size: str
    coat: str
    group: str
    price: int
    minutes: int
    add_on: bool


def price_lines(book: Book) -> list[PriceLine]:
    """Give every price that stands in the list, in its order; "" is any size, coat, group."""
    found = []
    for line in book.lines:
        keys = [(ANY, "", ""), *((c.size, c.coat, c.group) for c in line.cells if any(c.key))]
        order = {size: place for place, size in enumerate((ANY, *SIZES))}
        keys.sort(key=lambda k: (k[2].casefold(), k[1].casefold(), order.get(k[0].upper(), 9)))
        service = line.service
        for size, coat, group in keys:
            layer = Layer(coat, group)
            minutes = price_cell(line, size, layer, "minutes").value
            found.append(
                PriceLine(
                    service.category, service.code, service.name, size, coat, group,
                    price_cell(line, size, layer, "price").value,
                    minutes + service.process + service.finish, service.add_on,
                )
            )  # fmt: skip
    return found


def as_json(shop: Shop, book: Book) -> dict[str, Any]:
    """Give the price list for machines; amounts as plain decimals."""
    lines = [asdict(line) for line in price_lines(book)]
    return {
        "day": book.day.isoformat(),
        "currency": shop.currency,
        "prices": [line | {"price": shop.money.plain(line["price"])} for line in lines],
    }


COLUMNS = ("category", "code", "service", "size", "coat", "breed_group", "price", "minutes",
           "add_on")  # fmt: skip


def as_csv(shop: Shop, book: Book) -> str:
    """Write the price list as CSV; a text that a spreadsheet would run begins with '."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in price_lines(book):
        texts = (line.category, line.code, line.service, line.size, line.coat, line.group)
        writer.writerow([
            *(_harmless(text) for text in texts), shop.money.plain(line.price), line.minutes,
            "yes" if line.add_on else "no",
        ])  # fmt: skip
    return out.getvalue()


def _harmless(text: str) -> str:
    text = safe_line(text)
    first = unicodedata.normalize("NFKC", text).lstrip()[:1]
    return "'" + text if first and first in "=+-@" else text


def as_text(shop: Shop, book: Book) -> str:
    """Write the price list as a page to print: a block a category, a line a service and coat."""
    out = [f"{shop.name}: price list, {shop.day(book.day)}", ""]
    category: str | None = None
    for line in book.lines:
        if line.service.reserved:
            continue
        if line.service.category != category:
            category = line.service.category
            sized = any(_is_sized(o) for o in book.lines if o.service.category == category)
            heads = "".join(f"{size:>9}" for size in SIZES) if sized else ""
            out += ["", (_column(category or "Other services", 43) + heads).rstrip()]
        out += _lines_of(line, book, shop.money)
    return "\n".join(out) + "\n"


def _is_sized(line: Line) -> bool:
    return any(cell.size and cell.price is not None for cell in line.cells)


def _lines_of(line: Line, book: Book, money: MoneyFormat) -> Iterable[str]:
    layers = dict.fromkeys(
        Layer(cell.coat, cell.group) for cell in line.cells if cell.price is not None
    )
    layers.pop(Layer(), None)
    for layer in (Layer(), *layers):
        name = line.service.name if layer == Layer() else f"  {layer.words}"
        if _is_sized(line):
            cells = [price_cell(line, size, layer, "price").value for size in SIZES]
            yield _column(name, 43) + "".join(pad(money.number(v), 9, right=True) for v in cells)
        else:
            value = price_cell(line, ANY, layer, "price").value
            yield _column(name, 34) + pad(money.number(value), 9, right=True)


def _column(text: str, width: int) -> str:
    return pad(cut(text, width - 1), width)


def save(text: str, day: date, ending: str, folder: Path) -> Path:
    """Write a price list into a new file of a folder and give its path; never over another.

    A spreadsheet knows by the mark at its beginning that the file is UTF-8. Raises OSError.
    """
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        path = folder / f"price-list-{day.isoformat()}{again}.{ending}"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            handle = os.open(path, flags, 0o600)
        except FileExistsError:
            number += 1
            continue
        with open(handle, "w", encoding="utf-8-sig" if ending == "csv" else "utf-8",
                  newline="") as file:  # fmt: skip
            file.write(text)
        return path
