"""Draws a card: what the clock says to one person, and what they type."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from pettui.text import safe_line
from screens.kiosk.card import Card, Takes, chosen, effect, shown
from screens.kiosk.cutting import cut, wrap
from screens.kiosk.glyphs import fitting, large
from screens.kiosk.ink import STYLES, Ink
from screens.kiosk.keys import LEAVE
from screens.widgets.plain import plain

WIDEST = 76
FOOT = 1  # lines kept free below


class Row(NamedTuple):
    """A line of a card; `key` is what touching it presses."""

    content: Content
    key: str = ""


class CardView(Widget):
    """Shows a card and what is typed on it; a touch on a choice presses its digit and Enter."""

    card: reactive[Card | None] = reactive(None)
    typed: reactive[str] = reactive("")
    note: reactive[str] = reactive("")

    class Touched(Message):
        """A choice was touched."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def render(self) -> Content:
        """Draw the card."""
        return Content("\n").join([row.content for row in self._rows()])

    def _rows(self) -> list[Row]:
        if self.card is None:
            return []
        width, height = min(self.size.width, WIDEST), self.size.height
        return rows_of(self.card, self.typed, self.note, width, height)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press what stands on the touched line."""
        rows = self._rows()
        line = event.y - self.content_region.y + self.region.y
        if 0 <= line < len(rows) and rows[line].key:
            event.stop()
            self.post_message(self.Touched(rows[line].key))


def rows_of(card: Card, typed: str, note: str, width: int, height: int) -> list[Row]:
    """Lay a card out in a width; blank lines are left out where the height does not allow them."""
    blocks = [block for block in _blocks(card, typed, note, width, height) if block]
    spread = sum(len(block) for block in blocks) + len(card.choices) + 8 <= height
    if spread:
        blocks = [_spread(block) for block in blocks]
    total = sum(len(block) for block in blocks)
    gap = [Row(Content())] if total + len(blocks) - 1 <= height - FOOT else []
    rows: list[Row] = []
    for block in blocks:
        rows += [*(gap if rows else []), *block]
    return rows[:height]


MOST_LINES = 4  # of one message


def _spread(block: list[Row]) -> list[Row]:
    """Give choices more room: they are easier to touch so."""
    if not any(row.key and row.key != "enter" for row in block):
        return block
    return [part for row in block for part in (row, Row(Content(), row.key))]


def _blocks(card: Card, typed: str, note: str, width: int, height: int) -> list[list[Row]]:
    return [
        _wrapped(card.title, card.ink, width),
        _figure(card, width, height),
        [row for line in card.lines for row in _wrapped(line.text, line.ink, width)],
        _enter(card, typed, width),
        _choices(card, typed, width),
        _prompt(card, typed, width),
        _wrapped(note, "bad", width) if note else [],
        [Row(_line(card.foot, "quiet", width), LEAVE)] if card.foot else [],
    ]


def _line(text: str, ink: Ink, width: int) -> Content:
    return plain(cut(safe_line(text), width), STYLES[ink])


def _wrapped(text: str, ink: Ink, width: int) -> list[Row]:
    """Give people's text or a message on as many lines as it needs, within reason."""
    lines = wrap(safe_line(text), width)
    return [Row(_line(line, ink, width)) for line in lines[:MOST_LINES]]


def _figure(card: Card, width: int, height: int) -> list[Row]:
    if not card.figure:
        return []
    figures = card.figure.rstrip("apm ")
    size = next(fitting(figures, width - 4, height // 3))
    drawn = list(large(figures, size))
    drawn[-1] += f" {card.figure[len(figures) :]}".rstrip()
    return [Row(_line(row, card.ink, width)) for row in drawn]


def _enter(card: Card, typed: str, width: int) -> list[Row]:
    words, possible = effect(card, typed)
    if not words:
        return []
    head = "Enter" if possible else ""
    inner = width - 4
    before = f"{head}  " if head else ""
    said = Content.assemble(
        plain(before, STYLES["key"]),
        plain(cut(safe_line(words), inner - len(before)), STYLES["bright" if possible else "bad"]),
    )
    frame = STYLES["head"]
    side = Content.styled("│", frame)
    key = "enter" if possible else ""
    return [
        Row(Content.styled("┌" + "─" * (inner + 2) + "┐", frame), key),
        Row(Content.assemble(side, " ", said.pad_right(inner - said.cell_length), " ", side), key),
        Row(Content.styled("└" + "─" * (inner + 2) + "┘", frame), key),
    ]


def _choices(card: Card, typed: str, width: int) -> list[Row]:
    picked = chosen(card, typed)
    rows = []
    for choice in card.choices:
        mark = ">" if choice is picked else " "
        words = choice.words + (f": {choice.why_not}" if choice.why_not else "")
        ink: Ink = "quiet" if choice.why_not else "bright" if choice is picked else "plain"
        begin = f"{mark} {choice.key}  "
        line = Content.assemble(
            plain(begin, STYLES["key"]),
            plain(cut(safe_line(words), width - len(begin)), STYLES[ink]),
        )
        rows.append(Row(line, choice.key))
    return rows


def _prompt(card: Card, typed: str, width: int) -> list[Row]:
    is_other = card.takes is Takes.CHOICE and len(typed) > 1
    prompt = "Somebody else" if is_other else card.prompt
    if not prompt:
        return []
    room = width - len(prompt) - 4
    said = safe_line(shown(card, typed))[-max(1, room) :]
    return [Row(Content.assemble(
        plain(f"{safe_line(prompt)}: ", STYLES["head"]), plain(said + "_", STYLES["bright"])
    ))]  # fmt: skip
