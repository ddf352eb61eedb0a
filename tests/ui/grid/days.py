"""Days made by hand: the busy one of the design, a week, hostile ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pettui.book.day import Block, Column, DayView, WeekView

MONDAY = date(2026, 11, 23)
HOSTILE = (
    "Rex [/]",
    "[@click=app.quit]x[/]",
    "[bold red]Bo",
    "犬の名前がとても長い",
    "👨‍👩‍👧‍👦 Familie",
    "Zoë\u0301\u0301\u0301",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07clip",
    "a\nb\tc",
    "\u202eevil",
    "x" * 500,
    "",
    " ",
)


def at(clock: str) -> int:
    """Read "9:15" as minutes since midnight."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def employee(id: int, label: str, hours: str = "9:00-17:00", off: str = "") -> Column:
    """Make an employee's column; hours are written "9:00-12:00 13:00-17:00"."""
    ranges = tuple((at(part.split("-")[0]), at(part.split("-")[1])) for part in hours.split())
    return Column(id, "employee", label, 1, ranges, off, "")


def resource(id: int, label: str, lanes: int = 1) -> Column:
    """Make a resource's column, open all day."""
    return Column(id, "resource", label, lanes, ((at("8:00"), at("18:00")),), "", "")


def visit(column: int, row: int, start: str, setup: int, pet: str = "Bella", **more: Any) -> Block:
    """Make a visit of a column; its ticket has ten times the row's number."""
    block = Block(
        column=column, ticket=row * 10, row=row, number=1000 + row, kind="visit",
        status="booked", start=at(start), setup=setup, process=0, finish=0, lane=0, pet=pet,
        client="Maria Ortega", client_last="Ortega", service="full groom", breed="Poodle",
        size="S", alerts=(), note="", reason="", price=7800, phone="555-0142", client_id=1,
        pet_id=1, version=1, double_booked="", requested=False,
    )  # fmt: skip
    return block._replace(**more)


def lunch(column: int, row: int, start: str, minutes: int = 30, reason: str = "lunch") -> Block:
    """Make a time block."""
    return visit(
        column, row, start, minutes, "", kind="block", client="", client_last="", service="",
        breed="", size="", reason=reason, price=0, phone="", client_id=None, pet_id=None,
    )  # fmt: skip


def busy_day() -> DayView:
    """Make the design's own day, with a few more people and animals."""
    kim, luis, ana, tub1, tub2 = (
        employee(1, "Kim", "8:00-16:00"),
        employee(2, "Luis", "9:00-17:00"),
        employee(3, "Ana", "8:00-14:00"),
        resource(11, "tub 1"),
        resource(12, "tub 2"),
    )
    blocks = [
        visit(1, 1, "9:00", 60, status="in progress", process=45, finish=30,
              alerts=("BITES", "muzzle"), note="likes the blue brush", requested=True),
        visit(1, 2, "8:15", 30, "Pip", status="closed", service="nails", breed="Pug",
              client="Jo Lind", client_last="Lind", price=1800),
        visit(1, 3, "10:15", 15, "Mochi", status="arrived", service="nails", breed="Shiba Inu",
              size="M", client="Aiko Tanaka", client_last="Tanaka", price=1800),
        lunch(1, 4, "12:00"),
        visit(1, 5, "12:45", 90, "Biscuit", status="confirmed", breed="Cocker Spaniel", size="M",
              client="Sam Whitfield", client_last="Whitfield", alerts=("sensitive skin",),
              note="oatmeal shampoo only; owner waits in the car", price=8600),
        visit(2, 6, "9:00", 30, "Coco", status="ready", service="nails", breed="Mix", size="XS",
              client="Lin Chen", client_last="Chen", price=1800),
        visit(2, 7, "9:45", 105, "Otto", status="arrived", breed="Schnauzer", size="M",
              client="Ada Abara", client_last="Abara", alerts=("rabies lapsed",), price=7200),
        visit(2, 8, "11:30", 30, "Daisy", status="confirmed", service="face", breed="Shih Tzu",
              client="Eva Novak", client_last="Novak", price=2500),
        visit(2, 9, "13:00", 75, "Rocky", service="full groom", breed="Bichon", size="S",
              client="Tom Reyes", client_last="Reyes", alerts=("HEART", "senior", "deaf"),
              price=6900),
        visit(2, 10, "13:30", 30, "Lola", service="nails", breed="Pug", client="Jo Lind",
              client_last="Lind", double_booked="owner insisted", lane=1, price=1800),
        lunch(2, 20, "12:15", 30),
        visit(3, 12, "9:30", 30, "Rex", status="in progress", service="bath+dry", breed="Lab",
              size="L", client="Sam Whitfield", client_last="Whitfield", process=60, finish=15,
              price=5400),
        visit(3, 13, "10:15", 15, "Bella", service="bath", breed="Lab", size="L", price=2200,
              alerts=("BITES",)),
        visit(3, 14, "11:15", 45, "Luna", status="booked", service="bath", breed="Husky", size="L",
              client="Ruth Osei", client_last="Osei", note="shedding", price=6100),
        lunch(3, 15, "12:00"),
        visit(3, 17, "12:30", 60, "Teddy", status="no-show", breed="Maltese", size="XS",
              client="Ian Petrov", client_last="Petrov", price=6600),
        visit(11, 12, "9:30", 30, "Rex", status="in progress", service="bath+dry", breed="Lab",
              size="L", client="Sam Whitfield", client_last="Whitfield"),
        visit(12, 14, "11:15", 45, "Luna", service="bath", breed="Husky", size="L",
              client="Ruth Osei", client_last="Osei"),
        visit(11, 5, "12:45", 30, "Biscuit", status="confirmed", breed="Cocker Spaniel",
              client="Sam Whitfield", client_last="Whitfield"),
    ]  # fmt: skip
    columns = (kim, luis, ana, tub1, tub2)
    return DayView(MONDAY, columns, tuple(blocks), ((at("8:00"), at("17:00")),), "", 3)


def empty_day(closed: str = "") -> DayView:
    """Make a day on which nothing is booked."""
    off = closed or ""
    hours = "" if closed else "9:00-17:00"
    columns = (employee(1, "Kim", hours, off), employee(2, "Luis", hours, off))
    opening = () if closed else ((at("9:00"), at("17:00")),)
    return DayView(MONDAY, columns, (), opening, closed)


def busy_week() -> WeekView:
    """Make a week of Kim's: work from Monday to Friday."""
    days = []
    for offset in range(7):
        day = MONDAY + timedelta(days=offset)
        free = offset >= 5
        column = employee(1, "Kim", "" if free else "9:00-17:00", "day off" if free else "")
        blocks = () if free else (
            visit(1, 100 + offset, "9:00", 90, status="confirmed", process=30, finish=15),
            visit(1, 200 + offset, "13:00", 60, "Milo", breed="Beagle", size="M"),
        )  # fmt: skip
        days.append(DayView(day, (column,), blocks, ((at("9:00"), at("17:00")),), ""))
    return WeekView(1, "Kim", tuple(days))
