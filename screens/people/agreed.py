"""The form of what is agreed for one pet and service: its own price, its own minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pettui.people import agreed
from pettui.people.learning import Habit, habits_of
from pettui.people.record import Saved, Wrong
from screens.people.parts import changed, saved, values_of
from screens.people.record_form import RecordForm
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group, Listed, Offer, ReadOnly, Said, Typed

if TYPE_CHECKING:
    from pettui.history.actor import Actor
    from pettui.stock.services import ServiceLine
    from pettui.team.shop import Shop
    from screens.desk import Desk


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the form edits; `id` is the service's where something is agreed already."""

    id: int | None = None
    version: int = 0
    item: int | str | None = None
    price: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a pet's services."""

    services: tuple[ServiceLine, ...]
    usual: dict[int, tuple[int, int]]
    habits: dict[int, Habit]


def _read(shop: Shop, pet: int) -> _Known:
    from pettui.stock.services import services

    habits = {habit.item: habit for habit in habits_of(pet)}
    return _Known(tuple(services()), agreed.expected(shop, pet), habits)


def _now(pet: int, item: int | str | None) -> Agreement:
    for one in agreed.agreed_of(pet):
        if one.item == item:
            return Agreement(one.item, one.version, one.item, one.price, one.minutes)
    return Agreement(item=item)


async def edit_agreed(desk: Desk, pet: int, name: str, item: int | None = None) -> int | None:
    """Open what is agreed for a service, or ask for the service first; gives the service's id."""
    known = await desk.gateway.run(_read, desk.shop, pet)
    record = await desk.gateway.run(_now, pet, item)

    def save(shop: Shop, said: Agreement, by: Actor) -> Saved:
        if not isinstance(said.item, int):
            raise Wrong("item", "Choose a service; Down lists them.")
        if said.id is None and said.price is None and said.minutes is None:
            raise Wrong("price", "Say a price, the minutes, or both.")
        key, seen = said.item, said.version if said.id is not None else None

        def agree() -> int:
            agreed.agree(shop, pet, key, said.price, said.minutes, by, seen=seen)
            return key

        return saved(agree, lambda: _now(pet, key))

    title = f"{name}: agreed price and minutes"
    draft = f"agreed:{item} of {pet}"
    subject = Subject(
        title, draft, record, (_group(desk.shop, known, item),), values_of, changed, save
    )
    return await desk.push_screen_wait(RecordForm(subject, first="price" if item else "item"))


def _group(shop: Shop, known: _Known, item: int | None) -> Group:
    money = shop.money
    offers = tuple(
        Offer(one.name, one.id, _usual(shop, known, one.id)) for one in known.services
    )  # fmt: skip
    price = Said(
        lambda text: int(money.parse(text)) if text.strip() else None,
        lambda value: money.number(value) if value is not None else "",
        lambda value: money.text(value) if value is not None else "",
    )
    service: FormField = FormField("item", "Service", Listed(offers))
    listed, planned, fits = "65", "90, 1:30", ""
    if item is not None:
        name = next((one.name for one in known.services if one.id == item), "")
        kind = _Named(name or "no longer in the list", _usual(shop, known, item))
        service = FormField("item", "Service", kind)
        usual = known.usual.get(item)
        habit = known.habits.get(item)
        listed = f"{money.number(usual[0])} in the price list" if usual else ""
        planned = f"{usual[1]} as planned" if usual else ""
        if usual and habit and habit.over:
            fits = f"{usual[1] + habit.over} would fit"
    return Group("Agreed", (
        service,
        FormField("price", "Price", price, listed),
        FormField("minutes", "Minutes of work", _length(), fits or planned),
    ))  # fmt: skip


def _length() -> Said:
    from pettui.dates import parse_length

    return Said(
        lambda text: parse_length(text) if text.strip() else None,
        lambda value: str(value) if value is not None else "",
        lambda value: f"{value} minutes" if value is not None else "",
    )


def _usual(shop: Shop, known: _Known, item: int) -> str:
    """Say what a service costs and takes by the price list, and what visits have taught."""
    usual, habit = known.usual.get(item), known.habits.get(item)
    parts = [f"{shop.money.text(usual[0])}, {usual[1]} min"] if usual else []
    parts += [habit.words] if habit and habit.words else []
    return " · ".join(parts)


class _Named(ReadOnly):
    """A service that is only shown, and what is usual for it."""

    def __init__(self, name: str, words: str) -> None:
        self._name = name
        self._words = words

    def shown(self, value: object) -> Typed:
        """Write its name."""
        return Typed(self._name)

    def echo(self, typed: Typed) -> str:
        """Say what is usual."""
        return self._words
