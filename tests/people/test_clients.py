"""New clients and pets, likely duplicates, breeds, ages, phone numbers."""

from __future__ import annotations

from datetime import date

import pytest

from db.models import Breed, Client, Pet, Phone
from pettui.history.door import Refused, change
from pettui.people import clients, notes, phones
from pettui.people.clients import NewClient, NewPet
from pettui.people.find import find
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Maria Ortega", "Maria", "Ortega"), ("Ortega, Maria", "Maria", "Ortega"),
        ("Maria de la Cruz", "Maria", "de la Cruz"), ("Cher", "Cher", ""),
        ("Ortega,", "", "Ortega"),
        ("  ", "", ""), ("\x1b[31mEve\x00", "[31mEve", ""),
    ],
)  # fmt: skip
def test_names_are_split(typed: str, first: str, last: str) -> None:
    assert clients.split_name(typed) == (first, last)


@pytest.mark.parametrize(
    ("typed", "number", "shown", "digits"),
    [
        ("(212) 555-0142", "+12125550142", "(212) 555-0142", "2125550142"),
        ("+1 212 555 0142", "+12125550142", "(212) 555-0142", "2125550142"),
        ("2125550142", "+12125550142", "(212) 555-0142", "2125550142"),
        ("+49 30 901820", "+4930901820", "+49 30 901820", "30901820"),
        ("911", "911", "911", "911"),
    ],
)
def test_phone_numbers(typed: str, number: str, shown: str, digits: str) -> None:
    found = phones.read(typed, "US")
    assert (found.number, found.shown, found.digits) == (number, shown, digits)


@pytest.mark.parametrize("typed", ["", "12", "call me", "1234567890123456", "\x1b[2J"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not a phone number\. Type its digits"):
        phones.read(typed, "US")


def test_a_client_is_made_with_pets_in_one_go(shop: Shop) -> None:
    new = NewClient(
        "Pat  Doe", "212 555 0100", "pat@example.com",
        (NewPet("Zoe\u202e", breed=None, size="m", behavior="bites\x00"), NewPet("Max")),
    )  # fmt: skip
    made = clients.create(shop, new, DANA)
    kept = Client.get_by_id(made.client)
    assert (kept.first_name, kept.last_name, kept.number) == ("Pat", "Doe", 1003)
    assert [p.name for p in kept.pets] == ["Zoe", "Max"]
    zoe = Pet.get_by_id(made.pets[0])
    assert (zoe.size, zoe.behavior, zoe.species) == ("M", "bites", "Dog")
    phone = Phone.get(Phone.client == kept)
    assert (phone.shown, phone.digits, phone.primary) == ("(212) 555-0100", "2125550100", True)
    assert [f.title for f in find(shop, "zoe")] == ["Zoe · Pat Doe"]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (NewClient(" \u200b"), "The client needs a name"),
        (NewClient("Pat", "12"), "Phone: “12” is not a phone number"),
        (NewClient("Pat", email="pat at home"), "“pat at home” is not an e-mail address"),
        (NewClient("Pat", pets=(NewPet("\u3164"),)), "The pet needs a name"),
        (NewClient("Pat", pets=(NewPet("Zoe", size="huge"),)), "“huge” is not a size"),
    ],
)
def test_what_is_wrong_names_the_field_and_nothing_is_saved(
    shop: Shop, new: NewClient, words: str
) -> None:
    before = steps.contents()
    with pytest.raises(Refused, match=words):
        clients.create(shop, new, DANA)
    assert steps.contents() == before


def test_a_second_pet_of_the_same_name_is_refused(shop: Shop) -> None:
    owner = steps.client("Ortega")
    with pytest.raises(Refused, match="Maria has a pet named BELLA already"):
        clients.add_pet(owner, NewPet("BELLA"), DANA)
    with change("gone", DANA) as door:
        door.update(Pet.get(Pet.name == "Bella"), active=False)
    assert Pet.get_by_id(clients.add_pet(owner, NewPet("Bella"), DANA)).active


@pytest.mark.parametrize(
    ("new", "names"),
    [
        (NewClient("maría  ORTEGA"), ["Maria Ortega"]),
        (NewClient("Ortega Maria"), ["Maria Ortega"]),
        (NewClient("Mary", "5550142"), ["Maria Ortega"]),
        (NewClient("Mary", email="MARIA@example.com"), ["Maria Ortega"]),
        (NewClient("Jim Ortega", pets=(NewPet("bella"),)), ["Maria Ortega"]),
        (NewClient("Jim Ortega", pets=(NewPet("Bel"),)), []),
        (NewClient("Mari Orte"), []),
        (NewClient("Maria"), []),
        (NewClient("Maria Whitfield"), []),
        (NewClient("Joe Doe", "5550142", "li@example.com"), ["Maria Ortega", "Li Chen"]),
        (NewClient("Mary", "555"), []),
        (NewClient("%", "%"), []),
    ],
)
def test_likely_duplicates(shop: Shop, new: NewClient, names: list[str]) -> None:
    assert [line.title for line in clients.likely_duplicates(shop, new)] == names


def test_breeds_are_found_by_any_part(shop: Shop) -> None:
    with change("breeds", DANA) as door:
        for name in ("Golden Retriever", "Retriever", "Löwchen"):
            door.insert(Breed, name=name)
    assert [b.name for b in clients.find_breeds("retr")] == [
        "Retriever", "Golden Retriever", "Labrador Retriever",
    ]  # fmt: skip
    assert [b.name for b in clients.find_breeds("LOW")] == ["Löwchen"]
    assert clients.find_breeds("ret gold")[0].name == "Golden Retriever"
    assert clients.find_breeds(" ") == clients.find_breeds("%") == []


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2022, 11, 23), "4 y"), (date(2022, 11, 24), "3 y"), (date(2026, 4, 23), "7 mo"),
        (date(2024, 11, 24), "23 mo"), (date(2024, 11, 23), "2 y"), (date(2027, 1, 1), ""),
        (None, ""),
    ],
)  # fmt: skip
def test_how_old_a_pet_is(born: date | None, words: str) -> None:
    assert clients.age(born, date(2026, 11, 23)) == words


def test_alerts_and_notes(shop: Shop) -> None:
    owner = steps.client("Ortega")
    clients.set_alert(owner, "pays \x1bcash", DANA)
    assert Client.get_by_id(owner).alert == "pays cash"
    with pytest.raises(Refused, match="The note is empty"):
        notes.add(DANA, " \n ", client=owner)
