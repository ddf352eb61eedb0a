"""`pettui doctor` and `pettui migrate`: what is sound, and what they see when it is not."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db import connection, gate, writing
from db.models import ChangedRow, Slot
from db.writing import SCHEMA
from pettui import __version__
from tests.cli.conftest import Run


def _findings(told: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    return {line["name"]: (line["verdict"], line["words"]) for line in told}


def test_a_sound_shop(run_shop: Run, shop_file: Path) -> None:
    shop_file.chmod(0o600)
    ran = run_shop("doctor", "--json", "--full")
    found = _findings(ran.json)
    assert ran.code == 0
    assert {name for name, (verdict, _) in found.items() if verdict != "ok"} == set()
    assert __version__ in found["pettui"][1]
    assert str(shop_file) in found["database"][1]
    assert "America/New_York" in found["shop"][1]
    assert found["journal"][1] == "wal, synchronous FULL"
    assert {"python", "textual", "peewee", "apsw", "sqlite", "disk", "rights", "gate", "schema",
            "integrity", "slots", "history"} <= set(found)  # fmt: skip


def test_the_text_has_a_line_a_finding(run_shop: Run, shop_file: Path) -> None:
    shop_file.chmod(0o600)
    ran = run_shop("doctor")
    assert ran.code == 0
    assert all(line.startswith("ok   ") for line in ran.out.splitlines())
    assert f"{SCHEMA}, current" in ran.out


def test_a_shop_that_everybody_can_read_is_bad(run_shop: Run, shop_file: Path) -> None:
    shop_file.chmod(0o644)
    ran = run_shop("doctor", "--json")
    assert ran.code == 1
    verdict, words = _findings(ran.json)["rights"]
    assert verdict == "bad" and "chmod o-rwx" in words


def test_lost_slots_and_an_altered_history_are_seen(run_shop: Run, shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected(), writing.write_tx("behind"):
        Slot.delete().where(Slot.row == 1).execute()
        ChangedRow.update(new={"name": "Somebody Else"}).where(ChangedRow.id == 1).execute()
    ran = run_shop("doctor", "--json", "--full")
    found = _findings(ran.json)
    assert ran.code == 1
    assert found["slots"][0] == "bad" and "ticket row 1 lacks" in found["slots"][1]
    assert found["history"][0] == "bad" and "desk: change 1" in found["history"][1]


def test_a_torn_page_is_seen(run_shop: Run, shop_file: Path) -> None:
    with closing(sqlite3.connect(shop_file)) as file:
        root = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'client'").fetchone()
        size = file.execute("PRAGMA page_size").fetchone()
    with shop_file.open("r+b") as raw:
        raw.seek((root[0] - 1) * size[0])
        raw.write(b"\x00" * size[0])
    ran = run_shop("doctor", "--json", "--full")
    assert ran.code in (1, 4)
    assert any(line["verdict"] == "bad" for line in ran.json)


def test_a_program_that_keeps_the_database_is_named(run_shop: Run, shop_file: Path) -> None:
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            with gate.held(shop_file, "night backup", seconds=5):
                os.write(write, b"x")
                signal.pause()
        finally:
            os._exit(1)
    os.close(write)
    assert os.read(read, 1) == b"x"
    os.close(read)
    try:
        verdict, words = _findings(run_shop("doctor", "--json").json)["gate"]
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert verdict == "note" and "night backup" in words


def test_a_newer_database_is_told_as_such(run_shop: Run, shop_file: Path) -> None:
    with closing(sqlite3.connect(shop_file)) as file:
        file.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    for command in ("doctor", "migrate", "day"):
        ran = run_shop(command)
        assert ran.code == 4
        assert "newer pettui" in ran.out + ran.err


def test_migrate_on_a_current_database_says_so(run_shop: Run) -> None:
    ran = run_shop("migrate")
    assert (ran.code, ran.out) == (0, "")
    assert "up to date" in ran.err
    assert run_shop("migrate", "--check").code == 0


@pytest.mark.parametrize("command", ["day", "doctor", "find x"])
def test_looking_changes_nothing(run_shop: Run, shop_file: Path, command: str) -> None:
    before = shop_file.read_bytes()
    run_shop(*command.split())
    assert shop_file.read_bytes() == before
