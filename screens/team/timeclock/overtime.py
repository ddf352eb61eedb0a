"""The list of overtime rules: ready-made sets, rules of one's own, and from when they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import overtime_rules
from pettui.team.timeclock.overtime import INTERVALS, SETS, Rule
from pettui.team.timeclock.periods import DAY, calendar
from screens.stock.form import Fields, Pick
from screens.stock.listkinds import Shown
from screens.team.timeclock.lists import ORDER, day_of
from screens.widgets.line import Line
from screens.widgets.plain import line

_SET_NAMES = {"us federal": "US federal", "california": "California", "none": "no overtime"}


class Overtime:
    """The rules of overtime: a ready-made set from a day on, or one rule more."""

    title = "Overtime rules"
    empty = "No overtime: every hour counts once. n takes a ready-made set."
    cannot: Mapping[str, str] = {"move": ORDER}

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.begin = shop.today()  # of the workweek that new rules are likely to begin with

    def load(self, shop: Shop) -> list[Shown]:
        """Read the rules with the days on which they hold."""
        self.shop = shop
        today = shop.today()
        self.begin = calendar(shop).week_of(today)
        found = []
        for rule in overtime_rules.rules(shop.branch):
            until = f" until {shop.day(rule.last_day)}" if rule.last_day else ""
            days = f"from {shop.day(rule.first_day)}{until}"
            said = overtime_rules.words(rule)
            name = rule.name if rule.name == said else f"{rule.name}: {said}"
            over = rule.last_day is not None and rule.last_day < today
            found.append(Shown(str(rule.id), name, line(days), not over, rule))
        return found

    def fields(self, entry: Rule | None) -> Fields:
        """Ask which rules hold from when; of a rule that is there, until when it holds."""
        shop = self.shop
        if entry is not None:
            last = shop.day(entry.last_day) if entry.last_day else ""
            return [("Until", Line("Until", last, placeholder="the last day on which it holds"))]
        sets = [(name, _SET_NAMES[name]) for name in ("us federal", "california", "none")]
        own = [("", "one rule of your own, below")]
        return [
            ("Rules", Pick("Rules", sets + own, "us federal")),
            ("From", Line("From", shop.day(self.begin), placeholder="a day")),
            ("Interval", Pick("Interval", list(INTERVALS.items()), "week")),
            ("Above", Line("Above", "40", placeholder="hours, such as 40 or 8:30")),
            ("Counts", Line("Counts", "1.5", placeholder="1.5 or 2")),
        ]

    def save(self, shop: Shop, entry: Rule | None, values: Mapping[str, str], by: Actor) -> Any:
        """Take a set, add a rule, or end one."""
        if entry is not None:
            seen = entry.version
            until = day_of(shop, "Until", values["Until"])
            return overtime_rules.end_rule(shop, entry.id, until, by, seen=seen)
        first = day_of(shop, "From", values["From"])
        if values["Rules"] in SETS:
            return overtime_rules.use_set(shop, values["Rules"], first, by)
        return overtime_rules.add_rule(
            shop, values["Interval"], _hours(values["Above"]), _factor(values["Counts"]), first, by
        )

    def move(self, entry: Rule, step: int, by: Actor) -> None:
        """Rules stand in the order of their days."""
        raise Refused(ORDER)

    def set_active(self, shop: Shop, entry: Rule, by: Actor, *, active: bool) -> None:
        """Let a rule hold until today."""
        if active:
            raise Refused("A rule that ended stays ended. n adds it again from a day on.")
        overtime_rules.end_rule(shop, entry.id, shop.today(), by, seen=entry.version)

    def delete(self, entry: Rule, by: Actor) -> None:
        """Let a rule never have held, where no closed hours were counted by it."""
        overtime_rules.end_rule(self.shop, entry.id, entry.first_day - DAY, by, seen=entry.version)


def _hours(text: str) -> int:
    found = re.fullmatch(r"(\d{1,3})(?::([0-5]\d)|[.,](\d{1,2}))?\s*h?", text.strip().lower())
    if found is None:
        raise Refused("Above: Say hours, such as 40, 8:30 or 7.5; 0 for all of them.")
    whole, minutes, part = found.groups()
    return int(whole) * 60 + (int(minutes) if minutes else round(float(f"0.{part or 0}") * 60))


def _factor(text: str) -> Decimal:
    try:
        return Decimal(text.strip().lower().rstrip("x ").replace(",", "."))
    except InvalidOperation as error:
        raise Refused("Counts: Say how often an hour counts, such as 1.5.") from error
