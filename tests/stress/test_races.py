"""Two or more terminals want the same at the same instant; everybody is told what happened."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db import connection
from pettui.book import booking
from pettui.book.plan import Plan, PlannedRow
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from tests.small_shop import unbind
from tests.stress import oracle, world
from tests.stress.crew import ROOT
from tests.stress.world import FIRST_DAY

ROUNDS = 12
NAILS, BATH = 1, 2


class Desks:
    """Four terminals in processes of their own, told what to do all at once."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.stress.desk", str(database), f"desk{number}"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(4)
        ]

    def ask(self, wishes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Tell the first desks what to do, one wish each; give how it came out."""
        chosen = self.processes[: len(wishes)]
        for process, wish in zip(chosen, wishes, strict=True):
            assert process.stdin is not None
            process.stdin.write(json.dumps(wish) + "\n")
        for process in chosen:
            assert process.stdin is not None
            process.stdin.flush()
        answers = []
        for process in chosen:
            assert process.stdout is not None
            answers.append(json.loads(process.stdout.readline()))
        return answers

    def close(self) -> None:
        """End them."""
        for process in self.processes:
            process.communicate(timeout=30)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    """Give four desks in a crowded shop of two groomers, a tub and a dryer."""
    database = tmp_path / "crowd.db"
    world.make(database, employees=2)
    found = Desks(database)
    yield found
    found.close()


def wish(
    number: int, start: int, *, day: int = 0, item: int = NAILS, employee: int = 1
) -> dict[str, Any]:
    """Ask for a booking of the client with this number, some days after the first."""
    return {
        "do": "book", "client": number + 1, "pet": 2 * number + 1, "item": item,
        "employee": employee, "day": (FIRST_DAY + timedelta(days=day)).isoformat(), "start": start,
        "command": str(uuid.uuid4()),
    }  # fmt: skip


def test_one_slot_goes_to_one_terminal_and_the_others_hear_to_whom(desks: Desks) -> None:
    for place in range(ROUNDS):
        wishes = [wish(number, 9 * 60, day=place) for number in range(4)]
        looks = desks.ask([w | {"do": "look"} for w in wishes])
        assert looks == [{"problems": []}] * 4  # all four saw it free
        answers = desks.ask(wishes)
        winners = [a for a in answers if "saved" in a]
        losers = [a for a in answers if "saved" not in a]
        assert len(winners) == 1
        number = answers.index(winners[0])
        assert {a["why"] for a in losers} == {"NeedsConsent"}
        assert all(f"taken by Rex {number} (Client {number})" in a["words"] for a in losers)
    assert oracle.judge(desks.database) == []


def test_one_tub_goes_to_one_of_two_groomers(desks: Desks) -> None:
    for place in range(ROUNDS):
        start = 9 * 60 + 30 * place
        answers = desks.ask(
            [wish(0, start, item=BATH, employee=1), wish(1, start, item=BATH, employee=2)]
        )
        assert sorted("saved" in a for a in answers) == [False, True]
        words = next(a["words"] for a in answers if "saved" not in a)
        assert words.startswith("The tub is taken by Rex")
    assert oracle.judge(desks.database) == []


def test_a_command_sent_twice_at_once_is_one_visit(desks: Desks) -> None:
    for place in range(ROUNDS):
        same = wish(0, 9 * 60 + 15 * place)
        answers = desks.ask([same] * 4)
        assert len({a["saved"] for a in answers}) == 1
        assert [a["words"] for a in answers].count("booked already") == 3
    assert oracle.judge(desks.database) == []


def test_crossed_moves_are_both_answered_and_nobody_is_in_two_places(desks: Desks) -> None:
    first, second = desks.ask([wish(0, 600, employee=1), wish(1, 600, employee=2)])
    for _ in range(ROUNDS):
        moves = [
            _move(desks.database, first["saved"], 2),
            _move(desks.database, second["saved"], 1),
        ]
        answers = desks.ask(moves)
        # Each wants what the other still has: both are told so, and nothing is changed.
        assert {a["why"] for a in answers} == {"NeedsConsent"}
        assert "Groomer 1 is taken by Rex 1" in answers[0]["words"]
        assert "Kim is taken by Rex 0" in answers[1]["words"]
    assert oracle.judge(desks.database) == []


def test_of_two_editors_of_one_visit_the_second_is_told(desks: Desks) -> None:
    (saved,) = desks.ask([wish(0, 600)])
    employee = 1
    for _ in range(ROUNDS):
        employee = 3 - employee
        move = _move(desks.database, saved["saved"], employee)
        answers = desks.ask([move] * 4)
        assert sorted(a.get("why", "saved") for a in answers) == ["Clash"] * 3 + ["saved"]
    assert oracle.judge(desks.database) == []


def _move(database: Path, ticket: int, column: int) -> dict[str, Any]:
    connection.bind(connection.Target(database, ""))
    with connection.connected():
        plan = booking.plan_of(ticket)
    unbind()
    return {
        "do": "move", "row": plan.rows[0].row, "version": plan.version, "column": column
    }  # fmt: skip


def test_a_retry_after_an_unknown_commit_is_harmless_in_a_new_process(tmp_path: Path) -> None:
    database = tmp_path / "crowd.db"
    world.make(database, employees=2)
    order = wish(0, 600)
    tickets = []
    for _ in range(2):  # the first process ends before anybody heard its answer
        desks = Desks(database)
        tickets += [a["saved"] for a in desks.ask([order])]
        desks.close()
    assert tickets[0] == tickets[1]
    connection.bind(connection.Target(database, ""))
    with connection.connected():
        row = PlannedRow(item=NAILS, pet=1, employee=1)
        again = Plan(1, FIRST_DAY, 600, (row,), command=order["command"])
        done = booking.save(load_shop(), again, Actor(None, "Ana", "another desk"))
    assert (done.ticket, done.words) == (tickets[0], "booked already")
    assert oracle.judge(database) == []
