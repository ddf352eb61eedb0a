"""What tests do at the clock: stand before it, press a key, say when."""

from __future__ import annotations

import uuid

from db.models import Bookable
from pettui.history.actor import Actor
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing, people, punching, secrets
from pettui.team.timeclock.facts import Answer, Kind, Named, Punched, Standing

KIOSK = Actor(None, "", "kiosk")
DANA = Actor(None, "Dana", "desk")
PINS = {"Kim": "736182", "Luis": "940275", "Ana": "518390"}


def employee(label: str) -> int:
    """Give somebody's id."""
    return int(Bookable.get(Bookable.label == label).id)


def number(label: str) -> str:
    """Give somebody's number as it is typed."""
    return str(people.known(employee(label)).number)


def named(shop: Shop, label: str, *, verified: bool = True) -> Named:
    """Give somebody as the clock names them."""
    return Named(people.person(shop, employee(label)), "pin", verified)


def give_pins(shop: Shop, *labels: str) -> None:
    """Give people the PINs that tests know."""
    for label in labels or PINS:
        secrets.set_pin(shop, employee(label), PINS[label], DANA, cost=hashing.CHEAP)


def look(shop: Shop, label: str) -> Standing:
    """Give what the clock shows to somebody."""
    return punching.standing(shop, named(shop, label))


def press(
    shop: Shop,
    label: str,
    kind: Kind | None = None,
    *,
    shown: Standing | None = None,
    command: str | None = None,
    answer: Answer | None = None,
    break_kind: int | None = None,
) -> Punched:
    """Press Enter, or the digit of a kind, on what is shown."""
    shown = shown or look(shop, label)
    return punching.punch(
        shop, named(shop, label), kind or shown.enter, KIOSK, seen=shown.seen,
        command=command or str(uuid.uuid4()), answer=answer, break_kind=break_kind,
    )  # fmt: skip
