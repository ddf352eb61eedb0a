"""Who signs in at a desk: by number or name, then PIN or password, slowed down like the clock."""

from __future__ import annotations

from typing import NamedTuple

from db.models import Bookable, Credential, Employee
from db.models.base import tuples
from pettui.history.actor import NOBODY, Actor
from pettui.history.door import Refused, change
from pettui.team.access import checking, having
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing, secrets, throttle
from pettui.text import clean, count, fold

WRONG = "That name and PIN or password do not go together. Try again."
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
PIN, PASSWORD = "pin", "password"


class SignedIn(NamedTuple):
    """Who it is, as the author of what follows."""

    actor: Actor
    role: str


class Refusal(NamedTuple):
    """Why not, in words that are the same whatever was wrong, and the seconds to wait."""

    words: str
    wait: float = 0.0


class _Known(NamedTuple):
    employee: int
    number: int
    first: str
    last: str


def nobody(terminal: str) -> Actor:
    """Give the actor of a desk at which people sign in, and nobody has."""
    return Actor(NOBODY, "nobody", terminal)


def sign_in(who: str, secret: str, terminal: str) -> SignedIn | Refusal:
    """Say who somebody is, by number or name and PIN or password.

    What nobody has and what is wrong get the same words after the same time, and so does whoever
    has neither. Wrong ones are counted with those of the time clock, and slow down the same person
    at this terminal. Takes 0.1 to 0.3 s, none of it inside a transaction.

    Args:
        who: a number, or a name as far as it names one person.
        secret: the PIN or password.
        terminal: where they are.

    Raises:
        NoPepper: nothing can be looked at here; the text says what to do.
    """
    by = Actor(None, "sign-in", terminal)
    key = secrets.key_for_use()
    kind = kind_of(secret)
    person = named(who)
    held = _secret_of(person.employee, kind) if person else None
    counted = person.employee if person and held else throttle.stranger(fold(who), key)
    before = throttle.held(counted, terminal)
    if before.wait > 0:
        return _refusal(before)
    # One look each time, at somebody else's or at nobody's where there is none.
    right = hashing.fits(secret, held or _any(kind), key) and held is not None
    if right and person is not None:
        now = throttle.passed(counted, before, by)
        found = having.standing(person.employee)
        if now.wait > 0 or found is None:
            return _refusal(now)
        return SignedIn(Actor(person.employee, found.name, terminal), found.role)
    whose = f"{person.first} {person.last}".strip() if person and held else "somebody unknown"
    return _refusal(throttle.failed(counted, f"a wrong PIN or password for {whose}", by))


def _refusal(held: throttle.Held) -> Refusal:
    if held.wait <= 0:
        return Refusal(WRONG)
    seconds = count(max(1, round(held.wait + 0.4)), "second")
    return Refusal(f"{WRONG.rsplit('. ', 1)[0]}. Wait {seconds}, then try again.", held.wait)


def kind_of(secret: str) -> str:
    """Tell a PIN from a password: few digits and nothing else are a PIN."""
    digits = secret.isascii() and secret.isdigit() and len(secret) <= secrets.LONGEST_PIN
    return PIN if digits else PASSWORD


def named(who: str) -> _Known | None:
    """Find whom a number or name means; None where nobody, or several."""
    said = fold(clean(who, 80))
    if not said:
        return None
    query = Employee.select(
        Employee.bookable, Employee.number, Employee.first_name, Employee.last_name
    )
    here = [_Known(*row) for row in tuples(query.join(Bookable).where(Bookable.active))]
    if said.isascii() and said.isdigit():
        return next((each for each in here if str(each.number) == said), None)
    whole = [each for each in here if fold(f"{each.first} {each.last}").strip() == said]
    first = [each for each in here if fold(each.first) == said]
    begun = [each for each in here if fold(f"{each.first} {each.last}").startswith(said)]
    return next((found[0] for found in (whole, first, begun) if len(found) == 1), None)


def _secret_of(employee: int, kind: str) -> str | None:
    found = tuples(
        Credential.select(Credential.secret).where(
            Credential.employee == employee, Credential.kind == kind, Credential.active
        )
    )
    return str(found[0][0]) if found else None


def _any(kind: str) -> str:
    """Give a hash that costs what a real one does."""
    query = Credential.select(Credential.secret).where(Credential.active)
    found = tuples(query.where(Credential.kind << (PIN, PASSWORD)).order_by(Credential.id.desc()))
    same = tuples(query.where(Credential.kind == kind).order_by(Credential.id.desc()).limit(1))
    rows = same or found
    return str(rows[0][0]) if rows else hashing.nobody()


def can_sign_in() -> list[int]:
    """Give who has a PIN or a password."""
    query = Credential.select(Credential.employee).join(Employee).join(Bookable)
    rows = query.where(Credential.kind << (PIN, PASSWORD), Credential.active, Bookable.active)
    return sorted({employee for (employee,) in tuples(rows)})


def refuse_without_owner() -> None:
    """Raise Refused where no owner could sign in: the shop would be locked for everybody."""
    if not set(can_sign_in()) & set(checking.owners()):
        raise Refused(
            "First give an owner a PIN or a password: without one nobody could sign in here."
        )


def set_password(employee: int, password: str, by: Actor) -> str:
    """Give somebody a password for the desk, in place of any that they have; gives words.

    Raises Refused for one that is too short, or could be a PIN.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or kind_of(password) == PIN:
        raise Refused(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} letters, and not digits"
            " alone. Several words in a row are good."
        )
    held = having.standing(employee)
    if held is None:
        raise Refused("They do not work here any more.")
    if fold(password) in (fold(held.name), fold(held.name).replace(" ", "")):
        raise Refused("Choose another password: a name is what others try first.")
    secrets.ready()
    secret = hashing.hashed(password, secrets.key_for_use(), hashing.calibrated())  # slow
    with change(f"gave {held.name} a password", by, undoable=False) as door:
        secrets.refuse_others(by, employee)
        row = Credential.get_or_none(Credential.employee == employee, Credential.kind == PASSWORD)
        if row is None:
            door.insert(
                Credential, employee=employee, kind=PASSWORD, secret=secret, made_at=door.at
            )
        else:
            door.update(row, secret=secret, made_at=door.at, active=True)
    if by.account != employee:
        throttle.forget(employee, by, f"forgot wrong passwords for {held.name}")
    return f"{held.name} has a new password."


def give(shop: Shop, employee: int, secret: str, by: Actor) -> str:
    """Give somebody a PIN or a password, whichever was typed; gives words."""
    if kind_of(secret) == PIN:
        return secrets.set_pin(shop, employee, secret, by)
    return set_password(employee, secret, by)
