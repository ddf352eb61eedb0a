"""Price and working minutes agreed for one pet and service; they beat every other source."""

from __future__ import annotations

from dataclasses import dataclass

from db.connection import reading
from db.models import Item, Pet, PetPrice
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.record import Wrong
from pettui.team.shop import Shop

AGREED = "agreed for this pet"
"""How `pettui.till.prices` calls a source that is such an agreement."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed for a service: `price` in the smallest coin; None follows the price list."""

    item: int
    name: str
    price: int | None
    minutes: int | None
    version: int


def agreed_of(pet: int) -> tuple[Agreed, ...]:
    """Give what was agreed for a pet, by service."""
    rows = PetPrice.select(PetPrice, Item).join(Item).where(PetPrice.pet == pet)
    return tuple(
        Agreed(row.item.id, row.item.name, row.price, row.minutes, row.version)
        for row in rows.order_by(Item.position, Item.name)
    )


def expected(shop: Shop, pet: int) -> dict[int, tuple[int, int]]:
    """Give by service what a pet would cost and take without an agreement: price and minutes.

    The minutes are those of work at the beginning, which an agreement replaces.
    """
    from pettui.till.prices import decide, quotes

    with reading():
        rows = Item.select(Item.id).where(Item.kind == "S", Item.active)
        found = quotes(shop, [key for (key,) in tuples(rows)], pet=pet, employee=None)
        usual = {}
        for item, quote in found.items():
            asked = [source for source in quote.asked if source.words != AGREED]
            price, _, (setup, _, _), _ = decide(asked)
            usual[item] = (price, setup)
        return usual


def agree(
    shop: Shop, pet: int, item: int, price: int | None, minutes: int | None, by: Actor,
    *, seen: int | None = None,
) -> None:  # fmt: skip
    """Agree on a price, working minutes, or both; None twice goes back to the price list.

    A price of 0 is a price. `seen` is the version that was read of what was agreed before.
    Raises Wrong naming the field, Clash when somebody else changed it meanwhile, or Refused.
    """
    if price is not None and not 0 <= price <= 10**9:
        raise Wrong("price", "The price is out of range. Say it like 65 or 65.50.")
    if minutes is not None and (not 5 <= minutes <= 720 or minutes % 5):
        raise Wrong(
            "minutes", "The length is 5 minutes to 12 hours, in steps of 5. Say 90 or 1:30."
        )
    with change("", by) as door:
        row = Pet.get_or_none(Pet.id == pet)
        service = Item.get_or_none(Item.id == item)
        if row is None:
            raise Refused("This pet is no longer here. Find it again.")
        if service is None:
            raise Wrong("item", "This service is no longer in the list. Choose another.")
        known = PetPrice.get_or_none(PetPrice.pet == pet, PetPrice.item == item)
        said = [shop.money.text(price)] if price is not None else []
        said += [f"{minutes} min"] if minutes is not None else []
        door.what = f"{row.name}: {service.name} {', '.join(said) or 'as in the price list'}"
        if known is not None and seen is not None:
            door.refuse_stale(known, seen)
        if known is None and said:
            door.insert(PetPrice, pet=pet, item=item, price=price, minutes=minutes)
        elif known is not None and said:
            door.update(known, price=price, minutes=minutes)
        elif known is not None:
            door.delete(known)
