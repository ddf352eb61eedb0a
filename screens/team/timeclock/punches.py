"""Entering, changing and voiding punches, and adjusting hours: the forms and what they save."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pettui.history.door import Clash, Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import adjusting, amending, moments
from pettui.team.timeclock.amending import Edit
from pettui.team.timeclock.cards import WORDS, Card, PunchLine, signed
from pettui.team.timeclock.entering import NewPunch
from pettui.team.timeclock.periods import Period
from pettui.team.timeclock.shifts import minutes_between
from pettui.team.timeclock.totals import both_text, decimal_text
from screens.stock.form import Pick
from screens.team.timeclock import asking, reading
from screens.team.timeclock.forms import EchoForm
from screens.team.timeclock.reading import PersonView
from screens.team.timeclock.target import Target
from screens.widgets.line import Line
from screens.widgets.plain import line
from screens.widgets.text_page import TextPage

if TYPE_CHECKING:
    from screens.desk import Desk

CLOSED = "These hours are closed: the difference counts in the next open pay period."
OPEN_END = "Leave empty what is not to be entered; an earlier time is after midnight."


class Wanted(NamedTuple):
    """A punch as it was typed: its field, its kind, and minutes since the day's midnight."""

    label: str
    kind: str
    minute: int


def found(card: Card, punch: int) -> PunchLine:
    """Give a punch of a card; raises Refused where it is not there any more."""
    for day in card.days:
        for each in (*(p for shift in day.shifts for p in shift.punches), *day.voided):
            if each.punch == punch:
                return each
    raise Refused("This punch is not there any more. Look at the day again.")


async def read(desk: Desk, employee: int, day: date) -> PersonView:
    """Read somebody's card and what a form about them offers."""
    return await desk.gateway.run(reading.person, desk.shop, employee, day)


async def told_clash(saving: Awaitable[Any]) -> Any:
    """Await a rule; a clash cannot be written over here, so its own words are the remedy."""
    try:
        return await saving
    except Clash as clash:
        raise Refused(str(clash)) from clash


def _closed(shop: Shop, period: Period) -> str:
    return CLOSED if period.closed else ""


def after_words(desk: Desk, words: str, *, closed: bool) -> None:
    """Say what was done, and where it counts."""
    desk.say(f"{words} {CLOSED}" if closed else words)


# Entering


def wanted(values: Mapping[str, str]) -> list[Wanted]:
    """Read the times of a shift in their order; raises Refused beside the field."""
    times: list[tuple[str, str, int]] = []
    if values.get("In", "").strip():
        times.append(("In", "in", asking.the_minute(values["In"], "In")))
    if values.get("Break", "").strip():
        begin, end = asking.the_spell(values["Break"], "Break")
        times += [("Break", "break", begin), ("Break", "back", end)]
    if values.get("Out", "").strip():
        times.append(("Out", "out", asking.the_minute(values["Out"], "Out")))
    minutes = asking.in_turn([minute for _, _, minute in times])
    return [Wanted(label, kind, m) for (label, kind, _), m in zip(times, minutes, strict=True)]


def said(shop: Shop, day: date, times: Sequence[Wanted], *, paid: bool = False) -> str:
    """Say what typed times mean: the day, the times, and the hours that come of them."""
    if not times:
        return shop.day(day)
    words = ", ".join(
        f"{WORDS[each.kind]} {shop.time(each.minute % asking.NIGHT)}"
        + (" after midnight" if each.minute >= asking.NIGHT else "")
        for each in times
    )
    length = ""
    if times[0].kind == "in" and times[-1].kind == "out":
        at = [moments.instant_of(shop, moments.wall_at(day, each.minute)) for each in times]
        minutes = minutes_between(at[0], at[-1])
        if len(at) > 2 and not paid:
            minutes -= minutes_between(at[1], at[-2])
        length = f" = {both_text(minutes)}"
    return f"{shop.day(day)}: {words}{length}"


