"""The lines about what is done: services and a note."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from pettui.book import linked
from pettui.history.door import Refused
from pettui.stock.abilities import doable
from pettui.stock.services import ServiceLine as Service
from pettui.stock.services import matching, services
from pettui.text import clean, clean_note, count
from pettui.till import prices
from pettui.till.prices import Quote
from screens.book.form.line import FormLine, Look, Step, muted
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

QUOTED = 12  # candidates whose price is looked up for the pet; the others show the list's


class ServiceLine(FormLine):
    """Adds services: one by one, each for every pet that comes."""

    id = "service"
    label = "Service"
    placeholder = "fg, nails; Space: all"

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
        found = matching(list(self._services), text)
        who = self.draft.employee
        # The column under the cursor is only a wish, and who types a code means that service.
        if who is None or (clean(text) and not self.draft.said_with):
            return found
        able = await self.desk.gateway.run(doable, who, [service.id for service in found])
        # What somebody does not do is offered only where nothing else is meant: saving asks then.
        return [service for service in found if service.id in able] or found

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
            item = int(picked.removeprefix("service:"))
            brings = await self.desk.gateway.run(linked.add_ons, [item])
            self.draft.add_service(item, brings.get(item, ()))
            return Step.STAY
        if clean(text):
            raise Refused(f"No service is called “{clean(text, 40)}”. Space lists all of them.")
        if not self.draft.rows:
            raise Refused(self.missing())
        return Step.ON


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
