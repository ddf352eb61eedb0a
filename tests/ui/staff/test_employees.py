"""Employees by keys: made, limited, put away, brought back, removed; who does a service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Ability, Bookable, Employee
from db.models.base import tuples
from screens.book.screen import BookScreen
from screens.desk import Desk, book_screen
from screens.stock.abilities import DoersDialog, LimitsDialog
from screens.team.employees import EmployeesScreen
from tests.small_shop import unbind
from tests.ui.helpers import HOSTILE, hush, press, said, text, write
from tests.ui.stock.desk import SERVICES, play


def staff_of(shop_file: Path) -> dict[str, tuple[bool, bool, int]]:
    """Give who there is: whether they work here, are limited, and on how many entries."""
    bind(Target(shop_file, ""))
    with connected():
        found = {
            first: (bool(active), bool(limited), Ability.select().where(
                Ability.employee == key).count())
            for key, first, active, limited in tuples(
                Employee.select(
                    Bookable.id, Employee.first_name, Bookable.active, Employee.limited
                ).join(Bookable)
            )
        }  # fmt: skip
    unbind()
    return found


def test_somebody_is_made_changed_and_removed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        await write(pilot, "Zoe")
        await press(pilot, "tab")
        await write(pilot, HOSTILE[0])
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "nonsense")
        await press(pilot, "ctrl+s")
        assert "is not an e-mail address" in " ".join(text(desk).split())
        await press(pilot, "ctrl+u", "ctrl+s")
        assert "Zoe" in text(desk)
        while desk.screen.query_one("Rows").row.left.plain.split()[0] != "Zoe":  # type: ignore[attr-defined]  # ours
            await press(pilot, "down")
        await press(pilot, "D")
        assert "Nothing refers to this record" in text(desk)
        await press(pilot, "y")
        assert "is deleted" in said(desk)
        await press(pilot, "u")
        assert "Zoe" in text(desk)
        await press(pilot, "U")

    play(shop_file, EmployeesScreen, test)
    assert "Zoe" not in staff_of(shop_file)


def test_whom_visits_refer_to_is_counted_put_away_and_brought_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "down", "D")
        shown = " ".join(text(desk).split())
        assert "Luis Moreno cannot be deleted" in shown and "2 tickets" in shown
        await press(pilot, "1")
        assert "2 visits to come" in " ".join(text(desk).split())
        await press(pilot, "y")
        await hush(pilot)
        assert "Luis" not in text(desk)
        await press(pilot, "z")
        assert "Luis Moreno   not in use" in text(desk)
        await press(pilot, "k", "k", "down", "x")
        await hush(pilot)
        assert "not in use" not in text(desk)

    play(shop_file, EmployeesScreen, test)
    assert staff_of(shop_file)["Luis"][0]


def test_the_last_owner_stays(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "x")
        assert "last owner" in said(desk)

    play(shop_file, EmployeesScreen, test)
    assert staff_of(shop_file)["Kim"][0]


def test_limits_are_marked_and_what_is_left_behind_is_a_key_away(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "f", "down", "A")
        assert isinstance(desk.screen, LimitsDialog)
        assert "May do  everything" in text(desk)
        await press(pilot, "space")
        assert "only what is marked below" in text(desk)
        await press(pilot, "ctrl+s")
        assert "Luis may do nothing?" in text(desk)
        await press(pilot, "n", "A", "down", "space")
        assert "x Bath" in text(desk)
        await press(pilot, "ctrl+s")
        shown = " ".join(text(desk).split())
        assert "1 visit to come that Luis may not do" in shown and "Nails" in shown
        await press(pilot, "1")
        assert isinstance(desk.screen, BookScreen)
        assert "Coco" in text(desk)

    play(shop_file, book_screen, test)
    assert staff_of(shop_file)["Luis"] == (True, True, 1)


def test_who_does_a_service_is_turned_from_the_service(shop_file: Path) -> None:
    async def limit(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "down", "A", "down", "space", "down", "down", "space", "ctrl+s")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "down", "w")
        assert isinstance(desk.screen, DoersDialog)
        shown = " ".join(text(desk).split())
        assert "x Kim" in shown and "everything" in shown and "- Luis" in shown
        await press(pilot, "space")
        assert "Kim may do everything" in said(desk)
        await press(pilot, "down", "space")
        assert "x Luis" in text(desk) and "this service" in text(desk)
        await press(pilot, "escape")

    play(shop_file, EmployeesScreen, limit)
    play(shop_file, SERVICES, test)
    assert staff_of(shop_file)["Luis"] == (True, True, 3)
