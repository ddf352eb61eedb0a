"""Several days as they stand, read in one go: a few queries for all of them, masks in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from db.models import Slot, database
from pettui import clock
from pettui.book.fitting import DayFacts
from pettui.book.search.lists import Lists
from pettui.book.slots import PER_DAY, STEP
from pettui.team import hours
from pettui.team.hours import Rules
from pettui.team.shop import Shop

Lane = tuple[int, int]  # (employee or resource, lane)
Masks = dict[date, dict[Lane, int]]


class Days(NamedTuple):
    """What is known of some days: what is taken in which lane, who works, what moves."""

    lists: Lists
    rules: Rules
    taken: Masks
    own: dict[int, Masks]  # by ticket
    skipped: dict[date, int]  # slots that the wall clock skips
    facts: dict[tuple[date, int | None], DayFacts]  # worked out when asked for

    def of(self, day: date, ticket: int | None = None) -> DayFacts:
        """Give a day as a visit meets it; the slots of its own ticket count as free."""
        mine = self.own.get(ticket, {}).get(day) if ticket is not None else None
        key = (day, ticket if mine else None)
        if key not in self.facts:
            self.facts[key] = self._facts(day, mine or {})
        return self.facts[key]

    def _facts(self, day: date, mine: dict[Lane, int]) -> DayFacts:
        lanes = self.taken.get(day, {})
        if mine:
            lanes = {lane: mask & ~mine.get(lane, 0) for lane, mask in lanes.items()}
        busy: dict[int, int] = {}
        for (who, _), mask in lanes.items():
            busy[who] = busy.get(who, 0) | mask
        return DayFacts(
            busy,
            {who: self.rules.of(who, day) for who in self.lists.staff},
            {
                kind: [[lanes.get((key, lane), 0) for lane in range(count)] for key, count in keys]
                for kind, keys in self.lists.resources.items()
            },
            {kind: [key for key, _ in keys] for kind, keys in self.lists.resources.items()},
            self.skipped.get(day, 0),
        )


def read_days(shop: Shop, lists: Lists, first: date, last: date) -> Days:
    """Read all days from one to another, for the people and resources of some lists."""
    low, high = first.toordinal() * PER_DAY, (last.toordinal() + 1) * PER_DAY - 1
    query = Slot.select(Slot.who, Slot.slot, Slot.lane).where(
        Slot.who.in_(lists.columns), Slot.slot.between(low, high)
    )
    return Days(
        lists,
        hours.rules(shop.branch, first, last, list(lists.staff)),
        _masks(_rows(query)),
        {ticket: _masks_of(rows, low, high) for ticket, rows in lists.rows.items() if rows},
        skipped_slots(shop.zone, first, last),
        {},
    )


def _masks(found: Iterable[tuple[int, int, int]]) -> Masks:
    masks: dict[int, dict[Lane, int]] = {}
    for who, slot, lane in found:
        number, at = divmod(slot, PER_DAY)
        day = masks.get(number)
        if day is None:
            day = masks[number] = {}
        key = (who, lane)
        day[key] = day.get(key, 0) | 1 << at
    return {date.fromordinal(number): day for number, day in masks.items()}


def _masks_of(rows: Collection[int], low: int, high: int) -> Masks:
    query = Slot.select(Slot.who, Slot.slot, Slot.lane).where(
        Slot.row.in_(list(rows)), Slot.slot.between(low, high)
    )
    return _masks(_rows(query))


def _rows(query: Any) -> list[tuple[int, int, int]]:
    """Read integers as the engine gives them: a month has some ten thousand slots."""
    found: list[tuple[int, int, int]] = database.execute(query).fetchall()
    return found


def skipped_slots(zone: str, first: date, last: date) -> dict[date, int]:
    """Give the slots that the wall clock skips, of the days on which it does."""
    found = {}
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        midnight = datetime.combine(day, time())
        if _offset(midnight, zone) == _offset(midnight + timedelta(days=1), zone):
            continue
        mask = 0
        for slot in range(PER_DAY):
            if clock.is_imaginary(midnight + timedelta(minutes=slot * STEP), zone):
                mask |= 1 << slot
        if mask:
            found[day] = mask
    return found


def _offset(local: datetime, zone: str) -> timedelta | None:
    return local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
