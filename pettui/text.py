"""People's text: cleaned on the way in, made harmless on the way out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_NAME = 120
MAX_NOTE = 4000

# Bidirectional overrides and isolates, zero-width space, word joiner, byte-order mark; the
# zero-width joiner stays, because emoji families need it.
# Soft hyphen, grapheme joiner and the fillers have no width: a name made of them looks empty.
_INVISIBLE = (
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"
)
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE}\ud800-\udfff]")
_LINE_BREAKS = re.compile(r"[\r\n\x85\u2028\u2029]+")
_BLANKS = re.compile(r"\s+")


def clean(text: str, limit: int = MAX_NAME) -> str:
    """Clean one line of people's text: no control characters, NFC, single spaces, capped."""
    text = _LINE_BREAKS.sub(" ", text[: limit * 8]).replace("\t", " ")
    text = _UNSAFE.sub("", text)
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return text[:limit].rstrip(" \u200d") if len(text) > limit else text


def clean_note(text: str, limit: int = MAX_NOTE) -> str:
    """Clean text of several lines; line breaks stay, tabs become spaces."""
    text = re.sub(r"\r\n?|\x85|\u2028|\u2029", "\n", text[: limit * 8]).replace("\t", "    ")
    text = unicodedata.normalize("NFC", _UNSAFE.sub("", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()[:limit].rstrip()


def safe(text: str) -> str:
    """Make any text harmless to a terminal, whatever way it came into the database.

    Every widget and every command shows people's text through this; markup is the widgets'
    own matter (`screens.widgets.plain`).
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub("�", text.replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n"))


def safe_line(text: str) -> str:
    """Like `safe`, on one line."""
    if text.isascii() and text.isprintable():
        return text
    return safe(_LINE_BREAKS.sub(" ", text))


HIDDEN = "·"
"""What stands for a digit of a phone number that somebody may not see."""


def veiled(number: str) -> str:
    """Write a phone number so that only its last two digits can be read: `···-··42`."""
    left = sum(letter.isdigit() for letter in number) - 2
    found = []
    for letter in number:
        left -= letter.isdigit()
        found.append(HIDDEN if letter.isdigit() and left >= 0 else letter)
    return "".join(found)


def fold(text: str) -> str:
    """Fold text for searching: no accents, no case, single spaces, nothing invisible."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    text = _UNSAFE.sub("", _LINE_BREAKS.sub(" ", text).replace("\t", " "))
    return " ".join(_bare(_bare(text).casefold()).translate(_LETTERS).split())


# Letters of their own that people without them type as these.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
    }
)


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def digits(text: str) -> str:
    """Give the ASCII digits of a text."""
    return "".join(letter for letter in text if letter in "0123456789")


def width(text: str) -> int:
    """Give how many cells of a terminal a text takes: letters of East Asia take two."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, "\u0020" + text[:-1], text))


def _cells(before: str, letter: str) -> int:
    if before == "\u200d" or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0  # drawn over, or together with, what stands before it
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cut(text: str, cells: int) -> str:
    """Cut one line to so many cells; an ellipsis says that there was more."""
    text = safe_line(text)
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[:-1]
    return f"{text}…"


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Fill one line with blanks to so many cells, so that columns align in every script."""
    blanks = " " * max(0, cells - width(text))
    return blanks + text if right else text + blanks


def count(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: `1 client`, `3 clients`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def sentence(parts: Iterable[str]) -> str:
    """Join parts into one sentence, with a capital and a full stop."""
    text = "; ".join(parts)
    return f"{capital(text)}." if text else ""
