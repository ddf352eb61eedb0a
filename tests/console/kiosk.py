"""The time clock on a pseudo-terminal, on a shop whose people have badges and PINs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from db import connection
from db.connection import Target
from pettui.team.shop import load_shop
from pettui.team.timeclock import hashing, secrets
from tests import small_shop
from tests.console.terminal import Terminal
from tests.team.timeclock.steps import DANA, employee, give_pins

BADGE = "0042133771"
"""Luis's."""

READY = "Your number"


def give_credentials(shop_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give people PINs, and Luis a badge."""
    monkeypatch.setenv("PETTUI_PEPPER", str(shop_file.with_name("pepper")))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    connection.bind(Target(shop_file, "")).connect()
    shop = load_shop()
    give_pins(shop)
    secrets.assign_badge(shop, employee("Luis"), BADGE, DANA)
    small_shop.unbind()


def clock(
    shop_file: Path, *, before: str = "", columns: int = 80, rows: int = 24, **environ: str
) -> Terminal:
    """Open a clock; `before` is Python that runs before it."""
    program = f"{before}\nimport sys\nfrom pettui.cli.main import run\nsys.exit(run(sys.argv[1:]))"
    args = [sys.executable, "-c", program, "--database", str(shop_file), "kiosk"]
    return Terminal(args, columns=columns, rows=rows, **environ)
