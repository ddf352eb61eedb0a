"""Roles that somebody works under, with what an hour of each pays; most people have one."""

from __future__ import annotations

from typing import NamedTuple

from db.models import PayRate
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock.facts import RateChoice
from pettui.team.timeclock.people import known
from pettui.team.timeclock.rights import PAY, refuse_unless_manager
from pettui.text import clean


class Rate(NamedTuple):
    """A role with its hourly pay, in the currency's smallest unit; None where it is not kept."""

    id: int
    employee: int
    name: str
    hourly: int | None
    active: bool


def rates(employee: int, *, retired: bool = False) -> tuple[Rate, ...]:
    """Give somebody's roles in their order; those no longer worked under only when wanted."""
    columns = (PayRate.id, PayRate.employee, PayRate.name, PayRate.hourly, PayRate.active)
    query = PayRate.select(*columns).where(PayRate.employee == employee)
    rows = tuples(query.order_by(PayRate.position, PayRate.id))
    return tuple(Rate(*row) for row in rows if retired or row[-1])


def choices(employee: int) -> tuple[RateChoice, ...]:
    """Give the roles to choose from at the clock: none for whoever has only one."""
    found = rates(employee)
    return tuple(RateChoice(rate.id, rate.name) for rate in found) if len(found) > 1 else ()


def usable(employee: int, rate: int | None) -> int | None:
    """Give the role of a punch: the one that was chosen, else the first.

    Raises Refused for one that is not theirs (any more).
    """
    found = rates(employee)
    if rate is None:
        return found[0].id if found else None
    if all(known_rate.id != rate for known_rate in found):
        raise Refused("You do not work under this role any more. Choose another.")
    return rate


def save(
    shop: Shop, employee: int, name: str, hourly: int | None, by: Actor, *, rate: int | None = None
) -> int:
    """Add a role to somebody, or change one; gives its id. Raises Refused naming the field.

    Hours that were worked under it keep it: a raise is a new role with a name of its own.
    """
    title = clean(name, 40)
    if not title:
        raise Refused("The role needs a name, such as Groomer.")
    if hourly is not None and hourly < 0:
        raise Refused("An hour pays nothing or more. Leave it empty where it is not kept.")
    person = known(employee)
    with change(f"the role {title} of {person.first}", by) as door:
        refuse_unless_manager(by, PAY)
        mine = rates(employee, retired=True)
        if any(r.name.lower() == title.lower() and r.active and r.id != rate for r in mine):
            raise Refused(f"{person.first} has a role called {title} already.")
        if rate is None:
            door.what = f"gave {person.first} the role {title}"
            row = door.insert(
                PayRate, employee=employee, name=title, hourly=hourly, position=len(mine)
            )
            return int(row.id)
        row = PayRate.get_or_none(PayRate.id == rate, PayRate.employee == employee)
        if row is None:
            raise Refused("There is no such role.")
        door.what = f"changed the role {title} of {person.first}"
        door.update(row, name=title, hourly=hourly)
        return int(row.id)


def retire(employee: int, rate: int, by: Actor) -> None:
    """Let somebody work under a role no more; the hours under it stay."""
    person = known(employee)
    with change("a role", by) as door:
        refuse_unless_manager(by, PAY)
        row = PayRate.get_or_none(PayRate.id == rate, PayRate.employee == employee)
        if row is None:
            raise Refused("There is no such role.")
        door.what = f"took the role {row.name} from {person.first}"
        door.update(row, active=False)
