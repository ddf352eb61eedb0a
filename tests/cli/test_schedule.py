"""`pettui schedule` and `pettui closures`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar
from time_machine import travel

from pettui.cli import codes
from tests.cli.conftest import Run
from tests.cli.helpers import ROOT, pettui


@pytest.fixture(autouse=True)
def morning() -> object:
    with travel("2026-11-23 13:00", tick=False):
        yield


def test_everybody_is_shown_with_opening_hours_first(run_shop: Run) -> None:
    shown = run_shop("schedule")
    assert shown.code == codes.OK
    lines = shown.out.splitlines()
    assert lines[0] == "Wagging Tails, Mon 23 Nov 2026 to Sun 29 Nov 2026"
    assert lines[2:4] == ["Opening hours", "  Mon 23 Nov: 9:00-17:00"]
    assert "Kim (48:00 h)" in lines
    found = run_shop("schedule", "--week", "+1w", "--json").json
    assert found["days"][0] == "2026-11-30"
    ana = found["people"][2]
    assert (ana["name"], ana["days"][0]["hours"]) == ("Ana", [["08:00", "14:00"]])
    assert ana["days"][6] == {
        "day": "2026-12-06", "hours": [], "off": "not scheduled", "from": "none"
    }  # fmt: skip


def test_one_person_is_named_as_people_name_them(run_shop: Run) -> None:
    assert "schedule of Luis" in run_shop("schedule", "luis", "moreno").out
    assert run_shop("schedule", "lu", "--weeks", "1").out.count("Week of") == 1
    nobody = run_shop("schedule", "zed")
    assert (nobody.code, nobody.out) == (codes.NOTHING, "")
    assert "Nobody who works here is called “zed”. There are Kim, Luis, Ana." in nobody.err
    assert run_shop("schedule", "--ics", "-").code == codes.USAGE
    assert run_shop("schedule", "--week", "never").code == codes.USAGE
    assert run_shop("schedule", "--weeks", "0").code == codes.USAGE


@pytest.mark.parametrize(
    ("week", "first"),
    [
        ("2026-11-23", "2026-11-23T14:00:00+00:00"),
        ("2026-03-02", "2026-03-02T14:00:00+00:00"),
        ("2026-03-09", "2026-03-09T13:00:00+00:00"),  # after the clocks went forward
        ("2026-10-26", "2026-10-26T13:00:00+00:00"),
        ("2026-11-02", "2026-11-02T14:00:00+00:00"),  # after they went back
    ],
)
def test_a_phone_gets_the_right_moments(
    run_shop: Run, tmp_path: Path, week: str, first: str
) -> None:
    file = tmp_path / "kim.ics"
    assert run_shop("schedule", "kim", "--week", week, "--weeks", "1", "--ics", str(file)).code == 0
    calendar = Calendar.from_ical(file.read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == 6
    assert events[0].decoded("dtstart").isoformat() == first
    length = events[0].decoded("dtend") - events[0].decoded("dtstart")
    assert length.total_seconds() == 8 * 3600
    uids = {str(event["uid"]) for event in events}
    assert len(uids) == 6
    run_shop("schedule", "kim", "--week", week, "--weeks", "1", "--ics", str(file))
    again = Calendar.from_ical(file.read_bytes())
    assert {str(event["uid"]) for event in again.walk("VEVENT")} == uids


def test_a_page_to_print_is_a_pdf(run_shop: Run, tmp_path: Path) -> None:
    file = tmp_path / "week.pdf"
    assert run_shop("schedule", "--pdf", str(file)).code == codes.OK
    assert file.read_bytes().startswith(b"%PDF-")
    missing = run_shop("schedule", "--pdf", str(tmp_path / "no" / "week.pdf"))
    assert missing.code == codes.REFUSED
    assert "could not be written" in missing.err


def test_days_are_closed_and_opened(run_shop: Run) -> None:
    assert run_shop("closures").code == codes.NOTHING
    closed = run_shop(
        "closures", "close", "12/24", "12/25", "--reason", "Christmas",
        "--notice", "Closed over Christmas", "--from", "12/10",
    )  # fmt: skip
    assert (closed.code, closed.err) == (
        0, "Closed the shop Thu 24 Dec to Fri 25 Dec.\n"
    )  # fmt: skip
    assert run_shop("closures").out.splitlines() == [
        f"{day}: closed: Christmas (notice from Thu 10 Dec 2026 on: Closed over Christmas)"
        for day in ("Thu 24 Dec 2026", "Fri 25 Dec 2026")
    ]
    day = run_shop("day", "12/24")
    assert "The shop is closed: Christmas." in day.out
    assert "Notice: Closed over Christmas" in day.out
    assert "Notice: Closed over Christmas" in run_shop("day", "12/10").out
    assert "Notice" not in run_shop("day", "12/9").out
    assert run_shop("closures", "open", "12/24").code == codes.OK
    assert len(run_shop("closures", "--json").json) == 1
    holidays = run_shop("closures", "--holidays").out
    assert "Thu 26 Nov 2026: open (Thanksgiving Day)" in holidays
    assert run_shop("closures", "open", "12/24").code == codes.REFUSED


def test_days_with_visits_are_closed_only_on_purpose(run_shop: Run) -> None:
    asked = run_shop("closures", "close", "today")
    assert asked.code == codes.REFUSED
    assert "3 appointments now fall outside hours. Nothing was changed" in asked.err
    assert "Coco, Li Chen, 555-0199: Nails with Luis" in asked.out
    assert run_shop("closures").code == codes.NOTHING
    assert run_shop("closures", "close", "today", "--anyway").code == codes.OK
    assert len(run_shop("closures", "--json").json) == 1


def test_nothing_that_only_exports_need_is_loaded_for_the_book(shop_file: Path) -> None:
    words = "import sys; from pettui.cli import main; main.run(['day'])"
    check = "assert not {'holidays', 'icalendar', 'reportlab', 'textual'} & set(sys.modules)"
    surroundings = {"PETTUI_DATABASE": str(shop_file), "PATH": "", "HOME": str(shop_file.parent)}
    done = subprocess.run(
        [sys.executable, "-c", f"{words}; {check}"], capture_output=True, text=True, check=False,
        cwd=ROOT, env=surroundings,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert pettui("schedule", "--help").code == codes.OK
