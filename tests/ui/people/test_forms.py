"""The forms of clients and pets by keyboard: what is typed is what is kept, and nothing is lost."""

from __future__ import annotations

import stat
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from db.connection import Target, bind, connected
from db.models import Breed, Client, Pet, Phone
from pettui.config import state_dir
from pettui.people.client_record import client_record, save_client
from pettui.people.record import ClientRecord
from pettui.text import clean
from screens.desk import Desk
from screens.frame.screen import DeskScreen
from screens.people.editing import add_pet, edit
from screens.people.record_form import RecordForm
from screens.widgets.fields import Typed
from tests.small_shop import DANA
from tests.ui.helpers import SHIFTS, drive, hostile, lines, press, said, settle, text, write


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
        yield


class Home(DeskScreen):
    """An empty screen to open forms from."""

    def body(self) -> ComposeResult:
        yield Static("home")


Test = Callable[[Desk, Pilot[Any]], Awaitable[None]]


def at_home(shop_file: Path, test: Test, **more: Any) -> None:
    """Open the desk on an empty screen."""
    drive(shop_file, test, home=Home, **more)


async def open_form(desk: Desk, pilot: Pilot[Any], what: str, first: str = "") -> None:
    desk.screen_stack[0].run_worker(edit(desk, what, first=first))
    await settle(pilot)


def in_shop(shop_file: Path) -> Any:
    """Bind the models to the file, for looking into it."""
    bind(Target(shop_file, ""))
    return connected()


def is_form(desk: Desk) -> bool:
    return isinstance(desk.screen, RecordForm)


def drafts() -> list[Path]:
    return list((state_dir() / "drafts").glob("*.json"))


def line_with(desk: Desk, words: str) -> str:
    return next(line for line in lines(desk) if words in line)


