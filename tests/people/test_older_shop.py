"""A shop of the first schema keeps its vets, sources and search lines when it is migrated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playhouse.migrations import Runner

from db import connection, migrating
from db.models import Client, Pet, database
from pettui.people.client_list import list_clients
from pettui.team.shop import load_shop
from tests import small_shop

CLIENTS: tuple[tuple[Any, ...], ...] = (
    # id, first, last, city, referral
    (1, "Zoë", "Ábara", "São Paulo", "A friend"),
    (2, "Li", "Chen", "", "A friend"),
    (3, "Joe", "Łuk", "Rye", ""),
)
PETS = ((1, 1, "Rex", "Dr. Hollis, Lakeside"), (2, 2, "Coco", "Dr. Hollis, Lakeside"),
        (3, 3, "Otto", ""))  # fmt: skip


def _insert(table: str, values: dict[str, Any]) -> None:
    """Write a row of the first schema; what is not given gets something of its type."""
    for _, name, kind, needed, *_ in database.execute_sql(f"PRAGMA table_info({table})").fetchall():
        if needed and name not in values and name != "id":
            values[name] = "" if kind.upper().startswith(("VARCHAR", "TEXT", "DATE")) else 0
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    database.execute_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608  # our own names


@pytest.fixture
def older(tmp_path: Path) -> Iterator[None]:
    path = tmp_path / "older.db"
    connection.bind(connection.Target(path, ""), create=True)
    with connection.connected():
        database.execute_sql("PRAGMA query_only = 0")
        database.execute_sql(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        Runner(database.obj, str(migrating.FOLDER)).up("0001_the_house")
        database.execute_sql("PRAGMA user_version = 1")
        branch = {"id": 1, "name": "Old", "zone": "America/New_York", "currency": "USD"}
        _insert("branch", {**branch, "locale": "en_US", "region": "US", "money_format": None})
        for key, first, last, city, referral in CLIENTS:
            row = {"id": key, "number": key, "first_name": first, "last_name": last, "active": 1}
            _insert("client", {**row, "city": city, "referral": referral, "marketing": key == 1})
            _insert("search_line", {"client_id": key, "text": f" {first.lower()} {last.lower()}"})
        for key, owner, name, vet in PETS:
            _insert("pet", {"id": key, "client_id": owner, "name": name, "vet": vet, "active": 1})
    small_shop.unbind()
    connection.bind(connection.Target(path, ""))
    migrating.migrate()
    database.connect()
    yield
    small_shop.unbind()


@pytest.mark.usefixtures("older")
def test_people_of_an_older_shop_are_kept() -> None:
    zoe, li, joe = Client.select().order_by(Client.id)
    assert (zoe.source.name, li.source.id == zoe.source.id, joe.source) == ("A friend", True, None)
    assert (zoe.mail_marketing, li.mail_marketing, zoe.text_marketing) == (True, False, False)
    rex, coco, otto = Pet.select().order_by(Pet.id)
    assert (rex.vet.practice, coco.vet.id == rex.vet.id, otto.vet) == (
        "Dr. Hollis, Lakeside", True, None,
    )  # fmt: skip
    shop = load_shop()
    assert [line.id for line in list_clients(shop).lines] == [1, 2, 3]
    assert [line.id for line in list_clients(shop, "sao").lines] == [1]
    assert [line.id for line in list_clients(shop, "rye").lines] == [3]
