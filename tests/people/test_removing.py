"""Records made by mistake can be removed; what visits refer to cannot, and that is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.models import Client, Note, Pet, Phone, SearchLine, Vaccination
from pettui.history import undo
from pettui.history.door import Refused, change
from pettui.people import household, notes, removing, vaccines
from pettui.people.client_record import client_record, save_client
from pettui.people.gently import likely_same
from pettui.people.pet_record import new_pet, pet_record, save_pet
from pettui.people.record import ClientRecord, PhoneEntry
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

MARIA, JOE, REX = 1, 2, 2


def somebody(shop: Shop) -> tuple[int, int]:
    phones = (PhoneEntry(typed="212 555 0100"),)
    record = ClientRecord(first_name="Ann", last_name="Ng", phones=phones, city="Rye")
    client = save_client(shop, record, DANA).id
    pet = save_pet(shop, replace(new_pet(shop, client), name="Otto", weight=5000), DANA).id
    vaccines.set_shot(shop, pet, 1, DAY, DANA)
    notes.add(DANA, "Hello", client=client)
    notes.add(DANA, "Ears", pet=pet)
    household.join(client, MARIA, DANA)
    return client, pet


def test_a_client_made_by_mistake_goes_with_everything_and_comes_back(shop: Shop) -> None:
    client, pet = somebody(shop)
    before = (client_record(shop, client), pet_record(shop, pet))
    removing.remove_client(client, DANA)
    assert Client.get_or_none(Client.id == client) is None
    assert SearchLine.get_or_none(SearchLine.client == client) is None
    for model in (Phone, Note, Pet):
        assert not model.select().where(model.client == client).exists()
    assert household.home_of(MARIA) is None
    undo.undo(DANA)
    after = (client_record(shop, client), pet_record(shop, pet))
    assert [replace(r, version="") for r in after] == [replace(r, version="") for r in before]
    assert Vaccination.select().where(Vaccination.pet == pet).count() == 1
    assert len(notes.notes_of(shop, client=client)) == 2
    assert "rye" in SearchLine.get(SearchLine.client == client).text
    home = household.home_of(MARIA)
    assert home is not None
    assert len(home.members) == 2


def test_a_pet_made_by_mistake_goes_and_comes_back(shop: Shop) -> None:
    _, pet = somebody(shop)
    removing.remove_pet(pet, DANA)
    assert Pet.get_or_none(Pet.id == pet) is None
    undo.undo(DANA)
    assert pet_record(shop, pet).weight == 5000


def test_what_visits_refer_to_stays_and_is_counted(shop: Shop) -> None:
    with pytest.raises(Refused, match=r"1 ticket refers to it. Make it inactive"):
        removing.remove_pet(REX, DANA)
    with pytest.raises(Refused, match=r"Joe Whitfield cannot be deleted: 1 ticket"):
        removing.remove_client(JOE, DANA)
    client, _ = somebody(shop)
    save_client(shop, replace(client_record(shop, JOE), referred_by=client), DANA)
    with pytest.raises(Refused, match="1 client referred here"):
        removing.remove_client(client, DANA)
    with change("walk-in", DANA) as door:
        door.update(Client.get_by_id(client), anonymous=True)
    with pytest.raises(Refused, match="everybody without a record"):
        removing.remove_client(client, DANA)
    assert Client.get_by_id(JOE).active


def test_who_may_be_the_same_person_is_shown_before_saving(shop: Shop) -> None:
    new = ClientRecord(first_name="maria", last_name="Ortega")
    assert [found.client for found in likely_same(shop, new)] == [MARIA]
    phones = (PhoneEntry(typed="212 555 0100"), PhoneEntry(typed="555-0177"))
    by_phone = ClientRecord(first_name="X", phones=phones, email="LI@example.com")
    assert {found.client for found in likely_same(shop, by_phone)} == {JOE, 3}
    assert likely_same(shop, client_record(shop, MARIA)) == ()
