"""The line about the time: a day and a time, or a part of a day that takes its first opening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.content import Content

from pettui.book.proposing import Proposal, Wish, propose
from pettui.dates import Window, distance
from pettui.history.door import Refused
from pettui.text import clean, count
from screens.book.form.line import FormLine, Look, Step
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

WIDE = 96  # cells from which on the year is written in the echo


class WhenLine(FormLine):
    """The day and time, said as people say it; a part of the day takes its first opening."""

    id = "when"
    label = "When"
    placeholder = "fri 2p, tom 9, fri pm, fri"

    def missing(self) -> str:
        """Require a day and a time."""
        window = self.draft.window
        if window is None or window.day is None:
            return "When? Say it like fri 2p, tom 9 or fri pm."
        if self.draft.start is None and self.draft.rows:
            return self._nothing(self.draft.proposal)
        return ""

    def text(self) -> str:
        """Show the day and the time as they are understood."""
        window = self.draft.window
        if window is None or window.day is None:
            return ""
        start = self.draft.start
        return self.desk.shop.day(window.day) + (
            f" {self.desk.shop.time(start)}" if start is not None else ""
        )

    def echo(self) -> Content:
        """Say how far away it is, and how much else is free."""
        window = self.draft.window
        if window is None or window.day is None:
            return Content()
        return self._words(window.day, self.draft.proposal, with_day=False)

    def _words(self, day: date, found: Proposal | None, *, with_day: bool) -> Content:
        parts = [distance(day, self.draft.today)]
        wrong = False
        if with_day:
            start = found.start if found else None
            clock = f" {self.desk.shop.time(start)}" if start is not None else ""
            near = self.desk.size.width < WIDE and day.year == self.draft.today.year
            words = self.desk.shop.short_day(day) if near else self.desk.shop.day(day)
            parts.insert(0, words + clock)
        if found is not None and found.plan.rows:
            wrong = not found.starts
            parts.append("nothing free" if wrong else count(len(found.starts), "opening"))
        return line(", ".join(parts), "$text-warning" if wrong else "$text-muted")

    def _nothing(self, found: Proposal | None) -> str:
        words = "Nothing is free then"
        if found is not None and found.later is not None:
            day, opening = found.later
            shop = self.desk.shop
            return f"{words}. {shop.day(day)} {shop.time(opening.start)} would be; F3: wait list."
        else_ = "Say another time, or somebody else; F3: wait list."
        return f"{words} nor in the four weeks after. {else_}"

    def _window(self, text: str) -> Window:
        window = self.desk.shop.parse_window(text)
        if window.day is not None:
            return window
        known = self.draft.window.day if self.draft.window else None
        return window._replace(day=known or self.draft.day or self.draft.today)

    async def look(self, text: str) -> Look:
        """Echo what was understood, and list the openings of a part of the day."""
        if not clean(text):
            return Look()
        window = self._window(text)
        day = window.day
        if day is None:
            return Look()
        found = await self.desk.gateway.run(propose, self.desk.shop, self._wish(window))
        echo = self._words(day, found, with_day=True)
        if window.exact or not found.plan.rows:
            return Look((), echo)
        if found.later is not None:
            other, opening = found.later
            label = assemble(
                line(f"{self.desk.shop.day(other)} {self.desk.shop.time(opening.start)}", "bold"),
                line(f"  {opening.label}  the next that is free", "$text-muted"),
            )
            return Look([Row(f"at:{other.toordinal()}:{opening.start}", label)], echo)
        names: dict[int, list[str]] = {}
        for opening in found.openings:
            names.setdefault(opening.start, []).append(opening.label)
        rows = [
            Row(
                f"at:{day.toordinal()}:{start}",
                assemble(line(f"{self.desk.shop.time(start):>6}  ", "bold"), line(", ".join(who))),
            )
            for start, who in names.items()
        ]
        return Look(rows, echo)

    def _wish(self, window: Window) -> Wish:
        trial = replace(self.draft)
        trial.choose_window(window)
        return trial.wish()

    async def take(self, text: str, picked: str | None) -> Step:
        """Take the time, or the opening that was picked."""
        if clean(text) and text == self.text():
            return Step.DONE
        if picked is not None:
            _, day, start = picked.split(":")
            at = int(start)
            self.draft.choose_window(Window(date.fromordinal(int(day)), at, at + 1, exact=True))
            return Step.ON
        if not clean(text):
            raise Refused("When? Say it like fri 2p, tom 9 or fri pm.")
        window = self._window(text)
        if not window.exact and self.draft.rows:
            found = await self.desk.gateway.run(propose, self.desk.shop, self._wish(window))
            raise Refused(self._nothing(found))
        self.draft.choose_window(window)
        return Step.ON