def test_tab_goes_through_the_fields_and_ctrl_s_saves(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        await write(pilot, "Mary")
        await press(pilot, "tab", "tab")
        await write(pilot, "5552030142")
        await press(pilot, "enter")
        await write(pilot, "work 555-203-0143")
        await press(pilot, "ctrl+s")
        assert not is_form(desk)

    at_home(shop_file, test)
    with in_shop(shop_file):
        assert Client.get_by_id(1).first_name == "Mary"
        phones = list(Phone.select().where(Phone.client == 1).order_by(Phone.id))
        assert [(p.kind, p.digits, bool(p.primary)) for p in phones] == [
            ("mobile", "5552030142", True), ("work", "5552030143", False),
        ]  # fmt: skip


def test_tab_flows_from_the_last_field_of_a_page_to_the_next_page(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1", "postcode")
        await press(pilot, "tab")
        assert "[To know]" in text(desk)
        await write(pilot, "calls back late")
        await press(pilot, "shift+tab")
        assert "[Contact]" in text(desk)
        await press(pilot, "ctrl+s")

    at_home(shop_file, test)
    with in_shop(shop_file):
        assert Client.get_by_id(1).alert == "calls back late"


@pytest.mark.parametrize(
    ("what", "field", "typed", "words"),
    [
        ("client:1", "email", "maria@", "“maria@” is not an e-mail address."),
        ("client:1", "phones.0", "55x", "“55x” is not a phone"),
        ("client:1", "birthday", "31/31", "31/31"),
        ("client:1", "service_discount", "200", "from 0 to 100"),
        ("client:1", "referred_by", "nobody", "Choose a client"),
        ("client:1", "mail_bad", "perhaps", "Say yes or no."),
        ("pet:1", "weight", "heavy", "is not a weight"),
        ("pet:1", "born", "2031", "birthday"),
        ("pet:1", "size", "huge", "not in the list"),
        ("pet:1", "behavior", "purple", "not in the list"),
        ("pet:1", "rhythm", "900", "1 to 104"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_its_field(
    shop_file: Path, what: str, field: str, typed: str, words: str
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, what, field)
        await write(pilot, typed)
        await press(pilot, "ctrl+s")
        assert is_form(desk)
        form = desk.screen
        assert isinstance(form, RecordForm)
        entry = form.form.entries[field]
        assert entry.has_class("-wrong") and entry.box is not None and entry.box.has_focus
        shown = " ".join(" ".join(lines(desk)).split())
        start = " ".join(words.split()[:3])
        assert start in shown

    at_home(shop_file, test)


def test_esc_asks_only_when_something_would_be_lost(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        await press(pilot, "escape")
        assert not is_form(desk)
        await open_form(desk, pilot, "client:1")
        await write(pilot, "Mary")
        await press(pilot, "escape")
        assert "Not saved: first name." in text(desk)
        await press(pilot, "n")
        assert is_form(desk) and "Mary" in line_with(desk, "First name")
        await press(pilot, "escape", "y")
        assert not is_form(desk) and drafts() == []

    at_home(shop_file, test)
    with in_shop(shop_file):
        assert Client.get_by_id(1).first_name == "Maria"


def test_the_breed_is_picked_by_its_beginning_or_made_anew(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "pet:1", "breed")
        await write(pilot, "lab")
        assert "Labrador Retriever" in text(desk)
        await press(pilot, "enter", "ctrl+s")
        await open_form(desk, pilot, "pet:2", "breed")
        await write(pilot, "Schnoodle")
        assert "a new breed of your own" in text(desk)
        await press(pilot, "ctrl+s")
        assert not is_form(desk)

    at_home(shop_file, test)
    with in_shop(shop_file):
        assert Pet.get_by_id(1).breed.name == "Labrador Retriever"
        own = Breed.get(Breed.name == "Schnoodle")
        assert own.own and Pet.get_by_id(2).breed_id == own.id


def test_flags_are_chosen_in_words(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "pet:1", "behavior")
        assert "BITES, muzzle" in line_with(desk, "Behavior")
        await press(pilot, "end")
        await write(pilot, ", esc")
        assert "escapes" in text(desk)
        await press(pilot, "enter")
        assert "BITES, muzzle, escapes" in line_with(desk, "Behavior")
        await press(pilot, "ctrl+s")

    at_home(shop_file, test)
    with in_shop(shop_file):
        assert Pet.get_by_id(1).behavior == "bites,muzzle,escapes"


def test_what_was_understood_is_echoed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "pet:1", "born")
        await write(pilot, "4y")
        assert "4 y" in line_with(desk, "Age or birthday")
        await press(pilot, "shift+tab")
        await write(pilot, "5 kg")
        assert "11.0 lb" in line_with(desk, "Weight")

    at_home(shop_file, test)


def test_text_survives_a_crash_and_is_offered_again(shop_file: Path) -> None:
    async def crash(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1", "comment")
        await write(pilot, "Parks behind the house")
        # The line drops: the desk ends with the form open.

    async def again(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        assert "There is text that was never saved" in text(desk)
        assert "comment" in text(desk)
        await press(pilot, "1")
        await press(pilot, "ctrl+s")
        assert not is_form(desk)

    at_home(shop_file, crash)
    (kept,) = drafts()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "Parks behind" in kept.read_text()
    at_home(shop_file, again)
    assert drafts() == []
    with in_shop(shop_file):
        assert Client.get_by_id(1).comment == "Parks behind the house"


def test_a_draft_of_one_record_is_not_offered_for_another(shop_file: Path) -> None:
    async def crash(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        await write(pilot, "Mary")

    async def other(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:2")
        assert is_form(desk)

    at_home(shop_file, crash)
    at_home(shop_file, other)


async def other_desk(desk: Desk, **changes: Any) -> None:
    """Let another desk change the client meanwhile."""
    from dataclasses import replace

    def change() -> None:
        record: ClientRecord = client_record(desk.shop, 1)
        save_client(desk.shop, replace(record, **changes), DANA)

    await desk.gateway.run(change)


def test_two_desks_that_change_different_fields_both_have_their_way(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        await write(pilot, "Mary")
        await other_desk(desk, city="Springfield")
        await press(pilot, "ctrl+s")
        assert not is_form(desk) and "Both changes are kept" in said(desk)

    at_home(shop_file, test)
    with in_shop(shop_file):
        kept = Client.get_by_id(1)
        assert (kept.first_name, kept.city) == ("Mary", "Springfield")


@pytest.mark.parametrize(("keys", "name"), [((), "Mary"), (("down", "enter"), "Marie")])
def test_the_same_field_shows_mine_and_theirs(
    shop_file: Path, keys: tuple[str, ...], name: str
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        await write(pilot, "Mary")
        await press(pilot, "tab")
        await write(pilot, "Ortiz")
        await other_desk(desk, first_name="Marie")
        await press(pilot, "ctrl+s")
        assert "(•) mine    Mary" in text(desk) and "( ) theirs  Marie" in text(desk)
        await press(pilot, *keys, "ctrl+s")
        assert not is_form(desk)

    at_home(shop_file, test)
    with in_shop(shop_file):
        kept = Client.get_by_id(1)
        assert (kept.first_name, kept.last_name) == (name, "Ortiz")


def test_esc_from_a_clash_keeps_mine_and_shows_theirs(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        await write(pilot, "Mary")
        await other_desk(desk, first_name="Marie")
        await press(pilot, "ctrl+s", "escape")
        assert is_form(desk)
        assert "Mary" in line_with(desk, "First name")
        assert "theirs: Marie" in line_with(desk, "First name")

    at_home(shop_file, test)


def test_hostile_text_goes_through_every_field_of_words(shop_file: Path) -> None:
    names = {"first_name": 120, "city": 120, "occupation": 120, "comment": 0, "class_of": 0}

    def look(put: dict[str, str]) -> None:
        row = Client.get_by_id(1)
        for name, most in names.items():
            if most and clean(put[name]):  # what holds nothing that can be seen changes nothing
                assert getattr(row, name) == clean(put[name], most)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for shift in SHIFTS:
            put = {name: hostile(place) for place, name in enumerate(names, shift)}
            await open_form(desk, pilot, "client:1")
            form = desk.screen
            assert isinstance(form, RecordForm)
            for name, words in put.items():
                form.form.put({name: Typed("")})
                await form.form.go_to(name)
                box = form.form.entries[name].box
                assert box is not None
                box.post_message(events.Paste(words))
                await settle(pilot)
            await press(pilot, "ctrl+s")
            assert not is_form(desk), text(desk)
            await desk.gateway.run(look, put)
            await open_form(desk, pilot, "client:1")
            await press(pilot, "pagedown", "pagedown", "escape")
            assert not is_form(desk)

    at_home(shop_file, test)


def test_a_new_pet_needs_only_its_name(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.screen.run_worker(add_pet(desk, 1))
        await settle(pilot)
        assert "New pet of Maria Ortega" in text(desk)
        await press(pilot, "ctrl+s")
        assert "The name is needed." in text(desk)
        await write(pilot, "Milo")
        await press(pilot, "ctrl+s")
        assert not is_form(desk)

    at_home(shop_file, test)
    with in_shop(shop_file):
        assert Pet.get(Pet.name == "Milo").client_id == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_it_fits_every_size(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        shown = text(desk)
        assert "ctrl+s save" in shown and "Postcode" in shown and "Esc back" in shown

    at_home(shop_file, test, size=size)
