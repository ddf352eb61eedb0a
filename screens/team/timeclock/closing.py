"""Closing a pay period: what stands in its way is a key away; and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.team.timeclock import closing as rules
from pettui.team.timeclock.closing import Hindrance, NotReady
from pettui.team.timeclock.periods import Period, shown
from pettui.team.timeclock.totals import both_text
from pettui.text import count
from screens.team.timeclock import reading
from screens.team.timeclock.deciding import decide
from screens.team.timeclock.punches import told_clash
from screens.team.timeclock.target import Target
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

_SHOWN = 7
"""Hindrances that the menu lists; the rest come once these are decided."""


async def close(desk: Desk, period: Period) -> None:
    """Close a period, or open a closed one again."""
    if period.closed:
        await _reopen(desk, period)
        return
    view = await desk.gateway.run(reading.overview, desk.shop, period.first)
    hours = sum(person.totals.total for person in view.people)
    waiting = sum(matter.decides for matter in view.matters)
    if not waiting and period.last < desk.shop.today():
        chosen = await desk.push_screen_wait(
            Menu(
                f"Close {shown(desk.shop, period)}?",
                [
                    Choice("close", "close and lock these hours"),
                    Choice("no", "leave them open"),
                ],
                words=(
                    f"{count(len([p for p in view.people if p.totals.total]), 'person', 'people')},"
                    f" {both_text(hours)}. What is corrected later counts in the next period."
                ),
            )
        )
        if chosen != "close":
            return
    await _close(desk, period)


async def _close(desk: Desk, period: Period, *, open_as_zero: bool = False) -> None:
    shop = desk.shop
    try:
        await desk.write(rules.close, shop, period.first, desk.actor, open_as_zero=open_as_zero)
    except NotReady as not_ready:
        await _in_the_way(desk, period, not_ready.hindrances)
        return
    desk.say(
        f"{shown(shop, period)} is closed. Corrections of it count in the next period and say so."
    )


async def _in_the_way(desk: Desk, period: Period, found: tuple[Hindrance, ...]) -> None:
    """List what has to be decided first; choosing one leads to its decision, and back here."""
    shop = desk.shop
    choices = [
        Choice(str(place), f"{each.name}, {shop.short_day(each.day)}: {each.words}")
        for place, each in enumerate(found[:_SHOWN])
    ]
    if not any(each.at_work for each in found):
        choices.append(
            Choice("zero", "close all the same: these count nothing", "decided later: next period")
        )
    more = f" {len(found) - _SHOWN} more follow." if len(found) > _SHOWN else ""
    chosen = await desk.push_screen_wait(
        Menu(
            f"{count(len(found), 'thing stands', 'things stand')} in the way of closing",
            choices,
            words=f"{shown(shop, period)}. Choose one to decide it.{more}",
        )
    )
    if chosen is None:
        return
    if chosen == "zero":
        await _close(desk, period, open_as_zero=True)
        return
    await decide(desk, target_of(found[int(chosen)]))


def target_of(each: Hindrance) -> Target:
    """Give what a hindrance is about."""
    if each.request is not None:
        return Target("request", each.employee, each.day, each.request)
    return Target("punch", each.employee, each.day, each.punch or 0, words=each.words)


async def _reopen(desk: Desk, period: Period) -> None:
    shop = desk.shop
    when = f" by {period.closed_by}" if period.closed_by else ""
    chosen = await desk.push_screen_wait(
        Menu(
            f"{shown(shop, period)} is closed{when}",
            [
                Choice("no", "leave it closed"),
                Choice("open", "open it again", "while nothing has followed from it"),
            ],
            words="Corrections need no opening: they count in the next open period and say so.",
        )
    )
    if chosen == "open":
        await told_clash(
            desk.write(rules.reopen, shop, period.first, desk.actor, seen=period.version)
        )
        desk.say(f"{shown(shop, period)} is open again.")
