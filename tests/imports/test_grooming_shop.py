"""What a pet shop's backup holds beyond the small one: pets, resources, schedules, money."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.models import (
    Bookable,
    Client,
    DayPlan,
    Employee,
    Hold,
    Item,
    ItemNeed,
    Note,
    Payment,
    Pet,
    PetInstruction,
    PetWeight,
    Phone,
    Slot,
    Ticket,
    TicketRow,
    Vaccination,
    Vaccine,
)
from pettui.book.loading import load_day
from pettui.imports.report import ImportReport
from pettui.people.find import find
from pettui.team.shop import load_shop
from tests.imports import backups
from tests.imports.test_values import words_of

DAY = "2026-11-20"
HOSTILE = "Rex [/] [@click=app.quit]x[/] \u202eevil\u202c 😀 日本 " + "y" * 500


def ticket(number: int, **more: Any) -> tuple[str, dict[str, Any]]:
    """Give a ticket of Maria's on the day."""
    fields = {
        "TicketID": number, "TicketType": 0, "TicketStatus": "Open", "ClientID": 1000,
        "FirstName": "Maria", "LastName": "Ortega", "DateScheduled": f"{DAY} 00:00:00",
        "DateCreated": "2026-11-01 00:00:00", "PK": number, "Subtotal": "0", "Total": "0",
    }  # fmt: skip
    return "tblTicketsSummary", fields | more


def row(number: int, key: int, start: int, end: int, **more: Any) -> tuple[str, dict[str, Any]]:
    """Give a row of a ticket, from one five-minute slot to another, busy all the time."""
    busy = more.pop("busy", set(range(start, end)))
    words = words_of(busy, signed=True)
    fields = {
        "TicketID": number, "EmployeeID": 1, "ID": "GROOM", "PS": "S", "Description": "Groom",
        "StartDate": f"{DAY} 00:00:00", "EndDate": f"{DAY} 00:00:00", "PK": key,
        "StartTime": f"1899-12-30 {start // 12:02}:{start % 12 * 5:02}:00",
        "EndTime": f"1899-12-30 {end // 12:02}:{end % 12 * 5:02}:00", "PetID": 7,
        "PetName": "Bella", **{f"FBS_{n}": word for n, word in enumerate(words)},
    }  # fmt: skip
    return "tblTicketsRow", fields | more


