"""Migrations: one does the work, a copy is made before, what is not ours is refused."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from db import connection, migrating, writing
from db.connection import Target, Unusable
from db.models import Branch, Client
from tests import small_shop

ADDITION = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE addition (id INTEGER PRIMARY KEY)")
"""


def _start(path: str, barrier: Barrier, answers: multiprocessing.Queue[object]) -> None:
    barrier.wait(30)
    try:
        connection.bind(Target(Path(path), ""), create=True)
        answers.put(len(migrating.migrate()[0]))
    except BaseException as error:
        answers.put(repr(error))
        raise


def test_eight_first_starts_at_once_migrate_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(8)
    answers: multiprocessing.Queue[object] = context.Queue()
    path = str(tmp_path / "shop.db")
    programs = [context.Process(target=_start, args=(path, barrier, answers)) for _ in range(8)]
    for program in programs:
        program.start()
    said = [answers.get(timeout=60) for _ in programs]
    for program in programs:
        program.join(30)
    assert sorted(said, key=str) == [0] * 7 + [writing.SCHEMA]
    assert [program.exitcode for program in programs] == [0] * 8


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let this program know one migration more than the database has."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for path in migrating.FOLDER.glob("[0-9]*.py"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    number = writing.SCHEMA + 1
    (folder / f"{number:04d}_addition.py").write_text(ADDITION, encoding="utf-8")
    monkeypatch.setattr(migrating, "FOLDER", folder)
    monkeypatch.setattr(migrating, "SCHEMA", number)
    monkeypatch.setattr(writing, "SCHEMA", number)
    yield folder


def _names(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as file:
        return {name for (name,) in file.execute("SELECT name FROM sqlite_master")}


@pytest.mark.usefixtures("one_more")
def test_a_checked_copy_is_made_before_a_migration(shop_file: Path) -> None:
    connection.bind(Target(shop_file, ""))
    applied, copy = migrating.migrate()
    assert applied == [f"{writing.SCHEMA:04d}_addition"]
    assert copy is not None and copy.parent == shop_file.parent
    assert copy.stat().st_mode & 0o777 == 0o600
    small_shop.unbind()
    assert "addition" in _names(shop_file)
    assert "addition" not in _names(copy)
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT name FROM branch").fetchall() == [("Wagging Tails",)]


def test_a_migration_that_fails_changes_nothing(shop_file: Path, one_more: Path) -> None:
    broken = next(one_more.glob("*_addition.py"))
    broken.write_text(ADDITION + "    db.execute_sql('no such statement')\n", encoding="utf-8")
    connection.bind(Target(shop_file, ""))
    with pytest.raises(Unusable, match="could not be migrated") as refusal:
        migrating.migrate()
    assert "before-migration" in str(refusal.value)
    small_shop.unbind()
    assert "addition" not in _names(shop_file)


def test_nothing_pending_makes_no_copy(shop_file: Path) -> None:
    connection.bind(Target(shop_file, ""))
    assert migrating.migrate() == ([], None)
    assert list(shop_file.parent.glob("*before-migration*")) == []


def test_a_newer_database_is_refused_in_words(shop_file: Path) -> None:
    with closing(sqlite3.connect(shop_file)) as file:
        file.execute(f"PRAGMA user_version = {writing.SCHEMA + 1}")
    connection.bind(Target(shop_file, ""))
    with connection.connected(), pytest.raises(writing.Newer, match="newer pettui"):
        migrating.is_current()


def test_a_running_program_refuses_to_write_what_a_newer_one_upgraded(shop_file: Path) -> None:
    connection.bind(Target(shop_file, ""))
    with connection.connected():
        assert Branch.select().count() == 1
        with closing(sqlite3.connect(shop_file)) as file:
            file.execute(f"PRAGMA user_version = {writing.SCHEMA + 1}")
        with pytest.raises(writing.Newer), writing.write_tx("test"):
            Client.update(first_name="X").execute()


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE theirs (id INTEGER)")
        file.commit()
    before = path.read_bytes()
    with pytest.raises(Unusable, match="another program"):
        connection.bind(Target(path, ""), create=True)
    assert path.read_bytes() == before  # not even its journal is changed


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam,", encoding="utf-8")
    with pytest.raises(Unusable, match="not a pettui database"):
        connection.bind(Target(path, ""), create=True)
    assert path.read_text(encoding="utf-8") == "Dear Sir or Madam,"
