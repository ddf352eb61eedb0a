"""The lines about who comes: the client, and the phone of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from pettui.history.door import Refused
from pettui.people import find, phones
from pettui.people.find import Found
from pettui.text import clean, digits
from screens.book.form.line import FormLine, Look, Step, muted
from screens.book.form.records import choose_client, same_person
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from screens.book.form.draft import Draft
    from screens.desk import Desk

MOST = 30  # candidates


def found_row(found: Found) -> Row:
    """Show a client or a pet: the name, what it is, what to beware of; the phone at the right."""
    style = "$text-muted" if found.inactive else "bold"
    left = assemble(
        line(found.title, style),
        line(f"  {found.detail}", "$text-muted") if found.detail else "",
        line(f"  ! {', '.join(found.alerts)}", "$text-error") if found.alerts else "",
        line("  inactive", "$text-muted") if found.inactive else "",
    )
    return Row(f"{found.kind}:{found.id}", left, line(found.phone))


class ClientLine(FormLine):
    """Finds a client or a pet by any part of a name or phone, or begins a new client."""

    id = "client"
    label = "Client"
    placeholder = "name, pet or phone"
    hint = "Enter takes the marked line"

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk, draft)
        self._found: dict[str, Found] = {}

    def missing(self) -> str:
        """Require somebody."""
        known = self.draft.client is not None or self.draft.has_new_client
        return "" if known else "Whose visit is it? Type a name, a pet or a phone number."

    def text(self) -> str:
        """Show the client's name."""
        return self.draft.client_name or self.draft.new_name

    def echo(self) -> Content:
        """Show the phone, or that the client is new."""
        if self.draft.has_new_client:
            return line("new client", "$accent")
        return muted(self.draft.client_phone)

    async def look(self, text: str) -> Look:
        """Find whom the text may mean; the last candidate is a new client of that name."""
        name = clean(text)
        if not name:
            return Look()
        found = await self.desk.gateway.run(find.find, self.desk.shop, text, MOST)
        people = [one for one in found if one.kind != "ticket"]
        self._found = {f"{one.kind}:{one.id}": one for one in people}
        rows = [found_row(one) for one in people]
        if any(letter.isalpha() for letter in name):
            who, number = phones.apart(name)
            words = f"{who}, {number}" if number else who
            rows.append(Row("new", assemble(("new client ", "$accent"), line(words))))
        elif not rows:
            return Look((), muted("nobody has this number; type the name"))
        return Look(rows)

    async def take(self, text: str, picked: str | None) -> Step:
        """Take who was picked."""
        name = clean(text)
        if picked is None and name and name == self.text():
            return Step.ON
        if picked is None:
            if digits(name) and not any(letter.isalpha() for letter in name):
                self.draft.new_phone = name
                raise Refused("Nobody has this number. Type the name; the number is kept.")
            raise Refused(self.missing() or "Type a name, a pet or a phone number.")
        if picked == "new":
            who, number = phones.apart(name)
            self.draft.choose_new(who)
            self.draft.new_phone = number or self.draft.new_phone
            return Step.ON
        kind, _, key = picked.partition(":")
        client = self._found[picked].client
        if client is None:
            raise Refused("This client is no longer here. Find the client again.")
        await choose_client(self.desk, self.draft, client, int(key) if kind == "pet" else None)
        return Step.ON


class PhoneLine(FormLine):
    """The phone of a new client; who may be the same person is shown when it is left."""

    id = "phone"
    label = "Phone"
    placeholder = "may stay empty"
    hint = "Enter goes on to the pet"

    def there(self) -> bool:
        """Be there for new clients only."""
        return self.draft.has_new_client

    def missing(self) -> str:
        """Ask once; an empty answer is one."""
        asks = self.there() and not self.draft.phone_said
        return "What is the phone number? Enter leaves it empty." if asks else ""

    def text(self) -> str:
        """Show the number."""
        return self.draft.new_phone

    async def look(self, text: str) -> Look:
        """Echo the number in the country's form."""
        if not clean(text):
            return Look()
        number = await self.desk.gateway.run(phones.read, text, self.desk.shop.region)
        return Look((), muted(number.shown) if number.shown != text.strip() else Content())

    async def take(self, text: str, picked: str | None) -> Step:
        """Keep the number, and ask about people who may be the same."""
        number = ""
        if clean(text):
            number = (await self.desk.gateway.run(phones.read, text, self.desk.shop.region)).shown
        self.draft.new_phone = number
        self.draft.phone_said = True
        await same_person(self.desk, self.draft, ())
        return Step.ON
