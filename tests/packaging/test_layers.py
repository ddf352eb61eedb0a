"""The contracts between the floors hold, and would tell if one were broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-cache"],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a copy of the sources that a test may damage."""
    folder = tmp_path / "house"
    for package in ("pettui", "screens", "db"):
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_floors_are_kept(house: Path) -> None:
    ran = _lint(house)
    assert ran.returncode == 0, ran.stdout
    assert "0 broken" in ran.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("db/fields.py", "import pettui.text", "Floors"),
        ("pettui/book/day.py", "import screens.desk", "Floors"),
        ("pettui/cli/day.py", "import screens.desk", "Floors"),
        ("pettui/book/moving.py", "import db.writing", "Only the door writes"),
        ("screens/desk.py", "import db.writing", "Only the door writes"),
        ("pettui/text.py", "import rich", "no screen library"),
    ],
)
def test_a_broken_floor_is_seen(house: Path, file: str, line: str, contract: str) -> None:
    with (house / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    ran = _lint(house)
    assert ran.returncode == 1
    (broken,) = [said for said in ran.stdout.splitlines() if " BROKEN" in said]
    assert contract in broken
