"""What the plain pages of a client and a pet show: contact, alerts, visits past and to come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db.connection import reading
from db.models import (
    Bookable,
    Breed,
    Client,
    Employee,
    Pet,
    PetWeight,
    Phone,
    Ticket,
    TicketRow,
    Vaccination,
    Vaccine,
)
from db.models.base import tuples
from pettui import clock
from pettui.book import checking
from pettui.book.day import LIVE
from pettui.book.waiting import records
from pettui.history.door import Refused
from pettui.people import balance, details, notes, standing, vaccines, vets, warnings
from pettui.people.agreed import Agreed, agreed_of
from pettui.people.clients import age
from pettui.people.grooming import Grooming, groomings_of
from pettui.people.household import Home, home_of
from pettui.people.instructions import Instruction, instructions_of
from pettui.people.learning import Habit, habits_of
from pettui.people.notes import NoteLine
from pettui.people.photos import PhotoLine, photos_of
from pettui.people.standing import Again
from pettui.people.typed import weight_text
from pettui.people.vaccines import Shot
from pettui.team.shop import Shop


@dataclass(frozen=True, slots=True)
class Visit:
    """One ticket in a list of visits."""

    ticket: int
    number: int
    day: date
    start: int | None  # minutes since midnight
    status: str
    pets: str
    services: str
    employees: str
    total: int  # of the ticket; on a pet's page the prices of its own rows, before tax
    note: str
    again: Again | None = None  # of a standing appointment; its later visits are not listed


@dataclass(frozen=True, slots=True)
class PetLine:
    """A pet in a client's page."""

    id: int
    name: str
    about: str  # "Poodle S · 4 y · female"
    alerts: tuple[str, ...]
    gone: str  # "deceased", "inactive" or ""


@dataclass(frozen=True)
class ClientPage:
    """A client with all that the front desk needs at a glance."""

    id: int
    number: int
    name: str
    phones: tuple[tuple[str, str], ...]  # (kind, number)
    email: str
    address: str
    alert: str
    comment: str
    since: date
    active: bool
    no_shows: str
    pets: tuple[PetLine, ...]
    coming: tuple[Visit, ...]
    called_off: tuple[Visit, ...]  # of the days to come: cancelled, and the like
    past: tuple[Visit, ...]
    more_past: int
    notes: tuple[NoteLine, ...]
    owes: int  # in the smallest coin; a credit is less than 0
    home: Home | None
    details: tuple[tuple[str, str], ...]  # what else is on record: words and value


@dataclass(frozen=True)
class PetPage:
    """A pet with alerts, vaccinations, groom notes and visits."""

    id: int
    name: str
    owner: int
    owner_name: str
    owner_phone: str
    about: str
    alerts: tuple[str, ...]
    groom_notes: str
    vet: str
    gone: str
    vaccinations: tuple[tuple[str, date, bool], ...]  # (name, expires, lapsed today)
    coming: tuple[Visit, ...]
    called_off: tuple[Visit, ...]  # of the days to come: cancelled, and the like
    past: tuple[Visit, ...]
    more_past: int
    notes: tuple[NoteLine, ...]
    shots: tuple[Shot, ...]
    missing: tuple[str, ...]  # required vaccinations that nothing is on record of, in words
    groomings: tuple[Grooming, ...]
    weights: tuple[tuple[date, str], ...]  # the newest first
    instructions: tuple[Instruction, ...]
    agreed: tuple[Agreed, ...]
    habits: tuple[Habit, ...]
    photos: tuple[PhotoLine, ...]
    details: tuple[tuple[str, str], ...]  # what else is on record: words and value


PAST_SHOWN = 40


def client_page(shop: Shop, client: int) -> ClientPage:
    """Read a client's page; raises Refused when the client is gone."""
    with reading():
        row = Client.get_or_none(Client.id == client)
        if row is None:
            raise Refused("This client is no longer here. Find the client again.")
        phones = tuples(
            Phone.select(Phone.kind, Phone.shown)
            .where(Phone.client == client)
            .order_by(Phone.primary.desc(), Phone.id)
        )
        today = shop.today()
        coming, called_off, past, more = _visits(Ticket.client == client, today)
        town = " ".join(part for part in (row.city, row.state, row.postcode) if part)
        return ClientPage(
            id=row.id, number=row.number, name=f"{row.first_name} {row.last_name}".strip(),
            phones=tuple((kind, shop.phone_text(shown)) for kind, shown in phones), email=row.email,
            address=", ".join(part for part in (row.address, town) if part),
            alert=row.alert, comment=row.comment,
            since=clock.wall_of(row.created, shop.zone).date(), active=bool(row.active),
            no_shows=checking.no_shows(client), pets=_pets(shop, client, today),
            coming=coming, called_off=called_off, past=past, more_past=more,
            notes=notes.notes_of(shop, client=client, limit=PAST_SHOWN),
            owes=balance.owed_by(client), home=_home(shop, client),
            details=(
                *(("waits for", waits.words) for waits in records.waits_of(shop, client)),
                *details.of_client(shop, row),
            ),
        )  # fmt: skip


def _home(shop: Shop, client: int) -> Home | None:
    home = home_of(client)
    if home is None or shop.may("people.phones"):
        return home
    members = [replace(one, phone=shop.phone_text(one.phone)) for one in home.members]
    return replace(home, members=tuple(members))


