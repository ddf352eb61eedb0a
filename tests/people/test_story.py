"""The history of clients and pets, in words, with old and new values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.history.story import Entry
from pettui.people import grooming, leaving, notes, story, vaccines
from pettui.people.client_record import client_record, save_client
from pettui.people.grooming import Grooming
from pettui.people.pet_record import pet_record, save_pet
from pettui.people.record import PhoneEntry
from pettui.team.shop import Shop
from tests.small_shop import DANA

MARIA, JOE, REX = 1, 2, 2
KIM = Actor(None, "Kim", "back room")


def lines(entry: Entry) -> set[tuple[str, str, str, str]]:
    return {(line.of, line.field, line.old, line.new) for line in entry.lines}


def test_a_client_s_changes_have_old_and_new_values_who_and_where(shop: Shop) -> None:
    before = client_record(shop, JOE)
    phones = (replace(before.phones[0], typed="212 555 0100"), PhoneEntry("home", "2125550101"))
    save_client(
        shop,
        replace(
            before, last_name="Whitfield-Ng", source="A friend", birthday=date(1980, 2, 29),
            service_discount=Decimal("7.5"), mail_marketing=True, preferred_employee=1,
            referred_by=MARIA, phones=phones,
        ),
        KIM,
    )  # fmt: skip
    told = story.of_client(shop, JOE)
    assert told.title == "Client Joe Whitfield-Ng"
    newest = told.entries[0]
    assert (newest.who, newest.where) == ("Kim", "back room")
    assert newest.what.startswith("client Joe Whitfield-Ng: last name")
    assert lines(newest) == {
        ("", "last name", "Whitfield", "Whitfield-Ng"),
        ("", "found us by", "", "A friend"),
        ("", "birthday", "", "Fri 29 Feb 1980"),
        ("", "discount on services", "0 %", "7.5 %"),
        ("", "e-mail with offers", "no", "yes"),
        ("", "preferred groomer", "", "Kim"),
        ("", "referred by", "", "Maria Ortega"),
        ("phone", "number", "555-0177", "(212) 555-0100"),
        ("phone", "number", "", "(212) 555-0101"),
        ("phone", "kind", "", "home"),
    }


def test_a_pet_s_history_goes_with_it_to_another_owner(shop: Shop) -> None:
    save_pet(
        shop,
        replace(pet_record(shop, REX), behavior=("bites",), weight=10_000, vet_name="Lakeside"),
        DANA,
    )
    vaccines.set_shot(shop, REX, 1, date(2028, 1, 1), DANA)
    grooming.save(shop, REX, Grooming(style="Short"), KIM)
    notes.add(DANA, "Ears", pet=REX)
    leaving.move_pet(shop, REX, MARIA, DANA)
    told = story.of_pet(shop, REX)
    assert told.title == "Pet Rex"
    words = [entry.what for entry in told.entries]
    assert words[:4] == [
        "Rex moved from Joe Whitfield to Maria Ortega", "note: Ears", "groomed Rex: Short",
        "Rex: Rabies until Sat 1 Jan 2028",
    ]  # fmt: skip
    assert lines(told.entries[0]) == {("", "owner", "Joe Whitfield", "Maria Ortega")}
    assert ("vaccination", "until", "Sun 1 Nov 2026", "Sat 1 Jan 2028") in lines(told.entries[3])
    assert {
        ("", "behavior flags", "", "BITES"), ("", "weight", "", "22.0 lb"), ("", "vet", "",
        "Lakeside"), ("weight", "weight", "", "22.0 lb"),
    } <= lines(told.entries[4])  # fmt: skip
    assert words[0] in [entry.what for entry in story.of_client(shop, MARIA).entries]
    assert words[0] in [entry.what for entry in story.of_client(shop, JOE).entries]


def test_what_was_undone_is_marked(shop: Shop) -> None:
    save_client(shop, replace(client_record(shop, JOE), city="Rye"), DANA)
    undo.undo(DANA)
    newest, before = story.of_client(shop, JOE).entries[:2]
    assert (newest.kind, before.undone) == ("undo", True)
    assert lines(newest) == {("", "city", "Rye", "")}


def test_nobody_has_no_history(shop: Shop) -> None:
    with pytest.raises(Refused, match="no history"):
        story.of_client(shop, 999)
    with pytest.raises(Refused, match="no history"):
        story.of_pet(shop, 999)
