"""The lines of the search that the booking form has not, or has otherwise."""

from __future__ import annotations

import re

from textual.content import Content

from pettui.book.search.asking import ORDERS, lasting
from pettui.book.waiting import said, words
from pettui.dates import parse_length
from pettui.history.door import Refused
from pettui.text import clean, fold
from screens.book.form.line import Look, Step, muted
from screens.book.form.pets import PetLine
from screens.book.form.what import ServiceLine
from screens.book.form.who import ClientLine
from screens.book.search.draft import SearchDraft
from screens.book.waiting.lines import SuitsLine, WaitLine, WantedLine
from screens.widgets.plain import line
from screens.widgets.rows import Row

FOUR_WEEKS = "four weeks; or since 12/1 after 3"
ANY = re.compile(r"[,;> ]*\b(?:any|anybody|anyone)\b *$")


class ForLine(ClientLine):
    """Whose visit it is; a time can be looked for without knowing."""

    placeholder = "name or pet; may stay empty"
    hint = ""

    def missing(self) -> str:
        """Require nobody."""
        return ""

    async def look(self, text: str) -> Look:
        """Find clients and pets; nobody is made new here."""
        look = await super().look(text)
        return Look([row for row in look.rows if row.id != "new"], look.echo)

    async def take(self, text: str, picked: str | None) -> Step:
        """Take who was picked, or nobody."""
        if not clean(text):
            self.draft.client, self.draft.client_name, self.draft.pets = None, "", ()
            self.draft.choose_pets(())
            return Step.ON
        if picked is None and clean(text) != self.text():
            raise Refused(f"Nobody is found for “{clean(text, 40)}”.")
        return await super().take(text, picked)


class ForPets(PetLine):
    """Which of the client's pets come."""

    def there(self) -> bool:
        """Be there once a client is known."""
        return self.draft.client is not None

    def missing(self) -> str:
        """Require a pet of a client who has some."""
        return super().missing() if self.draft.pets else ""

    async def take(self, text: str, picked: str | None) -> Step:
        """Choose among the pets that are there; none is made new here."""
        if picked is None and clean(text) and text != self.text() and self._named(text) is None:
            raise Refused(f"{self.draft.client_name} has no pet called “{clean(text, 40)}”.")
        return await super().take(text, picked)


class WhatLine(ServiceLine):
    """What is to be done; `-` takes the last service away."""

    placeholder = "fg, nails; Space: all"

    def echo(self) -> Content:
        """Say how to go on."""
        return muted("type another; - takes the last away" if self.draft.rows else "")

    async def look(self, text: str) -> Look:
        """List the services that are meant."""
        return (
            Look((), muted("takes the last away"))
            if text.strip() == "-"
            else await super().look(text)
        )

    async def take(self, text: str, picked: str | None) -> Step:
        """Add a service, or take the last away."""
        if text.strip() == "-" and self.draft.rows:
            last = self.draft.rows[-1].item
            kept = [row for row in self.draft.rows if row.item != last]
            self.draft.rows = tuple(kept)
            return Step.STAY
        return await super().take(text, picked)


class SearchLine(WaitLine):
    """A line of the search; its draft is a search's."""

    @property
    def asked(self) -> SearchDraft:
        """The draft, by its own type."""
        if not isinstance(self.draft, SearchDraft):
            raise TypeError("this line belongs to the search")
        return self.draft


class TimesLine(SuitsLine):
    """When it may start: days, weekdays, from a day on, and bounds of the start."""

    placeholder = "any · fri am · mon tue 9-14"

    def text(self) -> str:
        """Show the times as they are understood."""
        shown = self.entry.windows
        return words.windows_text(self.desk.shop, shown) if shown else ""

    def echo(self) -> Content:
        """Say what the times bound."""
        return muted("times are starts" if self.entry.windows else FOUR_WEEKS)

    async def look(self, text: str) -> Look:
        """Echo what was understood."""
        if not clean(text):
            return Look((), muted(FOUR_WEEKS))
        windows = said.read(self.desk.shop, text)
        return Look((), muted(words.windows_text(self.desk.shop, windows)))

    async def take(self, text: str, picked: str | None) -> Step:
        """Take the times; an empty line is any time."""
        if text != self.text():
            self.entry.windows = said.read(self.desk.shop, text) if clean(text) else ()
        return Step.DONE


class RankedLine(WantedLine):
    """Who may do it, the dearest first; `any` behind them lets anybody else do it as well."""

    placeholder = "anybody · kim · kim, any"

    @property
    def asked(self) -> SearchDraft:
        """The draft, by its own type."""
        if not isinstance(self.draft, SearchDraft):
            raise TypeError("this line belongs to the search")
        return self.draft

    def text(self) -> str:
        """Show who is wanted."""
        asked = self.asked
        if not asked.people:
            own = asked.employee
            return self.labels.get(own, "") if own is not None else ""
        named = words.people_text(self.labels, asked.people)
        return f"{named}, any" if asked.others else named

    async def take(self, text: str, picked: str | None) -> Step:
        """Take who is wanted."""
        if picked is not None:
            self.asked.choose_people((int(picked.removeprefix("who:")),), others=False)
        elif text != self.text() or not clean(text):
            people = self._named(text)
            others = not people or bool(ANY.search(fold(text)))
            self.asked.choose_people(people, others=others)
        return Step.DONE


class LengthLine(SearchLine):
    """How long all of it takes; empty is what the price list says."""

    id = "length"
    label = "Length"
    placeholder = "as the price list says"

    def text(self) -> str:
        """Show the length."""
        minutes = self.asked.minutes
        return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02d}"

    def _read(self, text: str) -> int | None:
        if not clean(text):
            return None
        minutes = parse_length(text)
        if self.draft.rows:
            lasting(self.draft.plan(), minutes)
        return minutes

    async def look(self, text: str) -> Look:
        """Echo what was understood."""
        minutes = self._read(text)
        return Look((), muted(f"{minutes} min for all of it" if minutes else ""))

    async def take(self, text: str, picked: str | None) -> Step:
        """Take the length."""
        if text != self.text():
            self.asked.minutes = self._read(text)
        return Step.DONE


class OrderLine(SearchLine):
    """Which places come first."""

    id = "order"
    label = "Order"
    hint = "1 soonest  2 least gap  3 groomer  Enter goes to the answers"

    def text(self) -> str:
        """Show the order."""
        return ORDERS[self.asked.order]

    def _named(self, text: str) -> str | None:
        typed, names = fold(text), list(ORDERS)
        if typed.isdigit() and 1 <= int(typed) <= len(names):
            return names[int(typed) - 1]
        found = [n for n in names if typed and (n.startswith(typed) or typed in ORDERS[n])]
        return found[0] if found else None

    async def look(self, text: str) -> Look:
        """List the orders."""
        name = self._named(text)
        shown = [name] if name else list(ORDERS)
        return Look([Row(f"order:{one}", line(ORDERS[one])) for one in shown])

    async def take(self, text: str, picked: str | None) -> Step:
        """Take an order."""
        if text == self.text():
            return Step.DONE
        name = picked.removeprefix("order:") if picked else self._named(text)
        if name is None:
            raise Refused("The order is 1 soonest, 2 least gap left, or 3 preferred groomer.")
        self.asked.order = name
        return Step.DONE
