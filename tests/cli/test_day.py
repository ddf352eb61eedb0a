"""`pettui day`: what a listener hears, and what a script gets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from db import connection
from db.models import Pet, Ticket, TicketRow
from pettui.history.door import change
from tests.cli.conftest import Run
from tests.small_shop import DANA

DAY = "2026-11-23"


def test_a_day_reads_well_aloud(run_shop: Run) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 15, 0, tzinfo=UTC), tick=False):
        ran = run_shop("day")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == "Mon 23 Nov 2026 (today), Wagging Tails: 3 visits"
    assert "Kim: 9:00-17:00" in lines
    assert (
        "  9:00-11:00  in progress: Bella (Poodle S), Maria Ortega, Full groom, $65.00,"
        " 555-0142, ticket 1000" in lines
    )
    assert "      ATTENTION: BITES; muzzle" in lines
    assert "      Kim is free 10:00-10:30" in lines
    assert "      ATTENTION: Rabies lapsed" in lines


def test_a_visit_without_a_pet_has_no_stray_commas(run_shop: Run, shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected(), change("no pet", DANA) as door:
        door.update(TicketRow.get(TicketRow.pet_name == "Rex"), pet=None, pet_name="")
    out = run_shop("day", DAY).out
    assert ": Joe Whitfield, " in out
    assert "Rex" not in out
    assert ": ," not in out and ", ," not in out


def test_the_shops_zone_decides_what_today_is(run_shop: Run) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 3, 0, tzinfo=UTC), tick=False):
        assert "Mon 23 Nov 2026 (today)" in run_shop("day").out
        assert "Tue 24 Nov 2026 (tomorrow)" in run_shop("day", "tomorrow").out


def test_a_day_for_machines(run_shop: Run) -> None:
    told = run_shop("day", DAY, "--json").json
    assert (told["day"], told["shop"], told["currency"]) == (DAY, "Wagging Tails", "USD")
    kim = next(column for column in told["columns"] if column["name"] == "Kim")
    assert kim["hours"] == [["09:00", "17:00"]]
    (visit,) = kim["visits"]
    assert (visit["pet"], visit["start"], visit["end"]) == ("Bella", "09:00", "11:00")
    assert (visit["price"], visit["alerts"]) == ("65.00", ["BITES", "muzzle"])
    assert (visit["setup"], visit["process"], visit["finish"]) == (60, 30, 30)


def test_one_employee(run_shop: Run) -> None:
    ran = run_shop("day", DAY, "--employee", "lui")
    assert "Coco" in ran.out and "Rex" in ran.out
    assert "Bella" not in ran.out
    assert ran.out.startswith("Mon 23 Nov 2026")
    assert ": 2 visits" in ran.out


def test_an_employee_who_is_not_there_is_not_found(run_shop: Run) -> None:
    ran = run_shop("day", DAY, "--employee", "Zoe")
    assert (ran.code, ran.out) == (3, "")
    assert "It has Kim, Luis, Ana, tub 1." in ran.err


def test_cancelled_visits_only_when_asked_for(run_shop: Run, shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected(), change("cancelled", DANA) as door:
        door.update(Ticket.get(Ticket.pet_names == "Rex"), status="cancelled")
    assert "Rex" not in run_shop("day", DAY).out
    assert "cancelled: Rex" in run_shop("day", DAY, "--ended").out


def test_a_closed_day_says_so(run_shop: Run) -> None:
    assert "The shop is closed on this weekday." in run_shop("day", "2026-11-29").out


@pytest.mark.parametrize("said", ["nonsense", "2026-02-30", "+", "13/45"])
def test_a_day_that_is_not_understood_is_a_usage_error(run_shop: Run, said: str) -> None:
    ran = run_shop("day", said)
    assert (ran.code, ran.out) == (2, "")
    assert "2026-12-03" in ran.err  # an example of what is understood


def test_a_day_may_be_several_words(run_shop: Run) -> None:
    assert run_shop("day", "23", "nov", "2026").out.startswith("Mon 23 Nov 2026")


def test_text_that_a_terminal_would_obey_is_made_harmless(run_shop: Run, shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    hostile = "\x1b]52;c;cm0gLXJm\x1b\\Rex\x9b31m\u202e[/]"
    with connection.connected(), change("hostile", DANA) as door:
        door.update(Pet.get(Pet.name == "Rex"), name=hostile)
        door.update(TicketRow.get(TicketRow.pet_name == "Rex"), pet_name=hostile)
    for ran in (run_shop("day", DAY), run_shop("find", "whitfield")):
        assert "Rex" in ran.out and "[/]" in ran.out
        assert not set("\x1b\x9b\u202e") & set(ran.out)
