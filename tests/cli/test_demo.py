"""`pettui demo`: a made-up shop of today, made once a day, never over another."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from db import connection
from pettui.cli import making
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the made-up shop be a small one."""
    monkeypatch.setattr(making, "YEARS", 1)
    monkeypatch.setattr(making, "CLIENTS", 40)


def _at(day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 11, day, 15, 0, tzinfo=UTC), tick=True)


def test_the_demo_is_made_once_a_day_and_is_busy_today(run: Run) -> None:
    with _at(24):
        first = run("demo", "--only-make")
        path = Path(first.out.strip())
        made = path.stat().st_mtime_ns
        again = run("demo", "--only-make")
        assert (again.out, again.err) == (first.out, "")
        assert path.stat().st_mtime_ns == made
        day = run("-d", str(path), "day")
    assert "two busy years" in first.err
    assert "Kim 1000 740261" in first.err
    assert "Tue 24 Nov 2026 (today)" in day.out
    assert "ready" in day.out or "in progress" in day.out or "booked" in day.out
    assert path.stat().st_mode & 0o777 == 0o600


def test_on_another_day_it_is_made_anew_and_the_old_one_goes(run: Run) -> None:
    with _at(24):
        old = Path(run("demo", "--only-make").out.strip())
    with _at(25):
        new = Path(run("demo", "--only-make").out.strip())
    assert new != old and new.exists() and not old.exists()
    assert {path.name for path in new.parent.iterdir()} == {new.name}


def test_a_demo_that_breaks_off_leaves_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "_put", interrupted)
    assert run("demo", "--only-make").code == 130
    assert list((tmp_path / "home/.local/share/pettui").iterdir()) == []


def test_a_made_up_shop_where_one_asks_for_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "made-up.db"
    ran = run("-d", str(path), "init", "--demo", "--years", "1", "--clients", "30", "--seed", "3")
    assert ran.code == 0 and str(path) in ran.err
    doctor = run("-d", str(path), "doctor", "--full")
    assert doctor.code == 0, doctor.out
    connection.bind(connection.Target(path, ""))
    again = run("-d", str(path), "init", "--demo")
    assert again.code == 1


@pytest.mark.parametrize("more", [("--years", "0"), ("--clients", "1000000")])
def test_sizes_that_make_no_sense_are_refused(
    run: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    path = tmp_path / "made-up.db"
    assert run("-d", str(path), "init", "--demo", *more).code == 2
    assert not path.exists()
