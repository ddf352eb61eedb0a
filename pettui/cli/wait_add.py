"""`pettui wait add`: finds the pet, the services and the people that are meant, and lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.booking import NeedsConsent
from pettui.book.waiting import said
from pettui.book.waiting.saving import save
from pettui.book.waiting.values import LATER, TODAY
from pettui.book.waiting.wanted import DESK, Want, Wanted
from pettui.book.waiting.windows import only_on
from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.people import choosing
from pettui.people.find import Found, find, pets_of
from pettui.stock.services import matching, services
from pettui.text import fold

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop


def run(arguments: Namespace) -> int:
    """Put somebody on the list; the code says when nobody or several are meant."""
    with session.shop() as shop:
        try:
            windows = said.read(shop, arguments.when)
        except ValueError as error:
            output.words(str(error))
            return codes.USAGE
        found = _who(shop, arguments.who)
        if found is None or found.client is None:
            return codes.NOTHING
        pet = _pet(found)
        rows = tuple(Want(_service(text), pet) for text in arguments.service)
        here = not arguments.when.strip() or only_on(windows, shop.today())
        wanted = Wanted(
            client=found.client, rows=rows, kind=TODAY if here else LATER, windows=windows,
            employees=_people(arguments.people), comment=arguments.comment,
            phone=arguments.phone, source=arguments.source or ("Walk-in" if here else DESK),
        )  # fmt: skip
        by = nobody_signed_in()
        try:
            done = save(shop, wanted, by)
        except NeedsConsent as asked:
            if not arguments.again:
                raise Refused(f"{asked} --again lists it all the same.") from None
            done = save(shop, wanted, by, agreed=[problem.words for problem in asked.problems])
    if arguments.json:
        output.data_json({"id": done.entry, "words": done.words})
    else:
        output.data(done.words)
    return codes.OK


def _who(shop: Shop, text: str) -> Found | None:
    """Give the pet or client that is meant; says who could be where it is not one."""
    people = [one for one in find(shop, text, 20) if one.kind != "ticket" and not one.inactive]
    if not people:
        output.words(f"Nobody is found for “{text}”.")
        return None
    if len(people) > 1:
        output.words(f"“{text}” may mean several; say more of the name or number:")
        output.words("\n".join(f"  {one.title} {one.phone}" for one in people[:9]))
        return None
    return people[0]


def _pet(found: Found) -> int | None:
    """Give the pet that was named, or a client's only one."""
    if found.kind == "pet":
        return found.id
    pets = pets_of(found.id)
    if len(pets) > 1:
        names = ", ".join(pet.title.partition(" · ")[0] for pet in pets)
        raise Refused(f"{found.title} has several pets ({names}). Name the pet instead.")
    return pets[0].id if pets else None


def _service(text: str) -> int:
    found = matching(services(), text)
    if not found:
        raise Refused(f"No service is called “{text}”. `pettui prices` lists them.")
    return found[0].id


def _people(text: str) -> tuple[int, ...]:
    found = []
    known = choosing.groomers()
    for name in (part.strip() for part in text.split(",")):
        if not name:
            continue
        keys = [key for key, label in known if fold(label).startswith(fold(name))]
        if not keys:
            names = ", ".join(label for _, label in known)
            raise Refused(f"Nobody here is called “{name}”. There are {names}.")
        found.append(keys[0])
    return tuple(found)
