"""The pages of a client and a pet show what is on record, and nothing of what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from db.models import Breed, Client, Ticket
from pettui.history.actor import Actor
from pettui.history.door import Clash, change
from pettui.people import agreed, clashing, grooming, household, vets
from pettui.people.client_record import client_record, save_client
from pettui.people.clients import find_breeds
from pettui.people.grooming import Grooming
from pettui.people.instructions import Instruction
from pettui.people.instructions import save as save_instruction
from pettui.people.pages import client_page, pet_page
from pettui.people.pet_record import pet_record, save_pet
from pettui.people.record import ClientRecord, Wrong
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

MARIA, JOE, BELLA, COCO = 1, 2, 1, 3


def test_a_client_s_page_shows_what_is_on_record(shop: Shop) -> None:
    save_client(
        shop,
        replace(
            client_record(shop, MARIA), preferences="Mornings", source="A friend",
            service_discount=Decimal("7.50"), emergency_name="Ann", emergency_phone="555-0101",
            referred_by=JOE, preferred_employee=1, birthday=date(1980, 2, 29), mail_bad=True,
            text_appointments=False, mail_marketing=True, email="new@example.com",
        ),
        DANA,
    )  # fmt: skip
    household.join(JOE, MARIA, DANA)
    with change("closed", DANA) as door:
        door.update(Ticket.get(Ticket.client == MARIA), status="closed", total=6500)
    page = client_page(shop, MARIA)
    assert dict(page.details) == {
        "preferences": "Mornings", "preferred groomer": "Kim", "discounts": "7.5 % on services",
        "found us by": "A friend", "referred by": "Joe Whitfield", "emergency": "Ann, 555-0101",
        "birthday": shop.day(date(1980, 2, 29)),
        "may be sent": "appointments: e-mail, calls · offers: e-mail · e-mail bounced",
    }  # fmt: skip
    assert page.owes == 6500
    assert page.home is not None
    assert [m.name for m in page.home.members] == ["Maria Ortega", "Joe Whitfield"]


def test_an_empty_record_shows_only_what_may_be_sent(shop: Shop) -> None:
    page = client_page(shop, JOE)
    assert [words for words, _ in page.details] == ["may be sent"]
    assert (page.owes, page.home) == (0, None)


def test_a_pet_s_page_shows_what_hangs_on_it(shop: Shop) -> None:
    at = datetime(2026, 11, 23, 15, tzinfo=ZoneInfo(shop.zone))
    with time_machine.travel(at, tick=False):
        record = replace(pet_record(shop, COCO), weight=5200, microchip="1", rhythm=6)
        save_pet(shop, replace(record, behavior_note="Shy\nat first", neutered=False), DANA)
        grooming.save(shop, COCO, Grooming(style="Short"), DANA)
        save_instruction(COCO, Instruction(text="A pill"), DANA)
        agreed.agree(shop, COCO, 1, 0, None, DANA)
        page = pet_page(shop, COCO)
    assert page.weights == ((DAY, "11.5 lb"),)
    assert page.missing == ("Rabies not on record",)
    assert [g.style for g in page.groomings] == ["Short"]
    assert [i.text for i in page.instructions] == ["A pill"]
    assert [a.price for a in page.agreed] == [0]
    assert dict(page.details) == {
        "behavior": "Shy\nat first", "neutered": "no", "microchip": "1", "wanted every": "6 weeks",
    }  # fmt: skip


def test_vets_are_edited_once_for_all_their_pets(shop: Shop) -> None:
    save_pet(shop, replace(pet_record(shop, BELLA), vet_name="Lakeside"), DANA)
    (line,) = vets.practices()
    vets.save(replace(line, name="Dr. Hollis", phone="555-0138"), Actor(None, "Kim", "x"))
    assert pet_page(shop, BELLA).vet == "Lakeside, Dr. Hollis, 555-0138"
    with pytest.raises(Clash, match="Kim"):
        vets.save(replace(line, practice="Other"), DANA)
    vets.save(vets.VetLine(0, "Ridge Road", "", ""), DANA)
    with pytest.raises(Wrong, match="already"):
        vets.save(vets.VetLine(0, "RIDGE road", "", ""), DANA)
    with pytest.raises(Wrong, match="needs a name"):
        vets.save(vets.VetLine(0, " ", "", ""), DANA)


def test_a_breed_that_was_put_away_is_not_offered(shop: Shop) -> None:
    with change("put away", DANA) as door:
        door.update(Breed.get(Breed.name == "Poodle"), active=False)
    assert find_breeds("poodle") == []
    assert Client.select().exists()


VALUES = st.sampled_from(["", "a", "b", "c"])
RECORDS = st.builds(ClientRecord, city=VALUES, alert=VALUES, comment=VALUES, mail_bad=st.booleans())


@given(RECORDS, RECORDS, RECORDS)
def test_two_changes_are_put_together_and_neither_is_lost(
    base: ClientRecord, mine: ClientRecord, theirs: ClientRecord
) -> None:
    settled = clashing.settle(base, mine, theirs)
    named = {conflict.field for conflict in settled.conflicts}
    for field in ("city", "alert", "comment", "mail_bad"):
        before, here, there, now = (
            getattr(record, field) for record in (base, mine, theirs, settled.record)
        )
        assert now == (there if here == before else here)
        lost: Any = here not in (before, there) and there != before
        assert (field in named) == lost
        if lost:
            assert getattr(clashing.take_theirs(settled.record, theirs, field), field) == there
