"""What goes wrong around the clock: it says so, keeps showing the time, and goes on by itself."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any

import apsw
import pytest

from db import gate
from db.connection import connected
from db.models import Punch
from pettui.config import log_file
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from pettui.team.timeclock import punching, receipt, who
from screens.kiosk import following, rules, sight
from tests.team.timeclock.steps import press
from tests.ui.kiosk.standing import BADGES, CLOCK, Person, Stand


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look around often, and be impatient."""
    monkeypatch.setattr(following, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(sight, "PATIENCE", 0.3)


async def until(person: Person, words: str, *, gone: bool = False) -> str:
    """Wait until the screen shows some words, or does not any more."""
    for _ in range(1500):
        if (words in person.sees) != gone:
            return person.sees
        await asyncio.sleep(0.02)
        await person.pilot.pause()
    raise AssertionError(f"{words!r}: {person.sees}")


async def answered(person: Person) -> None:
    """Wait until a rule that hung has come to its end."""
    hung = person.kiosk.rules._stuck
    assert hung is not None
    await asyncio.wait((hung,), timeout=30)


def count(stand: Stand) -> int:
    """Count the punches."""
    with stand.shop():
        return int(Punch.select().count())


def test_a_database_that_comes_later_is_waited_for(stand: Stand) -> None:
    away = stand.path.with_name("away.db")
    stand.path.rename(away)

    async def come(person: Person) -> None:
        assert "NO PUNCHES NOW" in person.sees
        assert "There is no shop at" in person.sees
        assert "██" in person.sees
        assert "Nothing was punched" in await person.swipe(BADGES["Kim"])
        await person.press("escape")
        away.rename(stand.path)
        await until(person, "NO PUNCHES NOW", gone=True)
        assert "Wagging Tails" in person.sees
        await person.swipe(BADGES["Kim"])
        assert "Clocked in at 8:58" in await person.press("enter")

    stand.open(come)
    assert count(stand) == 1


def test_a_database_that_goes_away_and_comes_back(stand: Stand) -> None:
    away = stand.path.with_name("away.db")

    async def come(person: Person) -> None:
        stand.path.rename(away)
        shown = await until(person, "NO PUNCHES NOW")
        assert "is gone." in " ".join(shown.split())
        away.rename(stand.path)
        await until(person, "NO PUNCHES NOW", gone=True)

    stand.open(come)


def test_a_database_that_is_replaced_is_opened_anew(stand: Stand) -> None:
    copy = Path(shutil.copy(stand.path, stand.path.with_name("copy.db")))

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        for end in ("", "-wal", "-shm"):
            Path(f"{stand.path}{end}").unlink(missing_ok=True)
        copy.rename(stand.path)
        shown = await person.press("enter")
        assert "Not saved" in shown
        assert "Clocked in" not in shown
        assert "Clocked in at 8:58" in await person.press("enter")

    stand.open(come)
    assert count(stand) == 1


def test_a_database_that_is_restored_meanwhile_is_the_one_that_is_used(stand: Stand) -> None:
    copy = Path(shutil.copy(stand.path, stand.path.with_name("copy.db")))

    async def come(person: Person) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{stand.path}{end}").unlink(missing_ok=True)
        await until(person, "NO PUNCHES NOW")
        copy.rename(stand.path)
        await until(person, "NO PUNCHES NOW", gone=True)
        await person.swipe(BADGES["Kim"])
        assert "Clocked in at 8:58" in await person.press("enter")

    stand.open(come)
    assert count(stand) == 1


def test_a_busy_database_is_told_and_tried_again(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        with ExitStack() as held:
            held.enter_context(gate.held(stand.path, "a long import", seconds=1))
            shown = await person.press("enter")
            assert "Not saved" in shown
            assert "Enter  Try again" in shown
            assert "Not saved" in await person.press("enter")
        assert "Clocked in at 8:58" in await person.press("enter")

    stand.open(come)
    assert count(stand) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"f_bavail": 0}, "The disk is full. Make room on it."),
        ({"f_flag": os.ST_RDONLY}, "The disk is read-only."),
    ],
)
def test_a_full_or_read_only_disk_is_told_before_anybody_types(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, change: dict[str, int], words: str
) -> None:
    real = os.statvfs

    class Found:
        def __init__(self, path: Any) -> None:
            self._found = real(path)

        def __getattr__(self, name: str) -> Any:
            return change.get(name, getattr(self._found, name))

    async def come(person: Person) -> None:
        monkeypatch.setattr(os, "statvfs", Found)
        shown = await until(person, "NO PUNCHES NOW")
        assert words in shown
        assert "██" in shown
        monkeypatch.setattr(os, "statvfs", real)
        await until(person, "NO PUNCHES NOW", gone=True)

    stand.open(come)


