"""PINs and badges: set, changed, taken away, and by whom; none is ever written as it is."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from db.models import Bookable, Credential, Employee
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.access.having import rights_of, standing
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing, pepper, throttle, weakness
from pettui.team.timeclock.people import known, written
from pettui.team.timeclock.rights import STAFF, refuse_unless_manager

FEW = 8
"""People with PINs, at most, where a PIN alone names them."""

LONGEST_PIN = 8
SHORTEST_BADGE = 7
LONGEST_BADGE = 40


class Badge(NamedTuple):
    """A badge that somebody has; its number is not kept, so only the day tells it apart."""

    id: int
    since: datetime


class Access(NamedTuple):
    """What names somebody at the clock."""

    employee: int
    number: int
    name: str
    pin_since: datetime | None
    badges: tuple[Badge, ...]
    failures: int = 0


class Pin(NamedTuple):
    """The hash of somebody's PIN, which is never shown."""

    id: int
    employee: int
    number: int
    secret: str

    def __repr__(self) -> str:
        """Say whose it is, and no more."""
        return f"<the PIN of number {self.number}>"


def alone(shop: Shop) -> bool:
    """Tell whether a PIN alone names people here: it is wished, and few enough have one."""
    return shop.setting("kiosk.identify") == "PIN alone" and len(pins()) <= FEW


def pins() -> list[Pin]:
    """Read the PINs of people who work here now."""
    rows = tuples(
        Credential.select(Credential.id, Credential.employee, Employee.number, Credential.secret)
        .join(Employee)
        .join(Bookable)
        .where(Credential.kind == "pin", Credential.active, Bookable.active)
        .order_by(Credential.id)
    )
    return [Pin(*row) for row in rows]


def refuse_too_many() -> None:
    """Raise Refused where too many people have a PIN for one alone to name them."""
    found = len(pins())
    if found > FEW:
        raise Refused(
            f"{found} people have a PIN; alone it can name {FEW} at most. Let the clock ask for"
            " number and PIN, or give badges."
        )


def key_for_use() -> bytes:
    """Read the pepper, and raise NoPepper in words if the PINs were made with another one."""
    if not pepper.place().exists() and not Credential.select().where(Credential.active).exists():
        raise pepper.NoPepper(
            "Nobody has a PIN or a badge yet. Whoever manages the shop gives them:"
            " `pettui pin NUMBER`."
        )
    key = pepper.load()
    made = {hashing.made_with(row.secret) for row in pins()}
    if made and pepper.mark(key) not in made:
        raise pepper.NoPepper(
            f"The PINs were made with another key than the one in {pepper.place()}. Put the right"
            " one there; without it everybody needs a new PIN (`pettui pin NUMBER --new-key`)."
        )
    return key


def set_pin(
    shop: Shop,
    employee: int,
    pin: str,
    by: Actor,
    *,
    cost: hashing.Cost | None = None,
    new_key: bool = False,
) -> str:
    """Give somebody a PIN, in place of any that they have; gives words that confirm it.

    Args:
        shop: the shop.
        employee: who gets it.
        pin: its digits.
        by: who does it.
        cost: what a look at it costs; that of this machine where nothing is said.
        new_key: whether the old key is lost; all PINs and badges made with it are taken away.

    Raises:
        Refused: it is too easy to guess, or cannot be told from another; the words say why.
    """
    _check(shop, employee, pin)
    ready(new_key=new_key)
    key = pepper.load() if new_key else key_for_use()  # there is one now
    if shop.setting("kiosk.identify") == "PIN alone":
        _must_differ(employee, pin, key)
    secret = hashing.hashed(pin, key, cost or hashing.calibrated())  # slow: before the gate
    with change("set a PIN", by, undoable=False) as door:
        refuse_others(by, employee)
        person = known(employee)
        if new_key:
            _drop_others(door, pepper.mark(key))
        row = Credential.get_or_none(Credential.employee == employee, Credential.kind == "pin")
        whose = written(person, "full name")
        if row is None:
            door.what = f"gave {whose} a PIN"
            door.insert(Credential, employee=employee, kind="pin", secret=secret, made_at=door.at)
        else:
            door.what = f"gave {whose} another PIN"
            door.update(row, secret=secret, made_at=door.at, active=True)
    if by.account != employee:
        throttle.forget(employee, by, f"forgot wrong PINs for {written(person, 'full name')}")
    return f"{written(person, 'full name')} has a new PIN."


def _check(shop: Shop, employee: int, pin: str) -> None:
    wanted = int(shop.setting("kiosk.pin_digits"))
    if not (pin.isascii() and pin.isdigit() and len(pin) == wanted):
        raise Refused(f"A PIN has {wanted} digits here, and nothing else (kiosk.pin_digits).")
    person = known(employee)
    if why := weakness.why_weak(pin, person.number, person.phone):
        raise Refused(f"Choose another PIN: {why}, and others would try it early.")


def ready(*, new_key: bool = False) -> None:
    """Make a key where there is none; never beside PINs that need the old one."""
    path = pepper.place()
    if path.exists():
        return
    if new_key or not Credential.select().where(Credential.active).exists():
        pepper.make(path)


