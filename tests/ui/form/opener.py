"""A screen that opens the booking form as the book does, and remembers what it gave."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from db.connection import Target, bind, connected
from db.models import Ticket, TicketRow
from pettui.book.booking import Booked
from screens.book.form.screen import BookingForm
from screens.book.form.start import FormStart
from screens.desk import Desk
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen

KIM, LUIS, ANA = 1, 2, 3
FRIDAY = date(2026, 11, 27)


class Body(Widget, can_focus=True):
    DEFAULT_CSS = "Body { height: 1fr; }"

    def render(self) -> Content:
        return Content("the book")


class Opener(DeskScreen):
    AREAS = ("book",)
    BINDINGS = bindings("book")

    def __init__(self, start: FormStart) -> None:
        super().__init__()
        self.start = start
        self.answers: list[Booked | None] = []

    def body(self) -> ComposeResult:
        yield Body()

    def action_book_new(self) -> None:
        self.work(self.open_form())

    async def open_form(self) -> None:
        self.answers.append(await self.app.push_screen_wait(BookingForm(self.start)))


def opens(start: FormStart) -> Callable[[], Any]:
    """Give what makes the screen for `drive`."""
    return lambda: Opener(start)


def form_of(desk: Desk) -> BookingForm:
    """Give the form that is open."""
    found = next(s for s in reversed(desk.screen_stack) if isinstance(s, BookingForm))
    return found


def answers(desk: Desk) -> list[Booked | None]:
    """Give what the forms gave that were closed."""
    return next(s.answers for s in desk.screen_stack if isinstance(s, Opener))


def visit(number: int) -> tuple[Ticket, list[TicketRow]]:
    """Give a ticket and its rows."""
    ticket = Ticket.get(Ticket.number == number)
    rows = TicketRow.select().where(TicketRow.ticket == ticket).order_by(TicketRow.position)
    return ticket, list(rows)


def in_shop(shop_file: Path) -> AbstractContextManager[None]:
    """Bind the models to the file, for looking into it."""
    bind(Target(shop_file, ""))
    return connected()
