"""A client in the middle of a phone call: name, phone, pets; who it may be is shown first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pettui.people.record import ClientRecord, PhoneEntry, Saved, Wrong
from pettui.text import clean, digits
from screens.people.kinds import PhoneKind
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group, Words

if TYPE_CHECKING:
    from pettui.history.actor import Actor
    from pettui.people.find import Found
    from pettui.team.shop import Shop
    from screens.desk import Desk


@dataclass
class Call:
    """What was said on the phone."""

    name: str = ""
    pets: str = ""

    def values(self, record: ClientRecord) -> dict[str, Any]:
        """Give what stands in the form."""
        phone = record.phones[0] if record.phones else PhoneEntry()
        return {"name": self.name, "phones.0": phone, "email": record.email, "pets": self.pets}

    def change(self, record: ClientRecord, values: Mapping[str, Any]) -> ClientRecord:
        """Take what was typed."""
        self.name = values.get("name", self.name)
        self.pets = values.get("pets", self.pets)
        phones = (values["phones.0"],) if "phones.0" in values else record.phones
        email = values.get("email", record.email)
        return replace(record, first_name=self.name, phones=phones, email=email)

    def new(self, record: ClientRecord) -> Any:
        """Give the new client; raises Wrong for a breed that is not in the list."""
        from pettui.people.clients import NewClient
        from pettui.people.saying import read_pets

        try:
            pets = tuple(said.pet for said in read_pets(self.pets))
        except ValueError as error:
            raise Wrong("pets", str(error)) from error
        phone = record.phones[0].typed if record.phones else ""
        return NewClient(self.name, phone, clean(record.email, 200), pets)

    def save(self, shop: Shop, record: ClientRecord, by: Actor) -> Saved:
        """Make the client with the pets."""
        from pettui.history.door import Refused
        from pettui.people.clients import check_email, create

        try:
            check_email(record.email)
        except Refused as error:
            raise Wrong("email", str(error)) from error
        return Saved(create(shop, self.new(record), by).client)

    def alike(self, shop: Shop, record: ClientRecord) -> list[Found]:
        """Give who it may be."""
        from pettui.people.clients import likely_duplicates

        return likely_duplicates(shop, self.new(record))


async def new_client(desk: Desk, said: str = "") -> int | None:
    """Ask for a new client; gives the id of the one that was made, or of who it was already.

    `said` is a name or a phone number that was looked for.
    """
    from screens.people.record_form import RecordForm

    number = said if len(digits(said)) >= 3 and not any(c.isalpha() for c in said) else ""
    call = Call()
    record = ClientRecord()
    group = Group("New client", (
        FormField("name", "Name", Words(), "Maria Ortega", need=True),
        FormField("phones.0", "Phone", PhoneKind(desk.shop.region), "555-0142"),
        FormField("pets", "Pets", Words(), "Bella poodle s; Tom, cat"),
        FormField("email", "E-mail", Words(), "name@example.com"),
    ))  # fmt: skip

    async def before(wanted: ClientRecord) -> int | None:
        return await _who_it_is(desk, call, wanted)

    subject = Subject(
        "New client", "client:new", record, (group,), call.values, call.change, call.save, before
    )
    typed = {"phones.0": number} if number else {"name": said} if said else {}
    form = RecordForm(subject, first="name" if number or not said else "phones.0", typed=typed)
    return await desk.push_screen_wait(form)


async def _who_it_is(desk: Desk, call: Call, wanted: ClientRecord) -> int | None:
    """Show likely duplicates; gives one that was chosen, 0 to look again, None to go on."""
    from pettui.people.clients import with_phone
    from screens.widgets.menu import Choice, Menu

    found = await desk.gateway.run(call.alike, desk.shop, wanted)
    people = {one.client: one for one in reversed(found) if one.client is not None}
    if not people:
        return None
    choices = [Choice("new", f"No, a new client: {clean(call.name)}")]
    typed = wanted.phones[0].typed if wanted.phones else ""
    calls = await desk.gateway.run(with_phone, desk.shop, typed)
    for key, one in list(people.items())[:8]:
        words = " · ".join(part for part in (one.title, one.detail, one.phone) if part)
        choices.append(Choice(str(key), words, "same phone" if key in calls else ""))
    mark = next((choice.id for choice in choices if choice.hint), "")
    menu = Menu(
        "Is it one of these?", choices, words="Somebody like that is here already.", mark=mark
    )
    menu.add_class("-wide")
    picked = await desk.push_screen_wait(menu)
    return 0 if picked is None else None if picked == "new" else int(picked)
