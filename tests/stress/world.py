"""The crowded little shop that the stress tests fight over."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from db import connection, migrating
from db.models import Bookable, Client, Item, ItemNeed, Pet, Resource, Shift
from pettui.history.actor import Actor
from pettui.history.door import Door, change
from pettui.team.founding import NewShop, add_employee, create_shop
from tests.small_shop import unbind

FIRST_DAY = date(2031, 3, 3)
"""A Monday that stays in the future, so that no rule about the past gets in the way."""

MAKER = Actor(None, "Maker", "workshop")


def days_of(number: int) -> list[date]:
    """Give the days that the terminals book on."""
    return [FIRST_DAY + timedelta(days=place) for place in range(number)]


def make(path: Path, *, employees: int) -> None:
    """Write the shop into a new file: one tub for one pet, one dryer for two, sixteen pets."""
    connection.bind(connection.Target(path, ""), create=True)
    migrating.migrate()
    with connection.connected():
        every_day = {weekday: (0, 1440) for weekday in range(7)}
        shop = create_shop(NewShop("Crowd", "America/New_York", "USD", every_day, "Kim"), MAKER)
        with change("filled the shop", MAKER, undoable=False) as door:
            for place in range(1, employees):
                column = add_employee(door, shop.branch, f"Groomer {place}")
                for weekday in range(7):
                    door.insert(Shift, employee=column, weekday=weekday, start=0, end=1440)
            _resource(door, shop.branch, "tub", 1)
            _resource(door, shop.branch, "dryer", 2)
            _service(door, "NAILS", setup=15)
            _service(door, "BATH", setup=30, needs=[("tub", "setup")])
            _service(
                door, "FULL", setup=30, process=20, finish=15,
                needs=[("tub", "setup"), ("dryer", "process")],
            )  # fmt: skip
            _service(door, "FLUFF", setup=10, finish=20, needs=[("dryer", "all")])
            for place in range(8):
                client = door.insert(
                    Client, number=door.next_number(shop.branch, "client"),
                    first_name=f"Client {place}", last_name="Crowd", created=door.at,
                )  # fmt: skip
                for name in ("Rex", "Bella"):
                    door.insert(Pet, client=client, name=f"{name} {place}")
    unbind()


def _resource(door: Door, branch: int, kind: str, lanes: int) -> None:
    column = door.insert(Bookable, branch=branch, kind="resource", label=kind, lanes=lanes)
    door.insert(Resource, bookable=column.id, kind=kind)


def _service(
    door: Door,
    code: str,
    *,
    setup: int,
    process: int = 0,
    finish: int = 0,
    needs: list[tuple[str, str]] | None = None,
) -> None:
    item = door.insert(
        Item, code=code, name=code.title(), price=4000, setup=setup, process=process, finish=finish
    )
    for kind, phase in needs or []:
        door.insert(ItemNeed, item=item, kind=kind, phase=phase)
