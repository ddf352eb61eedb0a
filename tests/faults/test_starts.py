"""The first start: many at once, or killed in the middle."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from db import connection, migrating
from db.models import Branch
from tests.faults.helpers import ROOT, in_words, pettui, start
from tests.small_shop import unbind

INIT = ("init", "--name", "Wagging Tails", "--zone", "America/New_York", "--employee", "Kim Lee")


def test_of_eight_first_starts_one_makes_the_shop(tmp_path: Path) -> None:
    path = tmp_path / "new" / "shop.db"
    starts = [
        subprocess.Popen(
            [sys.executable, "-m", "pettui", *INIT],
            cwd=ROOT,
            env=os.environ | {"PETTUI_DATABASE": str(path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    said = [process.communicate(timeout=60) for process in starts]
    codes = [process.returncode for process in starts]
    assert sorted(codes) == [0] + [1] * 7, said
    for process, (_, words) in zip(starts, said, strict=True):
        assert "Traceback" not in words
        assert "is ready" in words if process.returncode == 0 else "There is a shop" in words
    connection.bind(connection.Target(path, ""))
    with connection.connected():
        assert Branch.select().count() == 1
    unbind()
    assert path.stat().st_mode & 0o077 == 0
    assert pettui("day", database=path).returncode == 0


def schema_of(path: Path) -> list[tuple[str, str]]:
    """Give the tables and indexes of a database."""
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")
        return sorted((str(name), str(sql)) for name, sql in found)


def test_a_migration_killed_anywhere_is_done_again_as_if_nothing_was(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    connection.bind(connection.Target(whole, ""), create=True)
    migrating.migrate()
    unbind()
    killed = 0
    for number in (1, 8, 9, 12, 20, 45, 80, 100, 110, 120, 130, 140, 150):
        path = tmp_path / f"slain{number}.db"
        process = start("tests.faults.slain", str(path), str(number))
        _, errors = process.communicate(timeout=30)
        assert process.returncode in (0, -signal.SIGKILL), errors
        killed += process.returncode != 0
        if path.stat().st_size:
            assert "Traceback" not in pettui("doctor", database=path).stderr
        connection.bind(connection.Target(path, ""), create=True)
        migrating.migrate()
        with connection.connected():
            assert migrating.is_current()
        unbind()
        assert schema_of(path) == schema_of(whole)
    assert killed >= 9  # most of these statements are there


def test_a_first_start_killed_before_there_was_a_shop_can_be_repeated(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    process = start("tests.faults.slain", str(path), "60")
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    assert "There is no shop" in in_words(pettui("day", database=path))
    assert pettui(*INIT, database=path).returncode == 0
    assert pettui("day", database=path).returncode == 0
