"""`pettui hours`: what is read aloud, what bookkeepers open, and what is signed."""

from __future__ import annotations

import base64
import csv
import io
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from db import connection
from db.models import Employee, Punch
from db.models.base import tuples
from pettui.history.door import change
from pettui.team.settings import put
from pettui.team.shop import load_shop
from pettui.team.timeclock import adjusting, amending, closing, overtime_rules
from pettui.team.timeclock.amending import Edit
from tests import small_shop
from tests.book import steps
from tests.cli.conftest import Run
from tests.small_shop import DANA
from tests.team.timeclock.sheets import MONDAY, at, clocked, stamp

NOON = datetime.fromisoformat("2026-12-02T17:00:00+00:00")  # a Wednesday, the week after


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    """Let it be Wednesday noon of the week after."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def week(shop_file: Path) -> None:
    """Let Kim work 45 hours, of which a quarter of an hour was added; Luis forgets to leave."""
    engine = connection.bind(connection.Target(shop_file, ""))
    engine.connect()
    put(load_shop(), "hours.week_start", "monday", DANA)
    shop = put(load_shop(), "hours.period", "weekly", DANA)
    overtime_rules.use_set(shop, "us federal", date(2026, 1, 1), DANA)
    kim, luis = steps.column("Kim"), steps.column("Luis")
    with clocked() as door:
        for n in range(5):
            card = "in 8, meal 12, back 12:30, out 17:30"
            stamp(door, shop.branch, kim, card, MONDAY + timedelta(days=n))
        stamp(door, shop.branch, luis, "in 9")
    adjusting.adjust(shop, kim, MONDAY, 15, DANA, "=opened()")
    small_shop.unbind()


def test_hours_read_well_aloud(run_shop: Run) -> None:
    ran = run_shop("hours", "--period", "last")
    assert ran.code == 0 and ran.err == ""
    assert ran.out.splitlines() == [
        "Mon 23 Nov 2026 to Sun 29 Nov 2026 (open), Wagging Tails: 2 people",
        "",
        "Kim Lee: 45:15 (45.25 h) = 40:00 plain, 5:15 at 1.5 x",
        "  breaks 0:00 paid, 2:30 unpaid; adjusted +0:15",
        "",
        "Luis Moreno: 0:00 (0.00 h)",
        "  TO DECIDE: Mon 23 Nov 2026, 9:00-?: the clock-out is missing",
    ]


def test_one_person_is_shown_day_by_day(run_shop: Run) -> None:
    out = run_shop("hours", "kim", "--period", "11/24").out
    assert "Luis" not in out
    assert (
        "  Mon 23 Nov 2026: 9:15  8:00-17:30, meal 12:00-12:30; adjusted +0:15 (=opened())\n" in out
    )
    assert "  Fri 27 Nov 2026: 9:00, 5:15 at 1.5 x  8:00-17:30, meal 12:00-12:30\n" in out
    assert run_shop("hours", "1000", "--period", "last").out == out
    assert run_shop("hours", "LEE", "--period", "last").out == out


def test_one_day_alone(run_shop: Run) -> None:
    out = run_shop("hours", "--day", "mon 23 nov").out
    assert out.startswith("Mon 23 Nov 2026, Wagging Tails: 2 people\n")
    assert "Kim Lee: 9:15 (9.25 h)\n" in out


def test_nobody_is_told_apart_from_not_understood(run_shop: Run) -> None:
    nobody = run_shop("hours")
    assert (nobody.code, nobody.out) == (3, "") and "Nobody has any hours" in nobody.err
    assert run_shop("hours", "nobody", "--period", "last").code == 3
    wrong = run_shop("hours", "--period", "whenever")
    assert wrong.code == 2 and "this, last, or that of a date" in wrong.err
    assert run_shop("hours", "--day", "someday").code == 2


def test_hours_for_machines(run_shop: Run) -> None:
    told = run_shop("hours", "--period", "last", "--json").json
    assert (told["first_day"], told["last_day"], told["closed"]) == (
        "2026-11-23", "2026-11-29", False,
    )  # fmt: skip
    kim, luis = told["people"]
    assert kim["totals"]["total"] == {"minutes": 2715, "clock": "45:15", "decimal": "45.25"}
    assert [c["multiplier"] for c in kim["totals"]["counted"]] == ["1", "1.5"]
    assert [p["at"] for p in kim["days"][0]["shifts"][0]["punches"]] == [
        "2026-11-23T08:00-05:00", "2026-11-23T12:00-05:00", "2026-11-23T12:30-05:00",
        "2026-11-23T17:30-05:00",
    ]  # fmt: skip
    (shift,) = luis["days"][0]["shifts"]
    assert (shift["counts"], shift["doubts"]) == (False, "the clock-out is missing")


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_hours_for_spreadsheets(run_shop: Run) -> None:
    rows = _rows(run_shop("hours", "--period", "last", "--csv").out)
    monday, friday = rows[0], rows[4]
    assert (monday["total"], monday["total decimal"], monday["adjusted"]) == (
        "9:15",
        "9.25",
        "0:15",
    )
    assert monday["remarks"] == "adjusted +0:15: =opened()"
    assert (friday["plain decimal"], friday["1.5 x decimal"]) == ("3.75", "5.25")
    assert (friday["plain"], friday["1.5 x"]) == ("3:45", "5:15")
    assert sum(float(row["total decimal"]) for row in rows) == 45.25


def test_nothing_in_a_spreadsheet_becomes_a_formula(run_shop: Run, shop_file: Path) -> None:
    connection.bind(connection.Target(shop_file, ""))
    with connection.connected():
        with change("named", DANA) as door:
            kim = steps.column("Kim")
            person = Employee.get(Employee.bookable == kim)
            door.update(person, first_name='=cmd|" /C calc"!A0', last_name="\x1b]52;c;x\x07")
        shop = load_shop()
        keys = [key for (key,) in tuples(Punch.select(Punch.id).where(Punch.employee == kim))]
        amending.amend(shop, [Edit(keys[3], keys[3], at=at(MONDAY, "16:30"))], DANA, "@SUM(A1)")
        closing.close(shop, MONDAY, DANA, open_as_zero=True)
        adjusting.adjust(shop, kim, MONDAY, -30, DANA, "-1+1")
    closed, after = (
        _rows(run_shop("hours", "--period", period, "--csv").out) for period in ("last", "this")
    )
    for cell in (cell for row in closed + after for cell in row.values()):
        assert not re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell) and "\x1b" not in cell, cell
    # What was closed adds up to what was paid, and the rest is in the week after.
    assert sum(float(row["total decimal"]) for row in closed) == 44.25
    assert sum(float(row["total decimal"]) for row in after) == -0.5


def _words(pdf: bytes) -> str:
    """Give what the pages of a PDF say, as far as it is ASCII."""
    said = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            page = zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True))
        except (ValueError, zlib.error):
            continue  # a font
        said += re.findall(rb"\((.*?)(?<!\\)\) Tj", page)
    return re.sub(r"\\(.)", r"\1", b" ".join(said).decode("latin-1"))


def test_time_sheets_are_printed_to_be_signed(run_shop: Run, tmp_path: Path) -> None:
    file = tmp_path / "hours.pdf"
    ran = run_shop("hours", "--period", "last", "--pdf", str(file))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert file.stat().st_mode & 0o777 == 0o600  # hours are nobody else's business
    pdf = file.read_bytes()
    assert pdf.startswith(b"%PDF-") and len(re.findall(rb"/Type /Page\b", pdf)) == 2
    assert b"612 792" in pdf  # Letter: the shop is in the United States
    words = _words(pdf)
    for said in ("Time sheet: Kim Lee", "Total 45:15 (45.25 h)", "Date, employee's signature",
                 "Time sheet: Luis Moreno", "the clock-out is missing"):  # fmt: skip
        assert said in words


def test_a_sheet_that_cannot_be_written_is_told(run_shop: Run, tmp_path: Path) -> None:
    ran = run_shop("hours", "--period", "last", "--pdf", str(tmp_path / "no" / "hours.pdf"))
    assert ran.code == 1 and "cannot be written: No such file or directory" in ran.err


def test_a_period_is_closed_and_opened_by_command(run_shop: Run) -> None:
    refused = run_shop("hours", "--close")
    assert refused.code == 1
    assert "Luis Moreno, Mon 23 Nov: the clock-out is missing" in refused.err
    done = run_shop("hours", "--close", "--open-as-zero")
    assert (done.code, done.err) == (0, "Mon 23 Nov 2026 to Sun 29 Nov 2026 is closed.\n")
    assert "(closed)" in run_shop("hours", "--period", "last").out
    assert "is open again" in run_shop("hours", "--reopen").err
    assert run_shop("hours", "--close", "--period", "this").code == 1  # it is not over


def test_rules_of_overtime_are_listed_and_set_by_command(run_shop: Run) -> None:
    out = run_shop("hours", "--overtime", "cal", "--from", "2026-11-25").out
    assert out.splitlines()[:2] == [
        "1.5 x above 40:00 a workweek, from Thu 1 Jan 2026 to Tue 24 Nov 2026",
        "1.5 x above 8:00 a day, from Wed 25 Nov 2026",
    ]
    assert run_shop("hours", "--overtime").out == out
    wrong = run_shop("hours", "--overtime", "mars")
    assert wrong.code == 1 and "none, us federal, california" in wrong.err
    assert run_shop("hours", "--overtime", "none", "--from", "never").code == 2
