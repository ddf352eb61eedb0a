"""A field of a form on the screen: label, what is typed, what is said beside it, candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from pettui.text import safe, safe_line
from screens.widgets.fields import FormField, Offer, Typed
from screens.widgets.line import Field
from screens.widgets.plain import line, plain
from screens.widgets.rows import Row, Rows

MOST = 6  # candidates in sight


class LineBox(Field):
    """A field of one line whose Enter the form handles."""

    async def action_submit(self) -> None:
        """Let the form do what Enter means."""
        self.post_message(Entry.Enter())


class TextBox(TextArea):
    """A field of several lines; the arrows leave it at its ends."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus {
        height: 4;
        border: none;
        padding: 0;
        background: $surface;
        background-tint: $foreground 0%;
        scrollbar-size-vertical: 1;
        & .text-area--cursor-line { background: transparent; }
    }
    TextBox:focus { background: $panel; }
    *:ansi TextBox { background: ansi_default; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(_several(text), soft_wrap=True, tab_behavior="focus", theme="css")
        self.cursor_blink = False
        self.highlight_cursor_line = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = _several(event.text)
        await super()._on_paste(event)

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up; from the first line to the field before."""
        before = self.cursor_location
        super().action_cursor_up(select)
        if self.cursor_location == before or before[0] == 0 == self.wrapped_document.height - 1:
            self.post_message(Entry.Leave(-1))

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down; from the last line to the next field."""
        before = self.cursor_location
        super().action_cursor_down(select)
        if self.cursor_location == before or before[0] == 0 == self.wrapped_document.height - 1:
            self.post_message(Entry.Leave(1))


def harmless(spec: FormField, typed: Typed) -> Typed:
    """Give the text as its box takes it: what cannot be typed is no change of a person's."""
    text = _several(typed.text) if spec.kind.long else safe_line(typed.text).replace("\ufffd", "")
    return Typed(text, typed.token)


def _several(text: str) -> str:
    return safe(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\ufffd", "")


class Entry(Vertical):
    """A field of a form. What is wrong with it stands beside it, in words."""

    DEFAULT_CSS = """
    Entry {
        height: auto;
        .entry--row { height: auto; }
        .entry--label { width: 18; color: $text-muted; }
        LineBox, TextBox, .entry--shown { width: 42%; }
        .entry--echo { width: 1fr; height: auto; padding-left: 2; color: $text-muted; }
        Rows { margin-left: 18; width: 60%; display: none; }
        &.-open Rows { display: block; }
        &:focus-within .entry--label { color: $accent; text-style: bold; }
        &.-wrong .entry--echo { color: $text-error; }
    }
    """

    class Enter(Message):
        """Enter was pressed in the field."""

    class Leave(Message):
        """The arrows left a long field, up (-1) or down (1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Changed(Message):
        """Something else stands in the field."""

    def __init__(self, spec: FormField, typed: Typed) -> None:
        super().__init__(id=f"field-{spec.name.replace('.', '-')}")
        self.spec = spec
        self.typed = typed
        self.remark = ""  # stands beside the field whatever is typed, such as what others wrote
        self._number = 0
        self._offers: list[Offer] = []
        self._checked = typed.text
        self.rows = Rows(most=MOST)
        self._echo = Static("", classes="entry--echo", markup=False)
        self.box: LineBox | TextBox | None = None

    def compose(self) -> ComposeResult:
        """Put label, field and echo on one line and the candidates below."""
        kind = self.spec.kind
        text = self.typed.text
        with Horizontal(classes="entry--row"):
            label = self.spec.label + (" *" if self.spec.need else "")
            yield Static(line(label), classes="entry--label")
            if kind.readonly:
                yield Static(plain(text), classes="entry--shown")
            elif kind.long:
                self.box = TextBox(text)
                yield self.box
            else:
                self.box = LineBox(text, placeholder=self.spec.hint)
                yield self.box
            yield self._echo
        yield self.rows

    def on_mount(self) -> None:
        """Say what stands in it."""
        self.say()

    @property
    def is_open(self) -> bool:
        """Whether candidates show."""
        return self.has_class("-open")

    def put(self, typed: Typed) -> None:
        """Put something else into the field."""
        self.typed = harmless(self.spec, typed)
        self._checked = self.typed.text
        if isinstance(self.box, TextBox):
            self.box.load_text(self.typed.text)
        elif self.box is not None:
            self.box.value = self.typed.text
            self.box.cursor_position = len(self.box.value)
        self.close()
        self.say()

    # What is said beside it

    def say(self) -> None:
        """Say what was understood; while one types, half a word is no error."""
        try:
            words = self.spec.kind.echo(self.typed)
        except ValueError:
            words = ""
        self._write("  ".join(part for part in (words, self.remark) if part), wrong=False)

    def complain(self, words: str) -> None:
        """Say what is wrong."""
        self.close()
        self._write(words, wrong=True)

    def _write(self, words: str, *, wrong: bool) -> None:
        self._echo.update(line(words))
        self.set_class(wrong, "-wrong")

    def value(self) -> Any:
        """Give the value; raises ValueError with words for people."""
        found = self.spec.kind.read(self.typed)
        if self.spec.need and not found:
            raise ValueError(f"The {self.spec.label.lower()} is needed.")
        return found

    def check(self) -> None:
        """Say what is wrong once the cursor leaves a field that was changed."""
        self.close()
        if self.typed.text == self._checked or self.spec.kind.readonly:
            return
        self._checked = self.typed.text
        try:
            if self.typed.text.strip():
                self.spec.kind.read(self.typed)
        except ValueError as error:
            self.complain(str(error))

    # What is typed

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        box = self.box
        text = box.text if isinstance(box, TextBox) else box.value if box else ""
        if text == self.typed.text:
            return
        self.typed = Typed(text)
        self.say()
        self.post_message(self.Changed())
        self.look()

    async def all_offers(self) -> Sequence[Offer]:
        """Give all that can be chosen here."""
        kind = self.spec.kind
        return await kind.offers(self.typed.text if kind.follows else "")

    def look(self) -> None:
        """Ask for candidates; a late answer to an earlier text is dropped."""
        from screens.frame.working import work_safely

        self._number += 1
        work_safely(self, self._look(self.typed.text, self._number), hold_keys=False)

    async def _look(self, text: str, number: int) -> None:
        offers = await self.spec.kind.offers(text)
        if number == self._number and self.box is not None and self.box.has_focus:
            self.show(offers)

    def show(self, offers: Sequence[Offer]) -> None:
        """Show candidates; none where the only one stands there already."""
        self._offers = list(offers)
        same = [offer for offer in self._offers if offer.text == self.typed.text]
        if not offers or (same and len(self._offers) == 1):
            self.close()
            return
        self.rows.show(
            [Row(str(n), line(o.text), line(o.hint)) for n, o in enumerate(self._offers)]
        )
        self.add_class("-open")
        self.call_after_refresh(self.scroll_visible)

    def close(self) -> None:
        """Show no candidates."""
        self._number += 1
        self.remove_class("-open")

    def take(self) -> None:
        """Take the candidate under the cursor."""
        row = self.rows.row
        if row is None:
            return
        taken = self.spec.kind.takes(self.typed.text, self._offers[int(row.id)])
        self.put(taken)
        self.post_message(self.Changed())

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.take()
        if self.box is not None:
            self.box.focus()
