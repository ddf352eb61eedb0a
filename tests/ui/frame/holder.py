"""A screen that stands for any other: it has some commands of the book and notes what ran."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.widgets.ask import Ask, Understood


class Body(Widget, can_focus=True):
    DEFAULT_CSS = "Body { height: 1fr; }"

    def render(self) -> Content:
        return Content("the body")


class Holder(DeskScreen):
    AREAS = ("book",)
    BINDINGS = bindings("book")

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.answers: list[str | None] = []
        self.followed = 0

    def body(self) -> ComposeResult:
        yield Body()

    async def shop_changed(self) -> None:
        self.followed += 1

    def action_book_new(self) -> None:
        self.ran.append("new")

    def action_book_move(self) -> None:
        self.ran.append("move")

    def action_book_status(self) -> None:
        self.ran.append("status")

    def action_book_end(self) -> None:
        self.ran.append("end")

    def action_book_day_before(self) -> None:
        self.ran.append("day before")

    def action_book_week_before(self) -> None:
        self.ran.append("week before")

    def action_book_block(self) -> None:
        self.ran.append("block")

    def action_book_mark(self) -> None:
        self.ran.append("mark")

    def action_book_open(self) -> None:
        self.ran.append("open")

    def action_book_date(self) -> None:
        self.work(self.ask())

    async def ask(self) -> None:
        dialog = Ask("Go to", lambda text: Understood(text.upper(), f"that is {text.upper()}"))
        self.answers.append(await self.app.push_screen_wait(dialog))
