"""kill -9, again and again: nothing that was acknowledged is lost, and all goes on."""

from __future__ import annotations

import random
import time
from pathlib import Path

from db import connection
from pettui.book import booking
from pettui.book.plan import Plan, PlannedRow
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from tests.small_shop import unbind
from tests.stress import oracle, world
from tests.stress.crew import Crew, scale
from tests.stress.world import FIRST_DAY

WRITERS = 4


def test_nothing_acknowledged_is_lost_when_writers_are_killed(tmp_path: Path) -> None:
    kills = int(scale("PETTUI_KILLS", 12))
    database = tmp_path / "crowd.db"
    world.make(database, employees=3)
    crew = Crew(database, tmp_path)
    dice = random.Random(kills)
    options = ("--seconds=600", "--days=4")
    try:
        for number in range(WRITERS):
            crew.hire(f"desk{number}", number, *options)
        crew.go()
        for number in range(kills):
            time.sleep(dice.uniform(0.02, 0.25))  # somewhere in their work
            name = f"desk{dice.randrange(WRITERS)}"
            crew.kill(name)
            crew.hire(name, 1000 + number, *options)
            crew.go([name])
        for number in range(WRITERS):  # and in the end all of them
            crew.kill(f"desk{number}")
    finally:
        crew.end()
    logs = crew.logs()
    assert sum(line["result"] == "saved" for _, lines in logs for line in lines) >= kills / 2
    _works_at_once(database)
    assert oracle.judge(database) == []
    assert oracle.lost(database, logs) == []


def _works_at_once(database: Path) -> None:
    """Book something; the gate that a dead process held must be free."""
    connection.bind(connection.Target(database, ""), patience=0)
    with connection.connected():
        row = PlannedRow(item=1, pet=1, employee=1)
        plan = Plan(1, FIRST_DAY, 20 * 60, (row,))
        assert booking.save(load_shop(), plan, Actor(None, "Dana", "front")).ticket
    unbind()
