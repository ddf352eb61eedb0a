"""The history of a ticket as people read it (DOMAIN 10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from db.models import OldHistory, database
from pettui.book import booking, moving, notes, status
from pettui.history import story
from pettui.history.door import Refused
from pettui.history.story import Entry
from pettui.history.undo import undo
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import book, row, rows_of, seen
from tests.small_shop import DANA

LUIS = steps.LUIS_DESK


def changes(entry: Entry) -> list[tuple[str, str, str]]:
    return [(line.field, line.old, line.new) for line in entry.lines]


def test_from_what_to_what_by_whom_and_where(shop: Shop) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 17, 5, tzinfo=UTC), tick=False):
        done = book(shop, row("BATH"))
        wish = moving.Move(
            rows_of(done)[0].id, seen(done)[1], start=615, column=steps.column("Luis"), length=60
        )
        moving.move(shop, wish, LUIS)
    told = story.of_ticket(shop, done.ticket)
    assert told.title == (f"Ticket {done.number} · Bella · Maria Ortega · Tue 24 Nov 2026 · booked")
    newest, oldest = told.entries
    assert (newest.who, newest.where, newest.what) == (
        "Luis", "table", "moved Bella: Bath, Tue 24 Nov 2026 10:15 with Luis",
    )  # fmt: skip
    assert newest.at == datetime.fromisoformat("2026-11-23T12:05")
    assert changes(newest) == [
        ("time", "9:00", "10:15"), ("setup", "45 min", "60 min"), ("with", "Kim", "Luis"),
    ]  # fmt: skip
    assert ("price", "", "$35.00") in changes(oldest)
    assert ("pet", "", "Bella") in changes(oldest)


def test_money_status_and_notes(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    wish = booking.plan_of(done.ticket)
    booking.save(shop, replace(wish, rows=(replace(wish.rows[0], price=4000),)), DANA)
    status.end(shop, [seen(done)], "late cancel", DANA, reason="flat tyre")
    notes.add(done.ticket, "will call", DANA)
    note, ending, priced, _ = story.of_ticket(shop, done.ticket).entries
    assert changes(note) == [("note", "", "will call")]
    assert changes(ending) == [("status", "booked", "late cancel"), ("reason", "", "flat tyre")]
    assert ("price", "$35.00", "$40.00") in changes(priced)
    assert ("total", "$37.89", "$43.30") in changes(priced)


def test_what_was_undone_and_what_came_after_closing_is_marked(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    moving.move(shop, moving.Move(rows_of(done)[0].id, seen(done)[1], start=600), DANA)
    undo(DANA)
    status.advance(shop, [seen(done)], "closed", DANA)
    notes.add(done.ticket, "forgot the collar", LUIS)
    marks = [(e.kind, e.undone, e.after_close) for e in story.of_ticket(shop, done.ticket).entries]
    assert marks == [
        ("do", False, True), ("do", False, False), ("undo", False, False), ("do", True, False),
        ("do", False, False),
    ]  # fmt: skip


def test_a_removed_row_is_still_told_and_so_is_a_removed_ticket(shop: Shop) -> None:
    done = book(shop, row("BATH"), row("NAILS"))
    wish = booking.plan_of(done.ticket)
    booking.save(shop, replace(wish, rows=wish.rows[:1]), DANA)
    newest = story.of_ticket(shop, done.ticket).entries[0]
    assert ("Nails", "price", "$15.00", "") in [
        (line.of, line.field, line.old, line.new) for line in newest.lines
    ]
    undo(DANA)
    undo(DANA)
    told = story.of_ticket(shop, done.ticket)
    assert told.title == "This ticket"
    assert len(told.entries) == 4


def test_text_of_an_import_is_told_as_the_oldest(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    database.execute_sql("PRAGMA query_only = 0")
    OldHistory.insert(ticket=done.ticket, text="6/4/2021 KIM Open").execute()
    told = story.of_ticket(shop, done.ticket)
    assert (told.entries[-1].at, told.entries[-1].what) == (None, "6/4/2021 KIM Open")


def test_a_ticket_that_never_was_has_no_history(shop: Shop) -> None:
    with pytest.raises(Refused, match="no history"):
        story.of_ticket(shop, 999)
