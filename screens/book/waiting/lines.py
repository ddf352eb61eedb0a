"""The lines of the form that only the wait list has: when, whom, where to call, a comment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.content import Content

from pettui.book.waiting import said, words
from pettui.book.waiting.windows import only_on
from pettui.history.door import Refused
from pettui.people import phones
from pettui.text import clean, clean_note, fold
from screens.book.form.line import FormLine, Look, Step, muted
from screens.book.form.what import NoteLine
from screens.book.waiting.draft import LOBBY, WaitDraft
from screens.widgets.plain import line
from screens.widgets.rows import Row

HERE = ("here", "now", "lobby", "walk-in", "walk in", LOBBY)
SOURCES = ("Main Desk", "Phone In", "Walk-in", "Online")


class WaitLine(FormLine):
    """A line of this form; its draft is an entry's."""

    @property
    def entry(self) -> WaitDraft:
        """The draft, by its own type."""
        if not isinstance(self.draft, WaitDraft):
            raise TypeError("this line belongs to the wait list's form")
        return self.draft


class SuitsLine(WaitLine):
    """When it would suit; an empty line is somebody who sits in the lobby."""

    id = "when"
    label = "When"
    placeholder = "in the lobby; fri, thu fri am, any"

    def text(self) -> str:
        """Show the times as they are understood."""
        draft, shop = self.entry, self.desk.shop
        if draft.here and not draft.windows:
            return LOBBY if draft.entry is not None else ""
        return words.windows_text(shop, draft.windows)

    def echo(self) -> Content:
        """Say what it means."""
        if self.entry.here:
            later = self.entry.windows
            return muted("today, times are starts" if later else "a walk-in: waits here today")
        return muted("times are starts")

    async def look(self, text: str) -> Look:
        """Echo what was understood."""
        if not clean(text) or fold(text) in HERE:
            return Look((), muted("a walk-in: waits here today"))
        windows = said.read(self.desk.shop, text)
        return Look((), muted(words.windows_text(self.desk.shop, windows)))

    async def take(self, text: str, picked: str | None) -> Step:
        """Take the times."""
        draft = self.entry
        if clean(text) and text == self.text():
            return Step.DONE
        if not clean(text) or fold(text) in HERE:
            if draft.moves is not None:
                raise Refused("A visit to come waits for an earlier time. Say when it would suit.")
            draft.here, draft.windows = True, ()
            return Step.DONE
        draft.windows = said.read(self.desk.shop, text)
        draft.here = draft.moves is None and only_on(draft.windows, self.desk.shop.today())
        return Step.DONE


class WantedLine(WaitLine):
    """Who is wanted, the dearest first; empty means whoever is free."""

    id = "with"
    label = "With"
    placeholder = "whoever is free; kim, luis"
    labels: dict[int, str] = {}  # noqa: RUF012  # the form gives them when it opens

    def text(self) -> str:
        """Show who is wanted."""
        people = self.entry.people
        return words.people_text(self.labels, people) if people else ""

    def echo(self) -> Content:
        """Say what several mean."""
        return muted("the first one is the dearest" if len(self.entry.people) > 1 else "")

    def _named(self, text: str) -> tuple[int, ...]:
        found = []
        for part in re.split(r"[,;>]+| or ", text):
            names = [clean(part)] if len(self._matching(part)) == 1 else part.split()
            for name in names:
                if not fold(name) or fold(name) in ("any", "anybody"):
                    continue
                keys = self._matching(name)
                if not keys:
                    there = ", ".join(self.labels.values())
                    raise Refused(f"Nobody here is called “{clean(name, 40)}”. There are {there}.")
                found.append(keys[0])
        return tuple(dict.fromkeys(found))

    def _matching(self, text: str) -> list[int]:
        wanted = fold(text)
        exact = [key for key, label in self.labels.items() if fold(label) == wanted]
        return exact or [
            key
            for key, label in self.labels.items()
            if wanted and any(word.startswith(wanted) for word in fold(label).split())
        ]

    async def look(self, text: str) -> Look:
        """Echo who is meant, in their order; list those whom a half name may mean."""
        if not clean(text):
            return Look()
        last = re.split(r"[,;> ]+", text)[-1]
        keys = self._matching(last) if last and "," not in text and " " not in text.strip() else []
        if len(keys) > 1:
            return Look([Row(f"who:{key}", line(self.labels[key], "bold")) for key in keys])
        people = self._named(text)
        return Look((), muted(words.people_text(self.labels, people)))

    async def take(self, text: str, picked: str | None) -> Step:
        """Take who is wanted."""
        if picked is not None:
            self.entry.people = (int(picked.removeprefix("who:")),)
        elif text != self.text() or not clean(text):
            self.entry.people = self._named(text)
        return Step.DONE


class CallLine(WaitLine):
    """The number to call for this; empty is the client's own."""

    id = "call"
    label = "Call"

    def prompt(self) -> str:
        """Show the client's own number."""
        return self.draft.client_phone or self.draft.new_phone or "the client's number"

    def text(self) -> str:
        """Show the number."""
        return self.entry.call

    async def look(self, text: str) -> Look:
        """Echo the number in the country's form."""
        if not clean(text) or text == self.text():
            return Look()
        number = await self.desk.gateway.run(phones.read, text, self.desk.shop.region)
        return Look((), muted(number.shown) if number.shown != text.strip() else Content())

    async def take(self, text: str, picked: str | None) -> Step:
        """Keep the number; one that whoever types may not see stays as it is."""
        if text == self.text():
            return Step.DONE
        self.entry.call = ""
        if clean(text):
            read = await self.desk.gateway.run(phones.read, text, self.desk.shop.region)
            self.entry.call = read.shown
        return Step.DONE


class SourceLine(WaitLine):
    """Where the entry comes from."""

    id = "source"
    label = "Source"
    placeholder = "desk, or walk-in"

    def text(self) -> str:
        """Show the source."""
        return self.entry.source

    def _rows(self, text: str) -> Sequence[Row]:
        return [
            Row(f"source:{name}", line(name)) for name in SOURCES if fold(name).startswith(text)
        ]

    async def look(self, text: str) -> Look:
        """List the usual ones."""
        return Look(self._rows(fold(text))) if clean(text) else Look()

    async def take(self, text: str, picked: str | None) -> Step:
        """Keep the source, a usual one or another."""
        self.entry.source = picked.removeprefix("source:") if picked else clean(text, 40)
        return Step.DONE


class CommentLine(NoteLine):
    """Whatever else was said; the visit's note, once it is booked."""

    label = "Comment"
    placeholder = "note of the visit"

    async def take(self, text: str, picked: str | None) -> Step:
        """Keep the comment."""
        if text != self.text():
            self.draft.note = clean_note(text, 4000)
        return Step.DONE
