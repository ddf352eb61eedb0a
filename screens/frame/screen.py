"""The frame that every screen of the back office stands in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.reactive import var
from textual.screen import Screen
from textual.worker import Worker

from screens.frame.bar import CommandBar
from screens.frame.commands import GLOBAL, Command, handler, in_areas
from screens.frame.context import EMPTY, Context
from screens.frame.keymap import Offer
from screens.frame.status import StatusLine

if TYPE_CHECKING:
    from pettui.history.undo import Reversed
    from screens.desk import Desk


class DeskScreen(Screen[None]):
    """A screen between status line and footer. Subclasses give `AREAS`, `BINDINGS`, `body`.

    They set `self.context` whenever the selection changes, implement `shop_changed`, and do
    whatever waits (database, dialogs) in `self.work(...)`.
    """

    AREAS: ClassVar[tuple[str, ...]] = ()

    context: var[Context] = var(EMPTY, init=False)  # a reactive would repaint the whole screen
    _stale = False
    _was_open = False
    _rights: frozenset[str] | None = None  # those that the footer goes by
    _left_over = 0  # paints that opening still asks for

    @property
    def desk(self) -> Desk:
        """The app, by its own type."""
        from screens.desk import Desk

        app = self.app
        if not isinstance(app, Desk):
            raise TypeError("this screen belongs to the desk")
        return app

    def compose(self) -> ComposeResult:
        """Put the status line on top and the footer below."""
        desk = self.desk
        yield StatusLine(desk.shop, desk.actor)
        yield from self.body()
        yield CommandBar()

    def body(self) -> ComposeResult:
        """Give what stands between status line and footer."""
        yield from ()

    def on_mount(self) -> None:
        """Fill the footer and follow the shop's changes."""
        desk = self.desk
        self.show_status()
        self.show_offers()
        desk.shop_changed.subscribe(self, lambda _version: self._follow(), immediate=True)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Catch up with what happened while another screen was open."""
        if not self._was_open:
            self._was_open = True
            self._left_over = 2
            # Mounting has just styled it; a sheet of its own would have come after that.
            event.refresh_styles = self.CSS_PATH is not None
        if not self.is_mounted:
            return
        status = self.query_one(StatusLine)
        status.now = self.desk.minute
        self.show_status()
        if self._stale:
            self._follow()

    def on_idle(self) -> None:
        """Paint at once what opening leaves over: Textual would wait for its next tick, 17 ms.

        Once the first picture is out and all widgets have taken note of their sizes, they ask for
        another layout, and with it for all to be painted.
        """
        if not self._left_over or not self.is_current:
            return
        asked = self._layout_widgets.get(self, ())
        of_all = all(widget in asked for widget in self.children if widget.display)
        if asked and (of_all or self._left_over == 1):  # the rack of messages asks once more
            self._left_over -= 1
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        """Paint, unless another page covers this one: Textual would paint that one once more.

        Whoever comes back to this screen gets all of it painted anyway.
        """
        top = self.app.screen
        if top is not self and isinstance(top, DeskScreen):
            self._compositor._dirty_regions.clear()
            self._dirty_widgets.clear()
            return
        super()._compositor_refresh()

    def _follow(self) -> None:
        self._stale = self not in self.app.screen_stack  # it follows when it is seen again
        if self.is_mounted and not self._stale:
            self.work(self.shop_changed, hold_keys=False)

    async def shop_changed(self) -> None:
        """Read again what this screen shows: somebody, perhaps oneself, has written.

        Called after every write of this terminal and within a second of another one's.
        """

    async def after_undo(self, done: Reversed) -> None:
        """Show what an undo or redo brought back; `shop_changed` comes besides."""

    def work(
        self,
        what: Coroutine[Any, Any, Any] | Callable[[], Coroutine[Any, Any, Any]],
        *,
        hold_keys: bool = True,
        group: str = "default",
        exclusive: bool = False,
    ) -> Worker[None]:
        """Do some work in a worker; see `screens.frame.working.work_safely`."""
        from screens.frame.working import work_safely

        return work_safely(self, what, hold_keys=hold_keys, group=group, exclusive=exclusive)

    def commands(self) -> list[Command]:
        """Give the commands that are there on this screen: those with a method."""
        nodes = (self, self.app)
        return [c for c in in_areas((*self.AREAS, *GLOBAL)) if handler(c, *nodes) is not None]

    def why_not(self, command: Command) -> str:
        """Say why a command does not apply just now, "" when it does.

        A screen may know better than the table and override this.
        """
        return command.when(self.context)

    def rights_for(self, command: Command) -> tuple[str, ...]:
        """Give the rights that a command takes here; a screen may know better than the table."""
        return command.rights

    def lacks(self, command: Command) -> str:
        """Give the first right that whoever sits here lacks for a command, "" for none."""
        shop = self.desk.shop
        if shop.rights is None:
            return ""
        return next((right for right in self.rights_for(command) if not shop.may(right)), "")

    def offers(self) -> list[Offer]:
        """Give the commands with their keys, and why they do not apply."""
        shown = self.desk.keys.shown
        return [
            Offer(c, shown(c.id), _needs(lacks) if (lacks := self.lacks(c)) else self.why_not(c),
                  lacks)
            for c in self.commands()
        ]  # fmt: skip

    def watch_context(self) -> None:
        """Show the keys that matter now."""
        self.show_offers()

    def show_status(self) -> None:
        """Show the minute and the notices."""
        desk = self.desk
        for status in self.query(StatusLine):
            status.now = desk.minute
            if status.shop is not desk.shop:
                status.shop = desk.shop
                status.refresh()
            status.urgent, status.inside, status.notices = (
                desk.unreachable, desk.inside, desk.notices,
            )  # fmt: skip
        if self._rights != desk.shop.rights:
            self.show_offers()  # somebody may do more or less than they could

    def show_hint(self, hint: str) -> None:
        """Show some words in the footer instead of the keys; "" shows the keys again."""
        for bar in self.query(CommandBar):
            bar.hint = hint

    def show_offers(self) -> None:
        """Fill the footer."""
        self._rights = self.desk.shop.rights
        for bar in self.query(CommandBar):
            bar.offers = tuple(self.offers())


def _needs(right: str) -> str:
    from pettui.team.access.rights import words_of  # read only where somebody lacks a right

    return f"needs the right to {words_of(right)}"
