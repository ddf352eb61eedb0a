"""A small shop that most tests start from: three groomers, a tub, four services, three clients.

Everything is written through the door, and all of it on one day, so that tests can name it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from db import connection, migrating
from db.models import (
    Breed,
    Client,
    Item,
    Pet,
    Phone,
    PriceCell,
    Resource,
    Setting,
    Shift,
    Tax,
    Tender,
    Ticket,
    TicketRow,
    Vaccination,
    Vaccine,
    database,
)
from db.models.team import Bookable
from pettui.history.actor import Actor
from pettui.history.door import Door, change
from pettui.team.founding import NewShop, add_employee, create_shop

DAY = date(2026, 11, 23)
"""The Monday on which the small shop has its tickets."""

MADE = datetime(2026, 11, 16, 15, tzinfo=UTC)
"""When the small shop was opened: a week before, at ten in the morning."""

MORNING = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
"""When tests run: eighteen to eleven in the morning at the shop."""

DANA = Actor(None, "Dana", "desk")
"""Who works at the desk of the small shop."""

NEW = NewShop(
    name="Wagging Tails",
    zone="America/New_York",
    currency="USD",
    opening={weekday: (9 * 60, 17 * 60) for weekday in range(6)},
    first_name="Kim",
    last_name="Lee",
)


def make(path: Path) -> None:
    """Write the small shop into a new file; the models are bound to it only meanwhile."""
    connection.bind(connection.Target(path, ""), create=True)
    migrating.migrate()
    with connection.connected():
        shop = create_shop(NEW, DANA)
        with change("moved in", DANA) as door:
            _fill(door, shop.branch)
    unbind()


def unbind() -> None:
    """Close this thread's connection and let go of the database."""
    if database.obj is not None and not database.is_closed():
        database.close()
    database.obj = None


def _fill(door: Door, branch: int) -> None:
    # What tests read does not hang on what is usual in the locale of a shop.
    for name, value in (("clock.hours", 24), ("week.start", "monday")):
        door.insert(Setting, branch=branch, name=name, value=value)
    kim = Bookable.get(Bookable.label == "Kim").id
    luis = add_employee(door, branch, "Luis", "Moreno")
    ana = add_employee(door, branch, "Ana", "Silva", role="bather")
    for weekday in range(6):
        door.insert(Shift, employee=luis, weekday=weekday, start=9 * 60, end=17 * 60)
        door.insert(Shift, employee=ana, weekday=weekday, start=8 * 60, end=14 * 60)
    tub = door.insert(Bookable, branch=branch, kind="resource", label="tub 1", position=9)
    door.insert(Resource, bookable=tub.id, kind="tub")
    tax = Tax.get(Tax.place == 1)
    door.update(tax, name="Sales tax", service_rate="8.25", product_rate="8.25")
    assert Tender.select().exists()

    bath = _service(door, "BATH", "Bath", 3500, 45)
    groom = _service(door, "FULL", "Full groom", 6500, 60, process=30, finish=30)
    nails = _service(door, "NAILS", "Nails", 1500, 15)
    _service(door, "TEETH", "Teeth", 1200, 10)
    door.insert(PriceCell, item=groom, size="L", coat="", price=9500, minutes=90)

    poodle = door.insert(Breed, name="Poodle", size="S", coat="curly")
    lab = door.insert(Breed, name="Labrador Retriever", size="L", coat="short")
    rabies = door.insert(Vaccine, name="Rabies", required=True)

    maria = _client(door, branch, "Maria", "Ortega", "555-0142")
    bella = door.insert(
        Pet, client=maria, name="Bella", breed=poodle, behavior="bites,muzzle", coat="curly"
    )
    joe = _client(door, branch, "Joe", "Whitfield", "555-0177")
    rex = door.insert(Pet, client=joe, name="Rex", breed=lab)
    chen = _client(door, branch, "Li", "Chen", "555-0199")
    coco = door.insert(Pet, client=chen, name="Coco")
    door.insert(Vaccination, pet=bella, vaccine=rabies, expires=date(2027, 5, 1))
    door.insert(Vaccination, pet=rex, vaccine=rabies, expires=date(2026, 11, 1))

    _visit(door, branch, bella, groom, kim, 9 * 60, "in progress")
    _visit(door, branch, coco, nails, luis, 9 * 60, "confirmed")
    _visit(door, branch, rex, bath, luis, 10 * 60, "booked")


def _service(
    door: Door, code: str, name: str, price: int, setup: int, *, process: int = 0, finish: int = 0
) -> Item:
    return door.insert(
        Item, code=code, name=name, price=price, setup=setup, process=process, finish=finish,
        tax1=True,
    )  # fmt: skip


def _client(door: Door, branch: int, first: str, last: str, phone: str) -> Client:
    client = door.insert(
        Client, number=door.next_number(branch, "client"), first_name=first, last_name=last,
        email=f"{first}@example.com".lower(), created=door.at,
    )  # fmt: skip
    plain = phone.replace("-", "")
    door.insert(Phone, client=client, number=plain, shown=phone, digits=plain, primary=True)
    return client


def _visit(
    door: Door, branch: int, pet: Pet, item: Item, employee: int, start: int, status: str
) -> None:
    client = pet.client
    name = f"{client.first_name} {client.last_name}"
    ticket = door.insert(
        Ticket, branch=branch, number=door.next_number(branch, "ticket"), status=status,
        client=client, client_name=name, pet_names=pet.name, day=DAY, created=door.at,
    )  # fmt: skip
    door.insert(
        TicketRow, ticket=ticket, item=item, pet=pet, employee=employee, day=DAY, start=start,
        setup=item.setup, process=item.process, finish=item.finish, description=item.name,
        pet_name=pet.name, employee_name=Bookable.get_by_id(employee).label, price=item.price,
        subtotal=item.price, total=item.price, tax1=item.tax1, taxable=item.price,
    )  # fmt: skip
