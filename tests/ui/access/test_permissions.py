"""Every right by every role, on the screens: a key is dimmed for whoever lacks its right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from pettui.history.actor import Actor
from pettui.team.access import granting
from pettui.team.access.rights import RIGHTS
from pettui.team.access.roles import BUILT_IN
from screens.desk import Desk
from screens.frame.screen import DeskScreen
from tests.team.access.permissions import TABLE
from tests.team.timeclock.steps import employee
from tests.ui.helpers import drive, press

WAYS = (
    (), ("F4",), ("down", "d"), ("escape", "enter"), ("g", "s"), ("g", "f"), ("F6",), ("g", "h"),
    ("C",), ("g", "e"), ("g", "a"), ("F3",), ("g", "l"),
)  # fmt: skip
"""Keys from the book through the screens that have commands: clients, who is on record twice, a
client's page, services, staff, the clock, the schedule, closed days, settings, roles, the wait
list, calls."""


@pytest.mark.parametrize("role", [bundle.key for bundle in BUILT_IN])
def test_keys_are_dimmed_by_role(guarded_file: Path, role: str) -> None:
    rights = next(bundle.rights for bundle in BUILT_IN if bundle.key == role)
    seen: dict[str, str] = {}

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for keys in WAYS:
            await press(pilot, *keys)
            screen = desk.screen
            assert isinstance(screen, DeskScreen), keys
            for offer in screen.offers():
                needed = screen.rights_for(offer.command)
                assert bool(offer.lacks) == (not set(needed) <= rights), offer.command.id
                if offer.lacks:
                    assert offer.why_not == (
                        f"needs the right to {RIGHTS[offer.lacks].words} ({offer.lacks})"
                    )
                seen[offer.command.id] = offer.lacks

    bind(Target(guarded_file, ""))
    with connected():
        granting.set_role(employee("Ana"), role, Actor(None, "Dana", "office"))
        ana = Actor(employee("Ana"), "Ana Silva", "ssh")
    drive(guarded_file, test, size=(120, 40), actor=ana)
    for right, row in TABLE.items():
        if row.key:
            assert seen[row.key] == ("" if right in rights else right)
