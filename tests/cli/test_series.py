"""`pettui series`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from db.connection import Target, bind, connected
from db.models import Closure
from pettui.history.door import change
from pettui.team.shop import load_shop
from tests.book.series.steps import repeat, visit, weeks
from tests.cli.conftest import Run
from tests.small_shop import DANA, unbind


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def number(shop_file: Path) -> int:
    """Let Bella come every week, three times."""
    bind(Target(shop_file, ""))
    with connected():
        made = repeat(load_shop(), visit(load_shop()), "weekly, 3 times")
        with change("", DANA) as door:
            door.insert(Closure, branch=1, day=weeks(5)[4], reason="inventory")
    unbind()
    return made.series


def test_the_list_says_who_how_often_and_what_is_next(run_shop: Run, number: int) -> None:
    ran = run_shop("series")
    assert ran.out == (
        f"{number}  Bella, Maria Ortega, 555-0142: every week on Tue, 3 times;"
        " 3 visits, 3 to come, next Tue 24 Nov 2026\n"
    )
    (one,) = run_shop("series", "list", "--json").json
    assert (one["rule"], one["next"], one["runs_out"]) == (
        "every week on Tue, 3 times", "2026-11-24", False,
    )  # fmt: skip
    none = run_shop("series", "list", "--ending")
    assert (none.code, none.out) == (3, "")


def test_a_shop_without_any_says_so(run_shop: Run) -> None:
    none = run_shop("series")
    assert none.code == 3
    assert "No standing appointment" in none.err


def test_the_visits_of_one(run_shop: Run, number: int) -> None:
    shown = run_shop("series", "show", str(number)).out.splitlines()
    assert shown[1] == "  Tue 24 Nov 2026 10:00  Luis  booked, ticket 1003"
    assert len(shown) == 4
    assert len(run_shop("series", "show", str(number), "--json").json["dates"]) == 3
    wrong = run_shop("series", "show", "99")
    assert wrong.code == 1
    assert "There is no series 99" in wrong.err


def test_extending_books_what_fits_and_lists_the_rest(run_shop: Run, number: int) -> None:
    dry = run_shop("series", "extend", str(number), "3", "--dry-run")
    assert "Nothing was booked" in dry.err
    ran = run_shop("series", "extend", str(number), "3")
    assert ran.out.splitlines() == [
        "Tue 15 Dec 2026 10:00  Luis  free",
        "Tue 22 Dec 2026 10:00  Luis  left out: closed: inventory",
        "Tue 29 Dec 2026 10:00  Luis  free",
    ]
    assert "1 date does not fit and is left out." in ran.err
    assert "Extended Bella by 2 visits to Tue 29 Dec 2026." in ran.err
    days = [one["day"] for one in run_shop("series", "show", str(number), "--json").json["dates"]]
    wanted = [*weeks(4), weeks(5)[4] + timedelta(weeks=1)]
    assert days == [day.isoformat() for day in wanted]
