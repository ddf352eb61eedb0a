"""What a service costs and how long it takes for this pet and this groomer, and why (DOMAIN 16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from db.models import (
    Bookable,
    Breed,
    Category,
    FuturePrice,
    Item,
    ItemException,
    Pet,
    PetPrice,
    PriceCell,
    Ticket,
    TicketRow,
)
from db.models.base import tuples
from pettui.money import Money
from pettui.team.shop import Shop

WEIGHTS = ((4_500, "XS"), (11_000, "S"), (23_000, "M"), (41_000, "L"))
"""Grams up to which a pet has a size class; above the last it is XL."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place that may decide a price or a length; None where it says nothing (0 is a value)."""

    words: str
    price: int | None = None
    setup: int | None = None
    process: int | None = None
    finish: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Price and length of a service for one pet and one groomer, each with where it comes from.

    `asked` lists every source that had a word, in the order in which they are asked.
    """

    item: int
    code: str
    name: str
    kind: str
    category: str
    price: Money
    price_from: str
    setup: int
    process: int
    finish: int
    minutes_from: str
    backbar: Money
    cost: Money
    taxed: tuple[bool, bool, bool]
    asked: tuple[Source, ...] = ()

    @property
    def minutes(self) -> int:
        """The whole length on the book."""
        return self.setup + self.process + self.finish


def size_class(own: str, grams: int | None, breed: str) -> str:
    """Give a pet's size class: its own, else by its weight, else its breed's."""
    if own:
        return own
    if grams:
        return next((name for limit, name in WEIGHTS if grams <= limit), "XL")
    return breed


class Cell(NamedTuple):
    """One cell of the price list; "" means any size, coat or breed group.

    `minutes` is the working time. `since` is the day from which the price holds, None where
    it always did.
    """

    size: str
    coat: str
    price: int | None
    minutes: int | None
    group: str = ""
    since: date | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What the cell is for, however it is written."""
        return self.size.casefold(), self.coat.casefold(), self.group.casefold()


class Future(NamedTuple):
    """A price that holds from a day on, for a cell; without size, coat and group for the list."""

    size: str
    coat: str
    group: str
    day: date
    price: int


def fitting_cells(cells: Sequence[Cell], size: str, coat: str, group: str = "") -> list[Cell]:
    """Give the price cells that fit, the best first.

    What is written for the pet's breed group comes before what is written for every breed;
    within both: size and coat, size, coat, any. One may decide the price alone and the next
    the length.
    """
    by_key = {cell.key: cell for cell in cells}
    size, coat, group = size.casefold(), coat.casefold(), group.casefold()
    keys = dict.fromkeys(
        (s, c, g) for g in (group, "") for s, c in ((size, coat), (size, ""), ("", coat), ("", ""))
    )
    return [by_key[key] for key in keys if key in by_key]


def in_force(cells: Iterable[Cell], futures: Iterable[Future], day: date) -> list[Cell]:
    """Give the cells as they stand on a day: of the prices from a day on, the last one counts.

    A price for a cell that does not exist makes one; a price without size, coat and group is
    the service's own and changes only a cell for any pet that is there.
    """
    found = {cell.key: cell for cell in cells}
    for future in sorted(futures, key=lambda f: f.day):
        if future.day > day:
            continue
        new = Cell(future.size, future.coat, future.price, None, future.group, future.day)
        old = found.get(new.key)
        if old is not None and (old.price is not None or any(new.key)):
            found[new.key] = old._replace(price=future.price, since=future.day)
        elif any(new.key):
            found[new.key] = new
    return list(found.values())


def listed_from(price: int, futures: Iterable[Future], day: date) -> tuple[int, date | None]:
    """Give a service's own price on a day, and since when it holds if that is known."""
    due = [f for f in futures if f.day <= day and not (f.size or f.coat or f.group)]
    last = max(due, key=lambda f: f.day, default=None)
    return (last.price, last.day) if last is not None else (price, None)


def cell_words(shop: Shop, cell: Cell, day: date) -> str:
    """Name a cell as the source of a price: `price list S, curly, from Fri 1 Jan`."""
    what = ", ".join(part for part in (cell.size, cell.coat, cell.group) if part)
    return f"{f'price list {what}' if what else 'list price'}{_since(shop, cell.since, day)}"


def _since(shop: Shop, since: date | None, day: date) -> str:
    if since is None:
        return ""
    return f", from {shop.short_day(since) if since.year == day.year else shop.day(since)}"


def decide(sources: Sequence[Source]) -> tuple[int, str, tuple[int, int, int], str]:
    """Give (price, why, (setup, process, finish), why): the first source that has a word decides.

    The last source is the service itself and has a word on everything. Where several decide
    parts of the length, the first of them is named.
    """
    price = next(s for s in sources if s.price is not None)
    setup = next(s for s in sources if s.setup is not None)
    process = next(s for s in sources if s.process is not None)
    finish = next(s for s in sources if s.finish is not None)
    why = min((setup, process, finish), key=sources.index).words
    minutes = (setup.setup or 0, process.process or 0, finish.finish or 0)
    return price.price or 0, price.words, minutes, why


