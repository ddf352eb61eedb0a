"""A missed punch that somebody tells at the clock (offer 4): understood, and made a request."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from db.models import PunchRequest
from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks, effective, moments, people, requests, wording
from pettui.team.timeclock.facts import BreakChoice, Kind, Named
from pettui.team.timeclock.present import AFTER
from pettui.team.timeclock.punching import FITS
from pettui.team.timeclock.rows import place_of
from pettui.text import clean

DAYS = 31
"""How many days back somebody may tell at the clock; what is older, a manager enters."""

WORDS: dict[Kind, str] = {
    "in": "I forgot to clock in",
    "out": "I forgot to clock out",
    "break": "I forgot to begin a break",
    "back": "I forgot to come back from a break",
}

_LIKELY: dict[str, tuple[Kind, ...]] = {
    "out": ("in", "out", "break", "back"),
    "in": ("break", "back", "out", "in"),
    "break": ("back", "out", "break", "in"),
}


class Missed(NamedTuple):
    """A missed punch as it was understood; `words` echo it ("In today at 8:00")."""

    kind: Kind
    at: datetime
    words: str
    after: int | None
    break_kind: int | None = None


def kinds(shop: Shop, named: Named) -> tuple[tuple[Kind, str], ...]:
    """Give the punches that may be missing, with words for each, the likeliest first."""
    from pettui.team.timeclock import present

    state = present.of(shop, named.person.employee, clock.instant()).state
    return tuple((kind, WORDS[kind]) for kind in _LIKELY[state])


def understand(
    shop: Shop, named: Named, kind: Kind, text: str, pause: BreakChoice | None = None
) -> Missed:
    """Read when (`8`, `yesterday 17:30`); raises Refused in words for what cannot be.

    `pause` is the break that a "break" began; whether it is paid hangs on that.
    """
    wall = moments.past(shop, text)
    at = moments.instant_of(shop, wall)
    if wall.date() < shop.today() - timedelta(days=DAYS):
        raise Refused(f"That is more than {DAYS} days ago. A manager can enter it.")
    after = _place(shop, named.person.employee, kind, at)
    day = wording.day_before(shop, wall.date(), shop.today())
    said = {"in": "In", "out": "Out", "break": "Break", "back": "Back"}[kind]
    name = pause.name if pause is not None else said
    time = shop.time(wording.minute_of(wall))
    words = f"{said} {day} at {time}." if kind != "break" else f"{name} {day} from {time}."
    return Missed(kind, at, words, after, pause.id if pause is not None else None)


def _place(shop: Shop, employee: int, kind: Kind, at: datetime) -> int | None:
    """Give the punch that a missed one follows, and refuse one that cannot have been then."""
    day = place_of(at, shop.zone).day
    punches = effective.effective(day, day, employee).get(employee, ())
    here = [punch for punch in punches if not punch.void]
    after = None
    state, since = "out", None
    for punch in here:
        if not punch.wrong_clock and punch.at > at:
            break
        after, state, since = punch.now.id, AFTER[punch.kind], punch.at
    rows = {row.id for punch in here if punch.now.id == after for row in punch.history}
    for asked in requests.waiting(shop.branch, employee):
        follows = asked.after in rows or (asked.after is None and after is None)
        if follows and asked.said <= at:
            state, since = AFTER[asked.kind], asked.said
    if kind not in FITS[state]:
        then = f" since {wording.at(shop, since, shop.today())}" if since else ""
        how = {"out": "not clocked in", "in": "in", "break": "on a break"}[state]
        raise Refused(f"By your punches you were {how}{then} at that time. Say another time.")
    return after


def ask(
    shop: Shop, named: Named, missed: Missed, by: Actor, *, command: str, comment: str = ""
) -> str:
    """Make it a request that a manager decides, and give the words that confirm it."""
    if not named.verified:
        raise Refused("Only with the right PIN. Ask a manager.")
    employee = named.person.employee
    done = f"{missed.words} A manager will look at it."
    try:
        with change("asked for a missed punch", by, command=command, undoable=False) as door:
            person = people.known(employee)
            door.by = Actor(employee, people.written(person, "full name"), by.terminal)
            after = _place(shop, employee, missed.kind, missed.at)  # as it is now
            place = place_of(missed.at, shop.zone)
            pause = breaks.kept(door, shop, missed.break_kind) if missed.break_kind else None
            door.insert(
                PunchRequest, branch=shop.branch, employee=employee, after=after,
                kind=missed.kind, break_kind=pause, said=missed.at, day=place.day,
                comment=clean(comment, 200), asked_at=door.at, terminal=by.terminal,
            )  # fmt: skip
            door.what = f"asked for a missed punch: {missed.words}"
    except AlreadyDone:
        return done
    return done
