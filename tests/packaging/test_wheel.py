"""The wheel has everything in it: installed into an empty environment, it starts and works."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pexpect
import pytest

from pettui import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own; give the folder of its programs.

    What pettui depends on comes from the environment of the tests, so no network is needed;
    pettui itself comes from the wheel alone, for no path leads to the sources.
    """
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=120)
    python = folder / "bin" / "python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    own = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(own.stdout.strip()) / "libraries.pth").write_text(
        "".join(f"{path}\n" for path in sorted(libraries)), encoding="utf-8"
    )
    return folder / "bin"


def _run(programs: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [str(programs / arguments[0]), *arguments[1:]],
        capture_output=True, text=True, timeout=60, cwd=cwd, env=environment, check=False,
    )  # fmt: skip


def test_the_wheel_holds_all_that_is_not_code(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in ("pettui", "screens", "db")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= inside
    assert any(name.endswith(".tcss") for name in inside)
    assert "db/migrations/0001_the_house.py" in inside
    assert not any(name.startswith(("tests/", "tools/", "docs/")) for name in inside)
    assert any(name.endswith("/licenses/LICENSE") for name in inside)


def test_what_is_imported_is_what_was_installed(installed: Path, tmp_path: Path) -> None:
    program = "import db, pettui, screens; print(*(m.__file__ for m in (db, pettui, screens)))"
    ran = _run(installed, "python", "-c", program, cwd=tmp_path)
    environment = str(installed.parent)
    assert all(path.startswith(environment) for path in ran.stdout.split()), ran


def test_the_installed_commands_work(installed: Path, tmp_path: Path) -> None:
    assert _run(installed, "pettui", "--version", cwd=tmp_path).stdout == (
        f"pettui {__version__}\n"
    )
    made = _run(
        installed, "pettui", "init", "--name", "Muddy Paws", "--zone", "America/New_York",
        "--employee", "Dana", cwd=tmp_path,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    day = _run(installed, "pettui", "day", cwd=tmp_path)
    assert day.returncode == 0 and "Muddy Paws" in day.stdout
    doctor = _run(installed, "pettui", "doctor", cwd=tmp_path)
    assert doctor.returncode == 0, doctor.stdout


def test_the_installed_desk_opens_and_leaves(installed: Path, tmp_path: Path) -> None:
    made = _run(
        installed, "pettui", "init", "--name", "Muddy Paws", "--zone", "America/New_York",
        "--employee", "Dana", cwd=tmp_path,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    terminal = pexpect.spawn(
        str(installed / "pettui"), encoding="utf-8", timeout=30, dimensions=(24, 80),
        cwd=str(tmp_path), env=environment,
    )  # fmt: skip
    terminal.expect("Muddy Paws")
    terminal.send("\x11")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
