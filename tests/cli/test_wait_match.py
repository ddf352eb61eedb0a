"""`pettui wait match`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from db.connection import Target, bind, connected
from pettui.book.waiting.values import When
from pettui.team.shop import load_shop
from tests.book.waiting.steps import listed, who
from tests.cli.conftest import Run
from tests.small_shop import DAY, unbind

TUESDAY = DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def waiting(shop_file: Path) -> None:
    """Let three wait: one for Luis, one for whoever is free, one on Saturdays only."""
    bind(Target(shop_file, ""))
    with connected():
        shop = load_shop()
        listed(shop, "Coco", "NAILS", comment="nervous")
        listed(shop, "Rex", "BATH", employees=(who("Luis"),), windows=(When(first=TUESDAY),))
        listed(shop, "Bella", "NAILS", windows=(When(weekdays=32),))
    unbind()


def test_a_day_in_words(run_shop: Run) -> None:
    ran = run_shop("wait", "match", "tomorrow", "--why")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Rex: Bath, Tue 24 Nov 9:00 with Luis, asked for Luis, waits 0 min, Joe Whitfield,"
        " 555-0177, ATTENTION: Rex: Rabies lapsed",
        "Coco: Nails, Tue 24 Nov 8:00 with Ana, waits 0 min, Li Chen, 555-0199, nervous,"
        " ATTENTION: Coco: Rabies not on record",
        "NOT Bella: Nails, wants every Sat",
    ]


def test_two_weeks_for_machines(run_shop: Run) -> None:
    found = run_shop("wait", "match", "--json").json
    assert [(one["pets"], one["day"], one["start"]) for one in found["fits"]] == [
        ("Rex", "2026-11-24", "09:00"), ("Coco", "2026-11-23", "10:45"),
        ("Bella", "2026-11-28", "08:00"),
    ]  # fmt: skip
    assert [one["asked"] for one in found["fits"]] == ["specific", "anybody", "anybody"]


def test_somebodys_time(run_shop: Run) -> None:
    ran = run_shop(
        "wait", "match", "tue", "--from", "9", "--until", "10", "--with", "kim", "--json"
    )
    assert [(one["pets"], one["with"]) for one in ran.json["fits"]] == [("Coco", ["Kim"])]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("yesterday", "is in the past"),
        ("someday", "someday"),
        ("tue --with zoe", "There are Kim, Luis, Ana"),
        ("tue --from 11 --until 9", "ends before it begins"),
    ],
)
def test_what_is_not_understood_is_said(run_shop: Run, line: str, words: str) -> None:
    ran = run_shop("wait", "match", *line.split())
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_nobody_is_said_and_coded(run_shop: Run) -> None:
    ran = run_shop("wait", "match", "sunday")
    assert (ran.code, ran.out) == (3, "")
    assert "It fits nobody who waits." in ran.err