async def add(
    desk: Desk, employee: int, day: date | None, period: Period, *,
    start: str = "", end: str = "", reason: str = "",
) -> None:  # fmt: skip
    """Ask for punches that were missed, and enter them."""
    shop = desk.shop
    first = day or (shop.today() if period.has(shop.today()) else period.first)
    view = await read(desk, employee, first)
    plan = await desk.gateway.run(reading.plan, shop, employee, first)
    planned = [shop.time(minute) for minute in (plan[0][0], plan[-1][1])] if plan else ["", ""]
    kinds = {str(kind.id): kind for kind in view.breaks}
    fields: list[tuple[str, Line | Pick]] = [
        ("Day", Line("Day", shop.day(first), placeholder="tue, yesterday, 11/15")),
        ("In", Line("In", start, placeholder=f"planned {planned[0]}" if plan else "9, 8:30")),
        ("Out", Line("Out", end, placeholder=f"planned {planned[1]}" if plan else "5p, 17:30")),
        ("Break", Line("Break", placeholder="12-12:30")),
        ("Kind", Pick("Kind", [(key, kind.words) for key, kind in kinds.items()],
                      next((key for key, kind in kinds.items() if kind.meal), ""))),
    ]  # fmt: skip
    if len(view.rates) > 1:
        roles = [(str(rate.id), rate.name) for rate in view.rates]
        fields.append(("Role", Pick("Role", roles)))
    fields.append(("Reason", Line("Reason", reason, placeholder="forgot to clock in")))

    def echo(values: Mapping[str, str]) -> str:
        kind = kinds.get(values["Kind"])
        paid = kind is not None and kind.paid
        return said(shop, asking.the_day(shop, values["Day"]), wanted(values), paid=paid)

    async def save(values: Mapping[str, str]) -> str:
        where = asking.the_day(shop, values["Day"])
        times = wanted(values)
        if not times:
            raise Refused("In: Say when they came or went, such as 9 or 17:30.")
        why = asking.the_reason(values["Reason"])
        new = [
            NewPunch(
                each.kind, await asking.instant(desk, where, each.minute),
                int(values["Kind"] or 0) or None if each.kind == "break" else None,
                int(values["Role"]) if each.kind == "in" and values.get("Role") else None,
            )
            for each in times
        ]  # fmt: skip
        await told_clash(desk.write(amending.add, desk.shop, employee, new, desk.actor, why))
        return said(shop, where, times)

    title = f"Punches of {view.card.name}"
    words = _closed(shop, view.card.period) or OPEN_END
    done = await desk.push_screen_wait(EchoForm(title, fields, save, echo, words))
    if done:
        after_words(desk, f"Entered {done}.", closed=view.card.period.closed)


# Changing


async def amend(desk: Desk, target: Target) -> None:
    """Ask what a punch is to mean, and keep that beside what it was."""
    shop = desk.shop
    view = await read(desk, target.employee, target.day)
    punch = found(view.card, target.id)
    if punch.void:
        raise Refused("This punch is void. x restores it; then it can be changed.")
    kinds = [(str(kind.id), kind.words) for kind in view.breaks if kind.id > 0]
    fields: list[tuple[str, Line | Pick]] = [
        ("Time", Line("Time", shop.time(punch.minute), placeholder="9, 8:30, 5p")),
        ("Day", Line("Day", shop.day(punch.day))),
        ("What", Pick("What", [("in", "clock-in"), ("out", "clock-out"),
                               ("break", "start of a break"), ("back", "end of a break")],
                      punch.kind)),
    ]  # fmt: skip
    if punch.kind == "break" and kinds:
        fields.append(("Kind", Pick("Kind", kinds, str(punch.break_kind or ""))))
    if punch.kind == "in" and len(view.rates) > 1:
        roles = [(str(rate.id), rate.name) for rate in view.rates]
        fields.append(("Role", Pick("Role", roles, str(punch.rate or ""))))
    fields.append(("Reason", Line("Reason", placeholder="why it is changed")))
    before = f"{punch.words} {punch.time}"

    def echo(values: Mapping[str, str]) -> str:
        day, minute = asking.the_day(shop, values["Day"]), asking.the_minute(values["Time"], "Time")
        what = punch.words if values["What"] == punch.kind else WORDS[values["What"]]
        same = (day, minute, values["What"]) == (punch.day, punch.minute, punch.kind)
        said = f"{what} {shop.time(minute)} on {shop.day(day)}"
        return f"{said}." if same else f"{said}; it was {before}."

    async def save(values: Mapping[str, str]) -> str:
        day, minute = asking.the_day(shop, values["Day"]), asking.the_minute(values["Time"], "Time")
        why = asking.the_reason(values["Reason"])
        edit = Edit(punch.punch, punch.seen)
        if (day, minute) != (punch.day, punch.minute):
            edit = edit._replace(at=await asking.instant(desk, day, minute))
        if values["What"] != punch.kind:
            edit = edit._replace(kind=values["What"])
        if values.get("Kind") and values["Kind"] != str(punch.break_kind or ""):
            edit = edit._replace(break_kind=int(values["Kind"]))
        if values.get("Role") and values["Role"] != str(punch.rate or ""):
            edit = edit._replace(rate=int(values["Role"]))
        await told_clash(desk.write(amending.amend, desk.shop, [edit], desk.actor, why))
        return echo(values)

    title = f"{before} of {view.card.name}, {shop.short_day(punch.day)}"
    closed = view.card.period.closed
    done = await desk.push_screen_wait(
        EchoForm(title, fields, save, echo, CLOSED if closed else "")
    )
    if done:
        after_words(desk, f"Amended: {done}", closed=closed)


