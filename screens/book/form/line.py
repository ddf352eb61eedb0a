"""A line of the form: what it offers while one types, and what Enter makes of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from screens.widgets.plain import line as plain_line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from screens.book.form.draft import Draft
    from screens.desk import Desk


class Step(Enum):
    """Where the cursor goes after Enter."""

    STAY = "stay"
    ON = "on"  # to what is needed next, else to the next line
    DONE = "done"  # to what is needed next, else the visit is saved


@dataclass(frozen=True)
class Look:
    """What a typed text means: candidates below the line, and an echo beside it."""

    rows: Sequence[Row] = ()
    echo: Content = field(default_factory=Content)
    wrong: bool = False


class FormLine(ABC):
    """One line. `text` is what it shows when it is filled in; anything else is still open."""

    id: ClassVar[str]
    label: ClassVar[str]
    placeholder: ClassVar[str] = ""
    hint: ClassVar[str] = ""  # what Enter does here

    def __init__(self, desk: Desk, draft: Draft) -> None:
        self.desk = desk
        self.draft = draft

    def prompt(self) -> str:
        """Give what an empty line says."""
        return self.placeholder

    def there(self) -> bool:
        """Tell whether the line is shown."""
        return True

    def missing(self) -> str:
        """Say what is needed here before the visit can be saved, "" when nothing is."""
        return ""

    def text(self) -> str:
        """Give what the line shows when it is filled in."""
        return ""

    def echo(self) -> Content:
        """Give what stands beside it then."""
        return Content()

    def opens(self) -> bool:
        """Tell whether the candidates are shown before anything is typed."""
        return False

    async def look(self, text: str) -> Look:
        """Say what a text means and what it could mean; raises Refused or ValueError in words."""
        return Look()

    @abstractmethod
    async def take(self, text: str, picked: str | None) -> Step:
        """Fill in a text, or the candidate that was picked; raises Refused or ValueError."""


def muted(text: str) -> Content:
    """Give an echo in its quiet colour."""
    return plain_line(text, "$text-muted")
