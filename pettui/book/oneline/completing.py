"""What Tab makes of a line: its last word written out."""

from __future__ import annotations

from pettui.book.oneline.people import Households
from pettui.book.oneline.values import Reading
from pettui.book.oneline.vocabulary import Vocabulary
from pettui.text import fold


def completed(line: str, reading: Reading, found: Households, words: Vocabulary) -> str:
    """Give the line with its last word written out and a blank after it; "" when it is whole."""
    last = max(reading.pieces, key=lambda piece: piece.end, default=None)
    if last is None or last.end != len(line) or len(last.ids) > 1:
        return ""
    whole = ""
    if last.role in ("service", "employee"):
        called = words.services if last.role == "service" else words.people
        whole = next((one.label for one in called if one.id == last.ids[0]), "")
        if not last.whole and fold(whole) != last.text:
            return f"{line[: last.start]}{whole.lower()}{'!' if last.requested else ''} "
        return ""
    if last.role == "name" and found.found:
        begun = _begun(last.text, found)
        return f"{line[: last.start]}{begun} " if begun and begun != last.text else ""
    return ""


def _begun(text: str, found: Households) -> str:
    """Give the one word that all who were found have for a beginning; "" when they differ."""
    every: set[str] = set()
    for one in found.found:
        names = fold(f"{one.name} {' '.join(pet.name for pet in one.pets)}").split()
        every |= {word for word in names if word.startswith(text)}
    return every.pop() if len(every) == 1 else ""
