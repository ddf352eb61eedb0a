"""`pettui kiosk`: what it says where it cannot be opened, and that it sets machines up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pettui.cli import kiosk
from pettui.machine import setup
from tests.cli.conftest import Run


def test_without_a_terminal_it_says_so(run: Run, shop_file: Path) -> None:
    ran = run("--database", str(shop_file), "kiosk")
    assert ran.code == 2
    assert "draws on a terminal" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("option", ["--install", "--uninstall"])
@pytest.mark.parametrize("dry", [True, False])
def test_it_sets_a_machine_up(
    run: Run, monkeypatch: pytest.MonkeyPatch, option: str, dry: bool
) -> None:
    asked: list[tuple[str, bool]] = []

    def do(what: str) -> Callable[..., None]:
        def done(*, dry_run: bool, say: Callable[[str], Any]) -> None:
            asked.append((what, dry_run))
            say("one step")

        return done

    monkeypatch.setattr(setup, "install", do("--install"))
    monkeypatch.setattr(setup, "uninstall", do("--uninstall"))
    ran = run("kiosk", option, *(["--dry-run"] if dry else []))
    assert (ran.code, ran.out) == (0, "one step\n")
    assert asked == [(option, dry)]


def test_a_dry_run_of_nothing_is_not_understood(run: Run) -> None:
    ran = run("kiosk", "--dry-run")
    assert ran.code == 2
    assert "--install or --uninstall" in ran.err


def test_it_has_another_name_than_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PETTUI_TERMINAL")
    assert kiosk.terminal().startswith("clock ")
    monkeypatch.setenv("PETTUI_TERMINAL", "by the door")
    assert kiosk.terminal() == "by the door"
