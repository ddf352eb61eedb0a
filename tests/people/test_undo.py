"""Whatever is done to people and pets, undoing all of it gives back what was there."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from db.models import (
    Breed,
    Choice,
    Client,
    GroomNote,
    Household,
    Note,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Phone,
    SearchLine,
    Vaccination,
    Vaccine,
    VaccineNeed,
    Vet,
)
from pettui.history import undo
from pettui.history.door import Refused
from pettui.people import (
    agreed,
    grooming,
    household,
    instructions,
    leaving,
    notes,
    removing,
    vaccines,
    weights,
)
from pettui.people.client_record import client_record, save_client
from pettui.people.grooming import Grooming
from pettui.people.instructions import Instruction
from pettui.people.pet_record import new_pet, pet_record, save_pet
from pettui.people.record import ClientRecord, PhoneEntry
from pettui.people.weights import Weighed
from pettui.team.shop import Shop, load_shop
from tests import small_shop
from tests.examples import few
from tests.small_shop import DANA

TABLES: tuple[Any, ...] = (
    Client, Phone, Pet, PetWeight, GroomNote, PetInstruction, Vaccination, Vaccine, VaccineNeed,
    Note, PetPrice, Household, Choice, Vet, Breed, SearchLine,
)  # fmt: skip
ENDS = date(2028, 5, 1)


def edit(shop: Shop, client: int, pet: int, text: str) -> None:
    record = client_record(shop, client)
    phones = (*record.phones[1:], PhoneEntry("home", f"212 555 01{len(text):02d}"))
    save_client(shop, replace(record, city=text, source=text, class_of=text, phones=phones), DANA)


def edit_pet(shop: Shop, client: int, pet: int, text: str) -> None:
    record = replace(pet_record(shop, pet), breed=None, breed_name=text, vet=None, vet_name=text)
    save_pet(shop, replace(record, weight=1000 + len(text), alert=text), DANA)


DEEDS: tuple[Callable[[Shop, int, int, str], object], ...] = (
    edit,
    edit_pet,
    lambda shop, c, p, t: save_client(shop, ClientRecord(first_name=t), DANA),
    lambda shop, c, p, t: save_pet(shop, replace(new_pet(shop, c), name=t), DANA),
    lambda shop, c, p, t: household.join(c, p, DANA),
    lambda shop, c, p, t: household.leave(c, DANA),
    lambda shop, c, p, t: household.make_primary(c, DANA),
    lambda shop, c, p, t: leaving.move_pet(shop, p, c, DANA),
    lambda shop, c, p, t: leaving.set_deceased(shop, p, bool(len(t) % 2), DANA),
    lambda shop, c, p, t: leaving.set_client_active(shop, c, False, DANA, agreed=True),
    lambda shop, c, p, t: removing.remove_client(c, DANA),
    lambda shop, c, p, t: removing.remove_pet(p, DANA),
    lambda shop, c, p, t: notes.add(DANA, t, pet=p, category=t),
    lambda shop, c, p, t: grooming.save(shop, p, Grooming(style=t), DANA),
    lambda shop, c, p, t: grooming.save(shop, p, Grooming(blade=t, weight=900 + len(t)), DANA),
    lambda shop, c, p, t: weights.save(shop, p, Weighed(grams=950 + len(t)), DANA),
    lambda shop, c, p, t: instructions.save(p, Instruction(text=t), DANA),
    lambda shop, c, p, t: agreed.agree(shop, p, 1 + len(t) % 4, 100, None, DANA),
    lambda shop, c, p, t: vaccines.set_shot(shop, p, 1, ENDS, DANA, t),
    lambda shop, c, p, t: vaccines.remove_shot(p, 1, DANA),
)


def everything() -> dict[str, list[Any]]:
    found = {}
    for model in TABLES:
        rows = [{k: v for k, v in row.items() if k != "version"} for row in model.select().dicts()]
        found[model.__name__] = sorted(rows, key=str)
    return found


DEED = st.tuples(
    st.sampled_from(DEEDS), st.integers(1, 5), st.integers(1, 5),
    st.sampled_from(["Ann", "Bo", "Cyd"]),
)  # fmt: skip


@settings(
    max_examples=few(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(DEED, min_size=1, max_size=8))
def test_undoing_everything_gives_back_what_was_there(
    shop_template: Path, tmp_path: Path, deeds: list[Any]
) -> None:
    path = tmp_path / "shop.db"
    shutil.copy(shop_template, path)
    connection.bind(connection.Target(path, "")).connect()
    try:
        shop = load_shop()
        save_pet(shop, replace(new_pet(shop, 1), name="Spare"), DANA)
        save_client(shop, ClientRecord(first_name="Spare"), DANA)
        before = everything()
        done = 0
        for deed, client, pet, text in deeds:
            was = everything()
            with contextlib.suppress(Refused):
                deed(shop, client, pet, text)
            done += everything() != was
        for _ in range(done):
            undo.undo(DANA)
        assert everything() == before
        for _ in range(done):
            undo.redo(DANA)
        for _ in range(done):
            undo.undo(DANA)
        assert everything() == before
    finally:
        small_shop.unbind()
        path.unlink()
