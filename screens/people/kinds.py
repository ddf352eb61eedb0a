"""The kinds of fields that records of people and pets have besides the usual ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pettui.people.record import PHONE_KINDS, PhoneEntry
from pettui.text import clean, fold
from screens.widgets.fields import Kind, Listed, Looked, Offer, Said, Typed

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.desk import Desk


@dataclass(frozen=True)
class PhoneKind(Kind):
    """A phone number, with the word for what phone it is before or behind it: `work 555-0142`."""

    region: str

    def shown(self, value: Any) -> Typed:
        """Write the number, and its kind unless it is a mobile phone."""
        kind = "" if value.kind == "mobile" else f" {value.kind}"
        return Typed(f"{value.typed}{kind}".strip() if value.typed else "")

    def split(self, text: str) -> PhoneEntry:
        """Tell the kind from the number."""
        words = clean(text, 60).split()
        for place in (-1, 0):
            said = fold(words[place]).strip("()") if len(words) > 1 else ""
            kind = next((k for k in PHONE_KINDS if said and k.startswith(said)), "")
            if kind or said == "cell":
                del words[place]
                return PhoneEntry(kind or "mobile", " ".join(words))
        return PhoneEntry("mobile", " ".join(words))

    def read(self, typed: Typed) -> PhoneEntry:
        """Give number and kind; raises ValueError for what cannot be a number."""
        from pettui.people import phones

        entry = self.split(typed.text)
        if entry.typed:
            phones.read(entry.typed, self.region)
        return entry

    def echo(self, typed: Typed) -> str:
        """Say what phone it is."""
        return self.split(typed.text).kind if typed.text.strip() else ""


def day_kind(shop: Shop) -> Said:
    """Give a day of the past, said as people say it."""
    from pettui.people.typed import read_birthday

    return Said(
        lambda text: read_birthday(
            shop.formats.english(text), shop.today(), month_first=shop.month_first
        ),
        lambda value: shop.day(value) if value else "",
        lambda value: shop.day(value) if value else "",
    )


def percent_kind() -> Said:
    """Give a percentage."""
    from pettui.people.typed import read_percent

    return Said(
        read_percent,
        lambda value: f"{value.normalize():f}" if value else "",
        lambda value: f"{value.normalize():f} %",
    )


def choice(names: Sequence[str], *, new: str = "") -> Listed:
    """Give a list of names; with `new`, others may be typed."""
    return Listed(tuple(Offer(name) for name in names), free=bool(new), new=new)


def someone(desk: Desk, name: str) -> Looked:
    """Give a search for a client; `name` is shown for the one that is there."""

    async def look(text: str) -> Sequence[Offer]:
        from pettui.people.client_list import list_clients

        page = await desk.gateway.run(list_clients, desk.shop, text, limit=9)
        return [Offer(line.name, line.id, line.pets) for line in page.lines]

    return Named(look, name=name)


@dataclass(frozen=True)
class Named(Looked):
    """A search whose present value has a name."""

    name: str = ""

    def shown(self, value: Any) -> Typed:
        """Write the name behind the key."""
        return Typed(self.name, value) if value is not None else Typed()
