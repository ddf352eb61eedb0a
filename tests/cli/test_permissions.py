"""Every right by every role, as a command line: done, or refused with the right's words."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from db.connection import Target, bind, connected
from pettui.team import settings
from pettui.team.access.rights import RIGHTS
from pettui.team.access.roles import BUILT_IN
from pettui.team.shop import load_shop
from pettui.team.timeclock import hashing
from tests import small_shop
from tests.cli.conftest import Run
from tests.small_shop import DANA
from tests.team.access.permissions import TABLE
from tests.team.access.steps import be
from tests.team.timeclock.steps import give_pins

WITH_COMMAND = {right: row.cli for right, row in TABLE.items() if row.cli}


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hashes cost nothing, and keep their key to the test."""
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)


def sign_people_in(shop_file: Path, role: str) -> None:
    """Let people sign in; Ana (1002) has the role."""
    bind(Target(shop_file, ""))
    with connected():
        give_pins(load_shop())
        be("Ana", role)
        settings.put(load_shop(), "access.sign_in", "yes", DANA)
    small_shop.unbind()


@pytest.mark.parametrize("role", [bundle.key for bundle in BUILT_IN])
@pytest.mark.parametrize("right", WITH_COMMAND)
def test_a_command_refuses_whoever_lacks_its_right(
    run_shop: Run, shop_file: Path, tmp_path: Path, right: str, role: str
) -> None:
    with time_machine.travel("2026-11-23 15:00+00:00", tick=True):
        sign_people_in(shop_file, role)
        file = tmp_path / "clients.csv"
        file.write_text("First Name,Last Name,Phone\nAl,Doe,212 555 0123\n", encoding="utf-8")
        places = {"FOLDER": str(tmp_path / "out"), "FILE": str(file)}
        words = [places.get(word, word) for word in WITH_COMMAND[right]]
        ran = run_shop("--as", "1002", *words)
    rights = next(bundle.rights for bundle in BUILT_IN if bundle.key == role)
    needed = [key for key, cli in WITH_COMMAND.items() if cli == WITH_COMMAND[right]]
    lacking = [key for key in needed if key not in rights]
    if not lacking:
        assert ran.code == 0, ran.err
        return
    assert ran.code == 1
    assert any(f"{RIGHTS[key].words} ({key})" in ran.err for key in lacking)
    assert "Kim Lee" in ran.err and not Path(places["FOLDER"]).exists()
