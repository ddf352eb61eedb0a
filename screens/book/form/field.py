"""One line of the form on the screen: label, field, echo, and the candidates below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from screens.book.form.line import FormLine, Look
from screens.widgets.line import Field
from screens.widgets.plain import line
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.events import Focus

MOST = 9  # candidates in sight


class EntryField(Field):
    """A field whose Enter is handled at once, so that keys typed after it wait for its work."""

    class Entered(Message):
        """The cursor came into the field."""

    async def action_submit(self) -> None:
        """Let the form do what Enter means here."""
        from screens.book.form.screen import BookingForm

        form = self.screen
        if isinstance(form, BookingForm):
            form.enter()

    def on_focus(self, event: Focus) -> None:
        """Tell the form."""
        self.post_message(self.Entered())


class Entry(Vertical):
    """A line of the form. `fill` shows what is known; whatever else stands there is still open."""

    def __init__(self, form_line: FormLine) -> None:
        super().__init__(id=form_line.id, classes="entry")
        self.line = form_line
        self.field = EntryField(placeholder=form_line.prompt())
        self.echo = Static("", classes="echo", markup=False)
        self.rows = Rows(most=MOST)
        self.looked: str | None = None  # the text that the candidates belong to
        self._filled = ""

    def compose(self) -> ComposeResult:
        """Put label, field and echo on one line; the candidates lie over what is below."""
        with Horizontal(classes="entry--row"):
            yield Static(line(self.line.label), classes="label")
            yield self.field
            yield self.echo
        self.rows.display = False
        yield self.rows

    @property
    def is_open(self) -> bool:
        """Whether something was typed that is not filled in yet."""
        return self.field.value != self._filled

    @property
    def picked(self) -> str | None:
        """The candidate under the cursor, None when none is shown."""
        row = self.rows.row if self.rows.display else None
        return row.id if row else None

    def fill(self, *, anew: bool = False) -> None:
        """Show what is known; what was typed and not taken stays, unless `anew`."""
        self.display = self.line.there()
        self.field.placeholder = self.line.prompt()
        if self.is_open and not anew:
            return
        self.close()
        self.field.value = self.line.text()
        self._filled = self.field.value  # as the field cleaned it
        if self.field.has_focus:
            self.field.select_all()
        self.say(self.line.echo())

    def say(self, words: Content, *, wrong: bool = False) -> None:
        """Show an echo, or what is wrong."""
        self.echo.set_class(wrong, "-wrong")
        self.set_class(wrong, "-wrong")
        self.echo.update(words)

    def show(self, look: Look, text: str) -> None:
        """Show what a text means."""
        self.looked = text
        self.say(look.echo, wrong=look.wrong)
        self.rows.show(look.rows)
        self.rows.display = bool(look.rows)

    def close(self) -> None:
        """Put the candidates away."""
        self.rows.display = False
        self.looked = None