def employee(number: int, name: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """Give an employee."""
    return "tblEmployees", {"EmployeeID": number, "FirstName": name, "PK": number} | more


BASE: list[tuple[str, dict[str, Any]]] = [
    # Rows come before what they refer to: the order of tables is not to be relied upon.
    ("tblPets", {"ClientID": 1000, "PetID": 7, "Name": "Bella", "Type": "Dog", "Breed": "poodle",
                 "Weight": "12.5 kg", "DOB": "2020-02-29 00:00:00", "Gender": "F",
                 "Breeding": "Spayed", "Length": "Curly", "Biter": "true", "Heart": "true",
                 "AgWithPeople": "true", "GroomComments": "Teddy face", "Vet": "3", "PK": 7}),
    ("tblPets", {"ClientID": 1000, "PetID": 8, "Name": "Old Joe", "Dead": "true", "PK": 8}),
    ("tblPets", {"ClientID": 999, "PetID": 9, "Name": "Stray", "PK": 9}),
    ("tblBreeds", {"Item": "Poodle", "Type": 1, "TypeName": "Dog", "PK": 1}),
    ("tblPetsVets", {"VetID": 3, "FirstName": "Ann", "LastName": "Vett", "PhoneWork": "555-0111"}),
    ("tblPetsVaccinationsMaster", {"VaccinationID": 1, "Type": "Dog", "Description": "Rabies",
                                   "RequiredDefault": "true", "Active": "true", "PK": 1}),
    ("tblPetsVaccinations", {"VaccinationID": 1, "PetID": 7, "Expiration": "2026-01-01 00:00:00"}),
    ("tblPetsVaccinations", {"VaccinationID": 1, "PetID": 7, "Expiration": "2027-01-01 00:00:00"}),
    ("tblPetsInstructions", {"PetID": 7, "Category": "Feeding", "Description": "Half a cup",
                             "Time": "1899-12-30 08:00:00", "Days": "daily", "PK": 1}),
    ("tblClients", {"ClientID": 1000, "FirstName": "Maria", "LastName": "Ortega", "PK": 1,
                    "HomePhone": "212-555-0142", "WorkPhone": "ask Joe", "PrimaryPhone": 0,
                    "PopUp": "Pays late", "Spouse": "Joe", "NoShow": "true"}),
    ("tblClientNotes", {"ClientID": 1000, "Note": "Likes Fridays", "Category": "Desk", "PK": 1,
                        "DateCreated": "2026-01-02 03:04:05", "LastEditEmployee": "Kim"}),
    employee(1, "Kim", ABName="Kim", ShowOnApp="true", Active="true"),
    employee(50, "Tub", LastName="1", Resource="true", MaxOccupancy=2),
    ("tblEmployeesDel", {"EmployeeID": 2, "FirstName": "Gone", "PK": 2}),
    ("tblProductsAndServices", {"ID": "GROOM", "PS": "S", "Name": "Groom", "Dur": 30,
                                "DurProcess": 30, "DurFinish": 30, "Retail": "60.0000", "PK": 1}),
    ("tblProductsAndServices", {"ID": "BRUSH", "PS": "P", "Name": "Brush", "Retail": "9.9900",
                                "WholeSale": "4.0000", "StockCount": -2, "PK": 2}),
    ("tblServiceResourceLinks", {"PSID": "GROOM", "ResourceID": 50, "PK": 1}),
]  # fmt: skip


@pytest.fixture
def shop_with(tmp_path: Path) -> Any:
    """Give a function that makes a shop of the base and more rows."""

    def make(*more: tuple[str, dict[str, Any]]) -> ImportReport:
        path = backups.write(tmp_path / "backup.xml", [*BASE, *more])
        return backups.take(path, tmp_path / "shop.db")

    return make


def test_pets_come_with_flags_words_and_vaccinations(shop_with: Any) -> None:
    report = shop_with()
    bella = Pet.get(Pet.name == "Bella")
    assert (bella.client.last_name, bella.breed.name, bella.weight) == ("Ortega", "Poodle", 12500)
    assert (bella.born, bella.sex, bella.neutered) == (date(2020, 2, 29), "female", True)
    assert (bella.behavior, bella.medical) == ("bites", "heart")
    assert (bella.coat, bella.size) == ("curly", "")
    assert (bella.vet.practice, bella.vet.phone) == ("Ann Vett", "555-0111")
    assert (PetWeight.get().pet_id, PetWeight.get().grams) == (bella.id, 12500)
    assert "Groom: Teddy face" in bella.groom_notes
    assert "'Ag with people' was ticked" in bella.groom_notes
    joe = Pet.get(Pet.name == "Old Joe")
    assert joe.deceased and not joe.active
    assert report.tables["tblPets"].why() == "1 its client is missing"
    assert Vaccine.get().required
    assert Vaccination.get().expires == date(2027, 1, 1)
    feeding = PetInstruction.get()
    assert (feeding.pet_id, feeding.kind, feeding.text) == (bella.id, "feeding", "Half a cup")
    assert (feeding.time, feeding.days) == (480, "")
    assert {f.title for f in find(load_shop(), "bella")} == {"Bella · Maria Ortega"}


def test_clients_keep_alerts_notes_and_phones_as_typed(shop_with: Any) -> None:
    shop_with()
    maria = Client.get(Client.number == 1000)
    assert maria.alert == "Pays late\nNo-show before the import"
    assert (maria.comment, maria.spouse) == ("", "Joe")
    phones = {p.kind: (p.digits, p.primary) for p in Phone.select().where(Phone.client == maria)}
    assert phones == {"home": ("2125550142", True), "work": ("", False)}
    assert Note.get(Note.client == maria).text == "Likes Fridays"


def test_resources_are_columns_and_are_held(shop_with: Any) -> None:
    shop_with(ticket(1, Pets="Bella"), row(1, 1, 120, 132, LinkedResourceID=50))
    tub = Bookable.get(Bookable.label == "Tub 1")
    assert (tub.kind, tub.lanes) == ("resource", 2)
    assert (ItemNeed.get().kind, ItemNeed.get().item.code) == ("tub", "GROOM")
    hold = Hold.get()
    assert hold.resource_id == tub.id
    assert Slot.select().where(Slot.who == tub.id).count() == 12
    view = load_day(load_shop(), date(2026, 11, 20))
    assert [(b.column, b.start, b.end) for b in view.blocks] == [
        (Bookable.get(Bookable.label == "Kim").id, 600, 660), (tub.id, 600, 660),
    ]  # fmt: skip


def test_processing_time_is_free_for_somebody_else(shop_with: Any) -> None:
    busy = {*range(120, 126), *range(132, 138)}
    shop_with(
        ticket(1), row(1, 1, 120, 138, busy=busy),
        ticket(2), row(2, 2, 126, 132),
    )  # fmt: skip
    first, second = TicketRow.select().order_by(TicketRow.start)
    assert (first.setup, first.process, first.finish) == (30, 30, 30)
    assert (second.setup, second.lane) == (30, 0)
    assert not Ticket.select().where(Ticket.double_booked != "").exists()


def test_overlaps_go_to_the_next_lane_and_are_marked(shop_with: Any) -> None:
    report = shop_with(
        ticket(1), row(1, 1, 120, 132), ticket(2), row(2, 2, 126, 138),
        ticket(3), row(3, 3, 130, 140), ticket(4, TicketStatus="Void"), row(4, 4, 120, 132),
    )  # fmt: skip
    lanes = {r.ticket.number: r.lane for r in TicketRow.select()}
    assert lanes == {1: 0, 2: 1, 3: 2, 4: 0}
    marked = {t.number: t.double_booked for t in Ticket.select()}
    assert marked == {1: "", 2: "as imported", 3: "as imported", 4: ""}
    assert "tickets: ticket 2 overlaps another of the same employee" in list(report.said())


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "booked"),
        ({"Confirm": "In Person"}, "confirmed"),
        ({"CheckedIn": "1899-12-30 09:58:00"}, "arrived"),
        ({"Completed": "true"}, "ready"),
        ({"TicketStatus": "Closed", "DateClosed": f"{DAY} 00:00:00"}, "closed"),
        ({"TicketStatus": "Void", "DateVoided": f"{DAY} 00:00:00"}, "void"),
        ({"TicketStatus": "Mystery"}, "booked"),
    ],
)
def test_statuses(shop_with: Any, fields: dict[str, str], status: str) -> None:
    shop_with(ticket(1, **fields), row(1, 1, 120, 132))
    found = Ticket.get()
    assert found.status == status
    assert (found.closed is not None) == (status == "closed")
    assert (found.ended is not None) == (status == "void")
    assert Slot.select().exists() == (status != "void")
    if status == "arrived":
        assert found.arrived.isoformat() == "2026-11-20T14:58:00+00:00"