def pet_page(shop: Shop, pet: int) -> PetPage:
    """Read a pet's page; raises Refused when the pet is gone."""
    with reading():
        row = Pet.get_or_none(Pet.id == pet)
        if row is None:
            raise Refused("This pet is no longer here. Find it again.")
        owner: Client = row.client
        today = shop.today()
        mine = TicketRow.select(TicketRow.ticket).where(TicketRow.pet == pet)
        coming, called_off, past, more = _visits(Ticket.id.in_(mine), today, pet)
        phone = Phone.get_or_none(Phone.client == owner, Phone.primary)
        shots = tuples(
            Vaccination.select(Vaccine.name, Vaccination.expires)
            .join(Vaccine)
            .where(Vaccination.pet == pet)
            .order_by(Vaccine.name)
        )
        line = next(p for p in _pets(shop, owner.id, today) if p.id == pet)
        return PetPage(
            id=row.id, name=row.name, owner=owner.id,
            owner_name=f"{owner.first_name} {owner.last_name}".strip(),
            owner_phone=shop.phone_text(phone.shown if phone else ""), about=line.about,
            alerts=(*line.alerts, *((owner.alert,) if owner.alert else ())),
            groom_notes=row.groom_notes,
            vet=vets.line_of(row.vet).words if row.vet else "", gone=line.gone,
            vaccinations=tuple((name, day, day < today) for name, day in shots),
            coming=coming, called_off=called_off, past=past, more_past=more,
            notes=notes.notes_of(shop, pet=pet, limit=PAST_SHOWN),
            shots=vaccines.shots_of(shop, pet), missing=warnings.missing([pet]).get(pet, ()),
            groomings=groomings_of(pet), weights=_weights(shop, pet),
            instructions=instructions_of(pet), agreed=agreed_of(pet), habits=habits_of(pet),
            photos=photos_of(pet), details=details.of_pet(shop, row),
        )  # fmt: skip


def _pets(shop: Shop, client: int, today: date) -> tuple[PetLine, ...]:
    rows = list(
        Pet.select(Pet, Breed)
        .left_outer_join(Breed)
        .where(Pet.client == client)
        .order_by(Pet.deceased, Pet.active.desc(), Pet.name)
    )
    lapsed = warnings.lapsed([row.id for row in rows], today)
    found = []
    for row in rows:
        breed = row.breed
        kind = breed.name if breed else row.species
        size = row.size or (breed.size if breed else "")
        about = " · ".join(
            part
            for part in (
                f"{kind} {size}".strip(), row.coat, row.color, row.sex,
                age(row.born, today), weight_text(row.weight, shop.region),
            )
            if part
        )  # fmt: skip
        alerts = warnings.in_words(row.behavior, row.medical, lapsed.get(row.id, ()), row.alert)
        gone = "deceased" if row.deceased else "" if row.active else "inactive"
        found.append(PetLine(row.id, row.name, about, () if gone else alerts, gone))
    return tuple(found)


def _weights(shop: Shop, pet: int) -> tuple[tuple[date, str], ...]:
    rows = PetWeight.select(PetWeight.day, PetWeight.grams).where(PetWeight.pet == pet)
    newest = tuples(rows.order_by(PetWeight.day.desc()).limit(PAST_SHOWN))
    return tuple((day, weight_text(grams, shop.region)) for day, grams in newest)


def _visits(
    which: Any, today: date, pet: int | None = None
) -> tuple[tuple[Visit, ...], tuple[Visit, ...], tuple[Visit, ...], int]:
    """Give visits to come, those called off, past ones, and how many more past ones there are.

    A visit of today that is over is past. Of one pet only its own rows count. Of a standing
    appointment only the next visit is given.
    """
    ahead = list(Ticket.select().where(which, Ticket.day >= today).order_by(Ticket.day, Ticket.id))
    coming_rows, again = standing.folded(t for t in ahead if t.status in LIVE)
    off_rows = [t for t in ahead if t.status not in LIVE and t.day > today]
    is_past = (Ticket.day < today) | ((Ticket.day == today) & Ticket.status.not_in(list(LIVE)))
    total = Ticket.select().where(which, is_past).count()
    past_rows = list(
        Ticket.select()
        .where(which, is_past)
        .order_by(Ticket.day.desc(), Ticket.id.desc())
        .limit(PAST_SHOWN)
    )
    rows: dict[int, list[tuple[Any, ...]]] = {}
    ids = [t.id for t in (*coming_rows, *off_rows, *past_rows)]
    found = (
        TicketRow.select(
            TicketRow.ticket, TicketRow.start, TicketRow.description, Bookable.label,
            TicketRow.total,
        )
        .left_outer_join(Employee)
        .left_outer_join(Bookable)
        .where(TicketRow.ticket.in_(ids))
        .order_by(TicketRow.position)
    )  # fmt: skip
    if pet is not None:
        found = found.where(TicketRow.pet == pet)
    for ticket, *rest in tuples(found):
        rows.setdefault(ticket, []).append(tuple(rest))

    def visit(ticket: Ticket) -> Visit:
        own = rows.get(ticket.id, [])
        return Visit(
            ticket.id, ticket.number, ticket.day,
            min((start for start, *_ in own if start is not None), default=None),
            ticket.status, ticket.pet_names,
            ", ".join(dict.fromkeys(name for _, name, *_ in own)),
            ", ".join(dict.fromkeys(label for _, _, label, _ in own if label)),
            ticket.total if pet is None else sum(total for *_, total in own), ticket.note,
            again.get(ticket.id),
        )  # fmt: skip

    coming = sorted(map(visit, coming_rows), key=lambda v: (v.day, v.start or 0, v.ticket))
    off, past = (tuple(map(visit, tickets)) for tickets in (off_rows, past_rows))
    return tuple(coming), off, past, total - len(past_rows)
