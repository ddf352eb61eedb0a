"""The lines above and below the grid: which day it is, and what the cursor is on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from textual.content import Content
from textual.widgets import Static

from pettui.book.day import Block, Column, DayView, WeekView
from pettui.book.status import WORDS
from pettui.book.summary import Summary
from pettui.dates import distance
from pettui.team.shop import Shop
from pettui.text import count
from screens.widgets.plain import assemble, line


class BookLine(Static):
    """One line of the book's frame; redrawn only when its text changes."""

    def __init__(self, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._now = Content("")

    def say(self, content: Content) -> None:
        """Show a line."""
        if content != self._now:
            self._now = content
            self.update(content)


def day_head(shop: Shop, view: DayView, today: date, now: int | None) -> Content:
    """Write the head of a day: the date, how far away it is, and what is in it."""
    visits = {b.ticket: b for b in view.blocks if b.kind == "visit"}
    late = len({b.ticket for b in view.blocks if b.is_late(now)})
    gone = len([b for b in visits.values() if b.status == "closed"])
    parts: list[Content | str] = [
        line(shop.day(view.day), "bold"),
        line(f"  {distance(view.day, today)}", "$accent" if view.day == today else "$text-muted"),
    ]
    if view.closed:
        closed = view.closed if view.closed.startswith("closed") else f"closed: {view.closed}"
        parts.append(line(f"  {closed}", "$text-warning bold"))
    if visits:
        done = f", {gone} closed" if gone else ""
        parts.append(line(f"  {count(len(visits), 'visit')}{done}", "$text-muted"))
    if late:
        parts.append(line(f"  {late} late", "$text-error bold"))
    return assemble(*parts)


def week_head(shop: Shop, view: WeekView, today: date) -> Content:
    """Write the head of one employee's week."""
    first, last = view.days[0].day, view.days[-1].day
    visits = {b.ticket for day in view.days for b in day.blocks if b.kind == "visit"}
    return assemble(
        line(f"{view.label}, {shop.day(first)} to {shop.day(last)}", "bold"),
        line(f"  {distance(first, today)}", "$text-muted") if not first <= today <= last else "",
        line(f"  {count(len(visits), 'visit')}", "$text-muted"),
    )


def block_line(shop: Shop, block: Block, known: Summary | None, *, late: bool) -> Content:
    """Write what the cursor is on: pet, breed, owner, phone, service, time, price, past."""
    span = f"{shop.time(block.start)}-{shop.time(block.end)}"
    if block.kind == "block":
        return assemble(line(block.reason or "blocked", "bold"), line(f" · {span}", "$text-muted"))
    state = "late" if late else WORDS[block.status].lower()
    facts: list[str] = [
        f"{block.breed} {block.size}".strip(),
        f"{block.client if block.pet else ''} {block.phone}".strip(),
        f"{block.service} {span}",
        shop.money.text(block.price),
    ]
    if known is not None:
        facts += [known.last, known.no_shows]
        if block.status == "confirmed" and known.confirmed_by:
            state += f" ({known.confirmed_by.lower()})"
    alerts = f"  ! {', '.join(block.alerts)}" if block.alerts else ""
    double = f"  double booked: {block.double_booked}" if block.double_booked else ""
    return assemble(
        line(block.pet or block.client, "bold"),
        line(f" {state}", "$text-error bold" if late else "$accent"),
        line(alerts, "$text-error bold"),
        line("".join(f" · {fact}" for fact in facts if fact)),
        line(double, "$text-warning"),
        line(f" · {block.note}" if block.note else "", "$text-muted"),
    )


def new_line(key_of: Callable[[str], str]) -> Content:
    """Say in a book without any visit how to begin."""
    return assemble(
        line("No visit is booked yet", "bold"),
        *(
            assemble(line(" · "), line(key_of(command), "$accent"), line(f" {words}"))
            for command, words in (
                ("book.new", "books the first"),
                ("go.stock", "services"),
                ("go.settings", "settings"),
            )
        ),
    )


def free_line(shop: Shop, column: Column | None, minute: int, blocks: Iterable[Block]) -> Content:
    """Write about free time: whose it is, and how long it lasts."""
    if column is None:
        return Content("")
    if column.off:
        return line(f"{column.label} · {column.off}", "$text-muted")
    ends = [end for start, end in column.hours if start <= minute < end]
    starts = [b.start for b in blocks if b.column == column.id and b.start > minute]
    until = min([*starts, *ends], default=None)
    where = f"{column.label} · {shop.time(minute)}"
    if not ends:
        return line(f"{where} · outside the hours", "$text-muted")
    return line(f"{where} · free until {shop.time(until)}" if until else where, "$text-muted")
