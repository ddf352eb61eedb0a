"""A disk that is full, or that may only be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from db.connection import Unusable
from db.models import Client, database
from pettui.history.door import change
from pettui.team.shop import Shop
from tests.faults.helpers import in_words, pettui, start
from tests.small_shop import DANA
from tests.stress import oracle, world


def test_nothing_acknowledged_is_lost_when_the_disk_takes_no_more(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    world.make(path, employees=2)
    process = start("tests.faults.full_disk", str(path))
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    told = json.loads(output)
    assert len(told["saved"]) > 3
    assert len(told["refused"]) == 3
    assert all("Nothing was saved" in words for words in told["refused"])
    assert all("disk" in words.lower() for words in told["refused"])
    assert told["open"] is False
    assert told["read"] == len(told["saved"]) - 1  # all but the one booked with room again
    assert told["there"] == told["saved"]
    assert oracle.judge(path) == []


def test_a_full_disk_is_named_and_room_is_enough_to_go_on(shop: Shop) -> None:
    client = Client.get_by_id(1)
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")
    long = "x" * 50_000
    with (
        pytest.raises(Unusable, match=r"The disk is full\. Nothing was saved"),
        change("noted", DANA) as door,
    ):
        door.update(client, comment=long)
    assert not database.in_transaction()
    assert Client.get_by_id(1).comment == ""
    database.execute_sql("PRAGMA max_page_count = 1000000")
    with change("noted", DANA) as door:
        door.update(Client.get_by_id(1), comment=long)
    assert Client.get_by_id(1).comment == long


def test_a_read_only_file_can_be_read_and_says_why_not_more(shop_file: Path) -> None:
    shop_file.chmod(0o444)
    done = pettui("find", "bella", database=shop_file)
    assert (done.returncode, "Bella" in done.stdout) == (0, True), done.stderr
    process = start("tests.faults.holder", str(shop_file), "desk")
    _, errors = process.communicate(timeout=30)
    assert "Unusable: The database is read-only. Nothing was saved" in errors


def test_a_read_only_folder_is_refused_in_words(shop_file: Path) -> None:
    folder = shop_file.parent / "locked"
    folder.mkdir()
    moved = folder / "shop.db"
    os.rename(shop_file, moved)
    before = moved.read_bytes()
    folder.chmod(0o555)
    try:
        for command in (["find", "bella"], ["day"], ["migrate"], ["doctor"]):
            assert str(moved) in in_words(pettui(*command, database=moved))
        words = in_words(pettui("init", "--demo", database=folder / "new.db"))
        assert str(folder / "new.db") in words
    finally:
        folder.chmod(0o755)
    assert moved.read_bytes() == before


def test_a_file_of_somebody_else_is_refused_in_words(shop_file: Path) -> None:
    shop_file.chmod(0o000)
    for command in (["find", "bella"], ["day"], ["migrate"], ["doctor"]):
        assert str(shop_file) in in_words(pettui(*command, database=shop_file))
