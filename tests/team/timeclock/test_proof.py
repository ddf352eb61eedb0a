"""A punch that was altered, removed or put in behind the program's back is found and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pettui.history.chain import broken_links, heads
from pettui.team.shop import Shop
from pettui.team.timeclock import proof
from tests.small_shop import unbind
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import press


def _behind(path: Path, statement: str) -> None:
    unbind()
    with closing(sqlite3.connect(path)) as file:
        triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:  # they stop accidents, not whoever owns the file
            file.execute(f"DROP TRIGGER {name}")
        file.execute(statement)
        file.commit()
    from db import connection

    connection.bind(connection.Target(path, "")).connect()


@pytest.fixture
def worked(shop: Shop, clockwork: Clockwork) -> Shop:
    """Give a shop with a day's punches of two people."""
    press(shop, "Luis")
    press(shop, "Ana")
    clockwork.until(23, 17)
    press(shop, "Luis")
    return shop


def test_what_nobody_touched_is_proven(worked: Shop) -> None:
    assert proof.broken_punches(worked) == []
    assert broken_links() == []
    assert proof.proven() == "3 punches as they were made"
    assert ("kiosk", 3) in [(terminal, number) for terminal, number, _ in heads()]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE punch SET at = at - 3600000000 WHERE id = 1",
            "kiosk: punch 1 (Luis Moreno, in, 8:58) was altered: its time",
        ),
        (
            "UPDATE punch SET employee_id = 2, comment = 'x' WHERE id = 2",
            "kiosk: punch 2 (Ana Silva, in, 8:58) was altered: comment, whose it is",
        ),
        ("DELETE FROM punch WHERE id = 3", "kiosk: punch 3 (Luis Moreno, out, 17:00) was removed"),
        (
            "INSERT INTO punch (version, branch_id, employee_id, kind, at, zone, offset, day,"
            " terminal, sequence, boot, boot_ms, clock, source, verified, comment, void, reason,"
            " account_name) SELECT version, branch_id, employee_id, 'in', at + 3600000000, zone,"
            " offset, day, terminal, 99, boot, boot_ms, clock, source, verified, '', 0, '', ''"
            " FROM punch WHERE id = 3",
            "kiosk: punch 4 (Luis Moreno, in, 18:00) was put in: no change made it",
        ),
    ],
)
def test_the_first_broken_row_is_named(
    worked: Shop, shop_file: Path, statement: str, words: str
) -> None:
    _behind(shop_file, statement)
    assert proof.broken_punches(worked) == [words]


def test_who_alters_the_record_as_well_breaks_the_chain(worked: Shop, shop_file: Path) -> None:
    _behind(shop_file, "UPDATE punch SET kind = 'out' WHERE id = 1")
    _behind(
        shop_file,
        """UPDATE changed_row SET new = replace(new, '"kind":"in"', '"kind":"out"')"""
        " WHERE table_name = 'punch' AND key = 1",
    )
    assert proof.broken_punches(worked) == []
    assert len(broken_links()) == 1
    assert "was altered" in broken_links()[0]