def refuse_others(by: Actor, employee: int) -> None:
    """Let people change their own PIN or password, and who manages the team everybody's.

    But nobody that of somebody who may do more: they could then sign in as them.
    """
    if by.account == employee:
        return
    refuse_unless_manager(by, STAFF)
    held = standing(employee)
    if by.account is not None and held is not None and not held.rights <= rights_of(by):
        raise Refused(f"{held.name} may do more than {by.name}. Ask an owner.")


def _drop_others(door: Door, mark: str) -> None:
    for row in list(Credential.select().where(Credential.active)):
        if hashing.made_with(row.secret) != mark:
            door.update(row, active=False, secret="", lookup=None)


def _must_differ(employee: int, pin: str, key: bytes) -> None:
    others = [row for row in pins() if row.employee != employee]
    if len(others) >= FEW:
        raise Refused(
            f"A PIN alone can name {FEW} people at most. Let the clock ask for number and PIN:"
            " `pettui settings set kiosk.identify number, then PIN`."
        )
    if any([hashing.fits(pin, row.secret, key) for row in others]):  # all: same time for all
        raise Refused("This PIN cannot be used here. Choose another.")


def remove_pin(shop: Shop, employee: int, by: Actor) -> str:
    """Take somebody's PIN away; raises Refused where there is none."""
    person = known(employee)
    with change(f"took away the PIN of {written(person, 'full name')}", by, undoable=False) as door:
        refuse_others(by, employee)
        row = Credential.get_or_none(
            Credential.employee == employee, Credential.kind == "pin", Credential.active
        )
        if row is None:
            raise Refused(f"{written(person, 'full name')} has no PIN.")
        door.update(row, active=False, secret="")
    return f"{written(person, 'full name')} has no PIN any more."


def badge_text(typed: str) -> str:
    """Give a badge's number as readers type it: letters and digits, in capitals."""
    bare = "".join(typed.split()).upper()
    return bare if bare.isascii() and bare.isalnum() and len(bare) <= LONGEST_BADGE else ""


def badge_lookup(number: str, key: bytes) -> str:
    """Give what a badge is found by."""
    return pepper.digest(key, "badge", number).hex()


def assign_badge(shop: Shop, employee: int, typed: str, by: Actor) -> str:
    """Give somebody a badge (they may have several); gives words that confirm it.

    Raises Refused for a number that could be a PIN, or that is somebody's already.
    """
    number = badge_text(typed)
    least = max(SHORTEST_BADGE, int(shop.setting("kiosk.pin_digits")) + 1)
    if len(number) < least:
        raise Refused(
            f"A badge's number has {least} to {LONGEST_BADGE} letters or digits here, so that it"
            " is no PIN. Hold the badge to the reader."
        )
    ready(new_key=False)
    key = key_for_use()
    lookup = badge_lookup(number, key)
    person = known(employee)
    name = written(person, "full name")
    with change(f"gave {name} a badge", by, undoable=False) as door:
        refuse_unless_manager(by, STAFF)
        row = Credential.get_or_none(Credential.lookup == lookup)
        if row is not None:
            owner = known(row.__data__["employee"])
            if owner.employee == employee:
                raise Refused(f"{name} has this badge already.")
            raise Refused(
                f"This badge is {written(owner, 'full name')}'s (number {owner.number})."
                f" Take it away first: `pettui badge {owner.number} --remove`."
            )
        door.insert(
            Credential, employee=employee, kind="badge", secret=pepper.mark(key) + ":",
            lookup=lookup, made_at=door.at,
        )  # fmt: skip
    return f"{name} has this badge now."


def remove_badges(shop: Shop, employee: int, by: Actor, *, badge: int | None = None) -> str:
    """Take away one badge of somebody, or all that they have; raises Refused for none."""
    person = known(employee)
    name = written(person, "full name")
    with change(f"took a badge of {name} away", by, undoable=False) as door:
        refuse_unless_manager(by, STAFF)
        rows = Credential.select().where(
            Credential.employee == employee, Credential.kind == "badge", Credential.active
        )
        if badge is not None:
            rows = rows.where(Credential.id == badge)
        found = list(rows)
        if not found:
            raise Refused(f"{name} has no badge.")
        for row in found:
            door.update(row, active=False, lookup=None)
    return f"{name} has {len(found)} badge{'s' if len(found) > 1 else ''} fewer."


def access(shop: Shop) -> tuple[Access, ...]:
    """Give for everybody who works here what names them at the clock."""
    people = tuples(
        Employee.select(Employee.bookable, Employee.number, Employee.first_name, Employee.last_name)
        .join(Bookable)
        .where(Bookable.active, Bookable.branch == shop.branch)
        .order_by(Bookable.position, Employee.number)
    )
    rows = tuples(
        Credential.select(
            Credential.employee, Credential.kind, Credential.id, Credential.made_at
        ).where(Credential.active)
    )
    wrong = throttle.counts()
    found = []
    for employee, number, first, last in people:
        mine = [row for row in rows if row[0] == employee]
        badges = tuple(Badge(key, at) for _, kind, key, at in mine if kind == "badge")
        since = next((at for _, kind, _, at in mine if kind == "pin"), None)
        name = f"{first} {last}".strip()
        found.append(Access(employee, number, name, since, badges, wrong.get(employee, 0)))
    return tuple(found)
