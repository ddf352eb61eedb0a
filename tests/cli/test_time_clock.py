"""The clock by commands: `punch`, `who`, `pin`, `badge`, `notice`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pettui.cli import main, punch
from pettui.team.timeclock import hashing
from tests.cli.conftest import Run
from tests.cli.helpers import Ran, pettui
from tests.console.terminal import Terminal
from tests.team.timeclock.clockwork import Clockwork

Typing = Callable[..., Ran]
PIN = "940275"


@pytest.fixture
def clockwork(monkeypatch: pytest.MonkeyPatch) -> Clockwork:
    """Give a clock that stands at 8:58 on Monday."""
    return Clockwork(monkeypatch)


@pytest.fixture
def typing(
    run_shop: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clockwork: Clockwork
) -> Typing:
    """Run commands on the small shop, with lines on standard input."""
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)

    def run_it(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return run_shop(*arguments)

    ran = run_it("pin", "1001", typed=f"{PIN}\n")
    assert (ran.code, ran.out, ran.err) == (0, "", "Luis Moreno has a new PIN.\n")
    return run_it


def test_a_day_by_commands(typing: Typing, clockwork: Clockwork) -> None:
    ran = typing("punch", "--as", "1001", typed=PIN)
    assert ran.out == "Luis: out. Today 0:00 h (0.00).\n"
    assert ran.err == "Next: Clock in 8:58, 2 min early.\n"
    ran = typing("punch", "in", "--as", "1001", typed=PIN)
    assert ran.out == "Luis: Clocked in at 8:58. Today 0:00 h (0.00).\n"
    clockwork.until(23, 12)
    assert "Meal from 12:00" in typing("punch", "meal", typed=f"1001\n{PIN}\n").out
    clockwork.until(23, 12, 28)
    assert "Back at 12:28" in typing("punch", "back", "--as", "1001", typed=PIN).out
    clockwork.until(23, 17)
    done = typing("punch", "out", "--as", "1001", "--comment", "Done", "--json", typed=PIN).json
    assert (done["punch"], done["state"], done["minutes_today"]) == ("out", "out", 454)
    assert done["at"].startswith("2026-11-23T22:00:00")


def test_wrong_ones_are_refused_in_the_same_words(typing: Typing) -> None:
    wrong = typing("punch", "in", "--as", "1001", typed="111222")
    unknown = typing("punch", "in", "--as", "4711", typed="111222")
    assert wrong == unknown
    assert (wrong.code, wrong.out) == (1, "")
    assert "do not go together" in wrong.err


def test_what_does_not_fit_is_refused(typing: Typing) -> None:
    ran = typing("punch", "out", "--as", "1001", typed=PIN)
    assert (ran.code, ran.err) == (1, "You are not clocked in. Clock in first.\n")
    ran = typing("punch", "in", "--as", "1001")
    assert (ran.code, ran.err) == (1, "PIN was not given. Nothing was done.\n")
    ran = typing("punch", "break", "--as", "1001", "--break", "siesta", typed=PIN)
    assert "The shop has Break, Meal" in ran.err


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("planned", "Out yesterday at 17:00"),
        ("17:30", "Out yesterday at 17:30"),
        ("unknown", "A manager will ask you"),
    ],
)
def test_a_forgotten_clock_out_is_told_by_an_option(
    typing: Typing, clockwork: Clockwork, said: str, words: str
) -> None:
    typing("punch", "in", "--as", "1001", typed=PIN)
    clockwork.until(24, 8, 58)
    asked = typing("punch", "in", "--as", "1001", typed=PIN)
    assert asked.code == 1
    assert "Out yesterday at 17:00, as scheduled?" in asked.err
    assert "--left" in asked.err
    ran = typing("punch", "in", "--as", "1001", "--left", said, typed=PIN)
    assert words in ran.err
    assert ran.out == "Luis: Clocked in at 8:58. Today 0:00 h (0.00).\n"


@pytest.mark.parametrize(
    "words", [["in"], ["meal"], ["out", "--as", "1002"], ["out", "--json"], ["in", "--as", "x"]]
)
def test_a_short_line_means_the_same_with_and_without_a_parser(words: list[str]) -> None:
    made = vars(main.parser("punch").parse_args(["punch", *words]))
    for of_every_command in ("command", "database", "acting", "slow"):
        del made[of_every_command]
    assert punch.brief(words) in (made, None)
    assert (punch.brief(words) is None) == (words[-1] in ("--json", "x"))


def test_who_is_in(typing: Typing, clockwork: Clockwork) -> None:
    typing("punch", "in", "--as", "1001", typed=PIN)
    assert typing("pin", "1002", typed="518390").code == 0
    assert typing("pin", "1000", typed="736182").code == 0
    clockwork.until(23, 9, 5)
    typing("notice", "add", "Meeting", "at", "5")
    ran = typing("who")
    assert ran.out.splitlines() == [
        "Luis: in since 8:58",
        "Ana: expected at 8:00, 1 h 05 min late",
        "Kim: expected at 9:00, 5 min late",
        "- Meeting at 5",
    ]
    told = typing("who", "--json").json
    assert told["in"][0] == {
        "name": "Luis", "number": 1001, "since": "2026-11-23T08:58", "break": "", "doubt": "",
    }  # fmt: skip
    assert [one["at"] for one in told["expected"]] == ["08:00", "09:00"]


def test_who_forgot_to_clock_out(typing: Typing, clockwork: Clockwork) -> None:
    typing("punch", "in", "--as", "1001", typed=PIN)
    clockwork.until(24, 8, 0)
    assert typing("who").out.splitlines()[0] == (
        "Luis: in since Mon 23 Nov 8:58 (in for 23 h: the clock-out was forgotten?)"
    )
    typing("settings", "set", "kiosk.figures", "no")
    assert typing("who").out.splitlines()[0] == "Luis: in (the clock-out was forgotten?)"


def test_notices(typing: Typing) -> None:
    assert typing("notice").code == 3
    assert typing("notice", "add", "Deep", "clean", "--from", "tue", "--to", "thu").code == 0
    assert typing("notice").out == "1  from Tue 24 Nov 2026 to Thu 26 Nov 2026: Deep clean\n"
    assert typing("notice", "--json").json[0]["last_day"] == "2026-11-26"
    assert typing("notice", "add", "x", "--to", "whenever").code == 2
    assert typing("notice", "remove", "1").err == "Took down: Deep clean\n"
    assert typing("notice", "remove", "1").code == 1


def test_pins_and_badges(typing: Typing) -> None:
    assert "run up or down" in typing("pin", "1002", typed="123456").err
    assert typing("badge", "1002", typed="0012345678").err == "Ana Silva has this badge now.\n"
    assert typing("pin").out.splitlines() == [
        "1000  Kim Lee: no PIN",
        "1001  Luis Moreno: a PIN",
        "1002  Ana Silva: no PIN, 1 badge",
    ]
    assert typing("punch", "in", typed="0012345678\n").out.startswith("Ana: Clocked in at 8:58.")
    assert typing("badge", "1002", "--remove").code == 0
    assert typing("pin", "1001", "--remove").code == 0
    assert typing("pin", "1001", "--remove").code == 1
    assert typing("pin", "4711", typed=PIN).err == "Nobody who works here has the number 4711.\n"
    assert typing("pin", "--json").json[1] == {
        "number": 1001, "name": "Luis Moreno", "pin": False, "badges": 0, "wrong_in_a_row": 0,
    }  # fmt: skip


def test_the_doctor_verifies_punches_and_the_key(typing: Typing, tmp_path: Path) -> None:
    typing("punch", "in", "--as", "1001", typed=PIN)
    ran = typing("doctor", "--verify", "--json")
    assert ran.code == 0
    assert {line["name"] for line in ran.json} == {"schema", "history", "punches", "chain"}
    (tmp_path / "pepper").unlink()
    found = {line["name"]: line for line in typing("doctor", "--json").json}
    assert found["pepper"]["verdict"] == "bad"
    assert "is missing" in found["pepper"]["words"]


def test_a_terminal_never_shows_the_pin(
    shop_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    assert pettui("-d", str(shop_file), "pin", "1001", stdin=f"{PIN}\n").code == 0
    line = [sys.executable, "-m", "pettui", "-d", str(shop_file), "punch", "in", "--as", "1001"]
    terminal = Terminal(line)
    terminal.until("PIN:")
    terminal.type(f"{PIN}\r")
    assert PIN not in terminal.until("Clocked in")
    assert terminal.end() == 0
