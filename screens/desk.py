"""The back office: the app, and how it is opened."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar

from textual import events
from textual.binding import BindingType
from textual.reactive import var
from textual.screen import Screen
from textual.types import CSSPathType

from db.gateway import Gateway
from pettui.config import Config
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.viewing import shop_for
from pettui.text import safe
from screens.frame import colours
from screens.frame.commands import bindings
from screens.frame.following import Follower
from screens.frame.keymap import read_keys
from screens.frame.screen import DeskScreen
from screens.frame.seat import SeatedApp
from screens.frame.terminal import NoTerminal, Terminal, check, prepare
from screens.frame.told import Told
from screens.frame.too_small import TooSmall, is_too_small

if TYPE_CHECKING:
    from pettui.book.day import DayView

P = ParamSpec("P")
T = TypeVar("T")
NO_TERMINAL = 2  # the exit code where no screen can be drawn


def book_screen(view: DayView | None = None) -> Screen[Any]:
    """Make the screen that the desk opens with; a day that was read already is painted at once."""
    from screens.book.screen import BookScreen

    return BookScreen(view)


class Desk(SeatedApp, inherit_bindings=False):
    """The back office of one shop, at one terminal.

    Screens read `shop`, `actor` and `config`, read through `gateway.run(...)`, write through
    `write(...)`, tell people things with `say(...)` and listen to `shop_changed`.
    """

    TITLE = "pettui"
    # The book's is read with the frame's: a sheet that comes with a screen makes Textual parse all
    # sheets again and style all widgets anew, 2 % of the start.
    CSS_PATH: ClassVar[CSSPathType | None] = ["styles/frame.tcss", "styles/book.tcss"]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    DEFAULT_MODE = "book"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("desk", "go"),
        ("ctrl+c", "how_to_leave", "how to leave"),
    ]

    minute: var[datetime | None] = var(None)
    inside: var[tuple[str, ...]] = var(())
    notices: var[tuple[str, ...]] = var(())
    unreachable: var[str] = var("")

    def __init__(
        self,
        shop: Shop,
        actor: Actor,
        gateway: Gateway,
        config: Config,
        *,
        terminal: Terminal | None = None,
        home: Callable[[], Screen[Any]] = book_screen,
    ) -> None:
        self.terminal = terminal or Terminal()
        super().__init__(
            read_keys(config.keys), ansi_color=True if self.terminal.colourless else None
        )
        self.shop = shop
        home = self.take_seat(actor, home)
        self.gateway = gateway
        self.config = config
        self.shop_changed = Told(self, "the shop changed")
        self.animation_level = "none"
        self._follower = Follower(self)
        self._is_open = False
        self._leave_with: int | None = None
        self._first_words = [*self.keys.problems, *colours.begin(self)]
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)
        self.add_mode("book", home)

    def on_mount(self) -> None:
        """Begin to follow the clock and the others, and say what the configuration got wrong."""
        self.set_keymap(self.keys.for_textual())
        self._follower.begin()
        if self._first_words:
            self.say("\n".join(self._first_words), "warning")

    def on_unmount(self) -> None:
        """Follow no more."""
        self._follower.end()

    def on_ready(self) -> None:
        """Go on, or leave at once where a signal came while the desk was opening."""
        self._is_open = True
        if self._leave_with is not None:
            self.leave(self._leave_with)
        # Textual would paint at its next tick, 17 ms later; the first picture is ready now.
        self.screen._on_timer_update()
        self.call_after_refresh(_collect_again)

    def leave(self, code: int) -> None:
        """Leave with an exit code, as soon as Textual can take its screen down again."""
        self._leave_with = code
        if self._is_open:
            self.exit(code, return_code=code)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything where the window is too small for it."""
        covered = isinstance(self.screen, TooSmall)
        if is_too_small(event.size) and not covered:
            self.push_screen(TooSmall())
        elif covered and not is_too_small(event.size):
            self.pop_screen()

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets again when the colours changed.

        Textual asks for it twice at every start, with colours that the sheets have already.
        """
        colours_now = self.get_css_variables()
        if colours_now != self._colours:
            self._colours = colours_now
            super().refresh_css(animate)
            return
        self.stylesheet.update(self, animate=animate)
        if self._is_open:
            self.screen.refresh(layout=True)

    # What screens use

    async def write(self, rule: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a rule that writes, on the database thread, and let all screens follow.

        Whoever may not do it is asked whether somebody else allows it with their PIN.
        """
        try:
            done = await self.gateway.run(rule, *args, **kwargs)
        except Refused as refused:
            if not getattr(refused, "right", "") or not self.actor.account:
                raise
            from screens.team.access.override import again

            done = await again(self, refused, rule, *args, **kwargs)
        self._follower.look_again()
        await self.renew()
        self.shop_changed.publish(None)
        return done

    async def renew(self) -> None:
        """Read the shop again, because somebody may have changed a setting."""
        actor = self.actor
        shop = await self.gateway.run(shop_for, actor)
        if actor != self.actor:
            return  # somebody else has come meanwhile, and brought their own
        if shop != self.shop:
            self.shop = shop
            self._tell_screens()
            self.look_at_sign_in()

    def _tell_screens(self) -> None:
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, DeskScreen):
                screen.show_status()

    watch_minute = watch_inside = watch_notices = watch_unreachable = _tell_screens

    # Commands that are there on every screen

    def action_desk_lock(self) -> None:
        """Lock the desk; what is open stays as it is, under the lock."""
        from screens.team.access import guard

        guard.lock(self, self.actor.name)

    def action_desk_switch(self) -> None:
        """Let somebody else sign in; one's own screens stay as they are."""
        from screens.team.access import guard

        guard.lock(self, "")

    def action_go_access(self) -> None:
        """Open roles and rights."""
        from screens.team.access.screen import open_access

        open_access(self)

    def action_go_changes(self) -> None:
        """Open the log of all changes."""
        from screens.history.screen import open_changes

        open_changes(self)

    def action_go_book(self) -> None:
        """Open the appointment book, as it was left."""
        self.switch_mode(self.home_mode)
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_go_wait(self) -> None:
        """Open the wait list."""
        from screens.book.waiting.opening import open_list

        open_list(self)

    def action_go_stock(self) -> None:
        """Open the services and prices."""
        from screens.stock.opening import open_services

        open_services(self)

    def action_go_clock(self) -> None:
        """Open the time clock."""
        from screens.team.timeclock.opening import open_clock

        open_clock(self)

    def action_go_schedule(self) -> None:
        """Open the schedule."""
        from screens.team.schedule.opening import open_schedule

        open_schedule(self)

    def action_go_series(self) -> None:
        """List the standing appointments."""
        from screens.book.series.listing import open_list
        from screens.frame.working import work_safely

        work_safely(self.screen, open_list(self))

    def action_go_staff(self) -> None:
        """Open the employees, or go back to them where they are open already."""
        from screens.team.employees import EmployeesScreen

        if not isinstance(self.screen, EmployeesScreen):
            self.push_screen(EmployeesScreen())

    def action_go_settings(self) -> None:
        """Open the settings."""
        from screens.team.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_go_clients(self) -> None:
        """Open the list of clients, or go back to it where it is open already."""
        from screens.people.clients import ClientsScreen

        for screen in self.screen_stack:
            if isinstance(screen, ClientsScreen):
                while self.screen is not screen:
                    self.pop_screen()
                return
        self.push_screen(ClientsScreen())

    def action_go_recall(self) -> None:
        """Open the list of calls to those who are due."""
        from screens.people.recall.screen import open_recall

        open_recall(self)

    def action_desk_find(self) -> None:
        """Search clients, pets, phones and tickets, and go to what is found."""
        from screens.people.finding import find_anything

        self._work(find_anything(self))

    def action_desk_undo(self) -> None:
        """Undo this terminal's last change."""
        self._in_the_back("undoing", "reverse", "undo")

    def action_desk_redo(self) -> None:
        """Bring back what was undone last."""
        self._in_the_back("undoing", "reverse", "redo")

    def action_desk_palette(self) -> None:
        """Search the commands and run one."""
        self._in_the_back("palette", "open_palette")

    def action_desk_help(self) -> None:
        """Search what can be done here, and do it."""
        self._in_the_back("palette", "open_help")

    def action_desk_theme(self) -> None:
        """Change between dark and light."""
        colours.turn(self)

    def action_desk_themes(self) -> None:
        """Choose the colours from a list."""
        self._in_the_back("palette", "choose_theme")

    def _in_the_back(self, module: str, name: str, *args: Any) -> None:
        """Do something in a worker; its module is loaded when it is first wanted."""
        from importlib import import_module

        do = getattr(import_module(f"screens.frame.{module}"), name)
        self._work(do(self, *args))

    def _work(self, what: Coroutine[Any, Any, Any]) -> None:
        from screens.frame.working import work_safely

        work_safely(self, what)

    def action_desk_quit(self) -> None:
        """Leave; everything is saved already."""
        self.exit(0)

    def action_how_to_leave(self) -> None:
        """Tell who presses ctrl+c how to leave."""
        self.say(f"{self.keys.shown('desk.quit')} leaves pettui. Everything is saved already.")

    def _fatal_error(self) -> None:
        # Textual's own would print the values of local variables: names, phone numbers, PINs.
        from screens.frame.working import note_error

        error = sys.exc_info()[1] or RuntimeError("unknown")
        self.panic(safe(note_error(error)))


def _collect_again() -> None:
    gc.freeze()  # what start-up made stays, so the collector need not look at it again
    gc.enable()


def open_desk(shop: Shop, actor: Actor, gateway: Gateway, config: Config, **more: Any) -> int:
    """Open the back office on this terminal and give the exit code when it is left.

    The code is 0, 1 after an unexpected error, 2 where no screen can be drawn, 129 after SIGHUP
    (the line dropped) and 143 after SIGTERM. The gateway is closed by the caller.
    """
    try:
        check()
    except NoTerminal as error:
        print(error, file=sys.stderr)
        return NO_TERMINAL
    terminal = prepare(os.environ)

    async def run() -> int:
        from screens.frame.signals import leave_on_signals

        desk = Desk(shop, actor, gateway, config, terminal=terminal, **more)
        leave_on_signals(desk.leave)
        if terminal.slow:
            from screens.frame import sparing

            sparing.begin(desk)
        await desk.run_async(mouse=config.mouse)
        return desk.return_code or 0

    gc.disable()
    try:
        return asyncio.run(run())
    finally:
        gc.enable()
