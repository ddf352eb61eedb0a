"""How a change is written: on a line of the log, and on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from pettui.history.audit import Logged
from pettui.history.story import Entry, Line
from pettui.team.shop import Shop
from screens.book.history import entry_paragraphs
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row


def row_of(shop: Shop, each: Logged) -> Row:
    """Write a change on one line: when, who, what; what is out of the ordinary on the right."""
    at = shop.time(each.at.hour * 60 + each.at.minute)
    left = assemble(
        line(f"{at:>6}  ", "$text-muted"),
        line(f"{each.who}  ", "bold"),
        line(each.what, "dim" if each.undone else ""),
    )
    marks = ["after closing" if each.after_close else "", "undone" if each.undone else ""]
    right = [line(" · ".join(filter(None, marks)), "$text-warning")] if any(marks) else []
    return Row(str(each.id), left, assemble(*right, line(f"  {each.where}")))


def paragraphs(shop: Shop, each: Logged, lines: Sequence[Line]) -> list[Content]:
    """Write a change with all that it wrote."""
    entry = Entry(
        at=each.at, who=each.who, where=each.where, what=each.what, lines=tuple(lines),
        kind=each.kind, undone=each.undone, after_close=each.after_close,
    )  # fmt: skip
    return entry_paragraphs(shop, entry)
