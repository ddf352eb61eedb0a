"""One question, one line to answer it, and what was understood while it is typed."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from pettui.history.door import Refused
from screens.widgets.dialog import Dialog
from screens.widgets.line import Field
from screens.widgets.plain import line, plain

T = TypeVar("T")


@dataclass(frozen=True)
class Understood(Generic[T]):
    """What a typed text means: the value, and the words that are echoed."""

    value: T
    words: str = ""


Understand = Callable[[str], Understood[T] | Awaitable[Understood[T]]]


class Ask(Dialog[T]):
    """Asks for one line; below it stands what was understood, before Enter is pressed.

    Args:
        title: the question.
        understand: reads the text. It gives Understood, or raises Refused or ValueError with
            words for people. It may be async; a late answer to an earlier text is dropped.
        value: what stands in the line at first; it is selected, so that typing replaces it.
        placeholder: shown while the line is empty.
        words: some lines above.
        need: False lets an empty line be an answer; otherwise Enter on it does nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]
    HINT = "Enter takes it · Esc back"

    def __init__(
        self,
        title: str,
        understand: Understand[T],
        *,
        value: str = "",
        placeholder: str = "",
        words: str = "",
        need: bool = True,
    ) -> None:
        super().__init__(title)
        self._understand = understand
        self._words = words
        self._need = need
        self._number = 0
        self.field = Field(value, placeholder=placeholder)
        self.echo = Static("", id="echo", markup=False)

    def contents(self) -> ComposeResult:
        """Show the line, and below it what was understood."""
        if self._words:
            yield Static(plain(self._words), id="words")
        yield self.field
        yield self.echo

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._number += 1
        if not event.value.strip() and self._need:
            self._show("", wrong=False)
            return
        self._read(event.value, self._number, take=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip() or not self._need:
            self._number += 1
            self._read(event.value, self._number, take=True)

    def _read(self, text: str, number: int, *, take: bool) -> None:
        try:
            found = self._understand(text)
        except (Refused, ValueError) as error:
            self._show(str(error), wrong=True)
            return
        if inspect.isawaitable(found):
            from screens.frame.working import work_safely

            work_safely(self, self._wait(found, number, take=take), hold_keys=take)
        else:
            self._take(found, take=take)

    async def _wait(self, found: Awaitable[Understood[T]], number: int, *, take: bool) -> None:
        try:
            understood = await found
        except (Refused, ValueError) as error:
            if number == self._number:
                self._show(str(error), wrong=True)
            return
        if number == self._number:
            self._take(understood, take=take)

    def _take(self, found: Understood[Any], *, take: bool) -> None:
        if take:
            self.dismiss(found.value)
        else:
            self._show(found.words, wrong=False)

    def _show(self, words: str, *, wrong: bool) -> None:
        self.echo.set_class(wrong, "-wrong")
        self.echo.update(line(words))
