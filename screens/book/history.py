"""The history of a ticket, on a page: who, when, where, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from pettui.history.story import Entry, Line, Story, of_ticket
from pettui.team.shop import Shop
from screens.widgets.plain import assemble, line, plain
from screens.widgets.text_page import TextPage

if TYPE_CHECKING:
    from screens.desk import Desk


async def show_history(desk: Desk, ticket: int) -> None:
    """Open the history of a ticket."""
    story = await desk.gateway.run(of_ticket, desk.shop, ticket)
    await desk.push_screen_wait(TextPage(story.title, paragraphs(desk.shop, story)))


def paragraphs(shop: Shop, story: Story) -> list[Content]:
    """Write a story as paragraphs, the newest first."""
    found: list[Content] = []
    for entry in story.entries:
        if found:
            found.append(Content(""))
        found += entry_paragraphs(shop, entry)
    return found or [line("No changes are recorded.")]


def entry_paragraphs(shop: Shop, entry: Entry) -> list[Content]:
    """Write one change: who and when, what, and every difference."""
    if entry.at is None:
        head = line("Brought along by an import", "$accent bold")
        return [head, *(plain(text) for text in entry.what.splitlines() if text.strip("- "))]
    when = f"{shop.day(entry.at.date())} "
    clock = shop.time(entry.at.hour * 60 + entry.at.minute)
    mark = (
        "  undone since" if entry.undone else "  after it was closed" if entry.after_close else ""
    )
    head = assemble(
        line(when + clock, "bold"),
        line(f"  {entry.who} · {entry.where}", "$text-muted"),
        line(mark, "$text-warning"),
    )
    return [head, line(entry.what, "dim strike" if entry.undone else ""), *map(_line, entry.lines)]


def _line(change: Line) -> Content:
    of = f"{change.of}, " if change.of else ""
    if not change.old:
        return assemble(line(f"    {of}{change.field}: ", "$text-muted"), line(change.new))
    new = change.new or "(removed)"
    return assemble(
        line(f"    {of}{change.field}: ", "$text-muted"),
        line(change.old),
        line(" -> ", "$accent"),
        line(new),
    )
