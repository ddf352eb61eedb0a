"""Models and migrations say the same, and a new database is marked as ours."""

from __future__ import annotations

from pathlib import Path

from playhouse.schema_diff import diff_models

from db import connection, migrating
from db.models import ALL, database
from db.writing import SCHEMA


def test_models_and_migrations_agree(shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected():
        differences = diff_models(database.obj, list(ALL))
    assert [found for kind in differences for found in kind] == []


def test_every_migration_counts_for_the_schema_number() -> None:
    numbered = sorted(path.name for path in migrating.FOLDER.glob("[0-9]*.py"))
    assert [int(name[:4]) for name in numbered] == list(range(1, SCHEMA + 1))


def test_a_new_database_is_marked_as_ours(shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected():
        assert connection.file_marks() == (connection.APPLICATION_ID, SCHEMA)
        assert migrating.is_current()


def test_a_new_database_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "new" / "shop.db"
    connection.bind(connection.Target(path, ""), create=True)
    migrating.migrate()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
