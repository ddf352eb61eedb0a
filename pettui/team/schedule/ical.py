"""Somebody's hours as an iCalendar file (RFC 5545), for the calendar of their phone."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pettui import clock
from pettui.team.schedule.reading import Cell, Grid
from pettui.team.shop import Shop


def as_icalendar(shop: Shop, grid: Grid) -> bytes:
    """Give one person's days: an event for each part of a day, and for each day of time off.

    Times are in UTC, so that a phone in another zone shows the right moment. An event keeps its
    UID as long as its day and number of part do: a file that is imported again changes it.
    """
    from icalendar import Calendar, Event

    who = grid.people[0]
    calendar = Calendar()
    calendar.add("prodid", "-//pettui//schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{shop.name}: {who.label}")
    for cell in who.cells:
        for part, (start, end) in enumerate(cell.hours.ranges):
            event = Event()
            event.add("uid", _uid(shop, cell, str(part)))
            event.add("dtstamp", clock.instant())
            event.add("dtstart", _moment(shop, cell, start))
            event.add("dtend", _moment(shop, cell, end))
            event.add("summary", f"{shop.name}: {who.label} works")
            calendar.add_component(event)
        if not cell.hours.ranges and cell.source == "dated":
            event = Event()
            event.add("uid", _uid(shop, cell, "off"))
            event.add("dtstamp", clock.instant())
            event.add("dtstart", cell.day)
            event.add("dtend", cell.day + timedelta(days=1))
            event.add("summary", cell.hours.off)
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _moment(shop: Shop, cell: Cell, minute: int) -> datetime:
    day = cell.day + timedelta(days=minute // 1440)
    wall = datetime.combine(day, time(minute % 1440 // 60, minute % 60))
    return wall.replace(tzinfo=ZoneInfo(shop.zone)).astimezone(UTC)


def _uid(shop: Shop, cell: Cell, part: str) -> str:
    story = f"{shop.name}/{shop.branch}/{cell.employee}/{cell.day.isoformat()}/{part}"
    return f"{hashlib.sha256(story.encode()).hexdigest()[:24]}@pettui"
