"""The price list as sheets of cells: services by size for a coat or breed group, or by employee.

Pure but for `read_book`: what a cell says of its own, what it falls back to, and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from db.connection import reading
from db.models import Bookable, Breed, Choice, FuturePrice, Item, ItemException, PriceCell
from db.models.base import tuples
from pettui.people.breeds import COATS, SIZES
from pettui.stock.catalog import CatalogLine, catalog
from pettui.team.shop import Shop
from pettui.till.prices import (
    Cell,
    Future,
    Source,
    fitting_cells,
    in_force,
    listed_from,
)

ANY = ""  # the column of pets of any size
COLUMNS = (ANY, *SIZES)
PARTS = ("price", "setup", "process", "finish", "backbar")
"""What an employee may do differently."""

Key = tuple[str, str, str]  # size, coat, breed group


@dataclass(frozen=True, slots=True)
class Layer:
    """One leaf of the price list: for any pet, for a coat, or for a breed group."""

    coat: str = ""
    group: str = ""

    @property
    def words(self) -> str:
        """What the layer is called."""
        return ", ".join(filter(None, (self.coat, self.group))) or "any coat"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: what it says itself (None falls back), what counts, where that is from.

    `source` is the cell that decides; the service itself is one for any pet. `later` is the
    next price from a day on.
    """

    own: int | None
    value: int
    source: Cell | None = None
    later: tuple[date, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A service with everything that decides its prices; `cells` as they stand on the day."""

    service: CatalogLine
    price: int
    since: date | None
    cells: tuple[Cell, ...]
    futures: tuple[Future, ...]  # after the day
    own: dict[int, Source] = field(default_factory=dict)  # by employee
    backbars: dict[int, int] = field(default_factory=dict)
    own_futures: dict[int, tuple[Future, ...]] = field(default_factory=dict)
    backbar: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """The whole price list on a day."""

    day: date
    lines: tuple[Line, ...]
    layers: tuple[Layer, ...]
    employees: tuple[tuple[int, str], ...]


def read_book(shop: Shop, day: date | None = None, *, inactive: bool = False) -> Book:
    """Read the price list as it stands on a day (None is today), in a handful of queries."""
    day = day or shop.today()
    with reading():
        cells: dict[int, list[Cell]] = {}
        for item, *rest in tuples(
            PriceCell.select(
                PriceCell.item, PriceCell.size, PriceCell.coat, PriceCell.price,
                PriceCell.minutes, PriceCell.group,
            )
        ):  # fmt: skip
            cells.setdefault(item, []).append(Cell(*rest))
        futures: dict[tuple[int, int | None], list[Future]] = {}
        for item, who, *rest in tuples(
            FuturePrice.select(
                FuturePrice.item, FuturePrice.employee, FuturePrice.size, FuturePrice.coat,
                FuturePrice.group, FuturePrice.day, FuturePrice.price,
            ).order_by(FuturePrice.day)
        ):  # fmt: skip
            futures.setdefault((item, who), []).append(Future(*rest))
        employees = tuple(
            tuples(
                Bookable.select(Bookable.id, Bookable.label)
                .where(Bookable.branch == shop.branch, Bookable.kind == "employee", Bookable.active)
                .order_by(Bookable.position, Bookable.id)
            )
        )
        own: dict[int, dict[int, Source]] = {}
        backbars: dict[int, dict[int, int]] = {}
        for item, who, price, setup, process, finish, backbar in tuples(
            ItemException.select(
                ItemException.item, ItemException.employee, ItemException.price,
                ItemException.setup, ItemException.process, ItemException.finish,
                ItemException.backbar,
            )
        ):  # fmt: skip
            own.setdefault(item, {})[who] = Source("", price, setup, process, finish)
            if backbar is not None:
                backbars.setdefault(item, {})[who] = backbar
        base = dict(tuples(Item.select(Item.id, Item.backbar)))
        lines = []
        for service in catalog(inactive=inactive):
            listed = futures.get((service.id, None), [])
            price, since = listed_from(service.price, listed, day)
            theirs = {w: f for (i, w), f in futures.items() if i == service.id and w is not None}
            mine = own.get(service.id, {})
            lines.append(
                Line(
                    service, price, since,
                    tuple(in_force(cells.get(service.id, []), listed, day)),
                    tuple(f for f in listed if f.day > day),
                    {who: _own(mine.get(who), theirs.get(who, []), day)
                     for who in {*mine, *theirs}},
                    backbars.get(service.id, {}),
                    {who: tuple(f for f in found if f.day > day) for who, found in theirs.items()},
                    base[service.id],
                )
            )  # fmt: skip
        return Book(day, tuple(lines), _layers(cells, futures), employees)


def _own(kept: Source | None, futures: Iterable[Future], day: date) -> Source:
    kept = kept or Source("")
    due = [f for f in futures if f.day <= day]
    price = due[-1].price if due else kept.price
    return Source("", price, kept.setup, kept.process, kept.finish)


def coats() -> list[str]:
    """Give the coats that the shop tells apart: its own list, or the usual ones."""
    kept = Choice.select(Choice.name).where(Choice.kind == "coat", Choice.active)
    names = [name for (name,) in tuples(kept.order_by(Choice.position, Choice.name))]
    return names or list(COATS)


def breed_groups() -> list[str]:
    """Give the breed groups that some breed belongs to."""
    found = Breed.select(Breed.group).where(Breed.group != "").distinct()
    return sorted(group for (group,) in tuples(found))


def _layers(
    cells: dict[int, list[Cell]], futures: dict[tuple[int, int | None], list[Future]]
) -> tuple[Layer, ...]:
    wanted = [
        Layer(), *(Layer(coat) for coat in coats()), *(Layer("", g) for g in breed_groups()),
        *(Layer(c.coat, c.group) for found in cells.values() for c in found),
        *(Layer(f.coat, f.group) for found in futures.values() for f in found),
    ]  # fmt: skip
    by_name: dict[tuple[str, str], Layer] = {}
    for layer in wanted:
        by_name.setdefault((layer.coat.casefold(), layer.group.casefold()), layer)
    return tuple(by_name.values())


def price_cell(line: Line, size: str, layer: Layer, what: str) -> SheetCell:
    """Give one cell of the price list; `what` is "price" or "minutes" (the working time)."""
    wanted = Cell(size, layer.coat, None, None, layer.group).key
    own_price, setup = line.price, line.service.setup
    asked = fitting_cells(line.cells, size, layer.coat, layer.group)
    asked.append(Cell("", "", own_price, setup, "", line.since))
    if what == "price":
        source = next(cell for cell in asked if cell.price is not None)
        value = source.price or 0
        later = next(((f.day, f.price) for f in line.futures if _key(f) == wanted), None)
    else:
        source = next(cell for cell in asked if cell.minutes is not None)._replace(since=None)
        value, later = source.minutes or 0, None
    return SheetCell(value if source.key == wanted else None, value, source, later)


def own_cell(line: Line, employee: int, what: str) -> SheetCell:
    """Give one cell of the exceptions; `what` is one of PARTS. It falls back to the service."""
    source = line.own.get(employee, Source(""))
    service = line.service
    given = {
        "price": (source.price, price_cell(line, ANY, Layer(), "price").value),
        "setup": (source.setup, service.setup),
        "process": (source.process, service.process),
        "finish": (source.finish, service.finish),
        "backbar": (line.backbars.get(employee), line.backbar),
    }
    own, default = given[what]
    later = None
    if what == "price":
        later = next(((f.day, f.price) for f in line.own_futures.get(employee, ())), None)
    if own is not None:
        return SheetCell(own, own, None, later)
    return SheetCell(None, default, None, later)


def _key(future: Future) -> Key:
    return future.size.casefold(), future.coat.casefold(), future.group.casefold()
