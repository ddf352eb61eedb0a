"""`pettui import clients` as people and scripts use it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pexpect
import pytest

from pettui.cli import main
from tests.cli.helpers import ROOT, pettui

TEXT = "Guardian,Phone,Fur baby,Breed\nAna Smith,212-555-0111,Rex,Poodle\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file with columns of which two have names that nobody knows."""
    path = tmp_path / "old.csv"
    path.write_text(TEXT)
    return path


def test_the_columns_are_shown_before_anything_is_written(
    shop_file: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["-d", str(shop_file), "import", "clients", str(file)]
    assert main.run([*arguments, "--map", "Fur baby=pet_name"]) == 0
    said = capsys.readouterr()
    assert "#1  Guardian      name       Ana Smith" in said.err
    assert "#3  Fur baby      pet_name   Rex" in said.err
    assert "1 client and 1 pet taken" in said.err
    assert "1 new client with 1 new pet" in said.out
    assert main.run([*arguments, "--map", "Fur baby=pet_name", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["left"][0]["line"] == 2
    assert "Nobody in this file is new" in said.err


def test_a_field_that_does_not_exist_is_said_with_those_that_do(
    shop_file: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["-d", str(shop_file), "import", "clients", str(file), "-m", "Phone=fax"]) == 1
    assert "“fax” is not a field. The fields are: ref, name" in capsys.readouterr().err


def test_bad_rows_are_listed_and_nothing_is_taken(shop_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("Name,Phone\n,212-555-0111\nAda,\n")
    ran = pettui("-d", str(shop_file), "import", "clients", str(path))
    assert ran.code == 1
    assert "line 2: has no client's name" in ran.out
    assert "leave them out with --skip-bad" in ran.err
    assert pettui("-d", str(shop_file), "find", "ada").code == 3
    for more, code, words in (((), 1, "1 row must be corrected"), (("--skip-bad",), 0, "1 client")):
        ran = pettui("-d", str(shop_file), "import", "clients", str(path), "--dry-run", *more)
        assert (ran.code, words in ran.err) == (code, True), ran.err


def test_somebody_at_a_terminal_corrects_the_columns(shop_file: Path, file: Path) -> None:
    child = pexpect.spawn(
        sys.executable, ["-m", "pettui", "-d", str(shop_file), "import", "clients", str(file)],
        cwd=str(ROOT), timeout=30, encoding="utf-8", dimensions=(40, 160),
    )  # fmt: skip
    child.expect("Enter to go on")
    child.sendline("#9=name")
    child.expect("has no column")
    child.sendline("#3=pet_name")
    child.expect(r"Fur baby +pet_name +Rex")
    child.expect("Enter to go on")
    child.sendline("")
    child.expect("1 client and 1 pet taken")
    child.expect(pexpect.EOF)
    assert pettui("-d", str(shop_file), "find", "rex smith").code == 0


def test_leaving_at_the_question_changes_nothing(shop_file: Path, file: Path) -> None:
    child = pexpect.spawn(
        sys.executable, ["-m", "pettui", "-d", str(shop_file), "import", "clients", str(file)],
        cwd=str(ROOT), timeout=30, encoding="utf-8", dimensions=(40, 160),
    )  # fmt: skip
    child.expect("Enter to go on")
    child.sendline("q")
    child.expect("Nothing was changed")
    child.expect(pexpect.EOF)
    assert pettui("-d", str(shop_file), "find", "ana smith").code == 3
