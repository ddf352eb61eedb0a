"""A small form in a dialog: fields in order, what is wrong beside them, ctrl+s saves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from pettui.config import state_dir, target
from pettui.history.door import AlreadyDone, Clash, Refused
from pettui.text import fold
from screens.frame.working import KNOWN, in_words, work_safely
from screens.widgets.dialog import Dialog
from screens.widgets.drafts import Drafts, Kept
from screens.widgets.fields import Typed
from screens.widgets.line import Line
from screens.widgets.plain import assemble, line
from screens.widgets.unsaved import take_up

if TYPE_CHECKING:
    from screens.desk import Desk

SOON = 0.8  # seconds after a key until unsaved text is kept
Fields = list[tuple[str, "Line | Pick"]]
Save = Callable[[Mapping[str, str]], Awaitable[Any]]
"""Saves what stands in the fields, by their labels."""
Again = Callable[[], Awaitable[Fields]]
"""Reads the record again once somebody else has changed it: its fields as they are now.

What is saved next goes by that reading.
"""


class Pick(Widget, can_focus=True):
    """One of a few choices: Left and Right turn, a letter jumps, Space takes the next."""

    DEFAULT_CSS = """
    Pick {
        height: 1;
        background: $surface;
        &:focus { background: $panel; }
        &:ansi { background: ansi_default; }
        &:ansi:focus { text-style: reverse; }
    }
    """
    at: reactive[int] = reactive(0)

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], value: str = "") -> None:
        super().__init__()
        self.label = label
        self.choices = list(choices) or [("", "")]
        keys = [key for key, _ in self.choices]
        self.set_reactive(Pick.at, keys.index(value) if value in keys else 0)

    class Changed(Message):
        """Something else was chosen."""

    @property
    def value(self) -> str:
        """The key of what is chosen."""
        return self.choices[self.at][0]

    @value.setter
    def value(self, key: str) -> None:
        self.at = next((n for n, (one, _) in enumerate(self.choices) if one == key), self.at)

    @property
    def shown(self) -> str:
        """What is chosen, in words."""
        return self.choices[self.at][1]

    def watch_at(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed())

    def render(self) -> Content:
        """Write the label and the choice."""
        arrows = ("< ", " >") if self.has_focus else ("", "")
        return assemble(
            line(f"{self.label:<12}", "$text-muted"),
            (arrows[0], "$accent"), line(self.choices[self.at][1] or "none"),
            (arrows[1], "$accent"),
        )  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """Turn, or jump to a letter."""
        step = {"right": 1, "left": -1, "space": 1}.get(event.key)
        if step is not None:
            event.stop()
            self.at = (self.at + step) % len(self.choices)
        elif event.is_printable and event.character:
            event.stop()
            wanted = fold(event.character)
            order = [(self.at + n) % len(self.choices) for n in range(1, len(self.choices) + 1)]
            found = (n for n in order if fold(self.choices[n][1]).startswith(wanted))
            self.at = next(found, self.at)

    def on_click(self) -> None:
        """Turn to the next choice."""
        self.focus()
        self.at = (self.at + 1) % len(self.choices)

    def on_focus(self) -> None:
        """Show the arrows."""
        self.refresh()

    on_blur = on_focus


def yes_no(label: str, *, on: bool) -> Pick:
    """Give a choice of yes and no; its value is "yes" or ""."""
    return Pick(label, (("", "no"), ("yes", "yes")), "yes" if on else "")


class Form(Dialog[Any]):
    """Fields, and a way to save them; gives what saving gave.

    An error that begins with a field's label stands beside that field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("enter", "next", show=False),
    ]
    DEFAULT_CSS = """
    Form {
        #box { width: 76; }
        #fields { height: auto; max-height: 1fr; }
    }
    """
    HINT = "Ctrl+S saves · Tab Enter next field · Esc back"
    AUTO_FOCUS = "Field, Pick"

    def __init__(
        self,
        title: str,
        fields: Sequence[tuple[str, Line | Pick]],
        save: Save,
        words: str = "",
        *,
        record: str,
        again: Again | None = None,
    ) -> None:
        """Make the form.

        Args:
            title: what stands on top.
            fields: the fields by their labels.
            save: saves them.
            words: what is said below them while nothing is wrong.
            record: which record it is, such as "service:7"; unsaved text is kept under it.
                "" where nothing may ever be written to the disk, as with a PIN.
            again: reads it again where somebody else may change it meanwhile.
        """
        super().__init__(title)
        self._record = record
        self._drafts: Drafts | None = None
        self._soon: Timer | None = None
        self.fields = dict(fields)
        self._save = save
        self._again = again
        self._leaving = False
        self._first = self._values()
        self._words = words
        self.echo = Static(line(words), id="echo", markup=False)

    def contents(self) -> ComposeResult:
        """Show the fields, and below them what is to be said."""
        with VerticalScroll(id="fields", can_focus=False):
            yield from self.fields.values()
        yield self.echo

    def _values(self) -> dict[str, str]:
        return {label: field.value for label, field in self.fields.items()}

    # Unsaved text

    @property
    def desk(self) -> Desk:
        """The app, by its own type."""
        from screens.desk import Desk

        if not isinstance(self.app, Desk):
            raise TypeError("this form belongs to the desk")
        return self.app

    def on_mount(self) -> None:
        """Offer what an earlier form left behind."""
        if not self._record:
            return
        database = str(target(self.desk.config))
        self._drafts = Drafts(state_dir() / "drafts", database, self._record)
        if (kept := self._drafts.left_behind()) is not None:
            work_safely(self, self._offer(kept))

    async def _offer(self, kept: Kept) -> None:
        wanted = await take_up(self.desk, kept, {label: label for label in self.fields})
        if wanted is None or self._drafts is None:
            return
        if wanted:
            self._take_up(kept)
            self._keep()  # before the old one goes, which may be this process's own
        self._drafts.forget(kept)
        self._keep()

    def _take_up(self, kept: Kept) -> None:
        """Put what was left behind into the fields; say where somebody has changed one since."""
        for label, typed in kept.texts.items():
            field = self.fields.get(label)
            if field is None:
                continue
            now = field.value
            field.value = typed.text
            if isinstance(field, Line) and now not in (kept.before.get(label), typed.text):
                field.complain(f"meanwhile: {now or '(empty)'}")

    def _keep(self) -> None:
        """Write what is not saved yet to the disk."""
        if self._drafts is None:
            return
        texts = {
            label: Typed(value)
            for label, value in self._values().items()
            if value != self._first[label] and not self._is_secret(label)
        }
        before = {label: self._first[label] for label in texts}
        self._drafts.write(texts, before, self.desk.shop.now())

    def _is_secret(self, label: str) -> bool:
        """Tell whether a field has a PIN or password: these are never written down."""
        field = self.fields[label]
        return isinstance(field, Line) and field.field.password

    def _edited(self) -> None:
        """Note that something else stands in a field; it is kept once one stops typing."""
        self._leaving = False
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(SOON, self._keep)

    def on_unmount(self) -> None:
        """Keep what is typed when the program is ended from outside."""
        self._keep()

    def _leave(self, result: Any) -> None:
        if self._drafts is not None:
            self._drafts.drop()
            self._drafts = None
        self.dismiss(result)

    # Moving and saving

    def action_next(self) -> None:
        """Go to the next field; on the last one, save."""
        last = list(self.fields.values())[-1]
        if last.has_focus or last.has_focus_within:
            self.action_save()
        else:
            self.focus_next()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._edited()

    @on(Pick.Changed)
    def _picked(self, event: Pick.Changed) -> None:
        event.stop()
        self._edited()

    def action_save(self) -> None:
        """Save, and close when that went well."""
        work_safely(self, self._try())

    async def _try(self) -> None:
        for field in self.fields.values():
            if isinstance(field, Line):
                field.complain("")
        try:
            done = await self._save(self._values())
        except Clash as clash:
            await self._settle(clash)
        except KNOWN as error:
            self._complain(str(error))
        except AlreadyDone:
            self._leave(None)
        except Exception as error:  # noqa: BLE001  # what was typed stays, whatever went wrong
            self._complain(in_words(error))
        else:
            self._leave(done)

    async def _settle(self, clash: Clash) -> None:
        """Put both changes together: theirs where only they changed a field, else mine.

        What both changed has mine, with theirs named; saving again is the decision.
        """
        who = str(clash).removesuffix(" Look at it again and repeat your change.")
        if self._again is None:
            self._say(str(clash))
            return
        try:
            theirs = dict(await self._again())
        except KNOWN as error:
            self._say(str(error))
            return
        both = []
        for label, field in self.fields.items():
            base, mine, now = self._first[label], field.value, theirs[label]
            self._first[label] = now.value
            if mine == base:
                field.value = now.value
            elif now.value not in (base, mine):
                said = (now.shown if isinstance(now, Pick) else now.value) or "(empty)"
                both.append(f"{label.lower()} {said}")
                if isinstance(field, Line):
                    field.complain(f"theirs: {said}")
        self._keep()
        if both:
            self._say(f"{who} Theirs: {', '.join(both)}. Ctrl+S again keeps yours.")
            return
        self.desk.say(f"{who} Both changes are kept.")
        self.action_save()

    def _complain(self, words: str) -> None:
        label, _, rest = words.partition(": ")
        field = self.fields.get(label)
        if isinstance(field, Line) and rest:
            self._say("")
            field.complain(rest)
            field.focus()
        else:
            self._say(words)

    def _say(self, words: str) -> None:
        self.echo.set_class(bool(words), "-wrong")
        self.echo.update(line(words or self._words))

    def action_cancel(self) -> None:
        """Close; asks once when something would be lost."""
        if self._values() == self._first or self._leaving:
            self._leave(None)
            return
        self._leaving = True
        self._say("Nothing is saved yet. Esc again leaves it; Ctrl+S saves.")


def refused(label: str, error: ValueError) -> Refused:
    """Say beside which field an error belongs."""
    return Refused(f"{label}: {error}")
