"""Columns that say yes or no to something about a pet: its flags, and whether it still comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pettui.imports.clients.values import read_date, read_state, read_yes
from pettui.imports.clients.words import FLAGS
from pettui.people import flags
from pettui.text import clean, clean_note

_BEHAVIOR = frozenset(flag.id for flag in flags.BEHAVIOR)


def read_active(name: str, text: str) -> bool | None:
    """Read a column such as `Status`, `Active` or `Inactive`; None for what says neither."""
    here, dead = read_state(text)
    if dead:
        return False
    if name == "inactive" and read_yes(text) is not None:
        return not read_yes(text)
    return here


def read_state_of(said: Mapping[str, str]) -> dict[str, Any]:
    """Give whether a pet is active and deceased, as far as the columns say it."""
    made: dict[str, Any] = {}
    for name in ("active", "inactive"):
        if name in said:
            here, dead = read_active(name, said[name]), read_state(said[name])[1]
            made |= {"deceased": True} if dead else {} if here is None else {"active": here}
    told = said.get("deceased", "")
    if read_yes(told) or read_state(told)[1] or _is_day(told):
        made["deceased"] = True
    return made


def _is_day(text: str) -> bool:
    """Tell whether a text is a date: when a pet died."""
    from datetime import date

    return read_date(text, date.max, month_first=True) is not None


def read_flags(said: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    """Give a pet's flags and the notes beside them.

    What is neither yes nor no (`Biter: only nails`) is a yes with a note: dangers are not lost.
    """
    ids: dict[str, list[str]] = {"behavior": [], "medical": []}
    notes: dict[str, list[str]] = {"behavior": [], "medical": []}
    for flag in FLAGS:
        text = said.get(flag, "")
        told = read_yes(text) if text else False
        if told is False:
            continue
        of = "behavior" if flag in _BEHAVIOR else "medical"
        ids[of].append(flag)
        if told is None:
            (word,) = flags.words(flag, "")
            notes[of].append(f"{word}: {clean(text, 200)}")
    made: dict[str, Any] = {of: ",".join(found) for of, found in ids.items() if found}
    for of, lines in notes.items():
        if lines:
            before = values.get(f"{of}_note", "")
            made[f"{of}_note"] = clean_note("\n".join([*filter(None, [before]), *lines]))
    return made
