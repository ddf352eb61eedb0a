"""What the lines below the list say about the entry under the cursor."""

from __future__ import annotations

from textual.content import Content

from pettui import clock
from pettui.book.waiting.listing import Board, Line
from pettui.book.waiting.values import TODAY
from pettui.book.waiting.words import people_text, windows_text
from pettui.team.shop import Shop
from pettui.text import count
from screens.widgets.plain import assemble, line


def detail(shop: Shop, board: Board, one: Line, worth: tuple[int, int] | None) -> Content:
    """Write three lines: who and what is dangerous; what is wanted; where to call."""
    entry = one.entry
    money = f"{worth[1]} min {shop.money.text(worth[0])}" if worth else ""
    first = assemble(
        line(entry.who, "bold"),
        line(f"  ! {', '.join(one.alerts)}" if one.alerts else "", "$text-error"),
        line(f"  {' · '.join(part for part in (entry.client_name, entry.phone) if part)}"),
    )
    people = [
        f"{wish.name}: {people_text(board.labels, wish.employees)}"
        for wish in entry.rows
        if wish.employees
    ]
    if entry.employees:
        people.insert(0, f"with {people_text(board.labels, entry.employees)}")
    windows = windows_text(shop, entry.windows)
    when = "today" if entry.kind == TODAY and not one.over else windows
    second = [entry.services, money, ", ".join(people), when]
    third = [_call(shop, one), entry.source, entry.comment]
    return Content("\n").join(
        [
            first,
            line(" · ".join(part for part in second if part), "$text-muted"),
            line(" · ".join(part for part in third if part), "$text-muted"),
        ]
    )


def _call(shop: Shop, one: Line) -> str:
    entry = one.entry
    if entry.tried is None:
        return ""
    at = clock.wall_of(entry.tried, shop.zone)
    time = shop.time(at.hour * 60 + at.minute)
    when = time if at.date() == shop.today() else f"{shop.short_day(at.date())} {time}"
    calls = f", {count(entry.calls, 'call')}" if entry.calls > 1 else ""
    return f"called {when}: {entry.answer}{calls}"
