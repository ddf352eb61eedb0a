"""The field of the line: Enter waits for its work, Tab completes, Down goes to the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType

from screens.widgets.line import Field


class Roles(Highlighter):
    """Shows what each word is taken for, as long as the line goes on as it was read."""

    def __init__(self, style_of: Callable[[str], Style]) -> None:
        self.line = ""
        self.parts: Sequence[tuple[int, int, str]] = ()
        self._style_of = style_of

    def highlight(self, text: Text) -> None:
        """Style the words that were read; what was typed since then is plain."""
        same = len(_common(text.plain, self.line))
        for start, end, name in self.parts:
            if end <= same:
                text.stylize(self._style_of(name), start, end)


def _common(one: str, other: str) -> str:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return one[:place]
    return min(one, other, key=len)


class LineField(Field):
    """A field whose Enter is handled at once, so that keys typed after it wait for its work."""

    COMPONENT_CLASSES = Field.COMPONENT_CLASSES | {
        "line--who", "line--what", "line--when", "line--whom", "line--note",
    }  # fmt: skip
    DEFAULT_CSS = """
    LineField {
        .line--who { text-style: bold; }
        .line--what { color: $text-success; }
        .line--when { color: $text-accent; }
        .line--whom { color: $text-primary; text-style: bold; }
        .line--note { text-style: italic; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False),
        Binding("down", "answers", show=False),
    ]

    def __init__(self, value: str, *, placeholder: str) -> None:
        self.roles = Roles(lambda name: self.get_component_rich_style(name, partial=True))
        super().__init__(
            value, placeholder=placeholder, highlighter=self.roles, select_on_focus=False, id="line"
        )

    def read_as(self, line: str, parts: Sequence[tuple[int, int, str]]) -> None:
        """Colour the words of a line by what they are taken for."""
        self.roles.line, self.roles.parts = line, parts
        self.refresh()

    async def action_submit(self) -> None:
        """Let the screen do what Enter means here."""
        from screens.book.oneline.screen import LineScreen

        if isinstance(self.screen, LineScreen):
            self.screen.enter()

    def action_complete(self) -> None:
        """Write the last word out, or go to the answers."""
        from screens.book.oneline.screen import LineScreen

        if isinstance(self.screen, LineScreen):
            self.screen.complete()

    def action_answers(self) -> None:
        """Go to the answers."""
        from screens.book.oneline.screen import LineScreen

        if isinstance(self.screen, LineScreen):
            self.screen.choose()
