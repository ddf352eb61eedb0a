"""The price list to hang up or hand out: a PDF, a block a category, a column a size or coat."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from db.connection import reading
from db.models import Item
from db.models.base import tuples
from pettui.people.breeds import SIZES
from pettui.printing.letters import SANS, Letters, page_size
from pettui.stock.sheets import ANY, Book, Layer, Line, price_cell
from pettui.stock.taxes import taxes
from pettui.team.shop import Shop

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

MARGIN = 48.0  # points, 17 mm
_FRAME = 6.0  # what a page keeps clear inside its margins
_NAME = 0.40  # of the width; the prices share the rest
_MOST_COATS = 5  # as columns; more become lines


class PriceRow(NamedTuple):
    """A line of the list: a price a column, or a single one for all of them."""

    item: int
    name: str
    prices: tuple[int, ...]
    coat: bool = False  # below its service


class Block(NamedTuple):
    """A category: what its columns are ("" for plain prices), and its lines."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[PriceRow, ...]


def write(shop: Shop, book: Book, file: str) -> list[str]:
    """Write the price list into a file, `-` for standard output.

    Gives what a person should know before printing. Raises OSError when it cannot be written.
    """
    pages, notes = render(shop, book)
    if file == "-":
        sys.stdout.buffer.write(pages)
        return notes
    with open(os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
        out.write(pages)
    return notes


def blocks(book: Book) -> list[Block]:
    """Lay the list out: sizes are columns and coats lines; without sizes coats are columns."""
    lines = [line for line in book.lines if not line.service.reserved]
    return [
        _block(title or "Other services", list(found))
        for title, found in groupby(lines, key=lambda line: line.service.category)
    ]


def _block(title: str, lines: Sequence[Line]) -> Block:
    if any(map(_sized, lines)):
        return Block(title, SIZES, tuple(row for line in lines for row in _by_size(line)))
    layers = list(dict.fromkeys(layer for line in lines for layer in _layers(line)))
    if 1 < len(layers) <= _MOST_COATS:
        rows = (
            PriceRow(line.service.id, line.service.name, _prices(line, (ANY,), layers))
            if len(_layers(line)) > 1
            else PriceRow(line.service.id, line.service.name, _prices(line, (ANY,), [Layer()]))
            for line in lines
        )
        return Block(title, tuple(layer.words for layer in layers), tuple(rows))
    return Block(title, ("",), tuple(row for line in lines for row in _by_size(line)))


def _by_size(line: Line) -> Iterator[PriceRow]:
    sizes = SIZES if _sized(line) else (ANY,)
    for layer in _layers(line):
        coat = layer != Layer()
        name = layer.words if coat else line.service.name
        yield PriceRow(line.service.id, name, _prices(line, sizes, [layer]), coat)


def _sized(line: Line) -> bool:
    return any(cell.size and cell.price is not None for cell in line.cells)


def _layers(line: Line) -> list[Layer]:
    own = (Layer(cell.coat, cell.group) for cell in line.cells if cell.price is not None)
    return list(dict.fromkeys((Layer(), *own)))


def _prices(line: Line, sizes: Iterable[str], layers: Sequence[Layer]) -> tuple[int, ...]:
    return tuple(price_cell(line, size, layer, "price").value for size in sizes for layer in layers)


def added_taxes(shop: Shop, book: Book) -> tuple[list[str], dict[int, str]]:
    """Say which taxes come on top; where not on all services, give the marks of those."""
    items = [line.service.id for line in book.lines if not line.service.reserved]
    said: list[str] = []
    marks = dict.fromkeys(items, "")
    with reading():
        charged = [tax for tax in taxes(shop) if tax.active and tax.service_rate]
        taxed = {
            item: flags
            for item, *flags in tuples(Item.select(Item.id, Item.tax1, Item.tax2, Item.tax3))
        }
    for tax in charged:
        mine = [item for item in items if taxed[item][tax.place - 1]]
        rate = f"{tax.service_rate.normalize():f} %".replace(".", shop.money.point)
        if mine and len(mine) == len(items):
            said.append(f"{tax.name} of {rate} is added to these prices.")
        elif mine:
            mark = "*" * (1 + sum("marked" in words for words in said))
            said.append(f"{tax.name} of {rate} is added to what is marked {mark}.")
            for item in mine:
                marks[item] += f" {mark}"
    return said or ["No tax is added to these prices."], marks


def render(shop: Shop, book: Book) -> tuple[bytes, list[str]]:
    """Give the price list as PDF, and what a person should know before printing."""
    from reportlab.platypus import SimpleDocTemplate

    letters = Letters(shop.locale)
    size = page_size(f"{shop.locale}" if "_" in shop.locale else f"_{shop.region}")
    out, day = BytesIO(), shop.day(book.day)
    document = SimpleDocTemplate(
        out, pagesize=size, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN, title=f"Price list, {day}", author=shop.name, subject="Prices",
    )  # fmt: skip
    sheet = _Sheet(shop, letters, size[0] - 2 * MARGIN - 2 * _FRAME)

    def foot(canvas: Any, made: Any) -> None:
        canvas.setFont(SANS, 7)
        canvas.drawString(MARGIN + _FRAME, MARGIN / 2, f"Price list, {day}")
        canvas.drawRightString(size[0] - MARGIN - _FRAME, MARGIN / 2, f"page {made.page}")

    document.build(sheet.of(book), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue(), letters.notes()


class _Sheet:
    """Lays out the list on paper of a width."""

    def __init__(self, shop: Shop, letters: Letters, width: float) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.shop, self.letters, self.width = shop, letters, width
        self.plain = ParagraphStyle("plain", fontName=SANS, fontSize=9, leading=11.5)
        self.coat = ParagraphStyle("coat", parent=self.plain, fontSize=8, leftIndent=12)
        self.price = ParagraphStyle("price", parent=self.plain, alignment=2)
        self.alone = ParagraphStyle("alone", parent=self.plain, alignment=1)
        self.small = ParagraphStyle("small", parent=self.plain, fontSize=8, alignment=2)
        self.group = ParagraphStyle("group", parent=self.plain, fontSize=12, leading=15)
        self.head = ParagraphStyle("head", parent=self.plain, fontSize=20, leading=26)

    def of(self, book: Book) -> list[Flowable]:
        """Give the parts of the list, from the shop's name to the last category."""
        from reportlab.platypus import Spacer

        shop = self.shop
        said, marks = added_taxes(shop, book)
        story: list[Flowable] = [
            self._text(shop.name, self.head),
            self._text(f"Price list, {shop.day(book.day)}", self.group),
            Spacer(0, 4),
            self._text(f"Prices in {shop.currency}. {' '.join(said)}", self.plain),
        ]
        for block in blocks(book):
            story += [Spacer(0, 14), self._table(block, marks)]
        if len(story) == 4:
            story += [Spacer(0, 14), self._text("There are no services yet.", self.plain)]
        return story

    def _text(self, text: str, style: Any) -> Flowable:
        from reportlab.platypus import Paragraph

        return Paragraph(self.letters.marked(text), style)

    def _table(self, block: Block, marks: dict[int, str]) -> Flowable:
        from reportlab.lib import colors
        from reportlab.platypus import Table

        count, money = len(block.columns), self.shop.money
        cells: list[list[Any]] = [
            [self._text(block.title, self.group)]
            + [self._text(name, self.small) for name in block.columns]
        ]
        grey = colors.Color(0.75, 0.75, 0.75)
        lines: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black)]
        style: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4), ("TOPPADDING", (0, 0), (-1, -1), 2),
        ]  # fmt: skip
        for at, row in enumerate(block.rows, start=1):
            name = row.name if row.coat else row.name + marks.get(row.item, "")
            prices = [self._text(money.number(price), self.price) for price in row.prices]
            if len(row.prices) < count:  # one for all columns, said so
                style.append(("SPAN", (1, at), (-1, at)))
                every = "any size" if block.columns == SIZES else "any coat"
                words = f"{every}   {money.number(row.prices[0])}"
                alone = self._text(words, self.alone)
                prices = [alone, *[""] * (count - 1)]
            cells.append([self._text(name, self.coat if row.coat else self.plain), *prices])
            if row.coat:
                style.append(("NOSPLIT", (0, at - 1), (0, at)))
            elif at > 1:
                lines.append(("LINEABOVE", (0, at), (-1, at), 0.25, grey))
        names = _NAME if count > 1 else 1 - (1 - _NAME) / len(SIZES) * 2
        widths = [names * self.width, *[(1 - names) / count * self.width] * count]
        return Table(cells, colWidths=widths, repeatRows=1, style=style + lines, hAlign="LEFT")
