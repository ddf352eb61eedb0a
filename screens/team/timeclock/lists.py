"""The lists of the time clock, drawn and edited by the shop's one list screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks, notices, overtime_rules, rates
from pettui.team.timeclock.breaks import BreakForm
from pettui.team.timeclock.facts import BreakChoice
from pettui.team.timeclock.notices import Note
from pettui.team.timeclock.overtime import INTERVALS, SETS, Rule
from pettui.team.timeclock.periods import DAY, calendar
from pettui.team.timeclock.rates import Rate
from screens.stock.form import Fields, Pick, refused, yes_no
from screens.stock.listkinds import Shown
from screens.widgets.line import Line
from screens.widgets.plain import line

_ORDER = "This list has the order of its days."
_USED = "Hours refer to it, so it stays. x offers it no more."
_SET_NAMES = {"us federal": "US federal", "california": "California", "none": "no overtime"}


def _day(shop: Shop, label: str, text: str) -> date:
    try:
        return shop.parse_day(text)
    except ValueError as error:
        raise refused(label, error) from error


class Overtime:
    """The rules of overtime: a ready-made set from a day on, or one rule more."""

    title = "Overtime rules"
    empty = "No overtime: every hour counts once. n takes a ready-made set."
    cannot: Mapping[str, str] = {"move": _ORDER}

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
            until = _day(shop, "Until", values["Until"])
            return overtime_rules.end_rule(shop, entry.id, until, by, seen=seen)
        first = _day(shop, "From", values["From"])
        if values["Rules"] in SETS:
            return overtime_rules.use_set(shop, values["Rules"], first, by)
        return overtime_rules.add_rule(
            shop, values["Interval"], _hours(values["Above"]), _factor(values["Counts"]), first, by
        )

    def move(self, entry: Rule, step: int, by: Actor) -> None:
        """Rules stand in the order of their days."""
        raise Refused(_ORDER)

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


class Breaks:
    """The kinds of break: paid or not, and how long they usually last."""

    title = "Kinds of break"
    empty = "There are no kinds of break. n makes the first."
    cannot: Mapping[str, str] = {
        "move": "Breaks stand in the order in which they were made.",
        "delete": _USED,
    }

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def load(self, shop: Shop) -> list[Shown]:
        """Read the kinds, those no longer offered too."""
        return [
            Shown(str(kind.id), kind.name, line(self._about(kind)), kind.active, kind)
            for kind in breaks.kinds(shop, retired=True)
        ]

    @staticmethod
    def _about(kind: BreakChoice) -> str:
        parts = ["meal" if kind.meal else "rest", "paid" if kind.paid else "unpaid"]
        return ", ".join([*parts, f"{kind.minutes} min" if kind.minutes else "as long as it takes"])

    def fields(self, entry: BreakChoice | None) -> Fields:
        """Ask for all of it."""
        minutes = str(entry.minutes) if entry and entry.minutes else ""
        return [
            ("Name", Line("Name", entry.name if entry else "", placeholder="Lunch")),
            ("Paid", yes_no("Paid", on=bool(entry and entry.paid))),
            ("Meal", yes_no("Meal", on=bool(entry and entry.meal))),
            ("Minutes", Line("Minutes", minutes, placeholder="usual length; empty: open")),
        ]

    def save(
        self, shop: Shop, entry: BreakChoice | None, values: Mapping[str, str], by: Actor,
    ) -> Any:  # fmt: skip
        """Add or change a kind."""
        typed = values["Minutes"].strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            raise Refused("Minutes: Say minutes, such as 30, or leave it empty.")
        form = BreakForm(
            values["Name"], bool(values["Paid"]), bool(values["Meal"]),
            int(typed) if typed else None,
        )  # fmt: skip
        return breaks.save(shop, form, by, kind=entry.id if entry else None)

    def move(self, entry: BreakChoice, step: int, by: Actor) -> None:
        """Kinds stay where they are."""
        raise Refused(self.cannot["move"])

    def set_active(self, shop: Shop, entry: BreakChoice, by: Actor, *, active: bool) -> None:
        """Offer a kind no more."""
        if active:
            raise Refused(f"n makes {entry.name} anew; this one stays with the hours it was in.")
        breaks.retire(shop, entry.id, by)

    def delete(self, entry: BreakChoice, by: Actor) -> None:
        """Punches refer to it."""
        raise Refused(_USED)


class Roles:
    """The roles of one person, with what an hour pays."""

    empty = "No roles: all hours are alike. n adds the first, such as Groomer."
    cannot: Mapping[str, str] = {
        "move": "Roles stand in the order in which they were made.",
        "delete": _USED,
    }

    def __init__(self, shop: Shop, employee: int, name: str) -> None:
        self.shop = shop
        self.employee = employee
        self.title = f"Roles of {name}"

    def load(self, shop: Shop) -> list[Shown]:
        """Read the roles, those no longer worked under too."""
        return [
            Shown(str(rate.id), rate.name, line(self._pay(rate)), rate.active, rate)
            for rate in rates.rates(self.employee, retired=True)
        ]

    def _pay(self, rate: Rate) -> str:
        return (
            "no rate" if rate.hourly is None else f"{self.shop.money.number(rate.hourly)} an hour"
        )

    def fields(self, entry: Rate | None) -> Fields:
        """Ask for the name and the rate."""
        hourly = entry.hourly if entry else None
        pay = self.shop.money.number(hourly) if hourly is not None else ""
        return [
            ("Name", Line("Name", entry.name if entry else "", placeholder="Groomer")),
            ("An hour", Line("An hour", pay, placeholder="empty where it is not kept")),
        ]

    def save(self, shop: Shop, entry: Rate | None, values: Mapping[str, str], by: Actor) -> Any:
        """Add or change a role."""
        typed = values["An hour"].strip()
        try:
            hourly = int(shop.money.parse(typed)) if typed else None
        except ValueError as error:
            raise refused("An hour", error) from error
        rate = entry.id if entry else None
        return rates.save(shop, self.employee, values["Name"], hourly, by, rate=rate)

    def move(self, entry: Rate, step: int, by: Actor) -> None:
        """Roles stay where they are."""
        raise Refused(self.cannot["move"])

    def set_active(self, shop: Shop, entry: Rate, by: Actor, *, active: bool) -> None:
        """Let them work under a role no more."""
        if active:
            raise Refused(f"n adds {entry.name} anew; this one stays with the hours under it.")
        rates.retire(self.employee, entry.id, by)

    def delete(self, entry: Rate, by: Actor) -> None:
        """Hours refer to it."""
        raise Refused(_USED)


class Notices:
    """What everybody should know, from one day to another."""

    title = "Notices"
    empty = "No notices. n puts one up, for today or for days to come."
    cannot: Mapping[str, str] = {
        "move": _ORDER,
        "off": "A notice ends with its last day; D takes it down.",
    }

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def load(self, shop: Shop) -> list[Shown]:
        """Read today's and coming notices."""
        self.shop = shop
        return [
            Shown(str(note.id), note.text, line(self._about(note)), True, note)
            for note in notices.kept(shop)
        ]

    def _about(self, note: Note) -> str:
        days = self.shop.short_day(note.first_day)
        if note.last_day != note.first_day:
            days += f" to {self.shop.short_day(note.last_day)}"
        places = [name for name, on in (("clock", note.kiosk), ("book", note.book)) if on]
        return f"{days}, {' and '.join(places)}"

    def fields(self, entry: Note | None) -> Fields:
        """Ask for the words, the days and the places."""
        shop = self.shop
        first = entry.first_day if entry else shop.today()
        last = entry.last_day if entry else None
        return [
            ("Text", Line("Text", entry.text if entry else "", placeholder="Vet is here at 11")),
            ("From", Line("From", shop.day(first))),
            ("Until", Line("Until", shop.day(last) if last else "", placeholder="the same day")),
            ("At clock", yes_no("At clock", on=entry.kiosk if entry else True)),
            ("In book", yes_no("In book", on=entry.book if entry else True)),
        ]

    def save(self, shop: Shop, entry: Note | None, values: Mapping[str, str], by: Actor) -> Any:
        """Put up or change a notice."""
        first = _day(shop, "From", values["From"])
        last = _day(shop, "Until", values["Until"]) if values["Until"].strip() else first
        kiosk, book = bool(values["At clock"]), bool(values["In book"])
        if entry is None:
            return notices.add(
                shop, values["Text"], by, first_day=first, last_day=last, kiosk=kiosk, book=book
            )
        note = entry._replace(
            text=values["Text"], first_day=first, last_day=last, kiosk=kiosk, book=book
        )
        return notices.edit(shop, note, by)

    def move(self, entry: Note, step: int, by: Actor) -> None:
        """Notices stand in the order of their days."""
        raise Refused(_ORDER)

    def set_active(self, shop: Shop, entry: Note, by: Actor, *, active: bool) -> None:
        """A notice ends by itself."""
        raise Refused(self.cannot["off"])

    def delete(self, entry: Note, by: Actor) -> None:
        """Take a notice down; undo brings it back."""
        notices.remove(self.shop, entry.id, by)
