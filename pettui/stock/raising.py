"""Raises all prices of a category by a percentage: rounding, a preview, one change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.stock.pricing import MOST, write_own_price, write_price
from pettui.stock.sheets import ANY, Layer, Line, own_cell, price_cell, read_book
from pettui.team.shop import Shop
from pettui.text import clean, count


@dataclass(frozen=True, slots=True)
class Rounding:
    """How new prices are rounded: to a step and an ending, in hundredths of the currency."""

    id: str
    words: str
    step: int
    ending: int = 0


ROUNDINGS = (
    Rounding("exact", "to the cent", 1),
    Rounding("half", "to .00 or .50", 50),
    Rounding("whole", "to whole amounts, .00", 100),
    Rounding("five", "to fives: 65, 70, 75", 500),
    Rounding("99", "to .99", 100, 99),
    Rounding("50", "to .50", 100, 50),
)


@dataclass(frozen=True, slots=True)
class Raise:
    """What is to be raised: a category (None is all), by percent, from a day on (None is now)."""

    category: int | None
    percent: Decimal
    rounding: str = "whole"
    day: date | None = None
    exceptions: bool = True  # employees' own prices, too


@dataclass(frozen=True, slots=True)
class Step:
    """One price, old and new; of an employee where `employee` is given."""

    item: int
    name: str
    size: str
    coat: str
    group: str
    employee: int | None
    whose: str
    old: int
    new: int

    @property
    def words(self) -> str:
        """Which price it is: `Full groom S, curly`."""
        what = ", ".join(filter(None, (self.size, self.coat, self.group)))
        whose = f" ({self.whose})" if self.whose else ""
        return f"{self.name}{f' {what}' if what else ''}{whose}"


def parse_percent(text: str) -> Decimal:
    """Read a percentage: `5`, `+3.5 %`, `-10`; raises ValueError with a hint."""
    said = clean(text, 20).replace(" ", "").removesuffix("%").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,3}(\.\d{1,3})?", said):
        raise ValueError(f"“{clean(text, 20)}” is not a percentage. Write it like 5 or 3.5.")
    percent = Decimal(said)
    if not percent:
        raise ValueError("By 0 percent nothing changes. Write it like 5 or 3.5.")
    if not -90 <= percent <= 200:
        raise ValueError("Percentages from -90 to 200 make sense here.")
    return percent


def new_price(old: int, percent: Decimal, rounding: Rounding, places: int = 2) -> int:
    """Give a price raised and rounded half up; what is free stays free, and nothing becomes free.

    A rounding never turns a rise into a fall, nor a fall into a rise.
    """
    if not old:
        return 0
    exact = Decimal(old) * (100 + percent) / 100
    scale = Decimal(10) ** (places - 2)  # steps are hundredths of the whole unit
    step, ending = max(1, int(rounding.step * scale)), int(rounding.ending * scale)
    nearest = ((exact - ending) / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    found = int(nearest) * step + ending
    if found <= 0:
        found = ending or step
    return old if (found - old) * percent < 0 else found


def preview(shop: Shop, wish: Raise) -> list[Step]:
    """Give every price that would change, in the order of the price list; writes nothing.

    Prices that were agreed for single pets stay as they were agreed.
    """
    rounding = next((r for r in ROUNDINGS if r.id == wish.rounding), None)
    if rounding is None:
        raise Refused("Rounding: choose one of the list.")
    book = read_book(shop, wish.day)
    steps: list[Step] = []
    for line in book.lines:
        if wish.category is not None and line.service.group != wish.category:
            continue
        old_prices = [
            *((key, None, "", price) for key, price in _listed(line, book.day)),
            *_own(line, dict(book.employees), wish),
        ]
        for (size, coat, group), who, whose, old in old_prices:
            new = new_price(old, wish.percent, rounding, shop.money.places)
            if new > MOST:
                raise Refused(f"{line.service.name} would cost too much. Raise it by less.")
            if new != old:
                steps.append(
                    Step(
                        line.service.id, line.service.name, size, coat, group, who, whose, old, new
                    )
                )
    return steps


def _listed(line: Line, day: date) -> list[tuple[tuple[str, str, str], int]]:
    """Give the prices that stand in the list: the service's own, then those of its cells."""
    base = price_cell(line, ANY, Layer(), "price")
    found = [(("", "", ""), base.value)]
    for cell in line.cells:
        if any(cell.key) and cell.price is not None:
            found.append(((cell.size, cell.coat, cell.group), cell.price))
    return found


def _own(
    line: Line, names: dict[int, str], wish: Raise
) -> list[tuple[tuple[str, str, str], int, str, int]]:
    if not wish.exceptions:
        return []
    found = []
    for who in sorted(line.own):
        own = own_cell(line, who, "price").own
        if own is not None and who in names:
            found.append((("", "", ""), who, names[who], own))
    return found


def raise_prices(shop: Shop, wish: Raise, shown: list[Step], by: Actor, title: str = "") -> int:
    """Write the new prices as one change, exactly those that were shown; gives how many.

    Raises Refused when the price list has changed since the preview.
    """
    start = wish.day if wish.day is not None and wish.day > shop.today() else None
    with change("", by) as door:
        steps = preview(shop, wish)
        if steps != shown:
            raise Refused(
                "The price list has changed since this was shown. Look at the new preview first."
            )
        if not steps:
            raise Refused("No price would change. Choose another percentage or category.")
        for step in steps:
            if step.employee is None:
                key = (step.size, step.coat, step.group)
                write_price(door, step.item, key, step.new, start, shop.today())
            else:
                write_own_price(door, step.item, step.employee, step.new, start, shop.today())
        did = "raised" if wish.percent > 0 else "lowered"
        since = f" from {shop.day(start)}" if start else ""
        door.what = (
            f"{did} {count(len(steps), 'price')} of {title or 'the price list'} by"
            f" {abs(wish.percent).normalize():f} %{since}"
        )
        return len(steps)
