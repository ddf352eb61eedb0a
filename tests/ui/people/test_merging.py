"""Records of one person are compared and merged by keys; a person is erased after asking twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client, Pet, Photo
from pettui.history.door import change
from pettui.people.clients import NewClient, NewPet, add_pet, create
from pettui.team.shop import load_shop
from screens.desk import Desk
from screens.people.client import ClientScreen
from screens.people.duplicates import DuplicatesScreen
from screens.people.merging import MergeDialog
from screens.people.pet import PetScreen
from tests.small_shop import DANA, unbind
from tests.ui.helpers import HOSTILE, drive, press, said, settle, text, write

MARIA = 1


def twin(shop_file: Path, name: str = "Maria Ortega") -> int:
    """Write Maria down a second time."""
    bind(Target(shop_file, ""))
    with connected():
        new = NewClient(name, "555-0142", "maria@work.example", (NewPet("Bella"),))
        made = create(load_shop(), new, DANA).client
        with change("town", DANA) as door:
            door.update(Client.get_by_id(made), city="Rye", alert=HOSTILE[0])
    unbind()
    return made


def there(shop_file: Path, client: int) -> Client | None:
    bind(Target(shop_file, ""))
    with connected():
        found: Client | None = Client.get_or_none(Client.id == client)
    unbind()
    return found


def test_a_pair_is_found_compared_merged_and_taken_apart(shop_file: Path) -> None:
    again = twin(shop_file)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4", "down", "d")
        assert isinstance(desk.screen, DuplicatesScreen)
        shown = " ".join(text(desk).split())
        assert "1 pair" in shown and "same phone" in shown
        await press(pilot, "enter")
        assert "Which record stays?" in text(desk)
        await press(pilot, "1")
        assert isinstance(desk.screen, MergeDialog)
        shown = " ".join(text(desk).split())
        assert "1 pet and 1 number move" in shown
        assert "> maria@example.com" in shown and "> Rye" in shown and "one and the same" in shown
        while "email" not in (desk.screen.rows.row.id if desk.screen.rows.row else ""):
            await press(pilot, "down")
        await press(pilot, "right")
        assert "> maria@work.example" in text(desk)
        await press(pilot, "ctrl+s")
        assert "are one now" in said(desk)
        assert "Nobody seems to be on record twice" in text(desk)
        await press(pilot, "u")
        assert "1 pair" in text(desk)
        await press(pilot, "U")
        assert "Nobody seems" in text(desk)

    drive(shop_file, test)
    kept = there(shop_file, MARIA)
    assert kept is not None and kept.email == "maria@work.example" and kept.city == "Rye"
    assert there(shop_file, again) is None


def test_two_who_are_not_the_same_are_listed_no_more(shop_file: Path) -> None:
    twin(shop_file, "M. Ortega")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4", "down", "d", "x")
        assert "are two, and listed no more" in said(desk)
        assert "Nobody seems to be on record twice" in text(desk)
        await press(pilot, "u", "]")
        assert isinstance(desk.screen, ClientScreen)
        assert "M. Ortega" in text(desk)

    drive(shop_file, test)


def test_a_client_is_merged_with_another_from_the_page(shop_file: Path) -> None:
    again = twin(shop_file)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.push_screen(ClientScreen(again))
        await settle(pilot)
        await press(pilot, "m", "5")
        await write(pilot, "whitfield")
        await press(pilot, "enter", "2", "ctrl+s")
        assert isinstance(desk.screen, ClientScreen) and desk.screen.key == 2
        assert "Joe Whitfield" in text(desk) and "Bella" in text(desk)
        assert "no longer here" not in said(desk)

    drive(shop_file, test)
    assert there(shop_file, again) is None
    bind(Target(shop_file, ""))
    with connected():
        assert Pet.select().where(Pet.client == 2).count() == 2


def test_a_person_is_erased_only_after_two_questions(shop_file: Path) -> None:
    again = twin(shop_file, "Quentin Quux")
    row = there(shop_file, again)
    assert row is not None
    number = str(row.number)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.push_screen(ClientScreen(again))
        await settle(pilot)
        await press(pilot, "m", "7")
        assert "Erase Quentin Quux?" in text(desk)
        await press(pilot, "enter")
        assert "Quentin Quux" in text(desk)  # no is the answer that Enter gives
        await press(pilot, "m", "7", "y")
        await write(pilot, "12")
        await press(pilot, "enter")
        assert f"Type {number} to erase" in text(desk)
        await press(pilot, "ctrl+u")
        await write(pilot, number)
        await press(pilot, "enter")
        assert f"Erased: Client #{number}" in said(desk)
        assert "Quux" not in text(desk)

    drive(shop_file, test)


def test_who_has_visits_to_come_is_not_erased(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.push_screen(ClientScreen(MARIA))
        await settle(pilot)
        await press(pilot, "m", "7")
        assert "End or cancel them first" in said(desk)

    drive(shop_file, test)


def test_a_person_takes_the_records_along(shop_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "maria"

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.push_screen(ClientScreen(MARIA))
        await settle(pilot)
        await press(pilot, "m", "6", "ctrl+u")
        await write(pilot, str(target))
        await press(pilot, "enter")
        assert "Written into" in said(desk)

    drive(shop_file, test)
    assert (target / "person.json").exists() and (target / "README.txt").exists()


def test_a_pet_written_down_twice_is_merged_from_its_page(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        again = add_pet(MARIA, NewPet("Belllla"), DANA)
        with change("photographed", DANA) as door:
            for key in (1, again):
                made = door.insert(Photo, pet=key, file=f"{key}.jpg", caption="[/]", at=door.at)
                door.update(Pet.get_by_id(key), primary_photo=made.id)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.push_screen(PetScreen(1))
        await settle(pilot)
        screen = desk.screen
        assert isinstance(screen, PetScreen)
        place = [choice.id for choice in screen.choices()].index("merge")
        await press(pilot, "m", *["up"] * 20, *["down"] * place, "enter")
        await write(pilot, "belllla")
        await press(pilot, "enter")
        assert "Is Bella one and the same pet?" in text(desk)
        await press(pilot, "y")
        assert "Which picture stands for Bella?" in text(desk) and "[/], " in text(desk)
        await press(pilot, "2")
        assert "Bella is one pet now" in said(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert Pet.get_or_none(Pet.id == again) is None
        assert Pet.get_by_id(1).primary_photo == made.id
