"""The list of clients: what finds them, the order they come in, pages, and what stands beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from db.models import Client, Payment, Pet, Tender, Ticket
from pettui.history.door import change
from pettui.people import last_visits
from pettui.people.client_list import list_clients
from pettui.people.client_record import client_record, save_client
from pettui.people.record import ClientRecord
from pettui.team.shop import Shop
from tests.people.hostile import HOSTILE
from tests.small_shop import DANA, DAY


def names(shop: Shop, text: str = "", **more: Any) -> list[str]:
    return [line.name for line in list_clients(shop, text, **more).lines]


@pytest.fixture
def towns(shop: Shop) -> Shop:
    for first, town in (("Maria", "South Orange"), ("Joe", "São Paulo")):
        record = client_record(shop, Client.get(Client.first_name == first).id)
        save_client(shop, replace(record, city=town), DANA)
    return shop


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Li Chen", "Maria Ortega", "Joe Whitfield"]),
        ("ort", ["Maria Ortega"]),
        ("maria ort", ["Maria Ortega"]),
        ("bel", ["Maria Ortega"]),
        ("bella chen", []),
        ("0177", ["Joe Whitfield"]),
        ("555-0199", ["Li Chen"]),
        ("li@exam", ["Li Chen"]),
        ("south or", ["Maria Ortega"]),
        ("sao", ["Joe Whitfield"]),
        ("rtega", ["Maria Ortega"]),
        ("%", []),
        ("_", []),
    ],
)
def test_what_finds_a_client(towns: Shop, text: str, found: list[str]) -> None:
    assert names(towns, text) == found


def test_names_come_in_their_order_whatever_accents_and_case_they_have(shop: Shop) -> None:
    for first, last in (("Zoë", "ábara"), ("ann", "ÁBARA"), ("Eve", ""), ("", "Çelik")):
        save_client(shop, ClientRecord(first_name=first, last_name=last), DANA)
    assert names(shop) == [
        "ann ÁBARA", "Zoë ábara", "Çelik", "Li Chen", "Eve", "Maria Ortega", "Joe Whitfield",
    ]  # fmt: skip


@pytest.mark.parametrize("order", ["name", "newest", "visit"])
@pytest.mark.parametrize("text", ["", "same"])
def test_pages_give_everybody_once(shop: Shop, order: str, text: str) -> None:
    for place in range(23):
        save_client(shop, ClientRecord(first_name=f"F{place % 3}", last_name="Same"), DANA)
    whole = [line.id for line in list_clients(shop, text, order=order, limit=99).lines]
    found: list[int] = []
    after = None
    while True:
        page = list_clients(shop, text, order=order, after=after, limit=7)
        found += [line.id for line in page.lines]
        after = page.after
        if after is None:
            break
    assert found == whole
    assert len(set(found)) == len(found) == (26 if not text else 23)


@pytest.mark.parametrize("few", [0, 99], ids=["of many", "of few"])
@pytest.mark.parametrize("text", ["", "same"])
def test_the_last_visit_first_and_who_was_never_here_last(
    shop: Shop, text: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_visits, "FEW", few)
    came = {0: (1, 9), 1: (5,), 2: (), 3: (9, 2), 4: (9,), 5: (), 6: (3,)}
    keys = {}
    with change("they came", DANA) as door:
        old = Ticket.select().first().__data__
        for place, days in came.items():
            client = door.insert(
                Client, number=5000 + place, first_name=str(place), last_name="Same",
                created=door.at,
            )  # fmt: skip
            keys[client.id] = place
            for day in days:
                number = door.next_number(shop.branch, "ticket")
                own = {"number": number, "client": client.id, "status": "closed"}
                own |= {"day": DAY.replace(day=day)}
                skip = ("id", "version", "origin")
                door.insert(Ticket, **{k: v for k, v in old.items() if k not in skip} | own)
    found: list[int] = []
    after = None
    for _ in range(20):
        page = list_clients(shop, text, order="visit", after=after, limit=2)
        found += [keys[line.id] for line in page.lines if line.id in keys]
        after = page.after
        if after is None:
            break
    assert found == [4, 3, 0, 1, 6, 5, 2]


def test_a_second_page_looks_where_the_first_one_did(shop: Shop) -> None:
    for place in range(6):
        save_client(shop, ClientRecord(first_name="Jo", last_name=f"{place}middleton"), DANA)
    first = list_clients(shop, "iddle", limit=4)
    second = list_clients(shop, "iddle", after=first.after, limit=4)
    assert (len(first.lines), len(second.lines), second.after) == (4, 2, None)


def test_visits_no_shows_and_what_is_owed_stand_beside(shop: Shop) -> None:
    maria = Client.get(Client.first_name == "Maria")
    joe = Client.get(Client.first_name == "Joe")
    with change("paid a part", DANA) as door:
        ticket = Ticket.get(Ticket.client == maria)
        door.update(ticket, status="closed", total=6500, day=DAY.replace(day=2))
        tender = Tender.select().get()
        door.insert(Payment, ticket=ticket, tender=tender, amount=6000, at=door.at)
        door.update(Ticket.get(Ticket.client == joe), status="no-show")
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=ZoneInfo(shop.zone)), tick=False):
        lines = {line.name: line for line in list_clients(shop).lines}
    assert (lines["Maria Ortega"].last_visit, lines["Maria Ortega"].owes) == (
        DAY.replace(day=2), 500,
    )  # fmt: skip
    assert lines["Maria Ortega"].next_visit is None
    assert (lines["Joe Whitfield"].no_shows, lines["Joe Whitfield"].owes) == (1, 0)
    assert lines["Li Chen"].next_visit == DAY
    assert (lines["Li Chen"].pets, lines["Li Chen"].phone) == ("Coco", "555-0199")


def test_who_is_inactive_is_shown_on_demand_and_gone_pets_are_not(shop: Shop) -> None:
    with change("left", DANA) as door:
        door.update(Client.get(Client.first_name == "Li"), active=False)
        door.update(Pet.get(Pet.name == "Rex"), deceased=True)
    assert names(shop) == ["Maria Ortega", "Joe Whitfield"]
    lines = list_clients(shop, inactive=True).lines
    assert [line.name for line in lines if line.inactive] == ["Li Chen"]
    assert {line.name: line.pets for line in lines}["Joe Whitfield"] == ""


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_names_are_found_like_any_other(shop: Shop, text: str) -> None:
    saved = save_client(shop, ClientRecord(first_name="Odd", last_name=text), DANA)
    kept = client_record(shop, saved.id).last_name
    assert [line.id for line in list_clients(shop, f"odd {kept}").lines] == [saved.id]


@pytest.mark.parametrize("text", ["9" * 300, "a" * 100_000, "%" * 50], ids=lambda text: text[:3])
def test_long_nonsense_finds_nobody(shop: Shop, text: str) -> None:
    assert list_clients(shop, text).lines == ()