def quotes(
    shop: Shop,
    items: Iterable[int],
    *,
    pet: int | None,
    employee: int | None,
    day: date | None = None,
) -> dict[int, Quote]:
    """Give the quotes of several services for one pet and one groomer.

    Order of the sources: agreed for the pet, paid last time (a setting; price only), the
    employee's exception, the price list by breed group, size and coat, the service itself.

    Args:
        shop: the shop.
        items: the services.
        pet: whose size, coat and breed count; None asks for any pet.
        employee: whose exceptions count; None asks for anybody.
        day: the visit's day, for prices that hold from a day on; None is today.
    """
    ids, day = list(items), day or shop.today()
    wanted = Item.select(Item, Category.name).left_outer_join(Category).where(Item.id.in_(ids))
    rows = list(wanted)
    agreed, last = _of_pet(shop, pet, ids)
    listed, theirs = _futures(ids, employee, day)
    own, backbars = _of_employee(shop, employee, ids, theirs, day)
    cells: dict[int, list[Cell]] = {}
    of_items = PriceCell.select(
        PriceCell.item, PriceCell.size, PriceCell.coat, PriceCell.price, PriceCell.minutes,
        PriceCell.group,
    ).where(PriceCell.item.in_(ids))  # fmt: skip
    for item, *rest in tuples(of_items):
        cells.setdefault(item, []).append(Cell(*rest))
    size, coat, group = _build_of(pet)
    found = {}
    for row in rows:
        asked = [s for s in (agreed.get(row.id), last.get(row.id), own.get(row.id)) if s]
        futures = listed.get(row.id, [])
        for cell in fitting_cells(in_force(cells.get(row.id, []), futures, day), size, coat, group):
            asked.append(Source(cell_words(shop, cell, day), cell.price, cell.minutes))
        base, since = listed_from(row.price, futures, day)
        words = f"list price{_since(shop, since, day)}"
        asked.append(Source(words, base, row.setup, row.process, row.finish))
        price, price_from, (setup, process, finish), minutes_from = decide(asked)
        found[row.id] = Quote(
            item=row.id, code=row.code, name=row.name, kind=row.kind,
            category=row.category.name if row.category else "",
            price=Money(price), price_from=price_from,
            setup=setup, process=process, finish=finish, minutes_from=minutes_from,
            backbar=Money(backbars.get(row.id, row.backbar)), cost=Money(row.cost),
            taxed=(bool(row.tax1), bool(row.tax2), bool(row.tax3)), asked=tuple(asked),
        )  # fmt: skip
    return found


def _futures(
    items: list[int], employee: int | None, day: date
) -> tuple[dict[int, list[Future]], dict[int, Future]]:
    """Give the prices from a day on that hold by then: of the list, and an employee's own."""
    query = FuturePrice.select(
        FuturePrice.item, FuturePrice.employee, FuturePrice.size, FuturePrice.coat,
        FuturePrice.group, FuturePrice.day, FuturePrice.price,
    ).where(FuturePrice.item.in_(items), FuturePrice.day <= day)  # fmt: skip
    listed: dict[int, list[Future]] = {}
    own: dict[int, Future] = {}
    for item, who, *rest in tuples(query.order_by(FuturePrice.day, FuturePrice.id)):
        if who is None:
            listed.setdefault(item, []).append(Future(*rest))
        elif who == employee:
            own[item] = Future(*rest)
    return listed, own


def _of_pet(
    shop: Shop, pet: int | None, items: list[int]
) -> tuple[dict[int, Source], dict[int, Source]]:
    if pet is None:
        return {}, {}
    agreed = {
        item: Source("agreed for this pet", price, minutes)
        for item, price, minutes in tuples(
            PetPrice.select(PetPrice.item, PetPrice.price, PetPrice.minutes).where(
                PetPrice.pet == pet, PetPrice.item.in_(items)
            )
        )
    }
    last: dict[int, Source] = {}
    if shop.setting("price.previous"):
        paid = (
            TicketRow.select(TicketRow.item, TicketRow.price, Ticket.day)
            .join(Ticket)
            .where(TicketRow.pet == pet, TicketRow.item.in_(items), Ticket.status == "closed")
            .order_by(Ticket.day, TicketRow.id)
        )
        for item, price, day in tuples(paid):
            last[item] = Source(f"paid last time, {shop.day(day)}", price)
    return agreed, last


def _of_employee(
    shop: Shop, employee: int | None, items: list[int], futures: dict[int, Future], day: date
) -> tuple[dict[int, Source], dict[int, int]]:
    """Give what an employee does differently, and the backbar of it, by service."""
    if employee is None:
        return {}, {}
    rows = (
        ItemException.select(
            ItemException.item, Bookable.label, ItemException.price, ItemException.setup,
            ItemException.process, ItemException.finish, ItemException.backbar,
        )
        .join(Bookable, on=(Bookable.id == ItemException.employee))
        .where(ItemException.employee == employee, ItemException.item.in_(items))
    )  # fmt: skip
    own: dict[int, Source] = {}
    backbars: dict[int, int] = {}
    for item, label, price, setup, process, finish, backbar in tuples(rows):
        own[item] = Source(f"{label}'s own", price, setup, process, finish)
        if backbar is not None:
            backbars[item] = backbar
    if futures:
        name = Bookable.get_by_id(employee).label
        for item, future in futures.items():
            before = own.get(item, Source(""))
            words = f"{name}'s own{_since(shop, future.day, day)}"
            own[item] = replace(before, words=words, price=future.price)
    return own, backbars


def _build_of(pet: int | None) -> tuple[str, str, str]:
    """Give a pet's size class, coat and breed group."""
    if pet is None:
        return "", "", ""
    found = tuples(
        Pet.select(Pet.size, Pet.weight, Pet.coat, Breed.size, Breed.coat, Breed.group)
        .left_outer_join(Breed)
        .where(Pet.id == pet)
    )
    if not found:
        return "", "", ""
    own, grams, coat, breed_size, breed_coat, group = found[0]
    return size_class(own, grams, breed_size or ""), coat or breed_coat or "", group or ""
