"""What the real backup looks like in the shop."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from db.models import (
    Ability,
    Bookable,
    Breed,
    Category,
    Client,
    Counter,
    Employee,
    Item,
    ItemException,
    OldHistory,
    OpeningHours,
    Payment,
    Phone,
    Slot,
    Tax,
    Tender,
    Ticket,
    TicketRow,
)
from pettui.book.loading import load_day
from pettui.people.find import find
from pettui.team.shop import Shop

EXPECTED = {
    # number: (day, client, subtotal, tax, total, [(employee, service, start, end, price)])
    1000: (
        date(2021, 6, 22), "Test Clent", 8000, 1040, 9040,
        [
            ("Dana W", "Consultation", "16:45", "17:15", 0),
            ("Dana W", "Consultation", "17:15", "17:45", 0),
            ("Dana W", "Bridge Piercing", "17:45", "18:05", 4000),
            ("Dana W", "Conch Piercing", "18:05", "18:25", 4000),
        ],
    ),
    1001: (date(2021, 6, 19), "", 0, 0, 0, [("Dana W", "Time Block:", "17:30", "18:00", 0)]),
    1002: (
        date(2021, 6, 22), "Test Client 3", 4000, 520, 4520,
        [("Theo L", "Conch Piercing", "11:00", "11:20", 4000)],
    ),
    1003: (
        date(2021, 6, 22), "Test Client 2", 4000, 520, 4520,
        [("Theo L", "Bridge Piercing", "11:30", "11:50", 4000)],
    ),
    1004: (
        date(2021, 6, 19), "Test Client 4", 7000, 910, 7910,
        [("Theo L", "Cheeks Piercing (Both)", "11:30", "11:50", 7000)],
    ),
    1005: (
        date(2021, 6, 19), "Test Client 2", 4000, 520, 4520,
        [("Theo L", "Cheek Piercing", "12:00", "12:20", 4000)],
    ),
    1006: (
        date(2021, 6, 19), "Test Client 4", 7000, 910, 7910,
        [("Theo L", "Cheeks Piercing (Both)", "13:15", "13:35", 7000)],
    ),
    1007: (
        date(2021, 6, 19), "Test Client 3", 4000, 520, 4520,
        [("Theo L", "Bridge Piercing", "12:45", "13:05", 4000)],
    ),
    1008: (
        date(2021, 6, 22), "Walk In", 0, 0, 0,
        [("Dana W", "Consultation", "12:30", "13:00", 0)],
    ),
    1009: (
        date(2021, 6, 22), "Test Client 2", 4000, 520, 4520,
        [("Dana W", "Cheek Piercing", "13:30", "13:50", 4000)],
    ),
    1010: (
        date(2021, 6, 22), "Test Clent", 4000, 520, 4520,
        [("Dana W", "Cheek Piercing", "14:30", "14:50", 4000)],
    ),
    1011: (
        date(2021, 6, 5), "Test Client 4", 4000, 520, 4520,
        [("Dana W", "Cheek Piercing", "12:15", "12:35", 4000)],
    ),
}  # fmt: skip


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def test_the_twelve_tickets_stand_in_the_book_with_rows_times_prices_and_taxes(
    imported: Shop,
) -> None:
    labels = dict(Bookable.select(Bookable.id, Bookable.label).tuples())
    found = {}
    for ticket in Ticket.select():
        rows = [
            (
                labels[r.employee_id], r.description, _clock(r.start),
                _clock(r.start + r.setup + r.process + r.finish), r.price,
            )
            for r in sorted(ticket.rows, key=lambda r: r.position)
        ]  # fmt: skip
        found[ticket.number] = (
            ticket.day, ticket.client_name, ticket.subtotal, ticket.tax1, ticket.total, rows,
        )  # fmt: skip
    assert found == EXPECTED


def test_the_book_of_a_day_shows_them(imported: Shop) -> None:
    view = load_day(imported, date(2021, 6, 22))
    assert [c.label for c in view.columns] == ["Dana W", "Maya O", "Theo L"]
    assert [(b.start, b.client, b.service) for b in view.blocks][:2] == [
        (660, "Test Client 3", "Conch Piercing"),
        (690, "Test Client 2", "Bridge Piercing"),
    ]
    assert len(view.blocks) == 9
    assert view.opening == ((540, 1140),)
    assert load_day(imported, date(2021, 6, 21)).closed


def test_the_time_block_is_a_block_of_its_employee(imported: Shop) -> None:
    block = Ticket.get(Ticket.kind == "block")
    row = TicketRow.get(TicketRow.ticket == block)
    assert (block.number, block.client_id, block.reason, row.kind) == (1001, None, "", "B")
    assert Ticket.select().where(Ticket.kind == "visit").count() == 11


def test_every_busy_time_is_held(imported: Shop) -> None:
    minutes = sum(r.setup + r.process + r.finish for r in TicketRow.select())
    assert Slot.select().count() * 5 == minutes == 340
    assert not Ticket.select().where(Ticket.double_booked != "").exists()


def test_the_vendors_history_is_kept_with_its_tickets(imported: Shop) -> None:
    numbers = {
        number: text
        for number, text in OldHistory.select(Ticket.number, OldHistory.text)
        .join(Ticket, on=(OldHistory.ticket == Ticket.id))
        .tuples()
    }
    assert sorted(numbers) == [n for n in range(1000, 1012) if n != 1001]
    assert numbers[1000].startswith("6/17/2021 4:54 PM (RemoteAccess) Dana Whitfield\nClient: Test")
    assert (
        " * Dana Whitfield (S) Bridge P 5:45 PM Qty Prch:1 Qty Used:1 Total:$40.00"
        in (numbers[1000])
    )


def test_tickets_carry_their_own_tax_rates_and_times(imported: Shop) -> None:
    ticket = Ticket.get(Ticket.number == 1000)
    assert (ticket.tax1_name, ticket.tax1_service, ticket.rounding) == ("Sales Tax", 13, 0)
    assert ticket.created == datetime(2021, 6, 17, 20, 54, 37, tzinfo=UTC)  # 16:54:37 in Toronto
    assert (ticket.status, ticket.referral, ticket.created_via) == ("booked", "New", "RemoteAccess")
    asked = Ticket.get(Ticket.number == 1010)
    assert TicketRow.get(TicketRow.ticket == asked).requested
    assert not Payment.select().exists()  # their tenders are nothing, their change minus the total


def test_clients_and_phones(imported: Shop) -> None:
    walk_in = Client.get(Client.anonymous)
    assert (walk_in.first_name, walk_in.number) == ("Walk", 0)
    client = Client.get(Client.number == 1000)
    assert (client.first_name, client.last_name, client.city) == ("Test", "Clent", "Sampleton")
    assert client.mail_appointments and client.text_appointments and client.mail_marketing
    phones = list(Phone.select().where(Phone.client == client))
    assert [(p.kind, p.digits, p.primary) for p in phones] == [("mobile", "5550100142", True)]
    assert [f.client for f in find(imported, "clent 0142")] == [client.id]


def test_hours_taxes_and_tenders(imported: Shop) -> None:
    hours = OpeningHours.select(OpeningHours.weekday, OpeningHours.start, OpeningHours.end)
    assert sorted(hours.tuples()) == [(day, 540, 1140) for day in (1, 2, 3, 4, 5)]
    taxes = Tax.select(Tax.name, Tax.service_rate, Tax.product_rate, Tax.active, Tax.compound)
    assert list(taxes.tuples()) == [
        ("Sales Tax", Decimal(13), Decimal(13), True, False),
        ("Tax 2", Decimal(0), Decimal(0), False, False),
        ("Tax 3", Decimal(0), Decimal(0), False, False),
    ]
    tenders = Tender.select(Tender.name).order_by(Tender.position).tuples()
    assert [name for (name,) in tenders] == [
        "Cash", "Check", "Visa", "MasterCard", "American Express", "Discover",
    ]  # fmt: skip


def test_services_with_their_exceptions_and_limits(imported: Shop) -> None:
    assert Item.select().count() == 27
    assert sorted(i.code for i in Item.select().where(Item.reserved)) == ["MISCP", "MISCS"]
    tattoo = Item.get(Item.code == "TATTO")
    assert (tattoo.setup, tattoo.process, tattoo.finish, tattoo.price) == (0, 30, 30, 0)
    exceptions = {
        e.employee.first_name: (e.price, e.setup, e.process, e.finish)
        for e in ItemException.select().where(ItemException.item == tattoo)
    }
    assert exceptions == {
        "Dana": (13000, 30, None, 30),
        "Maya": (14000, 60, None, 60),
        "Theo": (14000, 30, None, 30),
    }
    can = sorted((a.employee.first_name, a.category.name) for a in Ability.select())
    assert can == [
        ("Dana", "Consultation"), ("Dana", "Tattoo"), ("Maya", "Consultation"), ("Maya", "Tattoo"),
    ]  # fmt: skip
    limited = {e.first_name: e.limited for e in Employee.select()}
    assert limited == {"Dana": True, "Maya": True, "Theo": False}
    piercing = Category.get(Category.name == "Piercing")
    assert Item.select().where(Item.category == piercing).count() == 19


def test_breeds_and_counters(imported: Shop) -> None:
    assert Breed.select().count() == 269
    assert Breed.select().where(Breed.species == "Cat").count() == 71
    afghan = Breed.get(Breed.name == "Afghan Hound")
    assert (afghan.size, afghan.coat) == ("L", "long")  # from pettui's own list
    counters = {c.name: c.next_value for c in Counter.select()}
    assert counters == {"ticket": 1012, "client": 1004, "employee": 1002}
    assert Employee.get(Employee.role == "owner").first_name == "Dana"