def test_payments_change_and_money_that_does_not_add_up(shop_with: Any) -> None:
    report = shop_with(
        ticket(
            1, TicketStatus="Closed", DateClosed=f"{DAY} 00:00:00", PayType1="Cash", Tender1="70",
            PayType2="Barter", Tender2="5.5", PayData2="eggs", Change="7.7", ChangeType="Cash",
            Subtotal="60.0000", Tax1="7.8000", TaxDec1="7.804", Total="67.8000", Tip="2",
        ),
        row(1, 1, 120, 132, Price="60", RowTotal="60", RowSubTotal="60"),
        row(1, 2, 0, 0, ID="BRUSH", PS="P", RowTotal="9.9900", Price="9.9900", Quantity=1),
        row(1, 3, 0, 0, ID=".COUPON", PS="S", RowTotal="-5"),
        ticket(2, Subtotal="10", Total="12"),
    )  # fmt: skip
    paid = sorted((p.tender.name, p.amount, p.reference) for p in Payment.select())
    assert paid == [("Barter", 550, "eggs"), ("Cash", -770, "change"), ("Cash", 7000, "")]
    first = Ticket.get(Ticket.number == 1)
    assert (first.total, str(first.rounding)) == (6780, "-0.4")
    kinds = {r.kind: (r.start, r.total) for r in TicketRow.select()}
    assert kinds == {"S": (600, 6000), "P": (None, 999)}
    left = report.tables["tblTicketsRow"].why()
    assert left == "1 a coupon or comment row; its discount is in the totals"
    said = "\n".join(report.said())
    assert "ticket 1: its rows come to 69.99, its subtotal to 60.00; kept as they are" in said
    assert "ticket 1: a tip is not kept yet" in said
    assert "ticket 2: subtotal and taxes come to 10.00, its total to 12.00" in said


