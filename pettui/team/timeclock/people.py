"""The people of the clock, and how their names are written where everybody sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from db.models import Bookable, Employee
from db.models.base import tuples
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Person
from pettui.text import clean


class Known(NamedTuple):
    """Somebody who works here, as the rules of the clock need them."""

    employee: int
    number: int
    first: str
    last: str
    label: str
    phone: str = ""


_COLUMNS = (
    Employee.bookable, Employee.number, Employee.first_name, Employee.last_name, Bookable.label,
    Employee.phone,
)  # fmt: skip


def known(employee: int) -> Known:
    """Read somebody who works here; raises Refused for whoever does not."""
    query = Employee.select(*_COLUMNS).join(Bookable)
    found = tuples(query.where(Employee.bookable == employee, Bookable.active))
    if not found:
        raise Refused("They do not work here any more.")
    return Known(*found[0])


def by_number(text: str) -> Known:
    """Read somebody by their number as it was typed; raises Refused for a number nobody has."""
    bare = text.strip()
    found = numbered(int(bare)) if bare.isascii() and bare.isdigit() and len(bare) < 10 else None
    if found is None:
        raise Refused(f"Nobody who works here has the number {clean(bare, 20) or '(none)'}.")
    return found


def numbered(number: int) -> Known | None:
    """Give who has a number, None where nobody has."""
    query = Employee.select(*_COLUMNS).join(Bookable)
    found = tuples(query.where(Employee.number == number, Bookable.active))
    return Known(*found[0]) if found else None


def everybody(branch: int) -> tuple[Known, ...]:
    """Read all who work at a branch, in the order of the book."""
    query = Employee.select(*_COLUMNS).join(Bookable)
    here = query.where(Bookable.branch == branch, Bookable.active)
    return tuple(Known(*row) for row in tuples(here.order_by(Bookable.position, Employee.number)))


def written(person: Known, form: str) -> str:
    """Write a name as a whole, its first part, or its initials."""
    first = person.first or person.label
    if form == "full name":
        return f"{first} {person.last}".strip()
    if form == "initials":
        return "".join(part[0].upper() for part in (first, person.last) if part)
    return first


def shown(shop: Shop, people: Iterable[Known]) -> dict[int, Person]:
    """Write names as the clock shows them; whoever shares theirs gets a letter or number more."""
    form = shop.setting("kiosk.names")
    all_of_them = list(people)
    plain = {person.employee: written(person, form) for person in all_of_them}
    often = Counter(plain.values())
    found = {}
    for person in all_of_them:
        name = plain[person.employee]
        if often[name] > 1:
            more = f"{person.last[:1]}." if form == "first name" and person.last else ""
            twin = sum(
                1 for other in all_of_them
                if plain[other.employee] == name and other.last[:1] == person.last[:1]
            )  # fmt: skip
            name = f"{name} {more}" if more and twin == 1 else f"{name} {person.number}"
        found[person.employee] = Person(person.employee, person.number, name)
    return found


def person(shop: Shop, employee: int) -> Person:
    """Write one name as the clock shows it."""
    return (
        shown(shop, everybody(shop.branch)).get(employee)
        or shown(shop, [known(employee)])[employee]
    )
