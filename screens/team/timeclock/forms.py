"""A form that says below its fields what was understood, while one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import on
from textual.widgets import Input

from pettui.history.door import Refused
from screens.stock.form import Form, Pick, Save
from screens.widgets.line import Line
from screens.widgets.plain import line

Echo = Callable[[Mapping[str, str]], str]
"""Says what the fields mean; raises Refused or ValueError in words."""


class EchoForm(Form):
    """Fields with an echo of all of them."""

    CSS_PATH = "../../styles/dialogs.tcss"  # Textual looks for it from where the class stands

    def __init__(
        self, title: str, fields: Sequence[tuple[str, Line | Pick]], save: Save, echo: Echo,
        words: str = "",
    ) -> None:  # fmt: skip
        super().__init__(title, fields, save, words, record=f"clock:{title}")
        self._echo = echo

    def on_mount(self) -> None:
        """Say what stands there at first."""
        self._tell(wrong=False)

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.fields.values():
            if isinstance(field, Line):
                field.complain("")
        self._tell(wrong=False)

    def on_descendant_blur(self) -> None:
        """Say it again: a choice may have turned."""
        if not self.echo.has_class("-wrong"):
            self._tell(wrong=False)

    def _tell(self, *, wrong: bool) -> None:
        try:
            words = self._echo(self._values())
        except (Refused, ValueError) as error:
            words = str(error)
        self.echo.set_class(wrong, "-wrong")
        self.echo.update(line(" ".join(part for part in (words, self._words) if part)))
