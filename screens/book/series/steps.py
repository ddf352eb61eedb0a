"""Asks for a rule step by step, for whom it is easier than to say it in one line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.book.series.rule import LAST, Rule, checked
from pettui.book.series.saying import nth, say
from pettui.book.series.typed import understand
from pettui.dates import WEEKDAYS
from pettui.history.door import Refused
from screens.team.schedule.spans import read_weekdays, weekday_words
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


async def ask_rule(desk: Desk, start: date) -> str | None:
    """Ask how often, on which days and until when; gives the rule in words, or None."""
    unit = await desk.push_screen_wait(
        Menu(
            "How does it come again?",
            (
                Choice("W", "In weeks", "every 6 weeks on Tue"),
                Choice("D", "In days", "every day"),
                Choice("M", "In months", "on the 15th, on the third Fri"),
            ),
        )
    )
    if unit is None:
        return None
    every = await _ask_number(desk, unit)
    if every is None:
        return None
    rule = await _on_which(desk, Rule(unit, start, every, visits=1))
    if rule is None:
        return None
    return await _ask_end(desk, rule)


async def _ask_number(desk: Desk, unit: str) -> int | None:
    name = {"D": "day", "W": "week", "M": "month"}[unit]

    def read(text: str) -> Understood[int]:
        said = text.strip()
        if not said.isdigit() or not 1 <= int(said) <= 366:
            raise ValueError("A number from 1 to 366.")
        every = int(said)
        return Understood(every, f"every {name}" if every == 1 else f"every {every} {name}s")

    usual = str(desk.shop.setting("visit.rebook_weeks")) if unit == "W" else "1"
    return await desk.push_screen_wait(Ask(f"Every how many {name}s?", read, value=usual))


async def _on_which(desk: Desk, rule: Rule) -> Rule | None:
    start = rule.start
    if rule.unit == "W":

        def read(text: str) -> Understood[tuple[int, ...]]:
            weekdays = read_weekdays(text)
            return Understood(weekdays, f"on {weekday_words(weekdays)}")

        weekdays = await desk.push_screen_wait(
            Ask("On which weekdays?", read, value=WEEKDAYS[start.weekday()][:3])
        )
        return None if weekdays is None else rule._replace(weekdays=weekdays)
    if rule.unit == "D":
        return rule
    place = (start.day - 1) // 7
    weekday = desk.shop.weekday(start)
    choices = [
        Choice("date", f"On the {nth(start.day)}"),
        Choice(str(place + 1), f"On the {_ORDINALS[place]} {weekday}"),
        Choice(str(LAST), f"On the last {weekday}"),
    ]
    chosen = await desk.push_screen_wait(Menu("On which day of the month?", choices))
    if chosen is None:
        return None
    if chosen != "date":
        return rule._replace(ordinal=int(chosen), weekdays=(start.weekday(),))
    if start.day <= 28:
        return rule
    short = await desk.push_screen_wait(
        Menu(
            f"In months without a {nth(start.day)}?",
            (Choice("last", "On their last day"), Choice("skip", "Not in these months")),
        )
    )
    return None if short is None else rule._replace(short_month=short)


async def _ask_end(desk: Desk, rule: Rule) -> str | None:
    shop = desk.shop

    def read(text: str) -> Understood[Rule]:
        said = text.strip().removesuffix("times").strip()
        if said.isdigit():
            found = checked(rule._replace(visits=int(said), until=None))
        else:
            try:
                found = checked(rule._replace(visits=None, until=shop.parse_day(text)))
            except Refused:
                raise
            except ValueError as error:
                raise ValueError("A number of visits, or a date: 8, 12/31, eom.") from error
        return Understood(found, say(shop, found))

    found = await desk.push_screen_wait(
        Ask("How many times, or until which day?", read, value="8", words="8, 12/31, +6m, eom")
    )
    if found is None:
        return None
    words = say(shop, found)
    if understand(shop, words, rule.start) != found:  # what the line cannot say is not lost
        words = f"{words}, from {found.start.isoformat()}"
    return words
