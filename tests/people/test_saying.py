"""Pets as they are said on the phone."""

from __future__ import annotations

import pytest

from pettui.people.saying import read_pet, read_pets
from pettui.team.shop import Shop


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
    ],
)
def test_name_breed_and_size_are_understood(shop: Shop, said: str, words: str) -> None:
    assert read_pet(said).words == words


def test_several_pets_stand_between_semicolons(shop: Shop) -> None:
    assert [one.pet.name for one in read_pets("Bella poodle; Max, lab;")] == ["Bella", "Max"]


def test_a_breed_that_is_not_known_is_said(shop: Shop) -> None:
    with pytest.raises(ValueError, match="“unicorn” is not a breed"):
        read_pet("Bella, unicorn")
