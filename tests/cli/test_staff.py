"""`pettui staff`: who works here; people who come, change and leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Let it be ten in the morning on the small shop's Monday."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 0, tzinfo=UTC), tick=True):
        yield


def test_the_list(run_shop: Run) -> None:
    ran = run_shop("staff")
    assert ran.out.splitlines() == [
        "1000  Kim Lee: owner", "1001  Luis Moreno: groomer", "1002  Ana Silva: bather",
    ]  # fmt: skip
    assert ran.err == "3 people work here.\n"
    assert run_shop("staff", "--json").json[1] == {
        "number": 1001, "first": "Luis", "last": "Moreno", "label": "Luis", "role": "groomer",
        "phone": "", "email": "", "comment": "", "column": True, "limited": False, "active": True,
    }  # fmt: skip


def test_somebody_comes_and_changes(run_shop: Run) -> None:
    ran = run_shop("staff", "add", "Mia", "Berg", "--role", "bather", "--phone", "555-0120",
                   "--no-column")  # fmt: skip
    assert (ran.code, ran.err) == (0, "Mia Berg works here now, with the number 1003.\n")
    assert run_shop("staff").out.splitlines()[3] == "1003  Mia Berg: bather, 555-0120, no column"
    ran = run_shop("staff", "edit", "1003", "--label", "M", "--email", "mia@example.com",
                   "--column")  # fmt: skip
    assert ran.err == "Mia Berg is changed.\n"
    shown = run_shop("staff").out.splitlines()[3]
    assert shown == "1003  Mia Berg: bather, M in the book, 555-0120, mia@example.com"
    assert run_shop("staff", "edit", "1003", "--label", "M").err == "Mia Berg is so already.\n"
    assert run_shop("staff", "remove", "1003").err == "Mia Berg is removed.\n"
    assert len(run_shop("staff", "--all").out.splitlines()) == 3


def test_whoever_leaves_has_something_open(run_shop: Run) -> None:
    ran = run_shop("staff", "inactive", "1001")
    assert ran.code == 1
    assert "2 visits to come" in ran.err and "--anyway goes on" in ran.err
    assert run_shop("staff", "inactive", "1001", "--anyway").code == 0
    assert "Luis" not in run_shop("staff").out
    assert "Luis Moreno: groomer, works here no more" in run_shop("staff", "--all").out
    assert run_shop("staff", "active", "1001").err == "Luis Moreno works here again.\n"
    ran = run_shop("staff", "remove", "1001")
    assert ran.code == 1 and "2 tickets" in ran.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("inactive", "1000", "--anyway"), "the last owner"),
        (("edit", "77", "--label", "x"), "Nobody has the number 77."),
        (("add", "Mia", "--role", "owner"), "choose one of groomer, bather, front desk"),
        (("add", "Luis"), "a column Luis already"),
        (("edit", "1001", "--email", "nonsense"), "E-mail"),
    ],
)
def test_refusals_say_what_to_do(run_shop: Run, words: tuple[str, ...], told: str) -> None:
    ran = run_shop("staff", *words)
    assert ran.code == 1 and told in ran.err
