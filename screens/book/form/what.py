"""The lines about the visit: services, time, employee, note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from textual.content import Content

from pettui.book.proposing import Proposal, Wish, propose
from pettui.dates import Window, day_text, distance, parse_window
from pettui.history.door import Refused
from pettui.stock.services import ServiceLine as Service
from pettui.stock.services import matching, services
from pettui.text import clean, clean_note, count, fold
from pettui.till import prices
from pettui.till.prices import Quote
from screens.book.dates import month_first
from screens.book.form.line import FormLine, Look, Step, muted
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

QUOTED = 12  # candidates whose price is looked up for the pet; the others show the list's


class ServiceLine(FormLine):
    """Adds services: one by one, each for every pet that comes."""

    id = "service"
    label = "Service"
    placeholder = "fg, nails …; Space lists all"

    _services: Sequence[Service] | None = None

    def missing(self) -> str:
        """Require a service."""
        return "" if self.draft.rows else "What is to be done? Type a service, such as fg."

    def echo(self) -> Content:
        """Say how many there are."""
        number = len(self.draft.rows)
        return muted(f"{count(number, 'service')}; type another, or Enter" if number else "")

    async def _matching(self, text: str) -> list[Service]:
        if self._services is None:
            self._services = await self.desk.gateway.run(services)
        return matching(list(self._services), text)

    async def look(self, text: str) -> Look:
        """List the services that are meant, with price and length for the first pet."""
        if not text:
            return Look()
        found = await self._matching(text)
        if not found:
            return Look((), muted("no service is called so"), wrong=True)
        pet = next(iter(self.draft.chosen), None)
        quotes = await self.desk.gateway.run(
            prices.quotes,
            self.desk.shop,
            [service.id for service in found[:QUOTED]],
            pet=pet,
            employee=self.draft.employee,
        )
        return Look([self._row(service, quotes.get(service.id)) for service in found])

    def _row(self, service: Service, quote: Quote | None) -> Row:
        price = quote.price if quote else service.price
        minutes = quote.minutes if quote else service.minutes
        source = f"{quote.price_from}  " if quote and quote.price_from != "list price" else ""
        left = assemble(
            line(f"{service.name}  ", "bold"),
            line(service.code, "$text-muted"),
            line("  add-on" if service.add_on else "", "$text-muted"),
        )
        money = self.desk.shop.money.text(price)
        return Row(f"service:{service.id}", left, line(f"{source}{minutes:>4} min {money:>9}"))

    async def take(self, text: str, picked: str | None) -> Step:
        """Add the service; an empty line goes on."""
        if picked is not None:
            self.draft.add_service(int(picked.removeprefix("service:")))
            return Step.STAY
        if clean(text):
            raise Refused(f"No service is called “{clean(text, 40)}”. Space lists all of them.")
        if not self.draft.rows:
            raise Refused(self.missing())
        return Step.ON


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
        return day_text(window.day) + (
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
            parts.insert(0, day_text(day) + clock)
        if found is not None and found.plan.rows:
            parts.append(count(len(found.starts), "opening"))
            wrong = not found.starts
        return line(", ".join(parts), "$text-warning" if wrong else "$text-muted")

    def _nothing(self, found: Proposal | None) -> str:
        words = "Nothing is free then"
        if found is not None and found.later is not None:
            day, opening = found.later
            return f"{words}. {day_text(day)} {self.desk.shop.time(opening.start)} would be."
        return f"{words} nor in the four weeks after. Say another time, or somebody else."

    def _window(self, text: str) -> Window:
        window = parse_window(
            text, self.draft.today, month_first=month_first(self.desk.shop.region)
        )
        if window.day is not None:
            return window
        known = self.draft.window.day if self.draft.window else None
        return replace(window, day=known or self.draft.day or self.draft.today)

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
                line(f"{day_text(other)} {self.desk.shop.time(opening.start)}", "bold"),
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


class WithLine(FormLine):
    """Who does it; empty means whoever is free."""

    id = "with"
    label = "With"
    placeholder = "whoever is free"

    def text(self) -> str:
        """Show who was chosen; `!` says that the client asked for them."""
        key = self.draft.employee
        if key is None:
            return ""
        return self._label(key) + ("!" if self.draft.requested else "")

    def _label(self, key: int) -> str:
        return self.labels.get(key, "somebody who left")

    labels: dict[int, str] = {}  # noqa: RUF012  # the screen gives them when it opens

    def echo(self) -> Content:
        """Say who is free, and who was chosen when nobody was named."""
        found = self.draft.proposal
        if found is None or not found.staff:
            return (
                muted("name! when the client asks for them") if self.draft.employee else Content()
            )
        parts: list[Content | tuple[str, str] | str] = []
        if self.draft.employee is None and found.employee is not None:
            parts.append((f"{self._label(found.employee)}  ", "bold $accent"))
        shown = [one for one in found.staff if one.employee != (found.employee or 0)]
        mine = [one for one in found.staff if one.employee == (found.employee or 0)]
        for one in (*mine, *shown):
            if one in mine and self.draft.employee is None:
                continue
            words = f"{one.label} {one.words}" if one in shown else one.words
            style = "$text-muted" if one.free or one in shown else "$text-warning"
            parts += [(words, style), ("  ", "")]
        return assemble(*parts)

    def _matching(self, text: str) -> list[int]:
        said = fold(text.rstrip("! "))
        return [
            key
            for key, label in self.labels.items()
            if any(word.startswith(said) for word in fold(label).split()) or fold(label) == said
        ]

    async def look(self, text: str) -> Look:
        """List who is meant, and whether they are free."""
        if not text:
            return Look()
        words = {}
        if self.draft.proposal is not None:
            words = {one.employee: one for one in self.draft.proposal.staff}
        rows = []
        for key in self._matching(text):
            one = words.get(key)
            right = line(one.words, "" if one.free else "$text-warning") if one else Content()
            rows.append(Row(f"who:{key}", line(self._label(key), "bold"), right))
        if not rows:
            return Look((), muted("nobody here is called so"), wrong=True)
        return Look(rows, muted("the client asks for them" if "!" in text else ""))

    async def take(self, text: str, picked: str | None) -> Step:
        """Take who was picked, or whoever is free."""
        draft = self.draft
        if picked is not None:
            draft.employee = int(picked.removeprefix("who:"))
            draft.requested = text.rstrip().endswith("!")
            draft.said_with = True
            return Step.DONE if draft.start is not None else Step.ON
        if clean(text):
            if text != self.text():
                raise Refused(
                    f"Nobody here is called “{clean(text, 40)}”."
                    " Leave it empty for whoever is free."
                )
        elif draft.employee is not None:
            draft.employee, draft.requested, draft.said_with = None, False, True
        return Step.DONE


class NoteLine(FormLine):
    """A note that the book shows on the visit."""

    id = "note"
    label = "Note"
    placeholder = "shown on the visit"

    def text(self) -> str:
        """Show the note on one line."""
        return clean(self.draft.note, 500)

    async def take(self, text: str, picked: str | None) -> Step:
        """Keep the note; one of several lines stays as it is when nothing was typed."""
        if text != self.text():
            self.draft.note = clean_note(text, 1000)
        return Step.DONE
