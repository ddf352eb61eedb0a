"""`pettui recall`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from db.connection import Target, bind, connected
from pettui.people.recall.calls import Who, mark
from pettui.people.recall.reading import recall
from pettui.team.shop import load_shop
from tests.cli.conftest import Run
from tests.people.recall.past import came
from tests.small_shop import DANA, unbind


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
        yield


@pytest.fixture(autouse=True)
def past(shop_file: Path) -> None:
    """Let one pet be due, one overdue, and one have lapsed."""
    bind(Target(shop_file, ""))
    with connected():
        shop = load_shop()
        came(shop, "Mimi", 40)
        came(shop, "Nala", 80)
        came(shop, "Otto", 400, who="Luis")
    unbind()


def pets(run_shop: Run, *options: str) -> list[str]:
    return [line["pet_name"] for line in run_shop("recall", *options, "--json").json]


def test_a_line_in_words(run_shop: Run) -> None:
    ran = run_shop("recall", "nala")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "overdue: Nala, Full groom, Li Chen, 555-0199, due Fri 16 Oct 2026, 5 weeks ago,"
        " last Fri 4 Sep 2026 with Kim, usually every 6 weeks\n"
    )


def test_which_are_listed(run_shop: Run) -> None:
    assert pets(run_shop) == ["Nala", "Mimi"]
    assert pets(run_shop, "--due") == ["Mimi"]
    assert pets(run_shop, "--overdue") == ["Nala"]
    assert pets(run_shop, "--lapsed") == ["Otto"]
    assert pets(run_shop, "--all") == ["Nala", "Mimi", "Otto"]
    ran = run_shop("recall", "--all", "--limit", "1")
    assert (len(ran.out.splitlines()), ran.err) == (1, "These are the first 1 of 3.\n")


def test_a_line_for_machines(run_shop: Run) -> None:
    (line,) = run_shop("recall", "--lapsed", "--json").json
    assert (line["state"], line["phone"], line["last"]) == ("lapsed", "555-0177", "2025-10-19")
    assert (line["every_days"], line["rhythm"], line["call"]) == (42, "shop", None)


def test_who_was_called(run_shop: Run, shop_file: Path) -> None:
    assert pets(run_shop, "--called") == []
    assert "Nobody was called of late." in run_shop("recall", "--called").err
    bind(Target(shop_file, ""))
    with connected():
        shop = load_shop()
        line = recall(shop, text="nala").lines[0]
        mark(shop, [Who(line.pet, line.item)], "voicemail", DANA, note="call after six")
    unbind()
    assert pets(run_shop) == ["Mimi"]
    (called,) = run_shop("recall", "--called", "--json").json
    assert (called["again"], called["call"]["note"]) == ("2026-11-26", "call after six")
    assert "last call Mon 23 Nov 2026: voicemail, again Thu 26 Nov" in run_shop(
        "recall", "--called"
    ).out  # fmt: skip


def test_nobody_is_said_and_coded(run_shop: Run) -> None:
    ran = run_shop("recall", "rex")
    assert (ran.code, ran.out) == (3, "")
    assert "Nobody is due" in ran.err
    assert run_shop("recall", "rex", "--json").json == []