def test_a_disk_that_fills_up_amid_a_punch_is_no_punch(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = punching.punch

    def full(*args: Any, **more: Any) -> Any:
        raise apsw.FullError("database or disk is full")

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        monkeypatch.setattr(punching, "punch", full)
        shown = await person.press("enter")
        assert "Not saved" in shown
        assert "The disk is full." in shown
        monkeypatch.setattr(punching, "punch", real)
        assert "Clocked in" in await person.press("enter")

    stand.open(come)
    assert count(stand) == 1


def test_a_punch_whose_commit_was_not_told_is_not_made_twice(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = punching.punch, []

    def torn(*args: Any, **more: Any) -> Any:
        done = real(*args, **more)
        times.append(1)
        if len(times) == 1:
            raise apsw.IOError("after the commit")
        return done

    monkeypatch.setattr(punching, "punch", torn)

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        assert "Not saved" in await person.press("enter")
        assert "Already clocked in at 8:58" in await person.press("enter")

    stand.open(come)
    assert count(stand) == 1


def test_a_rule_that_hangs_does_not_stop_the_clock(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = Event()
    monkeypatch.setattr(rules, "PATIENCE", 0.2)
    real = punching.standing

    def hang(*args: Any) -> Any:
        let_go.wait(20)
        return real(*args)

    async def come(person: Person) -> None:
        monkeypatch.setattr(punching, "standing", hang)
        shown = await person.swipe(BADGES["Kim"])
        assert "does not answer" in shown
        stand.clock.pass_time(minutes=1)
        await until(person, "8:59")
        monkeypatch.setattr(punching, "standing", real)
        monkeypatch.setattr(rules, "PATIENCE", 30)  # it is the machine's turn to be slow
        let_go.set()
        await answered(person)
        await person.press("escape")
        await until(person, "NO PUNCHES NOW", gone=True)
        assert "Good morning, Kim." in await person.swipe(BADGES["Kim"])

    stand.open(come)


def test_a_punch_that_hangs_is_neither_saved_nor_lost(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go, real = Event(), punching.punch

    def hang(*args: Any, **more: Any) -> Any:
        done = real(*args, **more)
        let_go.wait(20)
        return done

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        monkeypatch.setattr(punching, "punch", hang)
        monkeypatch.setattr(rules, "PATIENCE", 0.2)
        shown = await person.press("enter")
        assert "It is not known whether this was saved" in shown
        assert "Clocked in" not in shown
        monkeypatch.setattr(rules, "PATIENCE", 30)  # it is the machine's turn to be slow
        let_go.set()
        await answered(person)
        assert "Already clocked in at 8:58" in await person.press("enter")

    stand.open(come)
    assert count(stand) == 1


def test_a_mistake_that_comes_every_second_is_logged_once(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    def broken(*_: Any) -> Any:
        looks.append(1)
        raise KeyError("broken board")

    async def come(person: Person) -> None:
        monkeypatch.setattr(who, "board", broken)
        person.kiosk.follower.look_soon()
        await until(person, "NO PUNCHES NOW")
        for _ in range(1500):
            if len(looks) >= 5:
                break
            await asyncio.sleep(0.02)
        assert len(looks) >= 5

    stand.open(come)
    assert log_file().read_text().count("KeyError: 'broken board'") == 1


def test_a_mistake_of_ours_is_told_in_a_line_and_the_next_is_served(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = punching.standing

    def broken(*_: Any) -> Any:
        raise KeyError("secret")

    async def come(person: Person) -> None:
        monkeypatch.setattr(punching, "standing", broken)
        shown = await person.swipe(BADGES["Kim"])
        assert "Nothing was punched" in shown
        assert "secret" not in shown
        monkeypatch.setattr(punching, "standing", real)
        assert "Good morning, Luis." in await person.swipe(BADGES["Luis"])

    stand.open(come)


def test_punches_that_the_database_lost_are_told(stand: Stand) -> None:
    old = Path(shutil.copy(stand.path, stand.path.with_name("old.db")))

    async def punch(person: Person) -> None:
        for badge in BADGES.values():
            await person.swipe(badge)
            await person.press("enter")
        assert "MISSING" not in person.sees

    async def look(person: Person) -> None:
        assert "MISSING" in person.sees
        assert "3 punches are missing that this clock had confirmed" in person.sees

    stand.open(punch)
    for end in ("-wal", "-shm"):
        Path(f"{stand.path}{end}").unlink(missing_ok=True)
    shutil.copy(old, stand.path)
    stand.open(look)
    stand.open(punch_and_look)


async def punch_and_look(person: Person) -> None:
    """Punch again: what is missing stays missing."""
    await person.swipe(BADGES["Kim"])
    await person.press("enter")
    assert "3 punches are missing" in await person.press("escape")


def test_another_terminals_receipt_is_its_own(stand: Stand) -> None:
    async def punch(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")

    stand.open(punch)
    assert receipt.read(CLOCK.terminal) is not None
    assert receipt.read(Actor(None, "", "elsewhere").terminal) is None


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(b"no database " * 100), "is not a pettui database"),
        (lambda path: path.write_bytes(b""), "There is no shop at"),
        (lambda path: _pragma(path, "user_version = 9999"), "upgraded by a newer pettui"),
    ],
)
def test_a_database_that_cannot_be_used_is_told(
    stand: Stand, spoil: Callable[[Path], Any], words: str
) -> None:
    spoil(stand.path)

    async def come(person: Person) -> None:
        assert "NO PUNCHES NOW" in person.sees
        assert words in " ".join(person.sees.split())
        assert "Nothing was punched" in await person.swipe(BADGES["Kim"])

    stand.open(come)


def _pragma(path: Path, words: str) -> None:
    database = apsw.Connection(str(path))
    database.execute(f"PRAGMA {words}")
    database.close()


def test_a_shop_that_is_made_while_the_clock_waits(stand: Stand, shop_template: Path) -> None:
    stand.path.unlink()

    async def come(person: Person) -> None:
        assert "There is no shop" in " ".join(person.sees.split())
        shutil.copy(shop_template, stand.path)
        await until(person, "Wagging Tails")
        await until(person, "NO PUNCHES NOW", gone=True)

    stand.open(come)


def test_what_another_terminal_punches_is_on_the_board(stand: Stand) -> None:
    def elsewhere() -> None:
        with connected():
            press(load_shop(), "Ana")

    async def come(person: Person) -> None:
        assert not [line for line in person.sees.splitlines() if "Ana" in line and "8:58" in line]
        await asyncio.to_thread(elsewhere)
        for _ in range(1500):
            await asyncio.sleep(0.02)
            if any("Ana" in line and "8:58" in line for line in person.sees.splitlines()):
                return
        raise AssertionError(person.sees)

    stand.open(come)


def test_the_clock_waits_no_longer_than_it_says(stand: Stand) -> None:
    async def come(person: Person) -> None:
        with gate.held(stand.path, "a long import", seconds=1):
            shown = await person.swipe(BADGES["Kim"])
            assert "Good morning, Kim." in shown  # reading waits for nobody
            stand.clock.pass_time(minutes=1)
            await until(person, "8:59")

    stand.open(come)
