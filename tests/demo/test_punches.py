"""The made-up shop's time clock: six weeks of punches, and somebody who forgot to clock out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.models import Employee, Notice, Punch, PunchRequest
from pettui.demo import pins
from pettui.demo.making import DemoReport
from pettui.history.chain import broken_links
from pettui.team.shop import load_shop
from pettui.team.timeclock import hashing, naming, proof, punching, who
from pettui.team.timeclock.facts import Named
from tests.demo.conftest import BUSY, BY, TODAY
from tests.team.timeclock.clockwork import ZONE, Clockwork
from tests.team.timeclock.steps import KIOSK


@pytest.fixture
def busy(demo: DemoReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DemoReport:
    """Give the made-up shop at the moment at which it was made, with the PINs of its staff."""
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)
    made_at = datetime.combine(TODAY, datetime.min.time(), tzinfo=ZONE) + BUSY
    Clockwork(monkeypatch, made_at)
    pins.give(load_shop(), BY)
    return demo


def test_people_worked_in_the_last_weeks(demo: DemoReport) -> None:
    days = {row.day for row in Punch.select(Punch.day).distinct()}
    assert min(days) >= TODAY - timedelta(days=42)
    assert len(days) > 25
    assert {row.kind for row in Punch.select(Punch.kind).distinct()} == {
        "in", "out", "break", "back",
    }  # fmt: skip
    assert Notice.select().count() == 3


def test_the_board_is_busy_and_somebody_is_asked(busy: DemoReport) -> None:
    shop = load_shop()
    board = who.board(shop)
    assert {person.person.name for person in board.inside} >= {"Kim", "Dana"}
    assert [person.person.name for person in board.inside if person.doubt] == ["Luis"]
    assert "Staff meeting" in board.notices[0].text
    luis = Employee.get(Employee.first_name == "Luis")
    found = naming.name(shop, str(luis.number), KIOSK, pin=pins.PINS["Luis"])
    assert isinstance(found, Named)
    asked = punching.standing(shop, found).forgotten
    assert asked is not None
    assert asked.question.endswith("at 17:00, as scheduled?")


def test_a_request_waits_for_a_manager(demo: DemoReport) -> None:
    request = PunchRequest.get()
    assert (request.kind, request.state) == ("out", "waiting")
    assert request.employee.first_name == "Priya"
    assert request.after.employee.first_name == "Priya"


def test_everybody_is_known_by_what_the_words_say(busy: DemoReport) -> None:
    shop = load_shop()
    told = re.findall(r"(\w+) (\d{4}) (\d{6})", pins.words(shop))
    assert len(told) == 6
    for first, number, pin in told:
        found = naming.name(shop, number, KIOSK, pin=pin)
        assert isinstance(found, Named)
        assert found.person.name == first
    found = naming.name(shop, pins.BADGE[1], KIOSK)
    assert isinstance(found, Named) and found.person.name == pins.BADGE[0]


def test_the_made_up_punches_are_proven(demo: DemoReport) -> None:
    assert proof.broken_punches(load_shop()) == []
    assert proof.proven() == f"{Punch.select().count()} punches as they were made"
    assert broken_links() == []
