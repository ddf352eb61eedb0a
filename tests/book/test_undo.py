"""Undo and redo of what is done in the book, beside others who work there too."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from db.models import Client, Pet, Ticket, TicketRow
from pettui.book import moving, notes, status
from pettui.book.slots import Taken
from pettui.history import story
from pettui.history.actor import Actor
from pettui.history.undo import Blocked, NothingToUndo, redo, undo
from pettui.people import clients
from pettui.people.clients import NewClient, NewPet
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY, book, row, rows_of, seen, ticket
from tests.small_shop import DANA

LUIS = steps.LUIS_DESK
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # 12:00 in New York


def move(shop: Shop, key: int, start: int, by: Actor = DANA) -> None:
    moving.move(shop, moving.Move(rows_of(key)[0].id, seen(key)[1], start=start), by)


def test_somebody_elses_later_change_is_named_with_its_time(shop: Shop) -> None:
    with time_machine.travel(NOON, tick=False):
        done = book(shop, row("BATH"))
        move(shop, done.ticket, 600, by=LUIS)
        before = steps.contents()
        with pytest.raises(Blocked) as blocked:
            undo(DANA)
    assert str(blocked.value) == (
        "“booked Bella: Bath, Tue 24 Nov 2026 9:00 with Kim” cannot be undone: Luis (table) has"
        " changed the same since, at 12:00: “moved Bella: Bath, Tue 24 Nov 2026 10:00 with Kim”."
    )
    assert steps.contents() == before
    with (
        time_machine.travel("2026-12-01T12:00:00Z", tick=False),
        pytest.raises(Blocked, match=r"since, on Mon 23 Nov 2026 12:00: “moved"),
    ):
        undo(DANA)
    undo(LUIS)
    undo(DANA)  # what stood in the way is undone
    assert Ticket.get_or_none(Ticket.id == done.ticket) is None


def test_what_somebody_has_built_on_stays(shop: Shop) -> None:
    made = clients.create(shop, NewClient("Pat Doe", "555-0100", pets=(NewPet("Zoe"),)), DANA)
    with time_machine.travel(NOON, tick=False):
        book(shop, row("BATH", of="Zoe"), by=LUIS)
    before = steps.contents()
    with pytest.raises(Blocked, match=r"Luis \(table\) has built on it since.*“booked Zoe") as no:
        undo(DANA)
    assert str(no.value).endswith("Nothing was changed.")
    assert steps.contents() == before
    undo(LUIS)
    undo(DANA)
    assert Client.get_or_none(Client.id == made.client) is None


def test_a_slot_that_was_taken_since_is_named(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    move(shop, done.ticket, 720)
    book(shop, row("BATH", of="Coco"), by=LUIS)
    before = steps.contents()
    with pytest.raises(Taken, match=r"Kim is taken at 9:00 on Tue 24 Nov by Coco \(Li Chen\), t"):
        undo(DANA)
    assert steps.contents() == before


def test_each_terminal_has_its_own_way_back(shop: Shop) -> None:
    mine, theirs = book(shop, row("BATH")), book(shop, row("BATH", "Luis", of="Coco"), by=LUIS)
    assert undo(DANA).ticket is None  # it is gone
    assert Ticket.get_or_none(Ticket.id == mine.ticket) is None
    assert Ticket.get_or_none(Ticket.id == theirs.ticket) is not None
    with pytest.raises(NothingToUndo, match="Only your own changes at this terminal"):
        undo(Actor(None, "Dana", "kiosk"))
    assert redo(DANA).ticket == mine.ticket
    undo(LUIS)
    with pytest.raises(NothingToUndo):
        undo(LUIS)


def test_a_new_change_ends_the_redo(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    move(shop, done.ticket, 600)
    undo(DANA)
    notes.add(done.ticket, "new", DANA)
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        redo(DANA)


def test_undo_after_a_restart(shop: Shop, shop_file: Path) -> None:
    """Another process undoes what this one did, and this one sees it."""
    done = book(shop, row("BATH"), row("NAILS", "Luis"))
    program = (
        "import sys\nfrom pathlib import Path\nfrom db import connection\n"
        "connection.bind(connection.Target(Path(sys.argv[1]), ''))\n"
        "from pettui.history.undo import undo\nfrom tests.small_shop import DANA\n"
        "with connection.connected():\n    print(undo(DANA).what)\n"
    )
    run = [sys.executable, "-c", program, str(shop_file)]
    shown = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    assert shown.stdout.startswith("booked Bella: Bath + Nails")
    assert Ticket.get_or_none(Ticket.id == done.ticket) is None
    assert steps.minutes_held("Kim") == []
    redo(DANA)
    assert [r.description for r in rows_of(done)] == ["Bath", "Nails"]


def test_keys_of_what_was_undone_are_not_given_to_others(shop: Shop) -> None:
    """Somebody else's new ticket must not inherit the story of one that was undone."""
    mine = book(shop, row("BATH"))
    undo(DANA)
    theirs = book(shop, row("BATH", "Luis", of="Coco"), by=LUIS)
    assert theirs.ticket != mine.ticket
    told = story.of_ticket(shop, theirs.ticket)
    assert [entry.who for entry in told.entries] == ["Luis"]
    redo(DANA)
    assert {t.id for t in Ticket.select().where(Ticket.day == TUESDAY)} == {
        mine.ticket, theirs.ticket,
    }  # fmt: skip
    rows = [r.id for r in TicketRow.select().where(TicketRow.day == TUESDAY)]
    assert len(rows) == 2


def test_a_client_with_pets_and_phones_comes_and_goes(shop: Shop) -> None:
    empty = steps.contents()
    clients.create(shop, NewClient("Pat Doe", "555-0100", pets=(NewPet("Zoe"),)), DANA)
    full = steps.contents()
    undo(DANA)
    assert steps.contents() == empty
    redo(DANA)
    assert steps.contents() == full
    clients.add_pet(Pet.get(Pet.name == "Zoe").client_id, NewPet("Max"), DANA)
    undo(DANA)
    assert steps.contents() == full


def test_undo_of_closing_opens_the_ticket_again(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    status.advance(shop, [seen(done)], "closed", DANA)
    undo(DANA)
    assert ticket(done).status == "booked"
    assert Ticket.get_or_none(Ticket.id == done.ticket, Ticket.closed.is_null()) is not None
    move(shop, done.ticket, 600)


def test_a_change_that_cannot_be_undone_says_so(shop: Shop) -> None:
    undo(DANA)  # moving in
    with pytest.raises(Blocked, match="“made the shop Wagging Tails” cannot be undone"):
        undo(DANA)
