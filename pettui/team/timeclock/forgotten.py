"""A shift whose end was forgotten: the question at the next punch, and what its answer means."""

from __future__ import annotations

from datetime import datetime, timedelta

from db.models import PunchRequest
from pettui import clock
from pettui.history.door import Door, Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import moments, wording
from pettui.team.timeclock.facts import Answer, Forgotten
from pettui.team.timeclock.present import Now
from pettui.team.timeclock.rows import place_of
from pettui.team.timeclock.shifts import minutes_between
from pettui.text import clean

USUAL_BREAK = 30
"""Minutes that a break is taken to have lasted whose end was forgotten too."""


def question(shop: Shop, now: Now) -> Forgotten | None:
    """Give what somebody is to be asked before anything else; None where nothing is open."""
    if not now.forgotten or now.shift is None or now.last is None:
        return None
    today = shop.today()
    since = clock.wall_of(now.came or now.last.at, shop.zone)
    after = since if now.last.wrong_clock else clock.wall_of(now.last.at, shop.zone)
    planned = now.planned if now.planned and after < now.planned <= shop.now() else None
    if planned is not None:
        when = wording.day_before(shop, planned.date(), today)
        at = shop.time(wording.minute_of(planned))
        asked = f"Out {when} at {at}, as scheduled?"
    else:
        asked = f"When did you leave {wording.day_before(shop, since.date(), today)}?"
    hint = f"In since {wording.at_wall(shop, since, today)} without a clock-out."
    on_break = now.last.kind == "break"
    if on_break:
        name = now.last.break_name or "break"
        hint += f" Your {name.lower()} began at {wording.at_wall(shop, after, since.date())}."
    return Forgotten(
        now.last.now.id, since, since.date(), planned, asked, hint, after, on_break
    )  # fmt: skip


def as_planned(shop: Shop, asked: Forgotten) -> Answer:
    """Answer yes: out when the schedule ended. Raises Refused where there is no plan."""
    if asked.planned is None:
        raise Refused("There was no plan for that day. Say when you left, such as 17:30.")
    at = moments.instant_of(shop, asked.planned)
    return Answer(asked.punch, at, _echo(shop, asked, asked.planned), scheduled=True)


def at_time(shop: Shop, asked: Forgotten, text: str) -> Answer:
    """Answer with a time as people type it (`1730`, `5:30p`); its words echo day and hours.

    A time before the start is the next day's (a shift over midnight). Raises Refused with the
    remedy for what is no time, lies ahead, or makes the shift longer than one may be.
    """
    minute = moments.minute(text)
    after = (asked.after or asked.since).replace(second=0, microsecond=0)
    wall = moments.wall_at(after.date(), minute)
    if wall < after:
        wall += timedelta(days=1)
    at = moments.instant_of(shop, wall)
    shown = wording.at_wall(shop, wall, shop.today())
    if at > clock.instant():
        earlier = shop.time(wording.minute_of(after))
        raise Refused(
            f"{shown} is still to come, and before {earlier} you were at work. When did you leave?"
        )
    longest = int(shop.setting("hours.longest_shift"))
    if minutes_between(moments.instant_of(shop, asked.since), at) > longest * 60:
        raise Refused(
            f"Out at {shown} would be a shift of more than {longest} hours. Say another time, or"
            " that you cannot say: a manager asks you then."
        )
    scheduled = asked.planned is not None and wall == asked.planned
    return Answer(asked.punch, at, _echo(shop, asked, wall), scheduled=scheduled)


def _echo(shop: Shop, asked: Forgotten, wall: datetime) -> str:
    begun, ended = (moments.instant_of(shop, w) for w in (asked.since, wall))
    length = wording.length(minutes_between(begun, ended))
    when = wording.day_before(shop, wall.date(), shop.today())
    return f"Out {when} at {shop.time(wording.minute_of(wall))}, {length} after you came."


def not_known(shop: Shop, asked: Forgotten) -> Answer:
    """Answer "I cannot say": the shift stays open and a manager is told."""
    return Answer(asked.punch, None, "A manager will ask you when you left.")


def worked_through(shop: Shop, asked: Forgotten) -> Answer:
    """Answer "I have been at work ever since": the punch now ends that shift, marked for review."""
    since = wording.at_wall(shop, asked.since, shop.today())
    return Answer(asked.punch, None, f"At work since {since}; a manager looks at it.", through=True)


def keep(door: Door, shop: Shop, now: Now, answer: Answer, terminal: str, comment: str) -> None:
    """Make an answer a request that a manager decides; inside the change that punches.

    On a break its end is asked for as well, after its usual length: a shift that ends in a break
    would count nothing. "I cannot say" asks for nothing: the open shift itself is in doubt.
    """
    if answer.at is None or now.last is None:
        return
    ends = [("out", answer.at)]
    if now.last.kind == "break":
        usual = timedelta(minutes=_usual(now) or USUAL_BREAK)
        begun = (now.came or answer.at) if now.last.wrong_clock else now.last.at
        ends.insert(0, ("back", min(answer.at, begun + usual)))
    for kind, at in ends:
        door.insert(
            PunchRequest, branch=shop.branch, employee=now.employee, after=now.last.now.id,
            kind=kind, said=at, day=place_of(at, shop.zone).day, scheduled=answer.scheduled,
            comment=clean(comment, 200), asked_at=door.at, terminal=terminal,
        )  # fmt: skip


def _usual(now: Now) -> int | None:
    from db.models import BreakKind

    kind = now.last.now.break_kind if now.last else None
    row = BreakKind.get_or_none(BreakKind.id == kind) if kind else None
    return int(row.minutes) if row is not None and row.minutes else None
