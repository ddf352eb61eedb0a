"""`pettui audit`: who changed what, by day, person, thing, terminal and word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.cli.conftest import Run

TODAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Let it be ten in the morning on the small shop's Monday."""
    with time_machine.travel(TODAY, tick=True):
        yield


def told(run_shop: Run, *words: str) -> list[str]:
    """Give what was done, the newest first."""
    return [each["what"] for each in run_shop("audit", *words, "--json").json]


def test_today_and_other_days(run_shop: Run) -> None:
    ran = run_shop("audit")
    assert (ran.code, ran.out) == (3, "")
    run_shop("settings", "set", "book.step", "30")
    ran = run_shop("audit")
    (line,) = ran.out.splitlines()
    assert line.startswith("Mon 23 Nov 2026 10:0") and "(desk): set book.step to 30" in line
    assert ran.err == "1 change.\n"
    assert told(run_shop, "--day", "11/16")[0] == "moved in"
    assert told(run_shop, "--since", "11/17") == told(run_shop, "--since", "mon") != []
    assert told(run_shop, "--until", "11/22") == told(run_shop, "--day", "11/16")


def test_from_what_to_what(run_shop: Run) -> None:
    run_shop("settings", "set", "book.step", "30")
    run_shop("settings", "set", "book.step", "10")
    shown = run_shop("audit", "--of", "setting", "book.step", "--full").out
    assert "    setting book.step, value: 30 -> 10" in shown.splitlines()
    rows = run_shop("audit", "step", "10", "--json").json[0]["rows"]
    assert rows == [{"of": "setting book.step", "field": "value", "old": "30", "new": "10"}]


def test_by_whom_where_and_of_what(run_shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run_shop("--as", "1000", "staff", "edit", "1001", "--comment", "left-handed")
    monkeypatch.setenv("PETTUI_TERMINAL", "back office")
    run_shop("--as", "1001", "closures", "close", "12/24", "--reason", "Christmas")
    assert told(run_shop, "--by", "1000") == ["changed employee Luis Moreno"]
    assert told(run_shop, "--by", "more") == told(run_shop, "--at", "office")
    assert "closed" in told(run_shop, "--by", "luis")[0].lower()
    assert told(run_shop, "--of", "employee", "luis")[0] == "changed employee Luis Moreno"
    assert told(run_shop, "--of", "schedule", "--since", "mon") == told(run_shop, "--by", "luis")
    assert told(run_shop, "--of", "employee", "kim", "--since", "mon") == []
    assert told(run_shop, "--of", "client", "ortega") == ["moved in"]
    assert told(run_shop, "--of", "pet", "bella") == ["moved in"]
    assert told(run_shop, "--of", "ticket", "1000") == ["moved in"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--of", "moon"), "There is no kind moon. There are ticket, client"),
        (("--of", "ticket", "4711"), "There is no ticket 4711, and there never was."),
        (("--of", "client", "nobody"), "No client is called"),
        (("--of", "setting", "book.stepp"), "There is no setting book.stepp."),
        (("--by", "4711"), "Nobody has the number 4711"),
    ],
)
def test_what_there_is_not(run_shop: Run, words: tuple[str, ...], said: str) -> None:
    ran = run_shop("audit", *words)
    assert ran.code == 1 and said in ran.err


def test_a_limit_says_that_there_is_more(run_shop: Run) -> None:
    for step in ("5", "10", "30"):
        run_shop("settings", "set", "book.step", step)
    ran = run_shop("audit", "--limit", "2")
    assert len(ran.out.splitlines()) == 2
    assert ran.err == "2 changes; there are older ones, see --limit and --until.\n"
