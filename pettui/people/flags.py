"""Behaviour and medical flags of pets, in words, the most dangerous first (DOMAIN 15)."""

from __future__ import annotations

from typing import NamedTuple

from pettui.text import fold


class Flag(NamedTuple):
    """A flag: its id in the database, the words that people see, and whether it is a danger."""

    id: str
    words: str
    danger: bool = False


BEHAVIOR = (
    Flag("bites", "BITES", danger=True),
    Flag("muzzle", "muzzle", danger=True),
    Flag("aggressive", "not good with animals", danger=True),
    Flag("people", "wary of people"),
    Flag("escapes", "escapes", danger=True),
    Flag("dryer", "fears the dryer"),
    Flag("clippers", "fears clippers"),
    Flag("hyper", "hyper"),
    Flag("shy", "shy"),
    Flag("barker", "barks"),
    Flag("chews", "chews the leash"),
)
MEDICAL = (
    Flag("heart", "HEART", danger=True),
    Flag("epileptic", "EPILEPTIC", danger=True),
    Flag("diabetic", "DIABETIC", danger=True),
    Flag("allergic", "ALLERGIC", danger=True),
    Flag("pregnant", "PREGNANT", danger=True),
    Flag("skin", "sensitive skin"),
    Flag("joints", "bad joints"),
    Flag("deaf", "deaf"),
    Flag("blind", "blind"),
    Flag("senior", "senior"),
)
_KNOWN = {
    flag.id: (rank, flag) for rank, flag in enumerate((*MEDICAL[:5], *BEHAVIOR, *MEDICAL[5:]))
}


def read(stored: str) -> tuple[Flag, ...]:
    """Read flags as they are kept ("bites,muzzle"); unknown ones show as they are written."""
    ids = [part.strip() for part in stored.split(",") if part.strip()]
    ranked = sorted(ids, key=lambda i: _KNOWN.get(i, (99, None))[0])
    return tuple(_KNOWN[i][1] if i in _KNOWN else Flag(i, i) for i in ranked)


def words(behavior: str, medical: str) -> tuple[str, ...]:
    """Give all flags of a pet in words, dangers first."""
    flags = read(",".join(part for part in (behavior, medical) if part))
    return tuple(flag.words for flag in flags)


def said(text: str) -> Flag | None:
    """Give the flag that somebody says: by its id or in its words, `bites`, `fears clippers`."""
    known = fold(text).strip()
    return next((f for f in (*BEHAVIOR, *MEDICAL) if known in (f.id, fold(f.words))), None)
