"""The oracle itself: it must see what it is there to see, or its silence means nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import connection
from pettui.book import booking, moving, status
from pettui.book.plan import Plan, PlannedRow
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from tests.small_shop import unbind
from tests.stress import oracle, world
from tests.stress.world import FIRST_DAY

DESK = Actor(None, "Dana", "desk")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a shop in which a little of everything was done by one terminal."""
    path = tmp_path_factory.mktemp("oracle") / "crowd.db"
    world.make(path, employees=2)
    connection.bind(connection.Target(path, ""))
    with connection.connected():
        shop = load_shop()
        first = _book(9 * 60, item=3, employee=1)  # FULL: holds the tub and the dryer
        _book(11 * 60, item=1, employee=1)
        row = booking.plan_of(first.ticket).rows[0].row
        version = booking.plan_of(first.ticket).version
        assert row is not None
        assert version is not None
        moving.move(shop, moving.Move(row, version, start=9 * 60 + 30), DESK)
        third = _book(13 * 60, item=2, employee=2)
        status.end(
            shop, [(third.ticket, booking.plan_of(third.ticket).version or 0)], "cancelled", DESK
        )
        undo.undo(DESK)
    unbind()
    yield path


def _book(start: int, *, item: int, employee: int) -> booking.Booked:
    row = PlannedRow(item=item, pet=1, employee=employee)
    return booking.save(load_shop(), Plan(1, FIRST_DAY, start, (row,)), DESK)


@pytest.fixture
def path(used: Path, tmp_path: Path) -> Path:
    """Give a copy to spoil."""
    target = tmp_path / "spoilt.db"
    with closing(sqlite3.connect(used)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def spoil(path: Path, *statements: str) -> list[str]:
    """Change rows behind the program's back; give what the oracle says."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            assert db.execute(statement).rowcount != 0, statement
    return oracle.judge(path)


def test_a_sound_shop_has_no_complaints(path: Path) -> None:
    assert oracle.judge(path) == []


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE ticket_row SET start = start + 85 WHERE start = 570", "overlap"),
        ("UPDATE ticket_row SET start = start + 5 WHERE start = 570", "slot missing"),
        ("DELETE FROM slot WHERE slot = (SELECT max(slot) FROM slot)", "slot missing"),
        ("UPDATE slot SET slot = slot + 4000 WHERE slot = (SELECT max(slot) FROM slot)", "without"),
        ("UPDATE ticket SET status = 'cancelled' WHERE number = 1000", "slot without a row"),
        ("UPDATE ticket SET note = 'x' WHERE number = 1001", "differs from its history"),
        ("UPDATE ticket SET version = 1 WHERE number = 1000", "too low"),
        ("UPDATE ticket SET number = 5000 WHERE number = 1001", "behind 5000"),
        ("UPDATE ticket_row SET lane = 1 WHERE start = 570", "does not say so"),
        ("UPDATE change SET what = 'x' WHERE sequence = 2 AND terminal = 'desk'", "was altered"),
        ("DELETE FROM change WHERE sequence = 3 AND terminal = 'desk'", "does not follow"),
        (
            "UPDATE changed_row SET old = '{\"start\":1}' WHERE old LIKE '%\"start\":540%'",
            "began from other values",
        ),
        ("UPDATE ticket_row SET employee_id = 999 WHERE start = 570", "foreign key"),
    ],
)
def test_what_is_wrong_is_seen(path: Path, statement: str, complaint: str) -> None:
    assert any(complaint in words for words in spoil(path, statement))


def test_more_pets_than_a_tub_holds_are_seen(path: Path) -> None:
    complaints = spoil(
        path,
        "INSERT INTO hold (version, row_id, resource_id, phase, lane)"
        " SELECT 1, row_id, resource_id, 'all', 1 FROM hold WHERE phase = 'setup'",
    )
    assert any("holds 2 of 1" in words for words in complaints)


def test_a_lost_acknowledged_change_is_seen(path: Path) -> None:
    with closing(oracle.opened(path)) as db:
        told = [
            {"result": "saved", "did": "book", "sequence": row["sequence"], "words": row["what"]}
            for row in db.execute("SELECT * FROM change WHERE terminal = 'desk'")
        ]
    start = {"result": "start"}
    assert oracle.lost(path, [("desk", [start, *told])]) == []
    more = {"result": "saved", "did": "book", "sequence": 99, "words": "booked Rex"}
    assert oracle.lost(path, [("desk", [start, *told, more])]) != []
    assert oracle.lost(path, [("desk", [start, *told[2:]])]) != []
    silent = {"result": "saved", "did": "book", "words": "booked Rex"}
    assert oracle.lost(path, [("desk", [start, *told, silent])]) != []
