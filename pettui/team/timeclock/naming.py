"""Who stands before the clock: by number and PIN, by PIN alone, or by badge."""

from __future__ import annotations

import time

from db.models import Bookable, Credential
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing, people, secrets, throttle
from pettui.team.timeclock.facts import Named, Naming, NeedsPin, Wrong
from pettui.team.timeclock.secrets import Pin
from pettui.text import count

WRONG = "That number and PIN do not go together. Try again."
WRONG_ALONE = "Nobody has that PIN. Try again, or type your number."
UNKNOWN = "The clock does not know that. Type your number."
NUMBER = "Your number"


def prompt(shop: Shop) -> str:
    """Say what the clock waits for: `Your number`, or `Your PIN`."""
    return "Your PIN" if secrets.alone(shop) else NUMBER


def name(shop: Shop, typed: str, by: Actor, *, pin: str | None = None) -> Naming:
    """Say whom an entry names, as the setting kiosk.identify wants it.

    A badge names at once. A number is answered by NeedsPin, whether somebody has it or not;
    then call again with the same `typed` and the `pin`. By PIN alone, an entry is a PIN.
    An unknown number and a wrong PIN get the same words after the same time. Writes to the
    history that an entry was wrong, never what was typed. Takes 0.1 to 0.3 s where a PIN is
    looked at (several times that for a PIN alone), none of it inside a transaction.

    Args:
        shop: the shop.
        typed: a number, a badge's digits or a PIN, as they were typed or swiped.
        by: the terminal, with nobody signed in.
        pin: the PIN, after NeedsPin.

    Raises:
        NoPepper: the clock cannot look PINs up; the text says what to do.
    """
    typed = "".join(typed.split())
    key = secrets.key_for_use()
    if pin is not None:
        return _by_number(shop, typed, pin, by, key)
    if len(typed) > int(shop.setting("kiosk.pin_digits")) and (
        named := _by_badge(shop, typed, key)
    ):
        return named
    if not (typed.isascii() and typed.isdigit() and len(typed) <= secrets.LONGEST_PIN):
        return Wrong(UNKNOWN)
    if secrets.alone(shop) and throttle.held(throttle.NOBODY, by.terminal).wait == 0:
        return _by_pin_alone(shop, typed, by, key)
    return NeedsPin(typed)


def _by_badge(shop: Shop, typed: str, key: bytes) -> Named | None:
    number = secrets.badge_text(typed)
    found = (
        Credential.select(Credential.employee)
        .join(Bookable, on=(Bookable.id == Credential.employee))
        .where(
            Credential.lookup == secrets.badge_lookup(number, key),
            Credential.kind == "badge", Credential.active, Bookable.active,
        )
        .first()
    )  # fmt: skip
    if not number or found is None:
        return None
    return Named(people.person(shop, found.__data__["employee"]), "badge")


def _by_number(shop: Shop, number: str, pin: str, by: Actor, key: bytes) -> Naming:
    known = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        known = people.numbered(int(number))
    # Who has no PIN is like who does not exist: neither can be named by one.
    hashes = {row.employee: row for row in secrets.pins()}
    row = hashes.get(known.employee) if known else None
    who = known.employee if known and row is not None else throttle.stranger(number, key)
    before = throttle.held(who, by.terminal)
    if before.wait > 0:
        # A right PIN must not be told from a wrong one now, so that nothing is looked at.
        if row is not None and before.unverified:
            return _unverified(shop, who)
        return _wrong(WRONG, before)
    right, took = _look(pin, row, list(hashes.values()), key)
    if right and row is not None:
        now = throttle.passed(who, before, by)
        if now.wait > 0:
            return _wrong(WRONG, now)
        _renew(row, pin, took, by, key)
        return Named(people.person(shop, who), "pin")
    number_of = f"{people.written(known, 'full name')}" if known and row else "an unknown number"
    now = throttle.failed(who, f"a wrong PIN for {number_of}", by)
    if row is not None and now.unverified:
        return _unverified(shop, who)
    return _wrong(WRONG, now)


def _unverified(shop: Shop, employee: int) -> Named:
    return Named(people.person(shop, employee), "pin", verified=False)


def _by_pin_alone(shop: Shop, typed: str, by: Actor, key: bytes) -> Naming:
    hashes = secrets.pins()
    digits = int(shop.setting("kiosk.pin_digits"))
    if len(typed) < digits and all(len(str(row.number)) < digits for row in hashes):
        return NeedsPin(typed)  # shorter than any PIN: a number
    # All are looked at, so that the time does not tell whose it was, or that it was nobody's.
    right = [row for row in hashes if hashing.fits(typed, row.secret, key)]
    if len(right) == 1:
        throttle.passed(throttle.NOBODY, throttle.held(throttle.NOBODY, by.terminal), by)
        return Named(people.person(shop, right[0].employee), "pin")
    if right or any(str(row.number) == typed for row in hashes):
        return NeedsPin(typed)  # two have it, since before it named people; or it is a number
    now = throttle.failed(throttle.NOBODY, "a PIN that nobody has", by)
    if now.wait > 0:
        # A flood of wrong ones makes nobody wait: only who types their number can go on.
        return Wrong(f"Nobody has that PIN. For {_seconds(now.wait)}, type your number first.")
    return Wrong(WRONG_ALONE)


def _look(pin: str, row: Pin | None, all_of_them: list[Pin], key: bytes) -> tuple[bool, float]:
    """Look at one hash, always: somebody else's where this person has none."""
    secret = row.secret if row is not None else None
    other = all_of_them[-1].secret if all_of_them else hashing.nobody()
    began = time.perf_counter()
    right = hashing.fits(pin, secret or other, key)
    return right and row is not None, time.perf_counter() - began


def _renew(row: Pin, pin: str, took: float, by: Actor, key: bytes) -> None:
    """Hash a PIN anew that was hashed for a slower machine, or at a lower cost than is due."""
    if not hashing.is_weak(row.secret, took):
        return
    secret = hashing.hashed(pin, key, hashing.calibrated())
    with change("hashed a PIN anew", by, undoable=False) as door:
        fresh = Credential.get_by_id(row.id)
        if fresh.secret == row.secret:  # else it was changed meanwhile
            door.update(fresh, secret=secret)


def _wrong(words: str, held: throttle.Held) -> Wrong:
    if held.wait <= 0:
        return Wrong(words)
    return Wrong(
        f"{words.rsplit('. ', 1)[0]}. Wait {_seconds(held.wait)}, then try again.", held.wait
    )


def _seconds(wait: float) -> str:
    return count(max(1, round(wait + 0.4)), "second")
