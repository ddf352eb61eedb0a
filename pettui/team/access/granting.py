"""Roles and rights given and taken; nobody gives what they have not, and an owner stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from db.models import Bookable, Employee, RightException, Role
from db.models.base import tuples
from pettui.history.actor import NOBODY, Actor
from pettui.history.door import Door, Refused, change
from pettui.team.access import having
from pettui.team.access.rights import ALL, RIGHTS
from pettui.team.access.roles import BUILT_IN, OWNER, Bundle, bundle, bundles
from pettui.team.shop import Shop
from pettui.text import clean, fold

ACCESS = "shop.access"
LONGEST_KEY = 20


class Profile(NamedTuple):
    """What somebody may do: their role, and what differs from it (right, granted)."""

    employee: int
    number: int
    name: str
    label: str
    role: Bundle
    version: int
    exceptions: dict[str, bool]

    @property
    def rights(self) -> frozenset[str]:
        """All rights that they have."""
        more = {right for right, granted in self.exceptions.items() if granted}
        return (self.role.rights | more) - (self.exceptions.keys() - more)


class Matrix(NamedTuple):
    """Everybody who works here, and the roles there are."""

    people: tuple[Profile, ...]
    roles: tuple[Bundle, ...]


def matrix(shop: Shop) -> Matrix:
    """Read what everybody may do."""
    roles = {each.key: each for each in bundles()}
    rows = tuples(
        Employee.select(
            Employee.bookable, Employee.number, Employee.first_name, Employee.last_name,
            Bookable.label, Employee.role, Employee.version,
        )
        .join(Bookable)
        .where(Bookable.active, Bookable.branch == shop.branch)
        .order_by(Bookable.position, Employee.number)
    )  # fmt: skip
    differing: dict[int, dict[str, bool]] = {}
    for employee, right, granted in tuples(
        RightException.select(RightException.employee, RightException.right, RightException.granted)
    ):
        differing.setdefault(employee, {})[right] = granted
    people = []
    for employee, number, first, last, label, role, version in rows:
        known = roles.get(role) or Bundle(role, role, frozenset())
        mine = {} if role == OWNER else differing.get(employee, {})
        exceptions = {r: g for r, g in mine.items() if r in RIGHTS and g != (r in known.rights)}
        name = f"{first} {last}".strip()
        people.append(Profile(employee, number, name, label, known, version, exceptions))
    return Matrix(tuple(people), tuple(roles.values()))


def set_role(employee: int, role: str, by: Actor, *, seen: int | None = None) -> str:
    """Give somebody a role; what was given or taken apart from it stays. Gives words.

    Raises Refused for an unknown role, for rights that the giver has not, and for the last owner.
    """
    with change("a role", by) as door:
        having.require(ACCESS, by)
        wanted = known_role(role)
        row = _employee(employee)
        door.refuse_stale(row, seen)
        name = _name(row)
        if row.role == wanted.key:
            return f"{name} is {wanted.name.lower()} already."
        _refuse_above(by, wanted.rights, f"make {name} {wanted.name.lower()}")
        _refuse_touching(by, employee)
        door.what = f"made {name} {wanted.name.lower()} (was {bundle(row.role).name.lower()})"
        door.update(row, role=wanted.key)
        return f"{name} is {wanted.name.lower()} now."


def set_right(employee: int, right: str, by: Actor, *, granted: bool) -> str:
    """Give somebody a right, or take it, whatever the role says; gives words that confirm it."""
    if right not in RIGHTS:
        raise Refused(f"There is no right {clean(right, 40)}. `pettui access rights` lists all.")
    with change("a right", by) as door:
        having.require(ACCESS, by)
        row = _employee(employee)
        name = _name(row)
        if row.role == OWNER:
            raise Refused(f"{name} is an owner, who may do everything. Choose another role first.")
        if granted:
            _refuse_above(by, {right}, f"let {name} {RIGHTS[right].words}")
        _refuse_touching(by, employee)
        verb = "may" if granted else "may not"
        door.what = f"{name} {verb} {RIGHTS[right].words} ({right})"
        _write(door, employee, right, granted=granted, role=bundle(row.role))
        return f"{name} {verb} {RIGHTS[right].words}."


def copy_profile(giver: int, takers: Iterable[int], by: Actor) -> str:
    """Give others the role of somebody, and all that differs from it; gives words."""
    with change("copied a profile", by) as door:
        having.require(ACCESS, by)
        model = _employee(giver)
        differing = {row.right: row.granted for row in _exceptions(giver)}
        held = having.standing(giver)
        rights = held.rights if held is not None else ALL
        names = []
        for taker in takers:
            row = _employee(taker)
            if taker == giver:
                continue
            _refuse_above(by, rights, f"make {_name(row)} like {_name(model)}")
            _refuse_touching(by, taker)
            door.update(row, role=model.role)
            for old in _exceptions(taker):
                if old.right not in differing:
                    door.delete(old)
            for right, granted in differing.items():
                _write(door, taker, right, granted=granted, role=bundle(model.role))
            names.append(_name(row))
        if not names:
            raise Refused("Choose somebody else to copy it to.")
        door.what = f"gave {', '.join(names)} the profile of {_name(model)}"
        return f"{', '.join(names)}: like {_name(model)} now."


def set_bundle(key: str, rights: Iterable[str], by: Actor, *, name: str = "") -> str:
    """Change what a role may do, or make a new one; everybody who has it follows at once."""
    wanted = frozenset(rights)
    if unknown := sorted(wanted - ALL):
        raise Refused(f"There is no right {clean(unknown[0], 40)}.")
    key = fold(clean(key, LONGEST_KEY))
    if not key:
        raise Refused("The role needs a name.")
    if key == OWNER:
        raise Refused("An owner may do everything; that role stays as it is.")
    with change("", by) as door:
        having.require(ACCESS, by)
        before = bundle(key)
        title = clean(name, 40) or (before.name if before.name != key else key.capitalize())
        _refuse_above(by, wanted - before.rights, f"let the role {title} do that")
        row = Role.get_or_none(Role.key == key)
        door.what = f"changed what the role {title} may do"
        if row is None:
            position = len(BUILT_IN) + Role.select().count()
            door.insert(Role, key=key, name=title, rights=sorted(wanted), position=position)
        else:
            door.update(row, name=title, rights=sorted(wanted), active=True)
        return f"The role {title} has {len(wanted)} rights."


def reset_bundle(key: str, by: Actor) -> str:
    """Let a built-in role have its own rights again; gives words."""
    with change("", by) as door:
        having.require(ACCESS, by)
        row = Role.get_or_none(Role.key == key, Role.active)
        built_in = next((each for each in BUILT_IN if each.key == key), None)
        if row is None or built_in is None:
            raise Refused("This role has its own rights already.")
        _refuse_above(by, built_in.rights, f"let the role {built_in.name} do that")
        door.what = f"set the role {built_in.name} back"
        door.update(row, active=False)
        return f"The role {built_in.name} has its own rights again."


def _write(door: Door, employee: int, right: str, *, granted: bool, role: Bundle) -> None:
    row = RightException.get_or_none(
        RightException.employee == employee, RightException.right == right
    )
    if granted == (right in role.rights):  # what the role says needs no exception
        if row is not None:
            door.delete(row)
    elif row is None:
        door.insert(RightException, employee=employee, right=right, granted=granted)
    else:
        door.update(row, granted=granted)


def _exceptions(employee: int) -> list[RightException]:
    return list(RightException.select().where(RightException.employee == employee))


def known_role(role: str) -> Bundle:
    """Give a role by its key or name; raises Refused, with all there are, for another."""
    said = fold(role)
    for each in bundles():
        if said in (fold(each.key), fold(each.name)):
            return each
    names = ", ".join(each.key for each in bundles())
    raise Refused(f"There is no role {clean(role, 40)}. There are {names}.")


def _employee(employee: int) -> Employee:
    found: Employee | None = (
        Employee.select()
        .join(Bookable)
        .where(Employee.bookable == employee, Bookable.active)
        .first()
    )
    if found is None:
        raise Refused("They do not work here any more.")
    return found


def _name(row: Employee) -> str:
    return f"{row.first_name} {row.last_name}".strip()


def _refuse_above(by: Actor, rights: Iterable[str], what: str) -> None:
    """Refuse to give rights that the giver has not: whoever could would soon have them all."""
    lacking = sorted(set(rights) - having.rights_of(by))
    if lacking and by.lent is None:
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        raise Refused(
            f"{by.name} cannot {what}: nobody gives a right that they have not themselves"
            f" ({lacking[0]}{more}). Ask an owner."
        )


def _refuse_touching(by: Actor, employee: int) -> None:
    """Refuse to change the rights of somebody who has more than oneself."""
    held = having.standing(employee)
    if held is None or by.account in (None, NOBODY, employee) or by.lent is not None:
        return
    if not held.rights <= having.rights_of(by):
        raise Refused(f"{held.name} may do more than {by.name}. Ask an owner.")
