"""The command line itself: help, codes, words for what goes wrong, and what it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pettui import __version__
from pettui.cli import main
from pettui.cli.codes import WORDS
from tests.cli.conftest import Run
from tests.cli.helpers import ROOT, pettui


def test_the_version(run: Run) -> None:
    for option in ("--version", "-V"):
        ran = run(option)
        assert (ran.code, ran.out) == (0, f"pettui {__version__}\n")


def test_help_names_every_command_the_examples_and_the_codes(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for name in main.COMMANDS:
        assert f"\n    {name} " in ran.out
    assert WORDS in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 100


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_has_a_help_of_its_own(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: pettui {name}")
    assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_the_short_help_of_a_command_is_the_same_in_both_places() -> None:
    parser = main.parser(None)
    shown = " ".join(parser.format_help().split())
    for _, words in main.COMMANDS.values():
        assert " ".join(words.split()) in shown


@pytest.mark.parametrize("line", [("frobnicate",), ("day", "--nope"), ("find",), ("--nope",)])
def test_what_is_not_understood_is_a_usage_error(run: Run, line: tuple[str, ...]) -> None:
    ran = run(*line)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: pettui" in ran.err


@pytest.mark.parametrize(
    "line",
    [
        ("-d", "{}", "find", "bella"), ("find", "-d", "{}", "bella"), ("find", "bella", "-d", "{}"),
        ("find", "bella", "--database={}"), ("settings", "get", "shop.zone", "--database", "{}"),
    ],
)  # fmt: skip
def test_the_database_is_named_before_the_command_or_behind_it(
    run: Run, shop_file: Path, line: tuple[str, ...]
) -> None:
    ran = run(*(word.format(shop_file) for word in line))
    assert ran.code == 0 and ran.out


def test_a_database_option_without_a_name_is_a_usage_error(run: Run) -> None:
    ran = run("-d")
    assert ran.code == 2 and "expected one argument" in ran.err


def test_a_missing_shop_leads_to_init_in_words(run: Run, tmp_path: Path) -> None:
    for name in ("none.db", "empty.db"):
        (tmp_path / "empty.db").touch()
        ran = run("--database", str(tmp_path / name), "day")
        assert ran.code == 4
        assert "There is no shop at" in ran.err and "pettui init" in ran.err
        assert "Traceback" not in ran.err


def test_a_file_of_another_kind_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Sir or Madam,", encoding="utf-8")
    for command in ("day", "doctor", "migrate", "init"):
        ran = run("-d", str(tmp_path / "letter"), command)
        assert ran.code == 4
        assert "is not a pettui database" in ran.out + ran.err


def test_a_broken_database_is_refused_in_words(run_shop: Run, shop_file: Path) -> None:
    with shop_file.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    ran = run_shop("day", "2026-11-23")
    assert ran.code == 4
    assert "Traceback" not in ran.err


def test_a_configuration_that_is_wrong_names_the_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    path.write_text("printer = 'x'\n", encoding="utf-8")
    monkeypatch.setenv("PETTUI_CONFIG", str(path))
    ran = run("day")
    assert ran.code == 2
    assert str(path) in ran.err and "printer" in ran.err


def test_an_error_of_our_own_is_one_line_and_a_log(
    run_shop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("pettui.people.find.find", broken)
    monkeypatch.setattr("pettui.cli.find.find", broken)
    ran = run_shop("find", "x")
    assert (ran.code, ran.out) == (70, "")
    assert len(ran.err.splitlines()) == 1
    log = Path(os.environ["XDG_STATE_HOME"]) / "pettui" / "pettui.log"
    assert str(log) in ran.err
    assert "ZeroDivisionError: oops" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_with_debugging_the_traceback_is_shown(
    run_shop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pettui.cli.find.find", None)
    assert "Traceback" not in run_shop("find", "x").err
    monkeypatch.setenv("PETTUI_DEBUG", "1")
    assert "Traceback" in run_shop("find", "x").err


def test_an_interruption_is_said_in_a_word(run_shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pettui.cli.find.find", interrupted)
    ran = run_shop("find", "x")
    assert (ran.code, ran.err.strip()) == (130, "Interrupted.")


def test_a_reader_who_goes_away_is_no_error(shop_file: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "pettui", "-d", str(shop_file), "day", "2026-11-23"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert program.stdout is not None and program.stderr is not None
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(30) == 141


def test_the_desk_without_a_terminal_says_what_works_without_one(shop_file: Path) -> None:
    ran = pettui("-d", str(shop_file))
    assert ran.code == 2
    assert "pettui day" in ran.err
    assert ran.out == ""


def test_the_desk_without_a_shop_and_without_a_terminal_ends_in_words(tmp_path: Path) -> None:
    ran = pettui("-d", str(tmp_path / "none.db"))
    assert ran.code == 4
    assert "pettui init" in ran.err


def test_letters_that_the_terminal_lacks_are_no_error(shop_file: Path) -> None:
    ran = pettui("-d", str(shop_file), "find", "bella", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert ran.out.startswith("pet: Bella ? Maria Ortega")


@pytest.mark.parametrize(
    "line",
    [
        ("day", "2026-11-23"),
        ("find", "bella"),
        ("doctor",),
        ("migrate",),
        ("--help",),
        ("who",),
        ("punch", "in", "--as", "1001"),
        ("notice",),
        ("hours", "--csv"),
    ],
)
def test_one_shot_commands_load_neither_textual_nor_what_else_is_slow(
    line: tuple[str, ...], shop_file: Path
) -> None:
    program = (
        "import sys; from pettui.cli.main import run; run(sys.argv[1:]);"
        "print(*sorted({m.partition('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "-d", str(shop_file), *line],
        capture_output=True, text=True, timeout=60, check=True, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "pettui" in loaded
    assert not loaded & {
        "textual", "rich", "screens", "arrow", "babel", "phonenumbers", "reportlab",
    }  # fmt: skip


def test_the_data_floor_loads_no_screen() -> None:
    program = "import sys, db.models, db.gateway, db.migrating; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"textual", "rich", "screens", "pettui"}


def test_a_command_alone_means_the_same_with_and_without_its_parser(
    run_shop: Run, shop_file: Path
) -> None:
    plain = {name for name in main.COMMANDS if main.plain(name) is not None}
    assert "day" in plain  # the most frequent one
    for name in plain:
        made = vars(main.parser(name).parse_args([name]))
        del made["command"]
        assert vars(main.plain(name)) == made
    assert run_shop("day") == run_shop("-d", str(shop_file), "day")
