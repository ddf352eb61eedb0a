"""What a service costs and takes for a size, coat and groomer: the price list, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pettui.demo.staff import Crew
from pettui.stock.pricelist import OFFERS
from pettui.till.prices import Cell, Source, decide, fitting_cells


@dataclass(frozen=True, slots=True)
class Line:
    """One service as it is copied onto a ticket row."""

    item: int
    code: str
    kind: str
    name: str
    category: str
    price: int
    price_from: str
    setup: int
    process: int
    finish: int
    minutes_from: str
    cost: int
    backbar: int
    needs: tuple[tuple[str, str], ...]

    @property
    def minutes(self) -> int:
        """The whole length."""
        return self.setup + self.process + self.finish


class Menu:
    """The price list as the rules of prices read it."""

    def __init__(self, crew: Crew) -> None:
        self._items = crew.items
        self._own = crew.exceptions
        self._names = {worker.id: worker.name for worker in crew.workers}
        self._offers = {offer.code: offer for offer in OFFERS}
        self.line = lru_cache(maxsize=None)(self._line)
        """Give the line of (code, size, coat, employee, years ago); computed once each."""

    def group(self, code: str) -> str:
        """Give the category of a service."""
        return self._offers[code].category

    def _line(self, code: str, size: str, coat: str, worker: int, years_ago: int) -> Line:
        offer = self._offers[code]
        sources = []
        own = self._own.get((code, worker))
        if own is not None:
            sources.append(Source(f"{self._names[worker]}'s own", **own))
        cells = [Cell(s, c, *values) for (s, c), values in offer.cells.items()]
        for cell in fitting_cells(cells, size, coat):
            what = ", ".join(part for part in cell[:2] if part)
            sources.append(Source(f"price list {what}" if what else "list price", cell[2], cell[3]))
        sources.append(Source("list price", offer.price, offer.setup, offer.process, offer.finish))
        price, price_from, (setup, process, finish), minutes_from = decide(sources)
        if years_ago >= 2 and offer.kind == "S":  # it was cheaper then, in whole dollars
            price = int(price * 0.97 ** (years_ago - 1)) // 100 * 100
        return Line(
            self._items[code], code, offer.kind, offer.name, offer.category, price, price_from,
            setup, process, finish, minutes_from, offer.cost, offer.backbar, offer.needs,
        )  # fmt: skip
