"""The log of all changes: narrowed down by keys, opened, left; and who may look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Change, Client, Ticket
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.team import settings
from pettui.team.shop import load_shop
from screens.desk import Desk
from screens.history.screen import ChangesScreen
from tests.small_shop import DANA
from tests.team.timeclock.steps import PINS
from tests.ui.access.test_dimmed import allow
from tests.ui.access.test_signing_in import sign_in
from tests.ui.helpers import HOSTILE, drive, hush, lines, press, said, settle, text, write

OFFICE = Actor(None, "Olga", "office")


def history(shop_file: Path) -> None:
    """Let Dana and Olga change something: a setting, a ticket that is closed, and after that."""
    bind(Target(shop_file, ""))
    with connected():
        shop = load_shop()
        settings.put(shop, "book.step", "30", DANA)
        settings.put(shop, "book.step", "10", OFFICE)
        for what, values in (
            ("closed the ticket", {"status": "closed"}), ("noted", {"note": "matted"}),
        ):  # fmt: skip
            with change(what, OFFICE) as door:
                door.update(Ticket.get(), **values)


def shown(desk: Desk) -> list[str]:
    """Give the lines of the log, without the days and the frame."""
    assert isinstance(desk.screen, ChangesScreen)
    return [words for words in lines(desk)[2:-2] if "desk" in words or "office" in words]


def test_the_newest_first_and_from_what_to_what(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "j")
        assert [words.split()[2] for words in shown(desk)[:3]] == ["noted", "closed", "set"]
        assert "Mon 23 Nov 2026" in text(desk) and "after closing" in shown(desk)[0]
        await press(pilot, "down", "down", "enter")
        assert "book.step, value: 30 -> 10" in text(desk)
        await press(pilot, "escape", "escape")
        assert not isinstance(desk.screen, ChangesScreen)

    history(shop_file)
    drive(shop_file, test, size=(100, 30))


def test_narrowed_down_and_wide_again(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "j", "f")
        await write(pilot, "step dana")
        assert len(shown(desk)) == 1 and "Dana  set book.step to 30" in shown(desk)[0]
        await press(pilot, "enter")
        assert "with “step dana”" in text(desk)
        await press(pilot, "escape", "x")
        assert len(shown(desk)) == 1 and "noted" in shown(desk)[0]
        await press(pilot, "escape", "p", "2")  # who did something last
        assert len(shown(desk)) == 3 and "by Olga" in text(desk)
        await press(pilot, "escape", "d")
        await write(pilot, "11/16")
        await press(pilot, "enter")
        assert "moved in" in text(desk) and "book.step" not in text(desk)
        await press(pilot, *["."] * 7)
        assert "Mon 23 Nov 2026" in text(desk) and "moved in" not in text(desk)
        await press(pilot, "escape", "k", "8")
        await write(pilot, "book.step")
        assert "2 changes" in text(desk)
        await press(pilot, "enter")
        assert len(shown(desk)) == 2 and "setting book.step" in lines(desk)[1]
        await press(pilot, "k", "8")
        await write(pilot, "book.stepp")
        assert "There is no setting book.stepp." in text(desk)

    history(shop_file)
    drive(shop_file, test, size=(100, 30))


def test_to_the_visit(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "j", "down", "down", "o")
        assert "This change was about no visit." in said(desk)
        await hush(pilot)
        await press(pilot, "up", "o")
        assert "Bella" in text(desk) and not isinstance(desk.screen, ChangesScreen)

    history(shop_file)
    drive(shop_file, test, size=(120, 40))


def test_what_another_terminal_changes_comes_up(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "j", "down", "down", "down")
        before = shown(desk)
        await desk.write(settings.put, desk.shop, "book.step", "5", OFFICE)
        await settle(pilot)
        assert shown(desk)[1 : 1 + len(before)] == before and "set book.step to 5" in shown(desk)[0]
        screen = desk.screen
        assert isinstance(screen, ChangesScreen) and screen.entry is not None
        assert screen.entry.what == "set book.step to 30 (was 15)"

    history(shop_file)
    drive(shop_file, test, size=(100, 30))


def test_long_histories_are_read_on(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        for place in range(230):
            with change(f"change {place}", DANA) as door:
                door.update(Client.get(), alert=f"{place}")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "j", *["pagedown"] * 13)
        assert "moved in" in text(desk)

    drive(shop_file, test, size=(100, 30))


def test_it_is_whole_at_80_by_24_with_hostile_words(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        for words in HOSTILE:
            with change(words[:200], Actor(None, words[:30], words[:30])) as door:
                door.update(Client.get(), alert=words)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "j")
        for _ in HOSTILE:
            await press(pilot, "enter")
            assert "alert" in text(desk)
            await press(pilot, "escape", "down")

    drive(shop_file, test)


def test_whoever_may_not_is_asked_who_lets_them(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        await press(pilot, "g", "j")
        assert "Ana Silva may not see the reports about employees" in " ".join(
            text(desk).replace("│", " ").split()
        )
        await allow(pilot, "a guest asks")
        assert "looked at the changes of the shop (allowed by Kim Lee" in text(desk)
        await press(pilot, "escape", "g", "j")
        assert "Somebody may allow this" in text(desk)

    drive(guarded_file, test, size=(120, 40))
    with connected():
        assert Change.select().where(Change.what.startswith("looked")).count() == 1
