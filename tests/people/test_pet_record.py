"""The record of a pet: every field, own breeds and vets on the way, and the course of weights."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from db.models import Breed, Change, Pet, PetWeight, Vet
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.people import clashing, vets
from pettui.people.pet_record import new_pet, pet_record, save_pet
from pettui.people.record import PetRecord, RecordClash, Wrong
from pettui.team.shop import Shop
from tests.people.hostile import HOSTILE
from tests.small_shop import DANA, DAY

KIM = Actor(None, "Kim", "back room")


def bella(shop: Shop) -> PetRecord:
    return pet_record(shop, Pet.get(Pet.id == 1).id)


FULL: dict[str, Any] = {
    "name": "Bella Rosa", "species": "Cat", "breed": None, "breed_name": "House Panther",
    "size": "M", "coat": "short", "color": "black", "weight": 5200, "born": date(2020, 2, 29),
    "sex": "female", "neutered": True, "behavior": ("bites", "dryer", "hates Mondays"),
    "medical": ("heart",), "behavior_note": "One\nTwo", "medical_note": "Pills",
    "alert": "Two people", "groom_notes": "#7F", "vet": None, "vet_name": "Lakeside",
    "microchip": "981000012345678", "rhythm": 6,
}  # fmt: skip


def test_every_field_is_saved_and_read_back(shop: Shop) -> None:
    before = bella(shop)
    record = replace(before, **FULL)
    same = {f.name for f in fields(record) if getattr(record, f.name) == getattr(before, f.name)}
    assert same <= {"id", "version", "client", "client_name", "active", "deceased", "vet"}
    save_pet(shop, record, DANA)
    after = bella(shop)
    breed, vet = Breed.get(Breed.name == "House Panther"), Vet.get()
    assert (breed.own, breed.species, vet.practice) == (True, "Cat", "Lakeside")
    assert after == replace(record, version=after.version, breed=breed.id, vet=vet.id)
    changes = Change.select().count()
    save_pet(shop, after, DANA)
    assert Change.select().count() == changes


def test_undo_brings_every_field_back(shop: Shop) -> None:
    before = bella(shop)
    save_pet(shop, replace(before, **FULL), DANA)
    undo.undo(DANA)
    assert replace(bella(shop), version="") == replace(before, version="")
    assert not PetWeight.select().exists()
    assert not Vet.select().exists()
    assert not Breed.select().where(Breed.own).exists()


def test_a_new_pet_gets_a_record(shop: Shop) -> None:
    saved = save_pet(shop, replace(new_pet(shop, 2), name="Otto", breed_name="poodle"), DANA)
    otto = pet_record(shop, saved.id)
    assert (otto.client_name, otto.breed_name, otto.species) == ("Joe Whitfield", "Poodle", "Dog")
    assert Change.select().order_by(Change.id.desc()).get().what == "new pet Otto of Joe Whitfield"
    assert Breed.select().count() == 2


def test_breeds_and_vets_are_known_however_they_are_spelled(shop: Shop) -> None:
    first = save_pet(shop, replace(new_pet(shop, 1), name="A", vet_name="Lakeside Vét"), DANA)
    more = replace(new_pet(shop, 2), name="B", vet_name="lakeside vet", breed_name=" POODLE ")
    second = save_pet(shop, more, DANA)
    one, two = pet_record(shop, first.id), pet_record(shop, second.id)
    assert one.vet == two.vet
    assert two.breed_name == "Poodle"
    assert [v.words for v in vets.practices()] == ["Lakeside Vét"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", " ", "needs a name"),
        ("size", "XXL", "Use XS"),
        ("born", date(2031, 1, 1), "future"),
        ("weight", 0, "out of range"),
        ("weight", 2_000_000, "out of range"),
        ("rhythm", 0, "1 to 104"),
        ("breed", 999, "no longer in the list"),
        ("vet", 999, "no longer in the list"),
        ("behavior", tuple(f"flag number {n}" for n in range(40)), "too many"),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field(
    shop: Shop, field: str, value: Any, words: str
) -> None:
    before = bella(shop)
    with pytest.raises(Wrong, match=words) as said:
        save_pet(shop, replace(before, **{field: value}), DANA)
    assert said.value.field == field
    assert bella(shop) == before


def test_two_pets_of_one_owner_have_two_names(shop: Shop) -> None:
    with pytest.raises(Wrong, match="already"):
        save_pet(shop, replace(new_pet(shop, 1), name="bélla"), DANA)
    save_pet(shop, replace(new_pet(shop, 2), name="Bella"), DANA)


def test_weights_make_a_course_by_day(shop: Shop) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(shop.zone))
    for days, grams in ((0, 5000), (0, 5100), (30, 5400), (31, 5400)):
        with time_machine.travel(noon + timedelta(days=days), tick=False):
            save_pet(shop, replace(bella(shop), weight=grams, color=f"day {days}"), DANA)
    course = [(w.day, w.grams) for w in PetWeight.select().order_by(PetWeight.day)]
    assert course == [(DAY, 5100), (DAY + timedelta(days=30), 5400)]


def test_two_desks_edit_different_fields_and_neither_is_lost(shop: Shop) -> None:
    base = bella(shop)
    save_pet(shop, replace(base, breed=None, breed_name="Bolonka", alert="Slow"), KIM)
    mine = replace(base, color="white", alert="Fast", breed=None, breed_name="Poodle")
    with pytest.raises(RecordClash, match="Kim at back room") as clash:
        save_pet(shop, mine, DANA)
    theirs = clash.value.record
    assert isinstance(theirs, PetRecord)
    settled = clashing.settle(base, mine, theirs)
    shown = {c.words: (c.mine, c.theirs) for c in settled.conflicts}
    assert shown == {"alert": ("Fast", "Slow"), "breed": ("Poodle", "Bolonka")}
    agreed = clashing.take_theirs(settled.record, theirs, "breed")
    save_pet(shop, agreed, DANA)
    now = bella(shop)
    assert (now.breed_name, now.color, now.alert) == ("Bolonka", "white", "Fast")


def test_pets_that_are_gone_are_said_to_be(shop: Shop) -> None:
    with pytest.raises(Refused, match="no longer here"):
        pet_record(shop, 4711)
    with pytest.raises(Refused, match="no longer here"):
        new_pet(shop, 4711)
    with pytest.raises(Refused, match="no longer here"):
        save_pet(shop, PetRecord(id=4711, name="x"), DANA)


TEXTS = [
    f.name for f in fields(PetRecord)
    if f.type == "str" and f.name not in ("version", "client_name", "size")
]  # fmt: skip


def _all(text: str) -> dict[str, Any]:
    return dict.fromkeys(TEXTS, text)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_in_every_field_is_cleaned_and_stays(shop: Shop, text: str) -> None:
    flags: dict[str, Any] = {"behavior": (text, "bites"), "medical": (text,), "breed": None}
    record = replace(bella(shop), **_all(text) | flags)
    try:
        saved = save_pet(shop, record, DANA)
    except Wrong as error:
        assert error.field in ("name", "behavior", "medical")
        return
    once = pet_record(shop, saved.id)
    save_pet(shop, once, DANA)
    assert pet_record(shop, saved.id) == once
