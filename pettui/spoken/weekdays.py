"""Reads weekdays as people say them: `mon thu`, `mon-fri`, `weekdays`, `tue, thu and sat`."""

from __future__ import annotations

import re

from pettui.spoken.words import LONGEST, said, weekday

HINT = "Say weekdays like mon, thu or mon-fri."
_EVERY = ("daily", "all", "everyday")
_GROUPS = {"weekday": range(5), "weekdays": range(5), "weekend": (5, 6), "weekends": (5, 6)}


def read(text: str) -> tuple[int, ...]:
    """Give the weekdays that are named, each once and in order; 0 is Monday.

    Every day is all seven, nothing is none. Raises ValueError with a hint.
    """
    phrase = re.sub(r"\s*[-\u2013]\s*", "-", text[:LONGEST].lower())
    words = [word for word in re.split(r"[\s,;/&+]+", phrase) if word not in ("", "and", "on")]
    if words and words[0] in ("every", "each"):
        words = words[1:] if words[1:] not in (["day"], ["days"]) else ["daily"]
    found: set[int] = set()
    for word in words:
        if word in _EVERY:
            found.update(range(7))
        elif word in _GROUPS:
            found.update(_GROUPS[word])
        else:
            first, dash, last = word.partition("-")
            begin, end = _named(first, text), _named(last, text) if dash else _named(first, text)
            found.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    return tuple(sorted(found))


def _named(word: str, text: str) -> int:
    """Give the weekday of a word; a plural (`mondays`, `tues`) is one, too."""
    place = weekday(word)
    if place is None and word.endswith("s"):
        place = weekday(word[:-1])
    if place is None:
        raise ValueError(f"{said(text)} are not weekdays. {HINT}")
    return place
