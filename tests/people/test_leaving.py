"""Clients who come no more, households, and pets that died or moved to another owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from db.models import Client, Household, Note, Payment, Pet, SearchLine, Tender, Ticket, TicketRow
from pettui.book.checking import check
from pettui.book.plan import Plan, PlannedRow
from pettui.history import undo
from pettui.history.door import Refused, change
from pettui.people import find, household, leaving, pages
from pettui.people.clients import NewPet, add_pet
from pettui.people.leaving import Concerned
from pettui.people.record import Wrong
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

MARIA, JOE, LI = 1, 2, 3
BELLA, REX = 1, 2


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(
        datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("America/New_York")), tick=False
    ):
        yield


def test_what_is_open_is_told_before_a_client_becomes_inactive(shop: Shop) -> None:
    with change("history", DANA) as door:
        owed = Ticket.get(Ticket.client == MARIA)
        door.update(owed, status="closed", total=7000)
        tender = Tender.select().get()
        door.insert(Payment, ticket=owed, tender=tender, amount=2000, at=door.at)
        for number, day, status in ((90, 3, "booked"), (91, 4, "confirmed"), (92, 5, "no-show")):
            door.insert(
                Ticket, branch=shop.branch, number=number, client=MARIA, status=status,
                day=DAY.replace(day=day), created=door.at,
            )  # fmt: skip
    assert leaving.concerns(shop, MARIA) == (
        "$50.00 are not paid yet", "2 open tickets of past days (90, 91)",
    )  # fmt: skip
    with pytest.raises(Concerned, match="not paid yet") as said:
        leaving.set_client_active(shop, MARIA, False, DANA)
    assert said.value.concerns == leaving.concerns(shop, MARIA)
    assert Client.get_by_id(MARIA).active
    leaving.set_client_active(shop, MARIA, False, DANA, agreed=True)
    assert not Client.get_by_id(MARIA).active
    leaving.set_client_active(shop, MARIA, True, DANA)
    assert Client.get_by_id(MARIA).active


def test_visits_to_come_and_credits_are_told_too(shop: Shop) -> None:
    assert leaving.concerns(shop, JOE) == (
        "1 visit to come (Mon 23 Nov 2026 10:00 · Rex · ticket 1002)",
    )
    with change("paid", DANA) as door:
        ticket = Ticket.get(Ticket.client == JOE)
        door.update(ticket, status="closed", total=100)
        tender = Tender.select().get()
        door.insert(Payment, ticket=ticket, tender=tender, amount=150, at=door.at)
    assert leaving.concerns(shop, JOE) == ("there is a credit of $0.50",)


def test_walk_ins_stay(shop: Shop) -> None:
    with change("walk-in", DANA) as door:
        door.update(Client.get_by_id(LI), anonymous=True)
    with pytest.raises(Refused, match="everybody without a record"):
        leaving.set_client_active(shop, LI, False, DANA, agreed=True)


def test_a_pet_that_died_falls_silent_and_its_visits_are_listed(shop: Shop) -> None:
    (visit,) = leaving.set_deceased(shop, REX, True, DANA)
    assert (visit.number, visit.day, visit.start) == (1002, DAY, 600)
    assert find.pets_of(JOE) == []
    page = pages.client_page(shop, JOE)
    assert [(p.gone, p.alerts) for p in page.pets] == [("deceased", ())]
    assert all(not line.alerts for line in find.find(shop, "rex"))
    item = TicketRow.get(TicketRow.pet == REX).item_id
    plan = Plan(JOE, DAY, 13 * 60, (PlannedRow(item, REX, 1),))
    assert any("has died" in p.words and p.weight == "stop" for p in check(shop, plan).problems)
    undo.undo(DANA)
    assert [line.title for line in find.pets_of(JOE)] == ["Rex · Joe Whitfield"]


def test_an_inactive_pet_is_not_offered(shop: Shop) -> None:
    leaving.set_pet_active(REX, False, DANA)
    assert find.pets_of(JOE) == []
    add_pet(JOE, NewPet("Rex"), DANA)
    with pytest.raises(Wrong, match="named Rex already"):
        leaving.set_pet_active(REX, True, DANA)


def test_a_pet_moves_with_its_history(shop: Shop) -> None:
    (visit,) = leaving.move_pet(shop, REX, MARIA, DANA)
    assert visit.number == 1002
    assert Pet.get_by_id(REX).client_id == MARIA
    assert len(pages.pet_page(shop, REX).coming) == 1
    assert "rex" in SearchLine.get(SearchLine.client == MARIA).text
    assert "rex" not in SearchLine.get(SearchLine.client == JOE).text
    assert {n.client_id: n.text for n in Note.select()} == {
        JOE: "Rex moved to Maria Ortega.", MARIA: "Rex moved from Joe Whitfield.",
    }  # fmt: skip
    undo.undo(DANA)
    assert Pet.get_by_id(REX).client_id == JOE
    assert not Note.select().exists()
    assert "rex" in SearchLine.get(SearchLine.client == JOE).text


def test_a_pet_cannot_move_to_where_it_is_or_to_a_namesake(shop: Shop) -> None:
    with pytest.raises(Wrong, match="already"):
        leaving.move_pet(shop, REX, JOE, DANA)
    add_pet(MARIA, NewPet("rex"), DANA)
    with pytest.raises(Wrong, match="another name"):
        leaving.move_pet(shop, REX, MARIA, DANA)
    with pytest.raises(Refused, match="no longer here"):
        leaving.move_pet(shop, REX, 999, DANA)


def members(client: int) -> list[tuple[str, bool]]:
    home = household.home_of(client)
    return [(m.name, m.primary) for m in home.members] if home else []


def test_households_are_joined_left_and_led(shop: Shop) -> None:
    household.join(JOE, MARIA, DANA)
    household.join(LI, JOE, DANA)
    assert members(LI) == [("Maria Ortega", True), ("Joe Whitfield", False), ("Li Chen", False)]
    household.make_primary(JOE, DANA)
    assert members(MARIA)[0] == ("Joe Whitfield", True)
    household.leave(JOE, DANA)
    assert members(LI) == [("Maria Ortega", True), ("Li Chen", False)]
    household.leave(MARIA, DANA)
    assert members(LI) == []
    assert not Household.select().exists()
    for _ in range(5):
        undo.undo(DANA)
    assert [members(key) for key in (MARIA, JOE, LI)] == [[], [], []]
    assert not Household.select().exists()


def test_who_joins_another_household_leaves_the_first(shop: Shop) -> None:
    household.join(JOE, MARIA, DANA)
    with pytest.raises(Wrong, match="already"):
        household.join(MARIA, JOE, DANA)
    household.join(JOE, LI, DANA)
    assert members(MARIA) == []
    assert members(JOE) == [("Li Chen", True), ("Joe Whitfield", False)]
    undo.undo(DANA)
    assert members(MARIA) == [("Maria Ortega", True), ("Joe Whitfield", False)]
    with pytest.raises(Wrong, match="somebody else"):
        household.join(JOE, JOE, DANA)
    with pytest.raises(Refused, match="in no household"):
        household.leave(LI, DANA)
