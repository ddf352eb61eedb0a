"""What tests of the book share: the book, its cursor, and what is kept in the database."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from textual.pilot import Pilot

from db.models import Bookable, Ticket, TicketRow
from pettui.book.day import Block
from screens.book.screen import BookScreen
from screens.desk import Desk
from tests.ui.helpers import lines, settle

ELSEWHERE = """
import sys
from pathlib import Path
from db.connection import Target, bind, connected
from db.models import Ticket, TicketRow
from pettui.book import blocks, moving, notes, status
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
bind(Target(Path(sys.argv[1]), ""))
KIM = Actor(None, "Kim", "phone")
def row_of(pet):
    return TicketRow.select().where(TicketRow.pet_name == pet).order_by(TicketRow.id).get()
with connected():
    shop = load_shop()
    exec(sys.argv[2])
"""


class Kept(NamedTuple):
    """What the database holds of a visit's first row."""

    ticket: int
    status: str
    day: str
    start: int
    length: int
    employee: str
    double: str
    note: str


def book(desk: Desk) -> BookScreen:
    """Give the book; it is there below every other screen."""
    found = desk.screen_stack[0]
    assert isinstance(found, BookScreen)
    return found


def current(desk: Desk) -> Block:
    """Give what the cursor is on; there must be something."""
    block = book(desk).current()
    assert block is not None
    return block


async def to(desk: Desk, pilot: Pilot[Any], pet: str) -> None:
    """Put the cursor on the first row of a pet, or of a time block's reason."""
    page = book(desk).page
    blocks = [b for b in book(desk).shown_blocks() if pet in (b.pet, b.reason)]
    assert page.go_to_row(min(blocks, key=lambda b: b.start).row)
    await settle(pilot)


async def at(desk: Desk, pilot: Pilot[Any], label: str, minute: int) -> None:
    """Put the cursor on a minute of somebody's column."""
    column = next(c for c in book(desk).columns() if c.label == label)
    book(desk).grid.go_to(column.id, minute)
    await settle(pilot)


async def rest(pilot: Pilot[Any]) -> None:
    """Let the cursor have rested, so that the line below tells about it: at once, for a test."""
    await settle(pilot)
    screen = pilot.app.screen
    if isinstance(screen, BookScreen) and screen._look is not None:
        screen._look.stop()
        screen._look_closer()
        await settle(pilot)


def detail(desk: Desk) -> str:
    """Read the two lines below the grid."""
    return "\n".join(lines(desk)[-3:-1])


def _kept(pet: str) -> list[Kept]:
    rows = TicketRow.select().where(
        (TicketRow.pet_name == pet) | (TicketRow.description == pet)
    ).order_by(TicketRow.id)  # fmt: skip
    labels = {b.id: b.label for b in Bookable.select()}
    found = []
    for row in rows:
        ticket: Ticket = row.ticket
        found.append(
            Kept(
                ticket.id, ticket.status, row.day.isoformat(), row.start,
                row.setup + row.process + row.finish, labels.get(row.__data__["employee"], ""),
                ticket.double_booked, ticket.note,
            )
        )  # fmt: skip
    return found


async def all_kept(desk: Desk, pet: str) -> list[Kept]:
    """Read all rows of a pet, or of a reason, from the database."""
    return await desk.gateway.run(_kept, pet)


async def kept(desk: Desk, pet: str) -> Kept:
    """Read the first row of a pet from the database."""
    return (await all_kept(desk, pet))[0]


async def elsewhere(desk: Desk, code: str) -> None:
    """Let another process write; `shop`, `KIM` and `row_of(pet)` are there."""
    path = desk.config.path.with_name("shop.db")
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", ELSEWHERE, str(path), code],
        capture_output=True, text=True, cwd=Path(__file__).parents[3], check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