async def void(desk: Desk, target: Target) -> None:
    """Ask why, and let a punch or an adjustment count for nothing; a void punch counts again."""
    shop = desk.shop
    if target.kind == "adjustment":
        why = await asking.ask_reason(desk, f"Void the adjustment {target.words}?")
        if why:
            await told_clash(
                desk.write(adjusting.void, shop, target.id, desk.actor, why, seen=target.seen)
            )
            desk.say("The adjustment counts for nothing now; it stays in sight.")
        return
    view = await read(desk, target.employee, target.day)
    punch = found(view.card, target.id)
    words = f"{punch.words} {punch.time} of {view.card.name}"
    again = punch.void
    title = f"Restore {words}?" if again else f"Void {words}?"
    more = "It counts again." if again else "It counts for nothing then, and stays in sight."
    why = await asking.ask_reason(desk, title, more)
    if not why:
        return
    rule = amending.restore if again else amending.void
    seen = [(punch.punch, target.seen or punch.seen)]
    await told_clash(desk.write(rule, shop, seen, desk.actor, why))
    after_words(
        desk, f"{'Restored' if again else 'Voided'} {words}.", closed=view.card.period.closed
    )


async def adjust(desk: Desk, employee: int, day: date | None, period: Period) -> None:
    """Ask for signed hours and the reason, and add them to a day."""
    shop = desk.shop
    first = day or (shop.today() if period.has(shop.today()) else period.last)
    view = await read(desk, employee, first)
    closed = view.card.period.closed
    fields: list[tuple[str, Line | Pick]] = [
        ("Hours", Line("Hours", placeholder="+0:30, -15, 1.5h")),
        ("Day", Line("Day", shop.day(first))),
        ("Reason", Line("Reason", placeholder="training at home")),
    ]

    def echo(values: Mapping[str, str]) -> str:
        if not values["Hours"].strip():
            return ""
        minutes = asking.the_minutes(values["Hours"])
        where = asking.the_day(shop, values["Day"])
        return f"{signed(minutes)} ({decimal_text(minutes)} h) on {shop.day(where)}."

    async def save(values: Mapping[str, str]) -> str:
        minutes = asking.the_minutes(values["Hours"])
        where = asking.the_day(shop, values["Day"])
        why = asking.the_reason(values["Reason"])
        await desk.write(adjusting.adjust, shop, employee, where, minutes, desk.actor, why)
        return echo(values)

    words = CLOSED if closed else "+ adds, - takes. It cannot be undone, but voided (x)."
    done = await desk.push_screen_wait(
        EchoForm(f"Adjust the hours of {view.card.name}", fields, save, echo, words)
    )
    if done:
        after_words(desk, f"Adjusted {done}", closed=closed)


async def history(desk: Desk, target: Target) -> None:
    """Show every row that made a punch what it is, the original first."""
    view = await read(desk, target.employee, target.day)
    punch = found(view.card, target.id)
    title = f"{punch.words} {punch.time} of {view.card.name}"
    await desk.push_screen_wait(TextPage(title, [line(words) for words in punch.history]))
