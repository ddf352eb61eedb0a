"""The kinds of break that a shop has: paid or not, rest or meal, and how long they usually last."""

from __future__ import annotations

from typing import NamedTuple

from db.models import BreakKind
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock.facts import BreakChoice
from pettui.team.timeclock.rights import refuse_unless_manager
from pettui.text import clean

READY_MADE = (
    BreakChoice(-1, "Break", paid=True, meal=False, minutes=10),
    BreakChoice(-2, "Meal", paid=False, meal=True, minutes=30),
)
"""What a shop has that chose nothing: a short rest is paid, a meal is not (29 CFR 785.18, 19)."""

LONGEST = 240
"""Minutes that a kind of break may usually last."""


class BreakForm(NamedTuple):
    """A kind of break as it is edited; `minutes` None leaves open how long it lasts."""

    name: str
    paid: bool
    meal: bool
    minutes: int | None


def kinds(shop: Shop, *, retired: bool = False) -> tuple[BreakChoice, ...]:
    """Give the kinds of break in their order; those no longer offered only when wanted.

    A shop without any has the ready-made ones, with negative ids until one is used or edited.
    """
    columns = (
        BreakKind.id, BreakKind.name, BreakKind.paid, BreakKind.meal, BreakKind.minutes,
        BreakKind.active,
    )  # fmt: skip
    query = BreakKind.select(*columns).where(BreakKind.branch == shop.branch)
    rows = tuples(query.order_by(BreakKind.position, BreakKind.id))
    if not rows:
        return READY_MADE
    return tuple(BreakChoice(*row) for row in rows if retired or row[-1])


def kept(door: Door, shop: Shop, kind: int | None) -> BreakKind | None:
    """Give the row of a kind, inside a change; the ready-made ones get theirs now.

    Raises Refused for a kind that is not offered here (any more).
    """
    if not BreakKind.select().where(BreakKind.branch == shop.branch).exists():
        made = {}
        for place, ready in enumerate(READY_MADE):
            made[ready.id] = door.insert(
                BreakKind, branch=shop.branch, name=ready.name, paid=ready.paid,
                meal=ready.meal, minutes=ready.minutes, position=place,
            )  # fmt: skip
        if kind is None or kind in made:
            return made[kind if kind is not None else READY_MADE[0].id]
    query = BreakKind.select().where(BreakKind.branch == shop.branch, BreakKind.active)
    ready_name = next((known.name for known in READY_MADE if known.id == kind), None)
    if ready_name is not None:  # it was shown before somebody else's punch gave it its row
        query = query.where(BreakKind.name == ready_name)
    elif kind is not None:
        query = query.where(BreakKind.id == kind)
    row = query.order_by(BreakKind.position, BreakKind.id).first()
    if row is None and kind is not None:
        raise Refused("This kind of break is not offered any more. Choose another.")
    return row if isinstance(row, BreakKind) else None


def save(shop: Shop, form: BreakForm, by: Actor, *, kind: int | None = None) -> int:
    """Add a kind of break, or change one; gives its id. Past breaks of it count as it says now.

    Raises Refused in words that name the field.
    """
    name = clean(form.name, 40)
    if not name:
        raise Refused("The break needs a name, such as Lunch.")
    if form.minutes is not None and not 1 <= form.minutes <= LONGEST:
        raise Refused(f"A break lasts 1 to {LONGEST} minutes; leave it empty where it is open.")
    values = {"name": name, "paid": form.paid, "meal": form.meal, "minutes": form.minutes}
    with change(f"the break {name}", by) as door:
        refuse_unless_manager(by)
        ready = kind is not None and kind < 0
        row = kept(door, shop, kind) if kind is not None else None
        same = [k for k in kinds(shop) if k.name.lower() == name.lower()]
        if any(row is None or other.id != row.id for other in same):
            raise Refused(f"There is a break called {name} already. Give this one another name.")
        if row is None:
            door.what = f"added the break {name}"
            if all(known.id < 0 for known in kinds(shop)):
                kept(door, shop, None)  # the ready-made ones stay beside it
            place = BreakKind.select().where(BreakKind.branch == shop.branch).count()
            return int(door.insert(BreakKind, branch=shop.branch, position=place, **values).id)
        door.what = f"changed the break {name}" if not ready else f"set up the break {name}"
        door.update(row, **values)
        return int(row.id)


def retire(shop: Shop, kind: int, by: Actor) -> None:
    """Offer a kind of break no more; what was punched with it stays."""
    with change("a break", by) as door:
        refuse_unless_manager(by)
        row = kept(door, shop, kind)
        if row is None:
            raise Refused("There is no such break.")
        door.what = f"offers the break {row.name} no more"
        door.update(row, active=False)


def restore(shop: Shop, kind: int, by: Actor) -> None:
    """Offer a kind of break again."""
    with change("a break", by) as door:
        refuse_unless_manager(by)
        row = BreakKind.get_or_none(BreakKind.id == kind, BreakKind.branch == shop.branch)
        if row is None:
            raise Refused("There is no such break.")
        door.what = f"offers the break {row.name} again"
        door.update(row, active=True)
