"""kill -9 amid punches: what was acknowledged is there, once, in its order and in the chain."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from subprocess import Popen

from pettui.cli import checks
from tests.faults.helpers import start
from tests.small_shop import unbind
from tests.stress.crew import scale

PEOPLE = ("Kim", "Luis", "Ana")


class Puncher:
    """One process after the other for one person, and what they were told."""

    def __init__(self, database: Path, label: str) -> None:
        self.database, self.label = database, label
        self.done: dict[str, int] = {}
        self.unknown: list[str] = []
        self.process: Popen[str] = self._start()

    def _start(self) -> Popen[str]:
        return start("tests.faults.puncher", str(self.database), self.label, *self.unknown)

    def kill(self) -> None:
        """Kill the process and read what it said up to then."""
        self.process.kill()
        out, err = self.process.communicate(timeout=30)
        assert "Traceback" not in err, err
        self.unknown = []
        for line in out.splitlines():
            word, command, *punch = line.split()
            if word == "try":
                self.unknown = [command]
            else:
                self.done[command] = int(punch[0])
                self.unknown = []

    def revive(self) -> None:
        """Start again, with the command whose outcome nobody knows."""
        self.process = self._start()


def test_nothing_acknowledged_is_lost_or_done_twice(shop_file: Path) -> None:
    kills = int(scale("PETTUI_KILLS", 10))
    dice = random.Random(kills)
    crew = [Puncher(shop_file, label) for label in PEOPLE]
    try:
        time.sleep(1.5)
        for _ in range(kills):
            time.sleep(dice.uniform(0.3, 0.6))  # somewhere in a punch
            victim = dice.choice(crew)
            victim.kill()
            victim.revive()
        _wait_for_punches(shop_file, 2 * (kills + len(crew)))  # a kill can cost one its answer
    finally:
        for puncher in crew:
            puncher.kill()
    acknowledged = {command: punch for puncher in crew for command, punch in puncher.done.items()}
    assert len(acknowledged) > kills
    _judge(shop_file, acknowledged)


def _wait_for_punches(path: Path, wanted: int) -> None:
    end = time.monotonic() + 60
    with closing(sqlite3.connect(path)) as file:
        while file.execute("SELECT count(*) FROM punch").fetchone()[0] < wanted:
            assert time.monotonic() < end, "nobody punches any more"
            time.sleep(0.1)


def _judge(path: Path, acknowledged: dict[str, int]) -> None:
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = file.execute(
            "SELECT id, employee_id, kind, terminal, sequence, zone FROM punch ORDER BY id"
        ).fetchall()
        recorded = file.execute(
            "SELECT c.command, r.key, r.new FROM change c JOIN changed_row r ON r.change_id = c.id"
            " WHERE r.table_name = 'punch'"
        ).fetchall()
    ids = {row[0] for row in rows}
    assert set(acknowledged.values()) <= ids
    assert len(set(acknowledged.values())) == len(acknowledged)
    # Each command made one punch at most, and every punch belongs to one.
    assert len({command for command, _, _ in recorded}) == len(recorded) == len(rows)
    by_command = {command: key for command, key, _ in recorded}
    assert all(by_command[command] == punch for command, punch in acknowledged.items())
    for _, key, new in recorded:
        kept = next(row for row in rows if row[0] == key)
        told = json.loads(new)
        assert (told["kind"], told["sequence"], told["terminal"]) == (kept[2], kept[4], kept[3])
    for terminal in {row[3] for row in rows}:
        mine = [row for row in rows if row[3] == terminal]
        assert [row[4] for row in mine] == list(range(1, len(mine) + 1))
        assert [row[2] for row in mine] == [("in", "out")[n % 2] for n in range(len(mine))]
    _prove(path)


def _prove(path: Path) -> None:
    from db import connection

    connection.bind(connection.Target(path, ""))
    with connection.connected():
        found = {check.name: check for check in checks.proof()}
    unbind()
    assert found["history"].words == "every chain is whole"
    assert found["punches"].verdict == "ok"
