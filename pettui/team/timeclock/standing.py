"""What the clock shows to somebody whom it knows, before anything is done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from pettui import clock
from pettui.team.hours import Hours
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks, forgotten, rates, schedule, trust, wording
from pettui.team.timeclock.effective import Effective
from pettui.team.timeclock.facts import BreakChoice, Kind, Named, Offer, Standing, State
from pettui.team.timeclock.present import AFTER, KINDS, Now

REPEAT = timedelta(seconds=20)
"""The same punch again within this time is the same punch: Enter twice, three taps of a badge."""

LONG_BREAK = 120
"""Minutes of a break after which the clock reminds of a forgotten end."""

MISSED_IN = 60
"""Minutes after the planned start after which the clock reminds of a forgotten clock-in."""

ENTER: dict[State, Kind] = {"out": "in", "in": "out", "break": "back"}
DONE: dict[str, str] = {
    "in": "Clocked in", "out": "Clocked out", "break": "On break", "back": "Back",
}  # fmt: skip


def just_made(now: Now, reading: trust.Reading) -> Effective | None:
    """Give somebody's newest punch if it was made right now, by the time since boot."""
    last = now.last
    if last is None or last.amended or AFTER[last.kind] != now.state:
        return None
    gone = since(last, reading)
    return last if timedelta(0) <= gone <= REPEAT else None


def since(punch: Effective, reading: trust.Reading) -> timedelta:
    """Give how long ago a punch was made: by the time since boot, else by the clock."""
    from db.models import Punch
    from db.models.base import tuples

    boot, boot_ms = tuples(
        Punch.select(Punch.boot, Punch.boot_ms).where(Punch.id == punch.made.id)
    )[0]
    if boot and boot == reading.boot:
        return timedelta(milliseconds=reading.boot_ms - boot_ms)
    return abs(reading.at - punch.at)


def show(shop: Shop, named: Named, now: Now, reading: trust.Reading) -> Standing:
    """Put together what is shown to somebody who is like that `now`."""
    person = named.person
    wall = clock.wall_of(reading.at, shop.zone)
    hours = schedule.of_today(shop, person.employee)
    figures = bool(shop.setting("kiosk.figures")) and named.verified
    kinds = breaks.kinds(shop)
    just = just_made(now, reading)
    enter: Kind = ENTER[now.state]
    if just is not None:
        enter = next(kind for kind in KINDS if kind == just.kind)
        words = f"{_already(just)} {wording.at(shop, just.at, wall.date())}"
    else:
        words = _enter_words(shop, now, hours, wall, reading.at)
    asked = forgotten.question(shop, now)
    choices = rates.choices(person.employee) if now.state == "out" or asked else ()
    minutes = now.minutes(reading.at) if figures else None
    return Standing(
        person=person,
        state=now.state,
        greeting=wording.greeting(wall, person.name),
        since=wording.at(shop, now.began, wall.date()) if now.began else "",
        enter=enter,
        words=words,
        hint=_hint(shop, now, hours, wall, reading.at),
        offers=_offers(now, kinds, named, hidden=not shop.setting("kiosk.figures")),
        seen=now.seen,
        minutes_today=minutes,
        today=wording.both(minutes) if minutes is not None else "",
        breaks=kinds,
        rates=choices,
        rate=choices[0].id if choices else None,
        forgotten=asked,
    )


def _already(just: Effective) -> str:
    name = just.break_name or "break"
    return {
        "in": "Already clocked in at",
        "out": "Already clocked out at",
        "break": f"{name} already since",
        "back": "Already back since",
    }[just.kind]


def _enter_words(shop: Shop, now: Now, hours: Hours, wall: datetime, at: datetime) -> str:
    time = shop.time(wording.minute_of(wall))
    if now.state == "out":
        been_here = any(shift.start for shift in now.today)
        how = (
            schedule.returning(shop, hours, wall, now.today)
            if been_here
            else schedule.coming(shop, hours, wall)
        )
        return f"Clock in {time}, {how}"
    if now.state == "break" and now.last is not None:
        name = now.last.break_name or "break"
        gone = max(0, (at - now.last.at) // timedelta(minutes=1))
        return f"Back from {name} {time}, after {wording.length(gone)}"
    same_day = now.shift is None or now.shift.day == wall.date()
    how = schedule.leaving(shop, hours, wall, same_day)
    return f"Clock out {time}" + (f", {how}" if how else "")


def _hint(shop: Shop, now: Now, hours: Hours, wall: datetime, at: datetime) -> str:
    if now.state == "in":
        return schedule.still_booked(shop, now.employee, wall)
    if now.state == "break" and now.last is not None:
        gone = (at - now.last.at) // timedelta(minutes=1)
        return "Back earlier? Press 4 and say when." if gone > LONG_BREAK else ""
    late = schedule.overdue(wall, hours)
    if not now.today and late is not None and late > timedelta(minutes=MISSED_IN):
        return "Here for longer already? Press 4 and say since when."
    if now.waiting:
        return "A manager has not looked yet at what you asked for."
    return ""


def _offers(
    now: Now, kinds: tuple[BreakChoice, ...], named: Named, *, hidden: bool
) -> tuple[Offer, ...]:
    rest = [kind for kind in kinds if not kind.meal]
    meal = [kind for kind in kinds if kind.meal]
    on_meal = now.state == "break" and now.last is not None and now.last.meal
    waits = "Say first when you left." if now.forgotten else ""
    come_first = "Clock in first." if now.state == "out" else waits
    return (
        _punch_offer(now, waits),
        _break_offer("2", "break", "Break", rest, come_first, now, theirs=not on_meal),
        _break_offer("3", "meal", "Meal", meal, come_first, now, theirs=on_meal),
        Offer("4", "missed", "Missed punch", "" if named.verified else _UNCHECKED),
        Offer(
            "5", "hours", "My hours", _HIDDEN if hidden else "" if named.verified else _UNCHECKED
        ),
    )


_HIDDEN = "This clock shows no hours. Ask a manager."
_UNCHECKED = "Only with the right PIN."


def _punch_offer(now: Now, waits: str) -> Offer:
    if now.state == "out":
        return Offer("1", "punch", "Clock in", waits, "in")
    return Offer("1", "punch", "Clock out", waits, "out")


def _break_offer(
    key: str,
    id: Literal["break", "meal"],
    words: str,
    kinds: list[BreakChoice],
    why_not: str,
    now: Now,
    *,
    theirs: bool,
) -> Offer:
    name = kinds[0].name if len(kinds) == 1 else words
    if now.state == "break" and not why_not:
        if theirs:
            was = (now.last.break_name if now.last else "") or name
            return Offer(key, id, f"Back from {was}", "", "back")
        return Offer(key, id, name, "You are on a break.", "break")
    if not why_not and not kinds:
        why_not = f"The shop has no {words.lower()} set up."
    return Offer(key, id, name, why_not, "break")
