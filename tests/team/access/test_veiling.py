"""Whoever may not see phone numbers reads two digits of them, wherever numbers stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.models import Client, Employee, Item, Phone
from pettui.book.loading import load_day
from pettui.history import audit
from pettui.history.actor import Actor
from pettui.history.audit import Wish
from pettui.history.door import Refused, change
from pettui.people import client_list, clients, duplicates, household, pages, story
from pettui.people.client_record import client_record, save_client
from pettui.people.clients import NewClient
from pettui.people.find import find
from pettui.people.merging import merge_clients
from pettui.people.privacy_export import export_person
from pettui.people.record import PhoneEntry
from pettui.team import staff
from pettui.team.access import granting
from pettui.team.schedule import outside
from pettui.team.shop import Shop
from pettui.team.viewing import seen_by
from pettui.text import veiled
from tests.book.steps import column, item, pet
from tests.small_shop import DANA, DAY
from tests.team.access.steps import actor, be

NUMBERS = ("0142", "0177", "0199", "0123")
"""What no whole number of the shop lacks: the end of each of them."""


@pytest.fixture
def ana(guarded: Shop) -> Actor:
    """Give somebody who may do everything but see phone numbers and costs."""
    with change("prices and numbers", DANA) as door:
        door.update(Employee.get_by_id(column("Luis")), phone="555-0123")
        door.update(Client.get_by_id(1), emergency_phone="555-0177")
        door.update(Item.get_by_id(item("BATH")), cost=1234, backbar=77)
    household.join(1, 2, DANA)
    who = be("Ana", "manager")
    for right in ("people.phones", "stock.cost"):
        granting.set_right(column("Ana"), right, actor("Kim"), granted=False)
    granting.set_right(column("Ana"), "shop.export", actor("Kim"), granted=True)
    return who


def test_a_number_is_veiled_but_for_two_digits() -> None:
    assert veiled("(212) 555-0142") == "(···) ···-··42"
    assert veiled("+1 212 555 0142") == "+· ··· ··· ··42"
    assert (veiled("42"), veiled(""), veiled("ask Joe")) == ("42", "", "ask Joe")


def _page(shop: Shop, by: Actor) -> object:
    return pages.client_page(shop, 1)


def _likely(shop: Shop, by: Actor) -> object:
    return clients.likely_duplicates(shop, NewClient("Al", "555-0142"))


def _twins(shop: Shop, by: Actor) -> object:
    with change("a twin", DANA) as door:
        door.insert(Phone, client=3, number="5550142", shown="555-0142", digits="5550142")
    return duplicates.duplicates(shop=shop)


def _outside(shop: Shop, by: Actor) -> object:
    with change("short days", DANA) as door:
        from db.models import Shift

        for shift in list(Shift.select()):
            door.delete(shift)
    return outside.find(shop)


def _audit(shop: Shop, by: Actor) -> object:
    found = audit.read(shop, Wish(words="prices and numbers"), by).changes
    return [audit.lines_of(shop, each.id, by) for each in found]


def _saved(shop: Shop, by: Actor) -> object:
    other = replace(client_record(shop, 3), phones=(PhoneEntry("mobile", "555-0142"),))
    return save_client(shop, other, by)


SHOWN: dict[str, Callable[[Shop, Actor], object]] = {
    "the day": lambda shop, by: load_day(shop, DAY),
    "find by name": lambda shop, by: find(shop, "ortega"),
    "find by digits": lambda shop, by: find(shop, "0142"),
    "the list": lambda shop, by: client_list.list_clients(shop, ""),
    "a client's page": _page,
    "a pet's page": lambda shop, by: pages.pet_page(shop, pet("Bella")),
    "a form": lambda shop, by: client_record(shop, 1),
    "who it may be": _likely,
    "on record twice": _twins,
    "outside hours": _outside,
    "a client's history": lambda shop, by: story.of_client(shop, 1),
    "the log": _audit,
    "employees": lambda shop, by: staff.staff_lines(shop),
    "doubts of a record": _saved,
}


@pytest.mark.parametrize("name", SHOWN)
def test_no_whole_number_is_shown(guarded: Shop, ana: Actor, name: str) -> None:
    whole = repr(SHOWN[name](seen_by(guarded, actor("Kim")), actor("Kim")))
    assert any(number in whole for number in NUMBERS), "this shows numbers to whoever may"
    seen = repr(SHOWN[name](seen_by(guarded, ana), ana))
    assert not [number for number in NUMBERS if number in seen]
    assert "··" in seen


def test_digits_that_are_typed_find_the_client(guarded: Shop, ana: Actor) -> None:
    (found,) = find(seen_by(guarded, ana), "0142")
    assert (found.title, found.phone) == ("Maria Ortega", "···-··42")


def test_saving_leaves_numbers_that_were_not_seen(guarded: Shop, ana: Actor) -> None:
    shop = seen_by(guarded, ana)
    record = client_record(shop, 1)
    more = (*record.phones, PhoneEntry("work", "(212) 555-0188"))
    save_client(shop, replace(record, city="Troy", phones=more), ana)
    row = Client.get_by_id(1)
    assert (row.city, row.emergency_phone) == ("Troy", "555-0177")
    assert [p.shown for p in Phone.select().where(Phone.client == 1).order_by(Phone.id)] == [
        "555-0142", "(212) 555-0188",
    ]  # fmt: skip
    luis = next(line for line in staff.staff_lines(shop) if line.first == "Luis")
    staff.save_employee(shop, replace(luis, comment="left-handed"), ana)
    assert Employee.get_by_id(column("Luis")).phone == "555-0123"


def test_costs_are_hidden_in_the_log(guarded: Shop, ana: Actor) -> None:
    def costs(by: Actor) -> list[str]:
        shop = seen_by(guarded, by)
        (newest,) = audit.read(shop, Wish(words="prices and numbers"), by).changes
        lines = audit.lines_of(shop, newest.id, by)
        return [line.new for line in lines if line.field in ("cost", "backbar")]

    assert sorted(costs(actor("Kim"))) == ["$0.77", "$12.34"]
    assert costs(ana) == ["···", "···"]


def test_what_has_all_numbers_in_it_takes_the_right(
    guarded: Shop, ana: Actor, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"see phone numbers \(people\.phones\)"):
        export_person(seen_by(guarded, ana), 1, tmp_path / "maria")
    assert export_person(seen_by(guarded, actor("Kim")), 1, tmp_path / "maria")["phone"] == 1


def test_a_merge_moves_what_was_not_seen(guarded: Shop, ana: Actor) -> None:
    shop = seen_by(guarded, ana)
    merge_clients(shop, 1, 3, ana)
    assert {p.shown for p in Phone.select().where(Phone.client == 1)} == {"555-0142", "555-0199"}
