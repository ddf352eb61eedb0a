"""The screen of a locked desk: the shop, the time, and who signs in. It shows nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from pettui.team.viewing import shop_for
from screens.widgets.line import Line
from screens.widgets.plain import assemble, line, plain

if TYPE_CHECKING:
    from screens.desk import Desk

WHO, SECRET = "Who", "PIN"


class LockScreen(Screen[None]):
    """Asks for a number or name and a PIN or password, and lets in whoever they belong to."""

    CSS_PATH = "../../styles/access.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.head = Static("", id="head", markup=False)
        self.who = Line(WHO, placeholder="your number, or your name")
        self.secret = Line(SECRET, placeholder="your PIN or password")
        self.secret.field.password = True
        self.echo = Static("", id="echo", markup=False)
        self._wanted = ""
        self._busy = False

    @property
    def desk(self) -> Desk:
        """The app, by its own type."""
        from screens.desk import Desk

        app = self.app
        if not isinstance(app, Desk):
            raise TypeError("this screen belongs to the desk")
        return app

    def compose(self) -> ComposeResult:
        """Put all of it into one box in the middle."""
        with Vertical(id="box"):
            yield self.head
            yield self.who
            yield self.secret
            yield self.echo
            yield Static(line("Enter signs in · Ctrl+Q leaves pettui", "$text-muted"), id="keys")

    def begin(self, who: str) -> None:
        """Wait for somebody; `who` stands there already, "" for nobody."""
        self._wanted = who
        if self.is_mounted:
            self._clear()

    def on_mount(self) -> None:
        """Show the time, and wait."""
        self.watch(self.desk, "minute", self._show_time)
        self.desk.shop_changed.subscribe(self, lambda _: self._look(), immediate=True)
        self._clear()

    def _show_time(self) -> None:
        desk = self.desk
        now = desk.minute or desk.shop.now()
        self.head.update(
            assemble(
                line(desk.shop.name, "bold"), "\n",
                line(f"{desk.shop.day(now.date())} · {desk.shop.time(now.hour * 60 + now.minute)}",
                     "$text-muted"),
            )
        )  # fmt: skip

    def _clear(self) -> None:
        self.who.value, self.secret.value = self._wanted, ""
        self._say("")
        self._show_time()
        (self.secret if self._wanted else self.who).focus()

    def action_clear(self) -> None:
        """Forget what was typed; somebody else stands here."""
        self._wanted = ""
        self._clear()

    def _say(self, words: str) -> None:
        self.echo.update(plain(words))

    def _look(self) -> None:
        """Open where signing in was turned off meanwhile, at another terminal."""
        desk = self.desk
        if desk.is_locked and not desk.shop.setting("access.sign_in"):
            from screens.team.access.guard import let_in

            let_in(desk, desk.machine, desk.shop._replace(rights=None))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input is self.who.field and not self.secret.value:
            self.secret.focus()
        elif not self.who.value.strip():
            self.who.focus()
        elif self.secret.value and not self._busy:
            from screens.frame.working import work_safely

            self._busy = True
            work_safely(self, self._sign_in())

    async def _sign_in(self) -> None:
        from db.connection import Unusable
        from db.gate import Busy
        from pettui.history.door import Refused
        from pettui.team.access import signing_in
        from screens.team.access.guard import let_in

        desk = self.desk
        self._say("Looking …")
        try:
            found = await desk.gateway.run(
                signing_in.sign_in, self.who.value, self.secret.value, desk.machine.terminal
            )
        except (Refused, Busy, Unusable) as error:
            self._say(str(error))
            return
        finally:
            self._busy = False
            self.secret.value = ""
        if isinstance(found, signing_in.Refusal):
            self._say(found.words)
            self.secret.focus()
            return
        shop = await desk.gateway.run(shop_for, found.actor)
        self._wanted = ""
        self._say("")
        self.who.value = ""
        let_in(desk, found.actor, shop)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Wait for whoever comes."""
        if self.is_mounted:
            self._clear()
