"""What a service costs and how long it takes for this pet and this groomer, and why (DOMAIN 16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from db.models import (
    Bookable,
    Breed,
    Category,
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


Cell = tuple[str, str, int | None, int | None]  # size, coat, price, working minutes


def fitting_cells(cells: Sequence[Cell], size: str, coat: str) -> list[Cell]:
    """Give the price cells that fit, the best first: size and coat, size, coat, any.

    One may decide the price alone and the next the length.
    """
    by_key = {(cell[0].casefold(), cell[1].casefold()): cell for cell in cells}
    size, coat = size.casefold(), coat.casefold()
    keys = dict.fromkeys(((size, coat), (size, ""), ("", coat), ("", "")))
    return [by_key[key] for key in keys if key in by_key]


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
    shop: Shop, items: Iterable[int], *, pet: int | None, employee: int | None
) -> dict[int, Quote]:
    """Give the quotes of several services for one pet and one groomer.

    Order of the sources: agreed for the pet, paid last time (a setting; price only), the
    employee's exception, the price list by size and coat, the service itself.
    """
    ids = list(items)
    wanted = Item.select(Item, Category.name).left_outer_join(Category).where(Item.id.in_(ids))
    rows = list(wanted)
    agreed, last = _of_pet(shop, pet, ids)
    own, backbars = _of_employee(employee, ids)
    cells: dict[int, list[Cell]] = {}
    listed = PriceCell.select(
        PriceCell.item, PriceCell.size, PriceCell.coat, PriceCell.price, PriceCell.minutes
    ).where(PriceCell.item.in_(ids))
    for item, *rest in tuples(listed):
        cells.setdefault(item, []).append((rest[0], rest[1], rest[2], rest[3]))
    size, coat = _build_of(pet)
    found = {}
    for row in rows:
        asked = [s for s in (agreed.get(row.id), last.get(row.id), own.get(row.id)) if s]
        for cell in fitting_cells(cells.get(row.id, []), size, coat):
            what = ", ".join(part for part in cell[:2] if part)
            asked.append(Source(f"price list{f' {what}' if what else ''}", cell[2], cell[3]))
        asked.append(Source("list price", row.price, row.setup, row.process, row.finish))
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
            last[item] = Source(f"paid last time, {_short(day)}", price)
    return agreed, last


def _of_employee(
    employee: int | None, items: list[int]
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
    return own, backbars


def _build_of(pet: int | None) -> tuple[str, str]:
    if pet is None:
        return "", ""
    found = tuples(
        Pet.select(Pet.size, Pet.weight, Pet.coat, Breed.size, Breed.coat)
        .left_outer_join(Breed)
        .where(Pet.id == pet)
    )
    if not found:
        return "", ""
    own, grams, coat, breed_size, breed_coat = found[0]
    return size_class(own, grams, breed_size or ""), coat or breed_coat or ""


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
