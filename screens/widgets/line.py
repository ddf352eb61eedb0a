"""A field of one line: a label, what is typed, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from pettui.text import safe_line
from screens.widgets.plain import line

MOST = 500  # characters that a field takes


def _typed(text: str) -> str:
    return safe_line(text).replace("\ufffd", "")


class Field(Input):
    """An input that takes no control characters and whose cursor does not blink."""

    DEFAULT_CSS = """
    Field, Field:focus {
        background: $surface;
        background-tint: $foreground 0%;
    }
    Field:focus { background: $panel; }
    *:ansi Field { background: ansi_default; text-style: underline; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", **more: Any) -> None:
        super().__init__(
            _typed(value),
            placeholder=safe_line(placeholder),
            compact=True,
            max_length=MOST,
            **more,
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Take what the program puts in cleaned, too: records may be older than the cleaning."""
        return _typed(value)

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert what was typed or pasted, cleaned."""
        super().insert_text_at_cursor(_typed(text))

    def replace(self, text: str, start: int, end: int) -> None:
        """Put what was pasted over a selection, cleaned."""
        super().replace(_typed(text), start, end)


class Line(Vertical):
    """A label, a field, and below them a line for what is wrong; the line is there when needed.

    Give `id` to tell several apart; the `Input.Changed` and `Input.Submitted` of the field bubble.
    """

    DEFAULT_CSS = """
    Line {
        height: auto;
        .line--row { height: 1; }
        .line--label { width: 12; color: $text-muted; }
        Field { width: 1fr; }
        .line--error { height: auto; margin-left: 12; color: $text-error; display: none; }
        &.-wrong .line--error { display: block; }
    }
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        number: bool = False,
        id: str | None = None,
    ) -> None:
        """Make the field; a number is selected when the cursor comes to it: one types over it."""
        super().__init__(id=id)
        self._label = label
        self.field = Field(value, placeholder=placeholder, select_on_focus=number)
        self._error = Static("", classes="line--error", markup=False)

    def compose(self) -> ComposeResult:
        """Put label and field on one line and the error below."""
        with Horizontal(classes="line--row"):
            yield Static(line(self._label), classes="line--label")
            yield self.field
        yield self._error

    @property
    def value(self) -> str:
        """What is in the field."""
        return self.field.value

    @value.setter
    def value(self, text: str) -> None:
        self.field.value = _typed(text)

    def complain(self, words: str) -> None:
        """Say what is wrong with the field; "" takes it back."""
        self._error.update(line(words))
        self.set_class(bool(words), "-wrong")

    def focus(self, scroll_visible: bool = True) -> Line:
        """Put the cursor into the field."""
        self.field.focus(scroll_visible)
        return self
