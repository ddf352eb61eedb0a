"""Pets as they are said on the phone."""

from __future__ import annotations

import pytest

from pettui.history.door import change
from pettui.people import breeds
from pettui.people.saying import read_pet, read_pets
from pettui.team.shop import Shop
from tests.small_shop import DANA


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Bella", "Bella"),
        ("Bella, poodle", "Bella · Poodle · S"),
        ("Bella poodle s", "Bella · Poodle · S"),
        ("Bella poodle L", "Bella · Poodle · L"),
        ("Mr Big lab", "Mr Big · Labrador Retriever · L"),
        ("Mr Big", "Mr Big"),
        ("Max retriever", "Max · Labrador Retriever · L"),
        ("Lab", "Lab"),  # one word is always the name
        ("S", "S"),
        ("Poodle Duke,", "Poodle Duke"),  # a comma says where the name ends
        ("Tom, cat", "Tom · Cat"),
        ("Tom cat xl", "Tom · XL · Cat"),
        ("Rex [/], lab", "Rex [/] · Labrador Retriever · L"),
        ("Bella poodle, bites", "Bella · Poodle · S · BITES"),
        ("Bella, poodle, heart, Fears the dryer", "Bella · Poodle · S · HEART · fears the dryer"),
        ("Bites", "Bites"),  # the name of a pet stays one
    ],
)
def test_name_breed_and_size_are_understood(shop: Shop, said: str, words: str) -> None:
    assert read_pet(said).words == words


def test_several_pets_stand_between_semicolons(shop: Shop) -> None:
    assert [one.pet.name for one in read_pets("Bella poodle; Max, lab;")] == ["Bella", "Max"]


def test_a_breed_that_is_not_known_is_said(shop: Shop) -> None:
    with pytest.raises(ValueError, match="“unicorn” is not a breed"):
        read_pet("Bella, unicorn")


def test_dangers_are_kept_with_the_pet(shop: Shop) -> None:
    pet = read_pet("Bella poodle, muzzle, deaf, bites").pet
    assert (pet.name, pet.behavior, pet.medical) == ("Bella", "muzzle,bites", "deaf")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Bella toy poodle", "Bella · Poodle (Toy) · XS"),
        ("Max mini schnauzer", "Max · Miniature Schnauzer · S"),
        ("Bear golden", "Bear · Golden Retriever · L"),
    ],
)
def test_breeds_of_the_list_are_found_by_what_people_call_them(
    shop: Shop, said: str, words: str
) -> None:
    with change("breeds", DANA, undoable=False) as door:
        breeds.write(door)
    assert read_pet(said).words == words
