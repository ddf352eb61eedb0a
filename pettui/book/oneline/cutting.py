"""Cuts a line into words: notes in quotes, commas, and `+` between names or services."""

from __future__ import annotations

import re

from pettui.book.oneline.values import Word
from pettui.text import fold

MOST = 300  # letters of a line that are read
_QUOTES = {'"': '"', "\u201c": "\u201d", "\u201e": "\u201d", "\u00ab": "\u00bb"}
_RAW = re.compile(
    r'"[^"]*"?|\u201c[^\u201d]*\u201d?|\u201e[^\u201d\u201c]*[\u201d\u201c]?|\u00ab[^\u00bb]*\u00bb?'
    r"|\(\d+\) ?\d[\d-]*|(?<!\S)'[^']*'?|[,;]|[^\s,;\"\u201c\u201e\u00ab]+"
)
_JOINS = ("+", "&", "and", "or", "/")
_BETWEEN = re.compile(r"(?<=\w)[+&](?=[^\W\d])|(?<=[^\W\d])/(?=[^\W\d])")


def words_of(line: str) -> list[Word]:
    """Cut a line; what is in quotes is a note, whatever it says."""
    found: list[Word] = []
    for raw in _RAW.finditer(line[:MOST]):
        text, start = raw[0], raw.start()
        if text in ",;":
            found.append(Word(",", start, raw.end(), "comma"))
        elif text[0] in _QUOTES or text[0] == "'":
            close = _QUOTES.get(text[0], "'")
            found.append(Word(text[1:].removesuffix(close), start, raw.end(), "note"))
        elif fold(text) in _JOINS:
            found.append(Word(fold(text), start, raw.end(), "join"))
        else:
            found += _apart(text, start)
    return found


def _apart(text: str, start: int) -> list[Word]:
    """Cut `bella+coco` and `kim/luis`; `+6w`, `12/3` and `w/` stay as they are."""
    found: list[Word] = []
    at = 0
    for sign in _BETWEEN.finditer(text):
        found.append(_word(text[at : sign.start()], start + at))
        found.append(Word("+", start + sign.start(), start + sign.end(), "join"))
        at = sign.end()
    return [*found, _word(text[at:], start + at)]


def _word(text: str, start: int) -> Word:
    return Word(fold(text), start, start + len(text))
