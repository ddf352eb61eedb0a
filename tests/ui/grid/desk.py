"""An app that shows nothing but a grid or a list, and a way to run it under a pilot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from pettui.book.day import DayView, WeekView
from screens.book.grid.daygrid import DayGrid
from screens.book.grid.listing import DayList
from screens.styles.themes import OWN

Shown = DayGrid | DayList


class Desk(App[None]):
    """Shows one widget and keeps the messages it sends."""

    def __init__(
        self,
        view: DayView | WeekView,
        *,
        kind: type[Shown] = DayGrid,
        now: int | None = None,
        theme: str = "pettui-dark",
    ) -> None:
        super().__init__()
        self.shown: Shown = kind(view)
        self.shown.set_reactive(kind.now_minute, now)
        self.heard: list[Message] = []
        for own in OWN:
            self.register_theme(own)
        self.theme = theme

    def compose(self) -> ComposeResult:
        """Show the widget, and nothing else."""
        yield self.shown

    @property
    def grid(self) -> DayGrid:
        """The widget as a grid."""
        assert isinstance(self.shown, DayGrid)
        return self.shown

    def on_day_grid_cursor_moved(self, event: Message) -> None:
        """Keep what was said."""
        self.heard.append(event)

    on_day_grid_opened = on_day_grid_cursor_moved
    on_day_grid_dropped = on_day_grid_cursor_moved
    on_day_grid_released = on_day_grid_cursor_moved
    on_day_grid_ghost_moved = on_day_grid_cursor_moved

    def last(self, kind: type[Any]) -> Any:
        """Give the last message of a kind."""
        return next(event for event in reversed(self.heard) if isinstance(event, kind))

    def count(self, kind: type[Any]) -> int:
        """Count the messages of a kind."""
        return sum(isinstance(event, kind) for event in self.heard)


Story = Callable[[Desk, Pilot[None]], Awaitable[None]]


def run(app: Desk, story: Story, size: tuple[int, int] = (120, 40)) -> None:
    """Run an app at a size and let a story press its keys."""

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await story(app, pilot)

    asyncio.run(play())


def lines_of(app: Desk) -> list[str]:
    """Read the screen as text, line by line."""
    shown = app.shown
    draw = shown.draw if isinstance(shown, DayGrid) else shown.render_line
    return [draw(y).text for y in range(shown.size.height)]


def text_of(app: Desk) -> str:
    """Read the screen as one text."""
    return "\n".join(lines_of(app))
