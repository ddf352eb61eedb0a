"""The shared dialogs and pickers: keys, mouse, late answers, and hostile text in every one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen

from pettui.history.door import Refused
from pettui.text import safe
from screens.desk import Desk
from screens.frame.screen import DeskScreen
from screens.widgets.ask import Ask, Understood
from screens.widgets.line import Field, Line
from screens.widgets.menu import Choice, Confirm, Menu
from screens.widgets.picker import PickList
from screens.widgets.plain import assemble, cell, line, plain
from screens.widgets.rows import Row, Rows
from screens.widgets.text_page import TextPage
from tests.ui.frame.holder import Holder
from tests.ui.helpers import (
    HOSTILE,
    Test,
    drive,
    lines,
    press,
    said,
    settle,
    text,
    type_ahead,
    until,
)

DOGS = ["Bella", "Coco", "Otto", "Rex", "Luna", "Milo"]


async def dogs(typed: str) -> list[Row]:
    return [Row(d, line(d), line("poodle")) for d in DOGS if typed.lower() in d.lower()]


def understand(typed: str) -> Understood[int]:
    if not typed.isdigit():
        raise Refused(f"{typed} is no number of weeks. Type one such as 6.")
    return Understood(int(typed), f"in {typed} weeks")


def with_dialog(
    shop_file: Path, dialog: Callable[[], Screen[Any]], test: Test, **more: Any
) -> list[Any]:
    """Open a dialog over a screen, let a test press keys, and give what the dialog gave."""
    given: list[Any] = []

    async def opened(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.push_screen(dialog(), given.append)
        await settle(pilot)
        await test(desk, pilot)
        await pilot.pause()

    drive(shop_file, opened, home=Holder, **more)
    return given


def pressing(*keys: str) -> Test:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, *keys)

    return test


CHOICES = [
    Choice("cancelled", "cancelled"),
    Choice("late", "late cancel", "within 24 h"),
    Choice("no-show", "no-show", why_not="The visit is still to come."),
]


@pytest.mark.parametrize(
    ("keys", "given"),
    [(("2",), "late"), (("down", "enter"), "late"), (("enter",), "cancelled"),
     (("up", "j", "k", "enter"), "cancelled"), (("escape",), None)],
)  # fmt: skip
def test_a_menu_gives_what_is_chosen(shop_file: Path, keys: tuple[str, ...], given: str) -> None:
    assert with_dialog(shop_file, lambda: Menu("End", CHOICES), pressing(*keys)) == [given]


def test_a_menu_says_why_a_choice_cannot_be_taken(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "3", "9")
        assert text(desk).count("The visit is still to come.") == 2
        assert isinstance(desk.screen, Menu)

    assert with_dialog(shop_file, lambda: Menu("End", CHOICES), test) == []


def test_a_menu_obeys_the_mouse(shop_file: Path) -> None:
    async def choose(desk: Desk, pilot: Pilot[Any]) -> None:
        await pilot.click(Rows, offset=(4, 1))

    async def beside(desk: Desk, pilot: Pilot[Any]) -> None:
        await pilot.click(offset=(1, 1))

    assert with_dialog(shop_file, lambda: Menu("End", CHOICES), choose) == ["late"]
    assert with_dialog(shop_file, lambda: Menu("End", CHOICES), beside) == [None]


@pytest.mark.parametrize(
    ("keys", "given"),
    [("y", True), ("n", None), ("enter", None), ("escape", None), ("down enter", True)],
)
def test_a_confirmation_leaves_things_alone_by_itself(
    shop_file: Path, keys: str, given: bool | None
) -> None:
    def dialog() -> Confirm:
        return Confirm("Send 400 mails?", "They cannot be called back.", yes="send them")

    assert with_dialog(shop_file, dialog, pressing(*keys.split())) == [given]


def test_a_question_echoes_what_was_understood(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "6")
        assert "in 6 weeks" in text(desk)
        await press(pilot, "x")
        assert "6x is no number of weeks. Type one such as 6." in text(desk)
        await press(pilot, "enter")
        assert isinstance(desk.screen, Ask)
        await press(pilot, "backspace", "enter")

    assert with_dialog(shop_file, lambda: Ask("Rebook", understand), test) == [6]


def test_a_question_selects_what_it_proposes(shop_file: Path) -> None:
    def dialog() -> Ask[int]:
        return Ask("Rebook", understand, value="6")

    assert with_dialog(shop_file, dialog, pressing("8", "enter")) == [8]
    assert with_dialog(shop_file, dialog, pressing("enter")) == [6]


def test_late_answers_to_earlier_texts_are_dropped(shop_file: Path) -> None:
    async def slow(typed: str) -> Understood[str]:
        await asyncio.sleep(0.15 if len(typed) == 1 else 0)
        return Understood(typed, f"that is {typed}")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "a", "b")
        await asyncio.sleep(0.2)
        await settle(pilot)
        assert "that is ab" in text(desk)
        await type_ahead(pilot, "c", "enter")

    assert with_dialog(shop_file, lambda: Ask("What", slow), test) == ["abc"]


def test_a_picker_follows_what_is_typed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert all(dog in text(desk) for dog in DOGS)
        await press(pilot, "o")
        assert "Bella" not in text(desk) and "Milo" in text(desk)
        await press(pilot, "down", "t")
        assert "Otto" in text(desk) and "Milo" not in text(desk)
        await press(pilot, "q")
        assert "No such dog." in text(desk)
        await press(pilot, "enter")
        assert isinstance(desk.screen, PickList)
        await press(pilot, "backspace", "backspace", "down", "enter")

    def dialog() -> PickList:
        return PickList("Dog", dogs, empty="No such dog.")

    assert with_dialog(shop_file, dialog, test) == ["Otto"]


def test_enter_waits_for_the_rows_that_belong_to_the_text(shop_file: Path) -> None:
    async def slow(typed: str) -> Sequence[Row]:
        await asyncio.sleep(0.05 * (4 - len(typed)))
        return await dogs(typed)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "r", "e", "x", "enter")
        await until(pilot, lambda: not isinstance(desk.screen, PickList))
        await settle(pilot)

    assert with_dialog(shop_file, lambda: PickList("Dog", slow), test) == ["Rex"]


def test_a_source_that_fails_is_told_and_can_be_asked_again(shop_file: Path) -> None:
    async def source(typed: str) -> Sequence[Row]:
        if typed == "a":
            raise Refused("Type two letters [/].")
        return await dogs(typed)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        assert "Type two letters [/]." in said(desk)
        await press(pilot, "backspace", *"luna", "enter")

    assert with_dialog(shop_file, lambda: PickList("Dog", source), test) == ["Luna"]


def test_the_cursor_of_a_long_list_stays_in_sight(shop_file: Path) -> None:
    async def many(typed: str) -> list[Row]:
        head = Row("#", line("HEAD"), heading=True)
        return [head, *(Row(str(n), line(f"dog {n:02d}")) for n in range(50))]

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "HEAD" in text(desk) and "dog 00" in text(desk)
        await press(pilot, "pagedown", "pagedown", "down")
        row = desk.screen.query_one(Rows).row
        assert row is not None and row.left.plain in text(desk)
        await press(pilot, *["pageup"] * 5)
        assert "HEAD" in text(desk)
        await press(pilot, *["pagedown"] * 9, "enter")

    assert with_dialog(shop_file, lambda: PickList("Dog", many), test) == ["49"]


def test_a_page_of_text_is_searched(shop_file: Path) -> None:
    paragraphs = [line(f"line {number}") for number in range(200)]

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "line 150" not in text(desk)
        await press(pilot, "/", *"LINE 15", "enter")
        assert "line 15" in text(desk)
        await press(pilot, "n")
        assert "line 150" in text(desk)
        await press(pilot, "N", "N")
        assert "line 159" in text(desk)
        await press(pilot, "escape")

    assert with_dialog(shop_file, lambda: TextPage("History", paragraphs), test) == [None]


def dialogs(people: str) -> list[Screen[Any]]:
    """Put a text into every place of every dialog."""

    async def rows(typed: str) -> list[Row]:
        return [
            Row("h", line(people), heading=True),
            Row("1", assemble((people, "bold"), people), line(people)),
            Row("2", plain(people), why_not=safe(people)),
        ]

    def accept(typed: str) -> Understood[str]:
        return Understood(typed, people)

    def refuse(typed: str) -> Understood[str]:
        raise Refused(people)

    choices = [Choice("1", people, people), Choice("2", people, people, people)]
    return [
        Menu(people, choices, words=people),
        Confirm(people, people, yes=people),
        Ask(
            people, lambda t: Understood(t, people), value=people, placeholder=people, words=people
        ),
        Ask(people, refuse, value="x"),
        PickList(people, rows, value=people, placeholder=people),
        PickList(people, rows, empty=people),
        TextPage(people, [plain(people), line(people)]),
    ]


@pytest.mark.parametrize("people", HOSTILE, ids=range(len(HOSTILE)))
def test_peoples_text_is_shown_as_it_is_in_every_dialog(shop_file: Path, people: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for dialog in dialogs(people):
            desk.push_screen(dialog)
            await settle(pilot)
            await press(pilot, "down", "up", "2")
            shown = text(desk)
            assert line(people).plain[:8] in shown
            assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown.replace("\n", ""))
            assert not set(shown) & set("\u202e\u2066\u200b")
            while desk.screen is not desk.screen_stack[0]:
                desk.pop_screen()
            await pilot.pause()
        desk.say(people)
        desk.notify(people, title=people, severity="error")
        desk.notices = (people,)
        await settle(pilot)
        assert desk.is_running
        console = Console(width=80, force_terminal=True, record=True)
        with console.capture() as capture:
            console.print(cell(people))
        assert "\x1b]" not in capture.get() and "\x1b[2J" not in capture.get()

    drive(shop_file, test, home=Holder)


class Form(DeskScreen):
    def body(self) -> ComposeResult:
        yield Line("Name", "Rex\x1b[2J \u202e[/]", id="name")
        yield Line("Phone", id="phone")


def test_a_line_shows_its_label_value_and_what_is_wrong(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        name = desk.screen.query_one("#name", Line)
        assert name.value == "Rex[2J [/]"
        assert lines(desk)[1].split() == ["Name", "Rex[2J", "[/]"]
        name.complain("The name has a [/] in it.")
        await pilot.pause()
        assert lines(desk)[2].strip() == "The name has a [/] in it."
        name.complain("")
        await pilot.pause()
        assert lines(desk)[2].strip() == "Phone"
        await press(pilot, "tab", "5")
        assert desk.screen.query_one("#phone", Line).value == "5"

    drive(shop_file, test, home=Form)


def test_a_huge_paste_is_cut(shop_file: Path) -> None:
    from textual import events

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.post_message(events.Paste("[/]" * 100_000))
        await settle(pilot)
        assert len(desk.screen.query_one(Field).value) <= 500

    with_dialog(shop_file, lambda: Ask("Note", understand), test)
