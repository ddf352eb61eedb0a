"""`pettui wait`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Begin at 10:42 in New York, on the small shop's Monday."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def test_an_empty_list_is_said_and_coded(run_shop: Run) -> None:
    ran = run_shop("wait", "list")
    assert (ran.code, ran.out, ran.err) == (3, "", "Nobody waits.\n")
    assert run_shop("wait", "list", "--json").json == []


def test_a_walk_in_is_listed_with_an_estimate(run_shop: Run, clock: time_machine.Traveller) -> None:
    assert run_shop("wait", "add", "rex", "nails", "bath").out == (
        "on the wait list: Rex, Nails + Bath\n"
    )
    clock.shift(21 * 60)
    ran = run_shop("wait", "list")
    assert ran.code == 0
    assert ran.out == (
        "in the lobby: 1\n"
        "  Rex, Joe Whitfield, Nails + Bath, waits 21 min long, about 11:05 with Luis, 555-0177,"
        " ATTENTION: Rabies lapsed\n"
    )
    (found,) = run_shop("wait", "list", "--json").json
    assert found["estimate"] == {"start": "11:05", "with": "Luis", "minutes": 60}
    assert (found["kind"], found["waited"], found["source"]) == ("today", 21, "Walk-in")


def test_all_that_is_said_is_kept(run_shop: Run) -> None:
    made = run_shop(
        "wait", "add", "bella ortega", "fg", "--when", "thu fri am; 12/3 - 12/10",
        "--with", "luis,kim", "--comment", "call first", "--phone", "555 0100",
        "--source", "Phone In", "--json",
    ).json  # fmt: skip
    (found,) = run_shop("wait", "list", "--json").json
    assert found["id"] == made["id"]
    assert found["services"] == [{"pet": "Bella", "service": "Full groom", "with": ["Luis", "Kim"]}]
    assert found["windows"] == [
        {"first": None, "last": None, "weekdays": [4, 5], "earliest": "00:00", "latest": "11:59"},
        {"first": "2026-12-03", "last": "2026-12-10", "weekdays": [1, 2, 3, 4, 5, 6, 7],
         "earliest": "00:00", "latest": "23:59"},
    ]  # fmt: skip
    assert (found["phone"], found["comment"], found["source"]) == (
        "555-0100", "call first", "Phone In",
    )  # fmt: skip
    assert (found["waited"], found["estimate"], found["status"]) == (None, None, "waiting")


def test_a_client_with_one_pet_may_be_named(run_shop: Run) -> None:
    assert run_shop("wait", "add", "chen", "bath", "--when", "any").out == (
        "on the wait list: Coco, Bath\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nobody", "bath"), 3, "Nobody is found"),
        (("555", "bath"), 3, "may mean several"),
        (("rex", "blub"), 1, "No service is called “blub”"),
        (("rex", "bath", "--when", "blursday"), 2, "is not understood"),
        (("rex", "bath", "--with", "zoe"), 1, "There are Kim, Luis, Ana"),
        (("rex", "bath", "--when", "11/20"), 1, "is in the past"),
    ],
)
def test_what_is_wrong_is_said(run_shop: Run, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run_shop("wait", "add", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert run_shop("wait", "list").code == 3


def test_the_same_again_has_to_be_meant(run_shop: Run) -> None:
    run_shop("wait", "add", "rex", "bath")
    again = run_shop("wait", "add", "rex", "bath")
    assert again.code == 1
    assert "--again lists it all the same" in again.err
    assert run_shop("wait", "add", "rex", "bath", "--again").code == 0


def test_orders_and_what_is_hidden(run_shop: Run, clock: time_machine.Traveller) -> None:
    for pet, service, when in (("coco", "nails", "11/24"), ("bella", "fg", "any")):
        run_shop("wait", "add", pet, service, "--when", when)
        clock.shift(60)
    dear = run_shop("wait", "list", "--order", "value", "--json").json
    assert [(one["services"][0]["pet"], one["value"]) for one in dear] == [
        ("Bella", "65.00"), ("Coco", "15.00"),
    ]  # fmt: skip
    clock.shift(3 * 24 * 3600)
    assert len(run_shop("wait", "list", "--json").json) == 1
    hidden = run_shop("wait", "list", "--all", "--json").json
    assert [one["expired"] for one in hidden] == ["", "time has passed"]
    assert "time has passed: 1" in run_shop("wait", "list", "--all").out
    assert len(run_shop("wait", "list", "--room", "--json").json) == 1
