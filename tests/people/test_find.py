"""One search over clients, pets, phones and tickets."""

from __future__ import annotations

import pytest

from db.models import Client, Pet, Phone
from pettui.history.door import change
from pettui.people import clients, find
from pettui.people.clients import NewClient, NewPet
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA


def titles(shop: Shop, text: str, limit: int = 50) -> list[str]:
    return [line.title for line in find.find(shop, text, limit)]


@pytest.fixture
def town(shop: Shop) -> Shop:
    for new in (
        NewClient("José Peña", "(212) 555-0171", pets=(NewPet("Ñandú"),)),
        NewClient("Ann Lindqvist", "212-555-0188", "ann_l@example.com", (NewPet("Beau"),)),
        NewClient("100% Grooming", pets=(NewPet("Rex [/]"), NewPet("A_B"), NewPet("(Tiny)"))),
    ):
        clients.create(shop, new, DANA)
    return shop


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ortega", ["Maria Ortega"]),
        ("ORT", ["Maria Ortega"]),
        ("bella", ["Bella · Maria Ortega"]),
        ("bel ort", ["Bella · Maria Ortega"]),
        ("ortega rex", []),
        ("jose pena", ["José Peña"]),
        ("nandu", ["Ñandú · José Peña"]),
        ("PEÑA", ["José Peña"]),
        ("0171", ["José Peña"]),
        ("555-0171", ["José Peña"]),
        ("(212) 555-0171", ["José Peña"]),
        ("+1 212 555 0171", ["José Peña"]),
        ("212.555.0171", ["José Peña"]),
        ("qvist", ["Ann Lindqvist"]),
        ("ann_l@", ["Ann Lindqvist"]),
        ("%", []),  # one sign alone must begin a word
        ("0%", ["100% Grooming"]),
        ("100%", ["100% Grooming"]),
        ("_", []),
        ("_l", ["Ann Lindqvist"]),
        ("a_", ["A_B · 100% Grooming"]),
        ("*", []),
        ("near(", []),
        ("(tiny)", ["(Tiny) · 100% Grooming"]),
        ("[/]", ["Rex [/] · 100% Grooming"]),
        ("'", []),
        ("\\", []),
        ("", []),
        ("  ", []),
        ("\x00", []),
        ("\ud800", []),
        ("9223372036854775808", []),
    ],
)
def test_any_part_finds_and_signs_are_letters(town: Shop, typed: str, found: list[str]) -> None:
    assert sorted(titles(town, typed)) == found


def test_tickets_are_found_by_number(town: Shop) -> None:
    lines = find.find(town, "#1000")
    assert (lines[0].kind, lines[0].title) == ("ticket", "Ticket 1000 · Maria Ortega")
    assert lines[0].detail == "Mon 23 Nov 2026 · in progress · Bella"
    assert titles(town, "1002")[0] == "Ticket 1002 · Joe Whitfield"


def test_a_pasted_book_is_no_flood(town: Shop) -> None:
    assert titles(town, "lorem ipsum " * 25_000) == []
    assert titles(town, "x" * 300_000) == []


def test_who_is_inactive_comes_last(town: Shop) -> None:
    clients.create(town, NewClient("Aaron Bell", pets=(NewPet("Bella"),)), DANA)
    assert titles(town, "bella") == ["Bella · Aaron Bell", "Bella · Maria Ortega"]
    with change("gone", DANA) as door:
        door.update(Client.get(Client.last_name == "Bell"), active=False)
    assert titles(town, "bella") == ["Bella · Maria Ortega", "Bella · Aaron Bell"]
    with change("died", DANA) as door:
        door.update(Client.get(Client.last_name == "Bell"), active=True)
        door.update(Pet.get(Pet.name == "Bella", Pet.client == steps.client("Bell")), deceased=True)
    lines = find.find(town, "bella")
    assert [line.title for line in lines] == [
        "Bella · Maria Ortega", "Bella (deceased) · Aaron Bell",
    ]  # fmt: skip
    assert [line.inactive for line in lines] == [False, True]
    assert find.pets_of(steps.client("Bell")) == []


def test_alerts_and_phone_are_at_hand(town: Shop) -> None:
    (line,) = find.find(town, "bella")
    assert line.alerts == ("BITES", "muzzle")
    assert (line.phone, line.detail) == ("555-0142", "Poodle S")


def test_a_whole_word_is_not_lost_among_many_beginnings(town: Shop) -> None:
    for number in range(12):
        clients.create(town, NewClient(f"Lia{number} Smith"), DANA)
    clients.create(town, NewClient("Lia Smith"), DANA)
    assert titles(town, "lia", limit=5)[0] == "Lia Smith"
    assert len(titles(town, "lia", limit=5)) == 5


def test_the_line_follows_the_records(town: Shop) -> None:
    with change("a new name, another owner", DANA) as door:
        door.update(Client.get(Client.last_name == "Ortega"), last_name="Vega")
        door.update(Pet.get(Pet.name == "Beau"), client=steps.client("Chen"))
    assert titles(town, "ortega") == []
    assert titles(town, "vega") == ["Maria Vega"]
    assert titles(town, "beau") == ["Beau · Li Chen"]


def test_names_that_begin_with_the_word_come_before_those_that_hold_it(town: Shop) -> None:
    for name in ("Anna Adler", "Isabel Zorn", "Bernd Belling"):
        clients.create(town, NewClient(name), DANA)
    assert titles(town, "bel") == ["Bernd Belling", "Bella · Maria Ortega", "Isabel Zorn"]


def test_the_number_that_was_meant_is_shown_and_last_digits_come_first(town: Shop) -> None:
    clients.create(town, NewClient("Aaron Abel", "(212) 017-1555"), DANA)
    with change("a second number", DANA) as door:
        ann = Client.get(Client.last_name == "Lindqvist")
        door.insert(
            Phone, client=ann, number="+16465550171", shown="(646) 555-0171",
            digits="6465550171", primary=False,
        )  # fmt: skip
    assert [(line.title, line.phone) for line in find.find(town, "0171")] == [
        ("Ann Lindqvist", "(646) 555-0171"),
        ("José Peña", "(212) 555-0171"),
        ("Aaron Abel", "(212) 017-1555"),
    ]
    assert [line.phone for line in find.find(town, "lindqvist")] == ["(212) 555-0188"]
