"""People's text at the clock is shown as it is: no markup, no link, no control character."""

from __future__ import annotations

import pytest

from db.models import BreakKind, Employee, Notice, PayRate
from db.models.team import Branch
from pettui.history.door import change
from tests.team.timeclock.steps import DANA, employee
from tests.ui.helpers import HOSTILE
from tests.ui.kiosk.standing import BADGES, Person, Stand


def poison(stand: Stand, text: str) -> None:
    """Write a text everywhere where the clock reads one, past all cleaning."""
    with stand.shop() as shop, change("poisoned", DANA, undoable=False) as door:
        door.update(Branch.get_by_id(shop.branch), name=text)
        for row in Employee.select():
            door.update(row, first_name=text, last_name=text)
        for place in range(3):
            door.insert(BreakKind, branch=shop.branch, name=text, paid=True, position=place)
            door.insert(PayRate, employee=employee("Luis"), name=f"{text}{place}")
        today = shop.today()
        door.insert(Notice, branch=shop.branch, text=text, first_day=today, last_day=today)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_on_every_card(stand: Stand, text: str) -> None:
    stand.set("kiosk.names", "full name")
    poison(stand, text)
    seen: list[str] = []

    async def come(person: Person) -> None:
        see = seen.append
        see(person.sees)
        see(await person.swipe(BADGES["Luis"]))
        see(await person.press("7", "enter"))
        see(await person.press("2", "enter"))
        see(await person.press("enter"))
        see(await person.press("escape"))
        stand.clock.pass_time(hours=1)
        await person.swipe(BADGES["Luis"])
        see(await person.press("2", "enter"))
        see(await person.press("2", "enter"))
        see(await person.press("escape"))
        stand.clock.pass_time(minutes=2)
        see(await person.swipe(BADGES["Luis"]))
        see(await person.press("5", "enter"))
        see(await person.press("escape"))
        see(await person.press("4", "enter"))
        await person.press("enter")
        see(await person.type("[@click=app.quit]x[/]", enter=False))
        see(await person.press("enter"))
        await person.press("escape", "escape", "escape")
        stand.clock.until(24, 9)
        see(await person.swipe(BADGES["Luis"]))
        see(await person.press("enter"))

    stand.open(come)
    everything = "\n".join(seen)
    assert not [sign for sign in everything if ord(sign) < 32 and sign != "\n"]
    assert not [sign for sign in everything if 0x7F <= ord(sign) < 0xA0]
    assert "\u202e" not in everything
    if text.isascii() and text.isprintable() and len(text) < 20:
        assert text in everything


def test_a_click_on_a_name_does_nothing(stand: Stand) -> None:
    poison(stand, "[@click=app.quit]x[/]")

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        for line in range(1, 24):
            await person.pilot.click(offset=(8, line))
            await person.settle()
        assert person.kiosk.is_running
        assert person.kiosk.is_well()

    stand.open(come)
