"""`pettui slots`: what it understands, what it lists, and what it books."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from pettui.cli import codes
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def before_opening() -> Iterator[None]:
    """Let it be 7:00 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=True):
        yield


TOMORROW = ("--from", "tomorrow", "--until", "tomorrow")


def test_answers_are_numbered_with_their_reasons(run_shop: Run) -> None:
    done = run_shop("slots", "full groom", "--pet", "bella", "--with", "kim", *TOMORROW)
    assert done.code == codes.OK
    assert done.out.splitlines()[:2] == [
        " 1  Tue 24 Nov 9:00-11:00  Kim  tomorrow, leaves no gap",
        " 2  Tue 24 Nov 10:00-12:00  Kim  tomorrow, free on both sides",
    ]


def test_services_pets_people_days_and_times_are_understood(run_shop: Run) -> None:
    done = run_shop(
        "slots", "fg + nails", "--pet", "bella ortega", "--with", "luis,any", "--days", "wed,thu",
        "--from", "fri", "--after", "9", "--before", "10", "--order", "groomer", "--json",
    )  # fmt: skip
    found = json.loads(done.out)
    assert [one["day"] for one in found[:2]] == ["2026-12-02", "2026-12-03"]
    assert found[0] == {
        "number": 1, "day": "2026-12-02", "start": "09:00", "end": "11:15",
        "employees": ["Luis", "Luis"], "split": False, "minutes_left_over": 0,
        "why": "first choice, in 9 days, leaves no gap", "alerts": [],
    }  # fmt: skip
    assert {one["start"] for one in found} == {"09:00"}


def test_what_will_have_lapsed_is_said_or_left_out(run_shop: Run) -> None:
    line = run_shop("slots", "nails", "--pet", "rex", *TOMORROW).out.splitlines()[0]
    assert line.endswith("ATTENTION: Rex: Rabies lapsed")
    refused = run_shop("slots", "nails", "--pet", "rex", "--vaccinated")
    assert refused.code == codes.REFUSED
    assert "No time would do: Rex: Rabies lapsed." in refused.err


def test_each_pet_gets_all_services_and_a_length_is_shared(run_shop: Run) -> None:
    plain = run_shop("slots", "nails", *TOMORROW, "--limit", "1", "--json")
    assert json.loads(plain.out)[0]["end"] == "08:15"
    long = run_shop("slots", "nails, bath", *TOMORROW, "--limit", "1", "--length", "1:35", "--json")
    assert json.loads(long.out)[0]["end"] == "09:35"


def test_every_quarter_of_an_hour_on_request(run_shop: Run) -> None:
    brief = run_shop("slots", "bath", *TOMORROW, "--limit", "99").out.splitlines()
    every = run_shop("slots", "bath", *TOMORROW, "--limit", "99", "--all").out.splitlines()
    assert len(brief) == 9
    assert len(every) == 34


def test_nothing_is_an_empty_list_for_machines(run_shop: Run) -> None:
    done = run_shop("slots", "bath", "--from", "sun", "--until", "sun", "--json")
    assert (done.code, done.json) == (codes.NOTHING, [])
    assert "Nothing is free for it until Sun 29 Nov 2026 (Sun 29 Nov: " in done.err


def test_a_number_is_taken(run_shop: Run) -> None:
    asked = ("slots", "bath", "--pet", "bella", *TOMORROW)
    second = run_shop(*asked).out.splitlines()[1]
    assert second.startswith(" 2  Tue 24 Nov 9:00-9:45")
    done = run_shop(*asked, "--take", "2")
    assert done.out.startswith("booked Bella: Bath, Tue 24 Nov 2026 9:00 with ")
    day = run_shop("day", "tomorrow")
    assert "9:00-9:45  booked: Bella" in day.out


def test_a_visit_that_is_booked_is_moved(run_shop: Run) -> None:
    asked = ("slots", "--ticket", "1002", *TOMORROW)
    assert run_shop(*asked).out.splitlines()[0].startswith(" 1  Tue 24 Nov 9:00-9:45  Luis")
    moved = run_shop(*asked, "--take", "1", "--json")
    assert json.loads(moved.out)["ticket"] == 1002
    assert "nothing booked" in run_shop("day", "--employee", "kim", "tomorrow").out
    assert "Rex" in run_shop("day", "--employee", "luis", "tomorrow").out
    other = run_shop("slots", "--ticket", "1002", *TOMORROW, "--with", "ana")
    assert "Ana" in other.out.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("slots",), codes.USAGE, "Name services"),
        (("slots", "bath", "--ticket", "1"), codes.USAGE, "Name services"),
        (("slots", "bath", "--days", "foo"), codes.USAGE, "no weekdays"),
        (("slots", "bath", "--from", "32/1"), codes.USAGE, "no such day"),
        (("slots", "bath", "--from", "fri", "--until", "today"), codes.USAGE, "is before"),
        (("slots", "bath", "--after", "14", "--before", "10"), codes.USAGE, "in between"),
        (("slots", "bath", "--limit", "0"), codes.USAGE, "From 1 to"),
        (("slots", "bath", "--take", "0"), codes.USAGE, "1 is the first"),
        (("slots", "bath", "--length", "7"), codes.USAGE, "steps of 5"),
        (("slots", "shave"), codes.REFUSED, "No service is called “shave”"),
        (("slots", "bath", "--with", "zoe"), codes.REFUSED, "There are Kim, Luis, Ana."),
        (("slots", "bath", "--pet", "nobody"), codes.REFUSED, "No pet is found"),
        (("slots", "bath", "--pet", "rex", "--pet", "bella"), codes.REFUSED, "different clients"),
        (("slots", "--ticket", "99"), codes.REFUSED, "No visit has the number 99."),
        (("slots", "bath", "--from", "sun", "--until", "sun"), codes.NOTHING, "Nothing is free"),
        (("slots", "bath", "--take", "1"), codes.REFUSED, "Whom to book it for?"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_with_its_code(
    run_shop: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    done = run_shop(*words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
