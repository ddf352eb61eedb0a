"""Any keys in any order: the clock goes on, and nobody's punches contradict each other."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from textual import events

from db.models import Punch
from db.models.base import tuples
from pettui.config import log_file
from screens.frame.keys import name_of
from tests.team.timeclock.steps import PINS
from tests.ui.kiosk.standing import BADGES, NUMBERS, Person, Stand

FOLLOWS = {
    "in": {"out", "break"}, "out": {"in"}, "break": {"back"}, "back": {"out", "break"},
}  # fmt: skip
ALONE = [*"0123456789", "enter", "enter", "enter", "escape", "backspace", "minus", "x", "."]
WHOLE = [*BADGES.values(), *NUMBERS.values(), *PINS.values(), "1730", "8", "[/]", "9" * 50]


def said(dice: random.Random) -> list[str]:
    """Give what somebody presses: what makes sense, or anything."""
    if dice.random() < 0.4:
        badge = dice.choice(list(BADGES.values()))
        return [*badge, "enter", *dice.choice(["", "2", "3", "1"]), "enter"]
    if dice.random() < 0.3:
        return [*dice.choice(WHOLE), "enter"]
    return [dice.choice(ALONE) for _ in range(dice.randrange(1, 4))]


@pytest.mark.parametrize("seed", range(3))
def test_any_keys_in_any_order(stand: Stand, seed: int) -> None:
    dice = random.Random(seed)

    async def come(person: Person) -> None:
        for _ in range(60):
            for key in said(dice):
                person.kiosk.post_message(events.Key(name_of(key), key if len(key) == 1 else None))
            if dice.random() < 0.5:
                await person.settle()
            if dice.random() < 0.1:
                stand.clock.pass_time(minutes=dice.randrange(1, 200))
        await person.settle()
        for _ in range(3):  # out of whatever is open
            await person.press("escape")
        assert "Your number: _" in person.sees
        assert person.kiosk.is_well()

    stand.open(come)
    assert not log_file().exists(), log_file().read_text()
    with stand.shop():
        rows = tuples(Punch.select(Punch.employee, Punch.kind).order_by(Punch.id))
    assert len(rows) > 3
    for who in {employee for employee, _ in rows}:
        mine = [kind for employee, kind in rows if employee == who]
        assert mine[0] == "in"
        # After a forgotten clock-out somebody comes in again; its end is a request.
        assert all(after in FOLLOWS[before] | {"in"} for before, after in pairwise(mine)), mine
