"""What screens are told when the database cannot be read: words, whatever the engine calls it."""

from __future__ import annotations

import asyncio
import shutil
from datetime import date
from pathlib import Path

import pytest

from db import connection
from db.connection import Unusable
from db.gateway import Gateway
from db.models import Client, database
from pettui.book.loading import load_day
from pettui.team.shop import load_shop


def name() -> str:
    """Read something."""
    return str(Client.get_by_id(1).first_name)


def test_a_damaged_file_is_named_to_the_screen(shop_file: Path) -> None:
    sound = shop_file.read_bytes()
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected():
        shop = load_shop()
    # Everything but the schema is wiped, as by a disk that lost a file's middle.
    shop_file.write_bytes(sound[:4096] + b"\xff" * (len(sound) - 4096))
    gateway = Gateway()
    try:
        with pytest.raises(Unusable, match="The database is damaged"):
            asyncio.run(gateway.run(load_day, shop, date(2026, 11, 23)))
    finally:
        gateway.close()


def test_work_goes_on_after_an_error(shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    away = shop_file.with_name("away.db")
    gateway = Gateway()
    shutil.move(shop_file, away)
    try:
        with pytest.raises(Unusable, match="cannot be opened"):
            asyncio.run(gateway.run(name))
        shutil.move(away, shop_file)
        assert asyncio.run(gateway.run(name)) == "Maria"
    finally:
        gateway.close()


def test_an_error_of_the_work_itself_stays_what_it_is(shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    gateway = Gateway()

    def wrong() -> None:
        database.execute_sql("SELECT 1 FROM nowhere")

    try:
        with pytest.raises(Exception, match="no such table: nowhere"):
            asyncio.run(gateway.run(wrong))
        assert asyncio.run(gateway.run(name)) == "Maria"
    finally:
        gateway.close()
