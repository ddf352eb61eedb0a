"""`pettui away`: who is ill, what becomes of the visits, whom to phone."""

from __future__ import annotations

import pytest
from time_machine import travel

from pettui.cli import codes
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def early() -> object:
    with travel("2026-11-23 12:40", tick=False):
        yield


def test_luis_is_ill_and_the_visits_find_somebody(run_shop: Run) -> None:
    before = run_shop("away", "luis", "--dry-run")
    assert before.code == codes.OK
    assert before.out.splitlines() == [
        "9:00  Coco, Li Chen: Nails -> same time 9:00 Ana",
        "10:00  Rex, Joe Whitfield: Bath -> same time 10:00 Ana",
    ]
    assert "Nothing was changed" in before.err
    done = run_shop("away", "luis", "--json")
    assert {step["pets"]: (step["becomes"], step["with"]) for step in done.json} == {
        "Coco": ("same time", "Ana"), "Rex": ("same time", "Ana"),
    }  # fmt: skip
    assert "Luis sick on Mon 23 Nov: spread the visits of Luis" in done.err
    again = run_shop("away", "luis", "--dry-run")
    assert again.out == ""


def test_what_cannot_be_understood_is_said(run_shop: Run) -> None:
    assert run_shop("away").code == codes.USAGE
    assert run_shop("away", "kim", "never").code == codes.USAGE
    assert run_shop("away", "zed").code == codes.NOTHING
    past = run_shop("away", "kim", "2026-11-20")
    assert (past.code, "is over" in past.err) == (codes.REFUSED, True)


def test_calls_are_listed_until_nobody_is_left(run_shop: Run) -> None:
    assert run_shop("away", "--calls").code == codes.NOTHING
    run_shop("away", "ana")
    run_shop("away", "kim")
    run_shop("away", "luis")
    calls = run_shop("away", "--calls", "--json").json
    assert {(call["name"], call["now"]) for call in calls} >= {("Rex", "wait list")}
    assert "555-0177  Rex, Joe Whitfield: Mon 23 Nov 2026" in run_shop("away", "--calls").out
