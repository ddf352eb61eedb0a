"""Whether somebody has a right, asked inside the transaction that writes."""

from __future__ import annotations

import os
from typing import NamedTuple

from db.connection import SqliteFile
from db.models import Bookable, Employee, RightException, Setting, database
from db.models.base import tuples
from pettui.history.actor import NOBODY, Actor
from pettui.history.door import Door, Refused
from pettui.team.access.rights import ALL, words_of
from pettui.team.access.roles import OWNER, bundle

SIGN_IN = "access.sign_in"
_SHOWN = 3  # people whom a refusal names


class Forbidden(Refused):
    """Somebody lacks a right; the words name it and who has it."""

    def __init__(self, text: str, right: str) -> None:
        super().__init__(text)
        self.right = right


class Standing(NamedTuple):
    """Somebody who works here, and what they may do: by their role and by exceptions."""

    employee: int
    name: str
    role: str
    rights: frozenset[str]


def sign_in_is_on() -> bool:
    """Tell whether people sign in at this shop's desks."""
    found = tuples(Setting.select(Setting.value).where(Setting.name == SIGN_IN))
    return any(value is True for (value,) in found)


def standing(employee: int) -> Standing | None:
    """Read what somebody may do now; None for whoever does not work here any more."""
    found = tuples(
        Employee.select(Employee.first_name, Employee.last_name, Employee.role)
        .join(Bookable)
        .where(Employee.bookable == employee, Bookable.active)
    )
    if not found:
        return None
    first, last, role = found[0]
    name = f"{first} {last}".strip()
    if role == OWNER:
        return Standing(employee, name, role, ALL)
    rights = set(bundle(role).rights)
    exceptions = tuples(
        RightException.select(RightException.right, RightException.granted).where(
            RightException.employee == employee
        )
    )
    for right, granted in exceptions:
        (rights.add if granted else rights.discard)(right)
    return Standing(employee, name, role, ALL & rights)


def owns_the_file() -> bool:
    """Tell whether this program runs as whoever owns the database: its file's owner, or root.

    Whoever can name a PostgreSQL with its password owns it.
    """
    engine = database.obj
    if not isinstance(engine, SqliteFile):
        return True
    try:
        return os.geteuid() in (0, os.stat(engine.path).st_uid)
    except OSError:
        return False


def rights_of(by: Actor) -> frozenset[str]:
    """Give what an actor may do now, not counting what somebody else lends.

    Without a signed-in person it is the machine that acts. It is the owner's where nobody signs
    in, or where whoever owns the database runs a command; the time clock's else.
    """
    if by.account is None:
        return ALL if not sign_in_is_on() or owns_the_file() else frozenset()
    if by.account == NOBODY:
        return frozenset()
    found = standing(by.account)
    return found.rights if found is not None else frozenset()


def may(right: str, by: Actor) -> bool:
    """Tell whether an actor has a right."""
    return right in rights_of(by)


def lent(right: str, by: Actor) -> bool:
    """Tell whether somebody who has a right lends it for this one action."""
    if by.lent is None:
        return False
    lender = standing(by.lent.employee)
    return lender is not None and right in lender.rights


def require(right: str, by: Actor, door: Door | None = None) -> None:
    """Raise Forbidden unless somebody has a right; call it inside the change that needs it.

    A change whose rows alone do not show that it takes the right gives its `door`: a right that
    somebody lent is then written down with it.
    """
    if door is not None:
        door.takes.add(right)
    if not may(right, by) and not lent(right, by):
        raise refusal(right, by)


def refusal(right: str, by: Actor) -> Forbidden:
    """Make the words that name the right, and who has it."""
    if by.account == NOBODY:
        return Forbidden("Nobody is signed in here. Sign in first; nothing was changed.", right)
    if by.account is not None and standing(by.account) is None:
        return Forbidden(f"{by.name} does not work here any more. Nothing was changed.", right)
    return Forbidden(
        f"{by.name} may not {words_of(right)}. {_remedy(right)} Nothing was changed.", right
    )


def _remedy(right: str) -> str:
    names = [each.name for each in holders(right)]
    if not names:
        return "Ask the owner."
    more = len(names) - _SHOWN
    shown = [*names[:_SHOWN], f"{more} more"] if more > 0 else names
    listed = " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    return f"{listed} may: ask them to do it, or to allow it with their PIN."


def holders(right: str) -> list[Standing]:
    """Give who has a right, whoever has the fewest first: they are the nearest to ask."""
    people = tuples(
        Employee.select(Employee.bookable)
        .join(Bookable)
        .where(Bookable.active)
        .order_by(Bookable.position, Employee.number)
    )
    found = [standing(employee) for (employee,) in people]
    having = [each for each in found if each is not None and right in each.rights]
    return sorted(having, key=lambda each: len(each.rights))
