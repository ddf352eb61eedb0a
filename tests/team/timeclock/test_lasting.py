"""A punch that is acknowledged is on the disk; where it cannot be, it is refused in words."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db import connection, gate
from db.connection import Unusable
from db.models import Punch, database
from pettui.history.actor import Actor
from pettui.team.shop import Shop, load_shop
from pettui.team.timeclock import punching
from pettui.team.timeclock.facts import Kind, Punched
from pettui.team.timeclock.punching import Changed
from tests.small_shop import unbind
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import look, named, press


@pytest.mark.parametrize("level", [0, 1])
def test_a_connection_that_does_not_wait_for_the_disk_takes_no_punch(
    shop: Shop, clockwork: Clockwork, level: int
) -> None:
    database.execute_sql(f"PRAGMA synchronous = {level}")
    with pytest.raises(Unusable, match="does not wait for the disk"):
        press(shop, "Luis")
    assert not Punch.select().exists()
    database.execute_sql("PRAGMA synchronous = 2")
    assert press(shop, "Luis").state == "in"


def test_every_connection_waits_for_the_disk(shop: Shop, clockwork: Clockwork) -> None:
    assert database.execute_sql("PRAGMA synchronous").fetchone()[0] >= punching.FULL
    done = press(shop, "Luis")
    with closing(sqlite3.connect(database.obj.path)) as other:  # what another program sees at once
        row = other.execute("SELECT kind FROM punch WHERE id = ?", (done.punch,)).fetchone()
    assert row == ("in",)


def test_a_full_disk_is_said_and_loses_nothing(shop: Shop, clockwork: Clockwork) -> None:
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages + 1}")
    acknowledged = []
    kinds: tuple[Kind, Kind] = ("in", "out")
    with pytest.raises(Unusable, match=r"The disk is full\. Nothing was saved"):
        for number in range(500):
            acknowledged.append(press(shop, "Luis", kinds[number % 2]).punch)
            clockwork.pass_time(minutes=1)
    assert [row.id for row in Punch.select().order_by(Punch.id)] == acknowledged
    state = look(shop, "Luis").state  # the clock goes on showing
    database.execute_sql("PRAGMA max_page_count = 1000000")
    assert press(shop, "Luis", "out" if state == "in" else "in").already is False


def test_a_locked_database_is_said_and_the_punch_can_be_repeated(
    shop: Shop, shop_file: Path, clockwork: Clockwork
) -> None:
    unbind()
    connection.bind(connection.Target(shop_file, ""), patience=0.05).connect()
    shown = look(shop, "Luis")
    with (
        gate.held(shop_file, "a backup", seconds=1),
        pytest.raises(gate.Busy, match="a backup"),
    ):
        press(shop, "Luis", shown=shown, command="same")
    assert press(shop, "Luis", shown=shown, command="same").words == "Clocked in at 8:58."


def test_two_terminals_at_once_make_one_punch_of_it(
    shop: Shop, shop_file: Path, clockwork: Clockwork
) -> None:
    shown = look(shop, "Luis")
    luis = named(shop, "Luis")
    made: list[Punched] = []
    refused: list[Exception] = []
    together = threading.Barrier(4)

    def at(terminal: str) -> None:
        with connection.connected():
            here = load_shop()
            together.wait()
            try:
                made.append(
                    punching.punch(
                        here, luis, "in", Actor(None, "", terminal), seen=shown.seen,
                        command=terminal,
                    )
                )  # fmt: skip
            except Changed as changed:
                refused.append(changed)

    crowd = [threading.Thread(target=at, args=(f"clock {n}",)) for n in range(4)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join(timeout=30)
    assert (len(made), refused) == (4, [])
    assert sorted(done.already for done in made) == [False, True, True, True]
    assert Punch.select().count() == 1
