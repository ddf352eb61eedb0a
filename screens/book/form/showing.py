"""Puts the draft and its proposal on the form, and says which keys matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from screens.book.form import words
from screens.book.form.ticketrows import HINT as ROWS_HINT

if TYPE_CHECKING:
    from screens.book.form.field import Entry
    from screens.book.form.screen import BookingForm


def show(form: BookingForm) -> None:
    """Show what is filled in, and below it dangers, rows, sums and problems."""
    for entry in form.entries:
        entry.fill()
    found = form.draft.proposal
    if found is None:
        return
    shop = form.desk.shop
    body = form.query_one("#body")
    width = body.size.width or 76
    wrong = {problem.row for problem in found.problems if problem.weight != "tell"}
    timed = found.checked is not None
    form.rows.put(
        [
            words.row_of(shop, place, row, width, wrong=place in wrong, timed=timed)
            for place, row in enumerate(found.rows)
        ]
    )
    body.display = bool(found.rows)
    if found.rows:
        form.query_one("#sums", Static).update(words.sums(shop, found))
    _put(form, "#banner", words.banner(found))
    _put(form, "#problems", words.problems(found.problems))
    form.show_keys()


def _put(form: BookingForm, name: str, content: Content) -> None:
    widget = form.query_one(name, Static)
    widget.update(content)
    widget.set_class(bool(content), "-shown")


def hint(form: BookingForm, entry: Entry | None) -> str:
    """Say what the keys do where the cursor is."""
    if form.rows.has_focus:
        return ROWS_HINT
    if entry is None:
        return ""
    if entry.rows.display:
        return "arrows choose  Enter takes it  Esc closes the list"
    if entry.line.id == "when" and form.draft.rows and not entry.is_open:
        return f"{_enter(form, entry)}  ctrl+f next fit  ctrl+t search"
    return f"{_enter(form, entry)}  Tab and arrows other lines  Esc back"


def _enter(form: BookingForm, entry: Entry) -> str:
    if entry.line.hint:
        return entry.line.hint
    draft, found = form.draft, form.draft.proposal
    missing = any(other.line.missing() for other in form.entries if other.line.there())
    if entry.is_open or missing or found is None or entry.line.id == "service":
        return "Enter goes on"
    verb = "saves" if draft.ticket else "books"
    if any(p.weight == "ask" and p.words not in draft.agreed for p in found.problems):
        return f"Enter asks before it {verb}"
    return f"Enter {verb} {words.visit(form.desk.shop, found, form.labels)}"
