"""Files that are not what they were, or never were a shop."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.connection import Unusable
from db.models import Client, database
from db.writing import SCHEMA, Newer
from pettui.history.door import change
from pettui.team.shop import Shop
from tests.faults.helpers import in_words, pettui
from tests.small_shop import DANA

COMMANDS: tuple[list[str], ...] = (
    ["day"],
    ["find", "bella"],
    ["migrate"],
    ["doctor"],
    ["init", "--demo"],
    [],
)


def rename() -> None:
    """Write something."""
    with change("renamed", DANA) as door:
        door.update(Client.get_by_id(2), first_name="Later")


def name_in(path: Path) -> str:
    """Read the name of the second client behind the program's back."""
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute("SELECT first_name FROM client WHERE id = 2").fetchone()[0])


def test_a_replaced_file_is_noticed_before_anything_is_written(shop: Shop, shop_file: Path) -> None:
    old = shop_file.with_name("old.db")
    new = shop_file.with_name("new.db")
    shutil.copy(shop_file, new)
    os.link(shop_file, old)
    os.replace(new, shop_file)
    with pytest.raises(Unusable, match="was replaced while it was open"):
        rename()
    assert name_in(shop_file) == name_in(old) == "Joe"


def test_a_file_that_is_gone_is_noticed(shop: Shop, shop_file: Path) -> None:
    shop_file.unlink()
    with pytest.raises(Unusable, match="is gone"):
        rename()
    assert not shop_file.exists()


def test_a_session_stops_writing_once_the_shop_was_upgraded(shop: Shop, shop_file: Path) -> None:
    with closing(sqlite3.connect(shop_file)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    with pytest.raises(Newer, match="upgraded by a newer pettui"):
        rename()
    assert not database.in_transaction()
    assert Client.get_by_id(2).first_name == "Joe"
    for command in COMMANDS:
        assert "newer pettui" in in_words(pettui(*command, database=shop_file))
    assert name_in(shop_file) == "Joe"


def foreign(path: Path, _: bytes) -> None:
    """Write another program's database."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE songs (name TEXT)")
        db.commit()


def marked(path: Path, _: bytes) -> None:
    """Write another program's database that is empty but for its mark."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 252006673")


def text(path: Path, _: bytes) -> None:
    """Write what is no database at all."""
    path.write_text("Shopping list\nshampoo\n" * 500)


def noise(path: Path, _: bytes) -> None:
    """Write a right beginning with nonsense behind it."""
    path.write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(60_000))


def cut(path: Path, sound: bytes) -> None:
    """Write half of a shop."""
    path.write_bytes(sound[: len(sound) // 2])


def stub(path: Path, sound: bytes) -> None:
    """Write the first bytes of a shop."""
    path.write_bytes(sound[:60])


def zeroed(path: Path, sound: bytes) -> None:
    """Write a shop whose second page was wiped."""
    path.write_bytes(sound[:4096] + bytes(4096) + sound[8192:])


@pytest.mark.parametrize("spoil", [foreign, marked, text, noise, cut, stub])
def test_what_is_no_shop_is_refused_in_words_and_left_alone(
    shop_file: Path, spoil: Callable[[Path, bytes], None]
) -> None:
    sound = shop_file.read_bytes()
    shop_file.unlink()
    spoil(shop_file, sound)
    before = shop_file.read_bytes()
    for command in COMMANDS:
        in_words(pettui(*command, database=shop_file))
        assert shop_file.read_bytes() == before, command


def test_doctor_sees_a_page_that_was_wiped(shop_file: Path) -> None:
    zeroed(shop_file, shop_file.read_bytes())
    done = pettui("doctor", database=shop_file)
    assert "integrity" in in_words(done)
    assert "Restore the last good backup" in done.stdout


def test_doctor_sees_wiped_pages_wherever_they_are(shop_file: Path) -> None:
    """Every page that is in use matters to somebody: none may be lost in silence."""
    sound = shop_file.read_bytes()
    page = int.from_bytes(sound[16:18], "big")
    pages = range(2, len(sound) // page)
    for number in random.Random(7).sample(list(pages), 6):
        at = number * page
        shop_file.write_bytes(sound[:at] + bytes(page) + sound[at + page :])
        in_words(pettui("doctor", "--full", database=shop_file))


def test_an_empty_file_leads_to_init(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    for command in (["day"], ["find", "bella"], ["doctor"], []):
        assert "There is no shop" in in_words(pettui(*command, database=path))
    assert path.stat().st_size == 0


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    for command in COMMANDS:
        assert "is a folder" in in_words(pettui(*command, database=tmp_path))
