"""What stands in the line until it is booked: it outlasts Esc, and on disk a crash or dropped line.

Text of an earlier day is let go: whoever it was for has long been told something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pettui.config import state_dir, target
from screens.widgets.drafts import Drafts
from screens.widgets.fields import Typed

if TYPE_CHECKING:
    from screens.desk import Desk

_NAME = "line"


class KeptLine:
    """The text of one desk's line that is not booked yet."""

    def __init__(self, desk: Desk) -> None:
        self._shop = desk.shop
        self._drafts = Drafts(state_dir() / "drafts", str(target(desk.config)), "book.line")
        self._text = ""
        left = self._drafts.left_behind()
        if left is None:
            return
        self._drafts.forget(left)
        if left.at.date() == desk.shop.today() and _NAME in left.texts:
            self.keep(left.texts[_NAME].text)  # now this process's own

    @property
    def text(self) -> str:
        """The text as it was last kept."""
        return self._text

    def keep(self, text: str) -> None:
        """Keep what stands in the line; nothing is left of it when that is empty."""
        if text != self._text:
            self._text = text
            texts = {_NAME: Typed(text)} if text.strip() else {}
            self._drafts.write(texts, {_NAME: ""}, self._shop.now())

    def drop(self) -> None:
        """Forget it: it was booked."""
        self.keep("")


_lines: WeakKeyDictionary[Desk, KeptLine] = WeakKeyDictionary()


def kept_line(desk: Desk) -> KeptLine:
    """Give what the line of a desk keeps."""
    if desk not in _lines:
        _lines[desk] = KeptLine(desk)
    return _lines[desk]
