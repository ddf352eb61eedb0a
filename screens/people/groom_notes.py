"""The forms of what a groomer writes down after a visit: blade, style, weight, how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pettui.people import grooming, weights
from pettui.people.grooming import Grooming, Used
from pettui.people.record import Saved
from pettui.people.weights import Weighed
from pettui.text import fold
from screens.people.kinds import day_kind
from screens.people.parts import changed, saved, values_of, weight_kind
from screens.people.record_form import RecordForm
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group, Listed, Long, Offer, Typed, matches

if TYPE_CHECKING:
    from pettui.history.actor import Actor
    from pettui.team.shop import Shop
    from screens.desk import Desk


def _bare(text: str) -> str:
    return fold(text).lstrip("# ")


@dataclass(frozen=True)
class Blades(Listed):
    """A blade of those in use, with or without its #; others may be typed."""

    free: bool = True

    def _found(self, typed: Typed) -> Offer | None:
        said = _bare(typed.text)
        return next((o for o in self.options if said and _bare(o.text) == said), None)

    async def offers(self, text: str) -> Sequence[Offer]:
        """Give the blades that begin like what is typed."""
        said = _bare(text)
        return [o for o in self.options if matches(said, _bare(o.text))]


async def edit_groom_note(
    desk: Desk, pet: int, name: str, note: int | None = None, *, ticket: int | None = None
) -> int | None:
    """Open a groom note, that of a visit, or that of today's; gives its id once it is saved."""
    shop = desk.shop
    if ticket is not None:
        record = await desk.gateway.run(grooming.for_visit, shop, pet, ticket)
    elif note is None:
        record = await desk.gateway.run(grooming.of_today, shop, pet)
    else:
        record = await desk.gateway.run(grooming.grooming, note)
    used = await desk.gateway.run(grooming.used, pet)

    def save(shop: Shop, said: Grooming, by: Actor) -> Saved:
        return saved(
            lambda: grooming.save(shop, pet, said, by), lambda: grooming.grooming(said.id or 0)
        )

    key = f"grooming:{record.id}" if record.id else f"grooming:new of {pet}"
    subject = Subject(
        _title(shop, name, record, used), key, record, (_group(shop, record, used),), values_of,
        changed, save,
    )  # fmt: skip
    return await desk.push_screen_wait(RecordForm(subject))


def _title(shop: Shop, name: str, record: Grooming, used: Used) -> str:
    last = used.last
    if record.id is not None or last is None or last.day is None:
        return f"{name}: groom note"
    return f"{name}: groom note   last {last.words}, {shop.day(last.day)}"


def _group(shop: Shop, record: Grooming, used: Used) -> Group:
    styles = Listed(tuple(Offer(style) for style in used.styles), free=True)
    return Group("Groom note", (
        FormField("blade", "Blade", Blades(tuple(Offer(b) for b in used.blades)), "7F"),
        FormField("style", "Style", styles, "lamb, teddy bear face"),
        FormField("weight", "Weight", weight_kind(shop, record.weight), "11 lb, 5.2 kg"),
        FormField("text", "How it went", Long()),
        FormField("day", "Day", day_kind(shop), "today"),
    ))  # fmt: skip


async def edit_weight(desk: Desk, pet: int, name: str, record: Weighed | None = None) -> int | None:
    """Open a weight, or a new one of today; gives its id once it is saved."""
    there = record or Weighed(day=desk.shop.today())

    def save(shop: Shop, said: Weighed, by: Actor) -> Saved:
        return saved(
            lambda: weights.save(shop, pet, said, by), lambda: weights.weighed(said.id or 0)
        )

    group = Group("Weight", (
        FormField("grams", "Weight", weight_kind(desk.shop, there.grams), "11 lb, 5.2 kg"),
        FormField("day", "Day", day_kind(desk.shop), "today"),
    ))  # fmt: skip
    key = f"weight:{there.id}" if there.id else f"weight:new of {pet}"
    subject = Subject(f"{name}: weight", key, there, (group,), values_of, changed, save)
    return await desk.push_screen_wait(RecordForm(subject))
