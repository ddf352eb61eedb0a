"""What happens to an entry besides being booked: calls, leaving with a reason, coming back."""

from __future__ import annotations

from dataclasses import dataclass

from db.models import WaitEntry
from pettui.book.waiting import taking
from pettui.book.waiting.saving import name_of
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.text import clean

ANSWERS = ("reached", "voicemail", "no answer")
"""What a call came to."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which somebody leaves the list without being booked."""

    words: str
    hint: str = ""


WAYS = (
    Way("did not want to wait", "went home, or elsewhere"),
    Way("no longer needed", "was groomed elsewhere, or changed their mind"),
    Way("could not be reached", "after some calls"),
    Way("booked otherwise", "has a visit already"),
    Way("listed by mistake", "as if it had never been"),
)


def leave(entries: tuple[tuple[int, int], ...], reason: str, by: Actor) -> str:
    """Take entries, given as (id, version as seen), off the list with a reason (DOMAIN 8.11).

    Says what was done. Raises Gone where somebody was quicker, and Clash where one was changed.
    """
    why = clean(reason, 200)
    if not why:
        raise Refused("Say why they leave the list: a word is enough.")
    with change("", by) as door:
        names = []
        for key, version in entries:
            entry = taking.standing(key)
            door.refuse_stale(entry, version)
            door.update(entry, status="left", reason=why, ended=door.at)
            names.append(name_of(entry))
        door.what = f"off the wait list: {', '.join(names)} ({clean(why, 80)})"
        return door.what


def called(key: int, answer: str, by: Actor) -> str:
    """Note what a call about an entry came to: `reached`, `voicemail` or `no answer`."""
    if answer not in ANSWERS:
        raise Refused(f"A call ends as one of these: {', '.join(ANSWERS)}.")
    with change("", by) as door:
        entry = taking.standing(key)
        door.update(entry, tried=door.at, answer=answer, calls=entry.calls + 1)
        door.what = f"called {name_of(entry)}: {answer}"
        return door.what


def come_back(key: int, version: int, by: Actor) -> str:
    """Put somebody who left back on the list, where they were; one who was booked stays booked."""
    with change("", by) as door:
        entry = WaitEntry.get_or_none(WaitEntry.id == key)
        if entry is None:
            raise Refused("This entry is no longer here. Look at the list again.")
        door.refuse_stale(entry, version)
        if entry.status != "left":
            is_so = "is booked" if entry.status == "booked" else "is on the list"
            raise Refused(f"{name_of(entry)} {is_so} already.")
        door.update(entry, status="waiting", reason="", ended=None)
        door.what = f"back on the wait list: {name_of(entry)}"
        return door.what
