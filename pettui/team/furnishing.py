"""What a new shop is furnished with: its staff, a grooming price list, tubs and dryers, a tax."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from db.models import Bookable, Resource, Shift, Tax
from pettui.history.door import Door
from pettui.stock import pricelist
from pettui.stock.pricelist import OFFERS, Offer
from pettui.text import clean

KINDS = ("tub", "dryer", "table", "kennel")
_NOTHING = ("", "no", "none", "nobody", "n", "-")
_COUNTED = re.compile(r"(\d{1,2}) ?(tub|dryer|table|kennel)s?")
_RATE = re.compile(r"(?:(?P<name>.*\S)\s+)?(?P<rate>\d{1,2}(?:[.,]\d{1,4})?) ?%?")
_ONE_PLACE_EACH = ("tub", "table")  # the others are one place that holds several pets


@dataclass(frozen=True)
class Furnishing:
    """What a shop begins with, beside its owner.

    Attributes:
        staff: first and last names of who else works there.
        factor: by what the ready-made prices are multiplied; None is no price list and no breeds.
        resources: kinds of resources, and how many there are.
        tax: name and percentage of the first tax, if there is one.
    """

    staff: tuple[tuple[str, str], ...] = ()
    factor: Decimal | None = None
    resources: tuple[tuple[str, int], ...] = ()
    tax: tuple[str, Decimal] | None = None


def read_person(text: str) -> tuple[str, str]:
    """Read a first name and perhaps a last one; raises ValueError where there is none."""
    first, _, last = clean(text).partition(" ")
    if not first:
        raise ValueError("An employee needs a name.")
    return first, last


def read_staff(text: str) -> tuple[tuple[str, str], ...]:
    """Read several names on one line: `Luis Moreno, Ana`; raises ValueError in words."""
    if clean(text).lower() in _NOTHING:
        return ()
    names = [part for part in re.split(r"[,;&]|\band\b", clean(text, 2000)) if part.strip()]
    found = tuple(read_person(name) for name in names)
    twice = {name for name in found if found.count(name) > 1}
    if twice:
        name = " ".join(min(twice)).strip()
        raise ValueError(f"{name} is there twice. Add a last name to tell them apart.")
    return found


def read_factor(text: str) -> Decimal | None:
    """Read whether, and by what factor, the ready-made prices are taken: `yes`, `x1.2`, `+10%`.

    Raises ValueError in words.
    """
    said = clean(text).lower().replace(" ", "").replace(",", ".")
    if said in _NOTHING:
        return None
    if said in ("yes", "y"):
        return Decimal(1)
    try:
        if said.endswith("%"):
            factor = 1 + Decimal(said[:-1]) / 100
        else:
            factor = Decimal(said.removeprefix("x").removesuffix("x"))
    except InvalidOperation:
        factor = Decimal(0)
    if not factor.is_finite() or not Decimal("0.05") <= factor <= 1000:
        raise ValueError("Answer yes or no, or change all prices at once: x1.2 or +10%.")
    return factor


def read_resources(text: str) -> tuple[tuple[str, int], ...]:
    """Read how many there are of what: `2 tubs, 1 dryer`; raises ValueError in words."""
    said = clean(text).lower()
    if said in _NOTHING:
        return ()
    found: dict[str, int] = {}
    for part in re.split(r"[,;&]|\band\b", said):
        counted = _COUNTED.fullmatch(part.strip())
        if counted is None or counted[2] in found:
            raise ValueError(
                f"“{part.strip()}” is not understood. Count tubs, dryers, tables and kennels:"
                " 2 tubs, 1 dryer."
            )
        found[counted[2]] = int(counted[1])
    return tuple((kind, number) for kind, number in found.items() if number)


def read_tax(text: str) -> tuple[str, Decimal] | None:
    """Read a tax and its percentage: `Sales tax 8.25`; raises ValueError in words."""
    said = clean(text)
    if said.lower() in _NOTHING:
        return None
    found = _RATE.fullmatch(said)
    if found is None:
        raise ValueError("Name the tax and its percentage, such as Sales tax 8.25.")
    return found["name"] or "Sales tax", Decimal(found["rate"].replace(",", "."))


def offers(factor: Decimal, places: int) -> list[Offer]:
    """Give the ready-made list with other prices, in the smallest unit of the shop's money.

    Services come out in whole amounts, as they are in the list; products do not.
    """
    return [_adjusted(offer, factor, places) for offer in OFFERS]


def _adjusted(offer: Offer, factor: Decimal, places: int) -> Offer:
    unit = 10**places

    def price(cents: int, *, whole: bool) -> int:
        step = Decimal(1) if whole else Decimal(1) / unit
        amount = (Decimal(cents) / 100 * factor).quantize(step, rounding=ROUND_HALF_UP)
        return int(amount * unit)

    whole = offer.kind == "S"
    return replace(
        offer,
        price=price(offer.price, whole=whole),
        cost=price(offer.cost, whole=False),
        backbar=price(offer.backbar, whole=False),
        cells={
            key: (None if cents is None else price(cents, whole=True), minutes)
            for key, (cents, minutes) in offer.cells.items()
        },
    )


def furnish(
    door: Door,
    branch: int,
    wanted: Furnishing,
    opening: Mapping[int, tuple[int, int]],
    places: int,
) -> None:
    """Write all of it into a new shop; everybody works whenever it is open."""
    from pettui.people import breeds  # the opening of a shop that is there needs none of it
    from pettui.team.founding import add_employee

    for first, last in wanted.staff:
        key = add_employee(door, branch, first, last)
        for weekday, (start, end) in sorted(opening.items()):
            door.insert(Shift, employee=key, weekday=weekday, start=start, end=end)
    position = 50
    for label, kind, lanes in _places(wanted.resources):
        column = door.insert(
            Bookable, branch=branch, kind="resource", label=label, position=position, lanes=lanes
        )
        door.insert(Resource, bookable=column.id, kind=kind)
        position += 1
    if wanted.tax is not None:
        tax = Tax.get(Tax.branch == branch, Tax.place == 1)
        name, rate = wanted.tax
        door.update(tax, name=name, service_rate=rate, product_rate=rate)
    if wanted.factor is not None:
        pricelist.write(door, offers=offers(wanted.factor, places))
        breeds.write(door)


def _places(resources: Iterable[tuple[str, int]]) -> Iterable[tuple[str, str, int]]:
    """Give (label, kind, lanes): each tub has a column, kennels share one."""
    for kind, number in resources:
        if kind in _ONE_PLACE_EACH:
            yield from ((f"{kind} {n}", kind, 1) for n in range(1, number + 1))
        else:
            yield kind if number == 1 else f"{kind}s", kind, number
