"""Deciding: what somebody asks for, and days without punches; shifts are in `shifts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pettui.history.door import Refused
from pettui.team.timeclock import deciding as rules
from pettui.team.timeclock.cards import WORDS, RequestLine
from pettui.team.timeclock.listing import doubts
from screens.stock.form import Pick
from screens.team.timeclock import asking, reading
from screens.team.timeclock.forms import EchoForm
from screens.team.timeclock.opening import open_card
from screens.team.timeclock.punches import add, after_words, read, told_clash
from screens.team.timeclock.reading import PersonView
from screens.team.timeclock.shifts import confirm, missing_of, settle, shift_of
from screens.team.timeclock.target import Target
from screens.widgets.line import Line
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk


async def decide(desk: Desk, target: Target) -> None:
    """Offer what can be decided about what is under the cursor, numbered."""
    if target.kind == "request":
        await _request(desk, target)
    elif target.kind == "missed":
        await _missed(desk, target)
    else:
        await settle(desk, target)


async def approve(desk: Desk, target: Target) -> None:
    """Take what is under the cursor as it is, without another question."""
    if target.kind == "request":
        asked = await _asked(desk, target)
        await _approve(desk, asked)
        return
    view = await read(desk, target.employee, target.day)
    shift = shift_of(view, target)
    said = doubts(shift)
    if any(part not in said for part in target.words.split("; ")):
        raise Refused("This was decided in the meantime. Look at it again.")
    if missing_of(shift, ()):
        await settle(desk, target)  # nothing to approve before what is missing is entered
        return
    await confirm(desk, view, shift)


# Requests


async def _asked(desk: Desk, target: Target) -> RequestLine:
    view = await read(desk, target.employee, target.day)
    for day in view.card.days:
        for asked in day.requests:
            if asked.request == target.id:
                return asked._replace(seen=target.seen or asked.seen)
    raise Refused("This request was answered in the meantime.")


async def _request(desk: Desk, target: Target) -> None:
    asked = await _asked(desk, target)
    view = await read(desk, target.employee, target.day)
    comment = f"\n“{asked.comment}”" if asked.comment else ""
    chosen = await desk.push_screen_wait(
        Menu(
            f"{view.card.name}, {desk.shop.short_day(asked.day)}: {asked.words}",
            [
                Choice("yes", f"approve: {asked.words}"),
                Choice("other", "approve another time…"),
                Choice("no", "refuse…", "with words for them"),
                Choice("card", f"open the card of {view.card.name}"),
            ],
            words=f"Asked {asked.asked}.{comment}",
        )
    )
    if chosen == "yes":
        await _approve(desk, asked)
    elif chosen == "other":
        await _other_time(desk, asked, view)
    elif chosen == "no":
        why = await asking.ask_reason(
            desk, f"Refuse {asked.words}?", f"{view.card.name} reads the reason at the clock."
        )
        if why:
            await told_clash(
                desk.write(rules.refuse, desk.shop, asked.request, desk.actor, why, seen=asked.seen)
            )
            desk.say(f"Refused {asked.words} of {view.card.name}.")
    elif chosen == "card":
        open_card(desk, target)


async def _approve(desk: Desk, asked: RequestLine) -> None:
    await told_clash(
        desk.write(rules.approve, desk.shop, asked.request, desk.actor, seen=asked.seen)
    )
    desk.say(f"Approved {asked.words}.")


async def _other_time(desk: Desk, asked: RequestLine, view: PersonView) -> None:
    shop = desk.shop
    fields: list[tuple[str, Line | Pick]] = [
        ("Time", Line("Time", shop.time(asked.minute), placeholder="17:30, 5p")),
        ("Day", Line("Day", shop.day(asked.day))),
        ("Answer", Line("Answer", placeholder="why another time; they read it")),
    ]

    def echo(values: Mapping[str, str]) -> str:
        day, minute = asking.the_day(shop, values["Day"]), asking.the_minute(values["Time"], "Time")
        return f"{WORDS[asked.kind]} {shop.time(minute)} on {shop.day(day)}."

    async def save(values: Mapping[str, str]) -> str:
        day, minute = asking.the_day(shop, values["Day"]), asking.the_minute(values["Time"], "Time")
        at = await asking.instant(desk, day, minute)
        if at != asked.at:
            asking.the_reason(values["Answer"], "Answer")
        await told_clash(
            desk.write(
                rules.approve, shop, asked.request, desk.actor, seen=asked.seen, at=at,
                answer=values["Answer"],
            )
        )  # fmt: skip
        return echo(values)

    done = await desk.push_screen_wait(
        EchoForm(f"{view.card.name} asks for {asked.words}", fields, save, echo)
    )
    if done:
        after_words(desk, f"Approved {done}", closed=view.card.period.closed)


# Days without punches


async def _missed(desk: Desk, target: Target) -> None:
    shop = desk.shop
    view = await read(desk, target.employee, target.day)
    plan = await desk.gateway.run(reading.plan, shop, target.employee, target.day)
    period = view.card.period
    if not plan:
        await add(desk, target.employee, target.day, period)
        return
    start, end = shop.time(plan[0][0]), shop.time(plan[-1][1])
    chosen = await desk.push_screen_wait(
        Menu(
            f"{view.card.name}, {shop.short_day(target.day)}: no punches",
            [
                Choice("planned", f"was here as planned: {start}-{end}", "asks for the reason"),
                Choice("other", "was here at other times…"),
                Choice("card", f"open the card of {view.card.name}"),
            ],
            words="Whoever was not here needs nothing: a day without punches counts nothing.",
        )
    )
    reason = "forgot to clock in and out"
    if chosen == "planned":
        await add(desk, target.employee, target.day, period, start=start, end=end, reason=reason)
    elif chosen == "other":
        await add(desk, target.employee, target.day, period, reason=reason)
    elif chosen == "card":
        open_card(desk, target)
