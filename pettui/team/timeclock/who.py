"""Who is in, on break and expected, and the day's notices: the board beside the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from pettui import clock
from pettui.team.hours import Hours, hours_of
from pettui.team.shop import Shop
from pettui.team.timeclock import notices, people, present, wording
from pettui.team.timeclock.facts import Awaited, Board, Person, Present
from pettui.team.timeclock.present import Now


def board(shop: Shop, *, ahead: int = 6) -> Board:
    """Give the board as of now; at most `ahead` people are expected next.

    Surnames and figures show as kiosk.names and kiosk.figures say.
    """
    now = clock.instant()
    wall = clock.wall_of(now, shop.zone)
    known = people.everybody(shop.branch)
    names = people.shown(shop, known)
    ids = [person.employee for person in known]
    states = present.of_all(shop, ids, now)
    figures = bool(shop.setting("kiosk.figures"))
    inside, on_break, expected = [], [], []
    hours = hours_of(shop.branch, wall.date(), ids)
    for employee in ids:
        state = states[employee]
        if state.state == "out" or state.forgotten:
            if (found := _awaited(shop, names[employee], state, hours[employee], wall)) is not None:
                expected.append(found)
        elif state.state == "in":
            inside.append(_present(shop, names[employee], state, wall, figures=figures))
        else:
            on_break.append(_present(shop, names[employee], state, wall, figures=figures))
        if state.forgotten:
            inside.append(_forgot(shop, names[employee], state, wall, figures=figures))
    expected.sort(key=lambda person: (person.minute, person.person.name))
    return Board(
        tuple(sorted(inside, key=_by_since)),
        tuple(sorted(on_break, key=_by_since)),
        tuple(expected[:ahead]),
        notices.of_day(shop, wall.date()),
    )


def _by_since(person: Present) -> tuple[bool, str, str]:
    since = person.at.isoformat() if person.at else ""
    return (bool(person.doubt), since, person.person.name)


def _present(shop: Shop, person: Person, now: Now, wall: datetime, *, figures: bool) -> Present:
    """Show somebody: a break since it began, else the shift since its beginning."""
    at = clock.wall_of(now.began, shop.zone) if now.began else None
    since = wording.at_wall(shop, at, wall.date()) if at and figures else ""
    note = (now.last.break_name if now.state == "break" and now.last else "") or ""
    return Present(person, since, at if figures else None, note)


def _forgot(shop: Shop, person: Person, now: Now, wall: datetime, *, figures: bool) -> Present:
    shown = _present(shop, person, now._replace(state="in"), wall, figures=figures)
    hours = (wall - shown.at) // timedelta(hours=1) if shown.at else 0
    return shown._replace(note="", doubt=f"in for {hours} h" if figures else "clock-out?")


def _awaited(shop: Shop, person: Person, now: Now, hours: Hours, wall: datetime) -> Awaited | None:
    """Say when somebody who is out should come; None for whoever was here, or need not come."""
    minute = wording.minute_of(wall)
    left = [start for start, end in hours.ranges if end > minute]
    if not left:
        return None
    if left[0] <= minute and any(shift.start for shift in now.today):
        return None  # was here, and went early
    return Awaited(person, shop.time(left[0]), left[0], max(0, minute - left[0]))
