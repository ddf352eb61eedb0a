"""`pettui book`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pexpect
import pytest
import time_machine

from tests.cli.conftest import Run
from tests.cli.helpers import ROOT, pettui

NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # Monday, half past eight in the shop


@pytest.fixture(autouse=True)
def at_half_past_eight() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def visits(run: Run) -> list[str]:
    day = run("day", "fri", "--json").json
    return [
        f"{visit['start']} {visit['pet']} {visit['service']} {column['name']}"
        for column in day["columns"]
        for visit in column["visits"]
        if column["kind"] == "employee"
    ]


def test_a_line_is_booked_and_said(run_shop: Run) -> None:
    ran = run_shop("book", "bella", "fg", "fri", "2p", "kim")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "Fri 27 Nov 2026 14:00-16:00 (in 4 days) with Kim",
        "Maria Ortega, 555-0142",
        "  14:00-16:00 Full groom for Bella with Kim, $65.00 (list price)",
        "  Total $70.36, of it tax $5.36",
        "ATTENTION: Bella: BITES, muzzle",
    ]
    assert ran.err == ("Booked Bella: Full groom, Fri 27 Nov 2026 14:00 with Kim (ticket 1003).\n")
    assert visits(run_shop) == ["14:00 Bella Full groom Kim"]


@pytest.mark.parametrize("line", ["coco nails fri 10 luis", "coco nails fri am", "coco bath asap"])
def test_the_same_line_books_once(run_shop: Run, line: str) -> None:
    first = run_shop("book", line, "--json")
    again = run_shop("book", line, "--json")
    assert (first.code, first.json["status"]) == (0, "booked")
    assert (again.code, again.json["status"]) == (0, "already")
    assert again.json["ticket"] == first.json["ticket"]
    assert f"Booked already: ticket {first.json['ticket']}" in again.err
    other = run_shop("book", line, "--again", "--json", "--anyway")
    assert other.json["ticket"] != first.json["ticket"]


def test_four_programs_that_say_the_same_at_once_make_one_visit(shop_file: Path) -> None:
    line = ["-d", str(shop_file), "book", "coco bath next tue am", "--json"]
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "pettui", *line],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for _ in range(4)
    ]  # fmt: skip
    said = [(*program.communicate(timeout=60), program.returncode) for program in programs]
    assert [code for _, _, code in said] == [0, 0, 0, 0], said
    assert len({json.loads(out)["ticket"] for out, _, _ in said}) == 1


def test_a_dry_run_books_nothing(run_shop: Run) -> None:
    ran = run_shop("book", "coco nails fri 10 luis", "--dry-run")
    assert ran.code == 0 and ran.out.startswith("Fri 27 Nov 2026 10:00-10:15")
    assert "Nothing was booked" in ran.err
    assert visits(run_shop) == []


def test_a_conflict_is_refused_unless_it_is_meant(run_shop: Run) -> None:
    run_shop("book", "coco nails fri 10 luis")
    ran = run_shop("book", "bella bath fri 10 luis", "--json")
    assert (ran.code, ran.json["status"]) == (1, "refused")
    assert [p["kind"] for p in ran.json["problems"] if p["weight"] == "ask"] == ["taken"]
    assert "Luis is taken by Coco (Li Chen) at 10:00" in ran.err and "--anyway" in ran.err
    assert run_shop("book", "bella bath fri 10 luis", "--anyway").code == 0
    assert len(visits(run_shop)) == 2


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("bella fg", 2, "When? Say it like fri 2p"),
        ("bella fri 2p", 2, "What is done?"),
        ("fg fri 2p", 2, "Which pet?"),
        ("bella fg fri 12/3", 2, "“12/3” is a Thursday, not a Friday."),
        ("bella fg 3/14/2027 230a", 2, "does not exist on Sun 14 Mar 2027"),
        ("bella fg 11/7/2027 130a", 2, "1:30 comes twice that night"),
        ("zoe fg fri 2p", 3, "Nobody is found for “zoe”."),
        ("bella fg sun", 3, "Nothing is free on Sun 29 Nov 2026 then. The next that is:"),
        ("[/]", 3, "Nobody is found for “[/]”."),
    ],
)
def test_what_cannot_be_booked_is_said_and_coded(
    run_shop: Run, line: str, code: int, words: str
) -> None:
    ran = run_shop("book", line)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert run_shop("book", "--json", line).json["status"] in ("not understood", "nothing")


def test_answers_are_numbered_and_each_says_the_line(run_shop: Run) -> None:
    ran = run_shop("book", "bella fg 11/7/2027 130a", "--json")
    lines = [choice["line"] for choice in ran.json["question"]["choices"]]
    assert lines == ["bella fg 11/7/2027 130a first", "bella fg 11/7/2027 130a second"]
    said = run_shop("book", "bella fg 11/7/2027 130a").err
    assert "  1  the first 1:30, before the clocks go back: bella fg 11/7/2027 130a first" in said


def test_next_friday_is_taken_and_the_other_told(run_shop: Run) -> None:
    ran = run_shop("book", "coco nails next fri 10", "--dry-run")
    assert ran.code == 0
    assert "the other is Fri 4 Dec 2026" in ran.err


def test_a_note_is_kept(run_shop: Run) -> None:
    run_shop("book", 'coco nails fri 10 luis "call first"', "--note", "gate 4")
    day = run_shop("day", "fri", "--json").json
    notes = [v["note"] for c in day["columns"] for v in c["visits"]]
    assert notes == ["call first gate 4"]


def test_it_loads_no_textual_and_speaks_on_a_terminal(shop_file: Path) -> None:
    ran = pettui(
        "--database", str(shop_file), "book", "bella", "bath", "asap", "--dry-run", "--json"
    )
    assert json.loads(ran.out)["status"] == "possible"
    command = (
        "import sys; from pettui.cli.main import run; code = run(sys.argv[1:]);"
        " print('textual' in sys.modules); sys.exit(code)"
    )
    child = pexpect.spawn(
        sys.executable,
        ["-c", command, "-d", str(shop_file), "book", "zoe fg asap"],
        cwd=str(ROOT), encoding="utf-8", dimensions=(24, 100), timeout=60,
    )  # fmt: skip
    child.expect("Nobody is found for “zoe”")
    child.expect("False")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3