def test_products_keep_stock_and_cost(shop_with: Any) -> None:
    shop_with()
    brush = Item.get(Item.code == "BRUSH")
    assert (brush.kind, brush.price, brush.cost, brush.stock) == ("P", 999, 400, -2)


def test_schedules_are_dated_plans(shop_with: Any) -> None:
    shop_with(
        ("tblScheduling", {
            "EmployeeID": 1, "Date": f"{DAY} 00:00:00", "Type": 0,
            "Start": "1899-12-30 09:00:00", "End": "1899-12-30 12:00:00",
            "Start2": "1899-12-30 13:00:00", "End2": "1899-12-30 17:00:00",
        }),
        ("tblScheduling", {
            "EmployeeID": 1, "Date": "2026-11-21 00:00:00", "Type": 1, "Comment": "Vacation",
        }),
        ("tblScheduling", {"EmployeeID": 77, "Date": f"{DAY} 00:00:00", "Type": 0}),
    )  # fmt: skip
    shop = load_shop()
    kim = load_day(shop, date(2026, 11, 20)).columns[0]
    assert kim.hours == ((540, 720), (780, 1020))
    assert load_day(shop, date(2026, 11, 21)).columns[0].off == "Vacation"
    assert load_day(shop, date(2026, 11, 23)).columns[0].off == "not scheduled"
    assert DayPlan.select().count() == 3


def test_those_who_left_are_inactive_and_keep_their_rows(shop_with: Any) -> None:
    shop_with(
        ticket(1), row(1, 1, 120, 132, EmployeeID=2),
        ticket(2), row(2, 2, 140, 150, EmployeeID=33, EmployeeName="Lou Lost"),
    )  # fmt: skip
    names = {r.employee.first_name: r.employee.bookable.active for r in TicketRow.select()}
    assert names == {"Gone": False, "Lou": False}
    assert Employee.get(Employee.role == "owner").first_name == "Kim"


def test_rows_over_midnight_are_cut_off_and_named(shop_with: Any) -> None:
    late = {"EndDate": "2026-11-21 00:00:00", "EndTime": "1899-12-30 01:00:00", "MultiDay": "true"}
    report = shop_with(ticket(1), row(1, 1, 276, 276, **late))
    found = TicketRow.get()
    assert (found.start, found.setup) == (1380, 60)
    assert any("lasts over midnight" in note for note in report.said())


def test_hostile_text_is_cleaned_and_nothing_breaks(shop_with: Any, tmp_path: Path) -> None:
    report = shop_with(
        ("tblClients", {"ClientID": 1001, "FirstName": HOSTILE, "LastName": "' OR 1=1 --", "PK": 9,
                        "Comment": "a\tb\nc", "Guid": "../../etc"}),
        ticket(1, ClientID=1001, FirstName=HOSTILE, Comment=HOSTILE), row(1, 1, 120, 132),
        ("tblOddities\u00e9", {"Name": "x"}),
    )  # fmt: skip
    client = Client.get(Client.number == 1001)
    assert client.first_name.startswith("Rex [/] [@click=app.quit]x[/] evil 😀 日本 yyy")
    assert len(client.first_name) <= 120
    assert client.last_name == "' OR 1=1 --"
    assert client.comment == "a    b\nc"
    assert report.tables["tblOdditiesé"].why() == "is a table that this program does not know"


def test_control_characters_written_as_references_are_dropped(tmp_path: Path) -> None:
    path = backups.write(
        tmp_path / "backup.xml", [("tblClients", {"ClientID": 5, "FirstName": "ESCAPE", "PK": 1})]
    )
    sequence = "R&#x1B;]52;c;AAAA&#x7;e&#0;x&#xD83D;"
    path.write_text(path.read_text(encoding="utf-8").replace("ESCAPE", sequence), encoding="utf-8")
    report = backups.take(path, tmp_path / "shop.db")
    assert Client.get().first_name == "R]52;c;AAAAex"
    assert "texts: 4 control characters were dropped" in list(report.said())
