"""Who is on the list of calls, and who is left in peace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from db.models import (
    Change,
    Client,
    Item,
    Pet,
    RecallCall,
    Ticket,
    TicketRow,
    WaitEntry,
    WaitRow,
)
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.merging import merge_pets
from pettui.people.privacy import erase
from pettui.people.recall.calls import Who, mark
from pettui.people.recall.reading import Line, recall
from pettui.people.removing import remove_pet
from pettui.team.shop import Shop
from tests.people.recall.past import ahead, came, day, known, listed
from tests.small_shop import DANA, DAY

LUIS = Actor(None, "Luis", "table")


def whom(lines: list[Line]) -> list[Who]:
    return [Who(one.pet, one.item, one.call.id if one.call else 0) for one in lines]


def names(shop: Shop, **wish: bool) -> list[str]:
    return [one.pet_name for one in listed(shop, **wish)]


def set_on(model: type[Any], which: Any, **values: Any) -> None:
    with change("set", DANA) as door:
        door.update(model.get(which), **values)


def test_a_line_says_who_for_what_since_when_and_the_number(shop: Shop) -> None:
    assert listed(shop) == []
    (*_, last) = came(shop, "Mimi", 150, 100, 50, items=("FULL", "NAILS"), who="Luis")
    (line,) = listed(shop)
    assert (line.client_name, line.phone, line.wants_calls) == ("Li Chen", "555-0199", True)
    assert (line.pet_name, line.service) == ("Mimi", "Full groom + Nails")
    assert (line.last, line.ticket, line.groomer) == (day(50), last, "Luis")
    assert (line.rhythm.words, line.due, line.state) == ("comes every 7 weeks", DAY, "due")
    assert (line.call, line.resting, line.stopped) == (None, None, False)


@pytest.mark.parametrize(
    ("model", "which", "values"),
    [
        (Pet, Pet.name == "Mimi", {"deceased": True}),
        (Pet, Pet.name == "Mimi", {"active": False}),
        (Client, Client.last_name == "Chen", {"active": False}),
        (Client, Client.last_name == "Chen", {"anonymous": True}),
    ],
)
def test_the_dead_and_those_who_left_are_silent(
    shop: Shop, model: type[Any], which: Any, values: dict[str, Any]
) -> None:
    came(shop, "Mimi", 50)
    assert names(shop) == ["Mimi"]
    set_on(model, which, **values)
    assert names(shop) == []


def test_who_has_a_visit_ahead_is_silent_and_called_once_it_is_cancelled(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    ahead(shop, "Mimi", 9)
    assert names(shop) == []
    undo.undo(DANA)
    ahead(shop, "Mimi", 9, status="cancelled")
    assert names(shop) == ["Mimi"]


def test_a_visit_of_today_counts_while_it_lasts_and_when_it_is_over(shop: Shop) -> None:
    came(shop, "Bella", 50, start=14 * 60)  # she is on the table just now
    assert names(shop) == []
    came(shop, "Mimi", 50)
    assert names(shop) == ["Mimi"]
    came(shop, "Mimi", 0, start=900)
    assert names(shop) == []


def test_who_waits_for_a_place_is_not_called(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    with change("waits", DANA) as door:
        coco = Pet.get(Pet.name == "Mimi")
        entry = door.insert(
            WaitEntry, branch=shop.branch, client=coco.client, kind="later", added=door.at
        )
        door.insert(WaitRow, entry=entry, pet=coco, item=Item.get(Item.code == "FULL"))
    assert names(shop) == []
    set_on(WaitEntry, WaitEntry.id == entry.id, status="left")
    assert names(shop) == ["Mimi"]


@pytest.mark.parametrize(("ago", "there"), [(549, True), (550, True), (551, False)])
def test_who_was_not_here_for_a_year_and_a_half_is_gone(shop: Shop, ago: int, there: bool) -> None:
    came(shop, "Mimi", ago)
    assert bool(names(shop)) == there


def test_the_urgent_come_first_and_a_clients_pets_together(shop: Shop) -> None:
    came(shop, "Mimi", 44)
    came(shop, "Nala", 80)
    came(shop, "Otto", 60)
    lines = listed(shop)
    assert [(line.pet_name, line.state) for line in lines] == [
        ("Otto", "overdue"), ("Nala", "overdue"), ("Mimi", "due"),
    ]  # fmt: skip
    found = recall(shop, states=("due",))
    assert [line.pet_name for line in found.lines] == ["Mimi"]
    assert (found.counts, found.total) == ({"due": 1, "overdue": 2, "lapsed": 0}, 1)


def test_words_narrow_the_list(shop: Shop) -> None:
    came(shop, "Mimi", 50, who="Luis")
    for text, there in [("mimi", 1), ("CHEN full", 1), ("0199", 1), ("luis", 1), ("kim", 0)]:
        assert len(recall(shop, text=text).lines) == there, text


def test_a_limit_says_how_many_there_are(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    came(shop, "Otto", 60)
    found = recall(shop, limit=1)
    assert ([line.pet_name for line in found.lines], found.total) == (["Otto"], 2)


@pytest.mark.parametrize(
    ("outcome", "rest"), [("reached", 14), ("voicemail", 3), ("no answer", 1), ("later", 28)]
)
def test_a_call_gives_peace_for_a_while(
    shop: Shop, clock: time_machine.Traveller, outcome: str, rest: int
) -> None:
    came(shop, "Mimi", 50)
    lines = listed(shop)
    assert mark(shop, whom(lines), outcome, DANA) == f"called Li Chen for Mimi: {outcome}"
    assert names(shop) == []
    (resting,) = listed(shop, resting=True)
    assert (resting.resting, resting.call and resting.call.outcome) == (
        DAY + timedelta(days=rest), outcome,
    )  # fmt: skip
    clock.shift(timedelta(days=rest - 1))
    assert names(shop) == []
    clock.shift(timedelta(days=1))
    (back,) = listed(shop)
    assert back.call is not None and back.call.author == "Dana"


def test_a_day_that_was_said_holds(shop: Shop, clock: time_machine.Traveller) -> None:
    came(shop, "Mimi", 50)
    until = DAY + timedelta(days=60)
    mark(shop, whom(listed(shop)), "later", DANA, until=until, note="after the holidays")
    clock.shift(timedelta(days=59))
    assert names(shop) == []
    clock.shift(timedelta(days=1))
    (line,) = listed(shop)
    assert line.call is not None and line.call.note == "after the holidays"


@pytest.mark.parametrize("days", [-1, 0])
def test_a_day_that_is_not_ahead_is_refused(shop: Shop, days: int) -> None:
    came(shop, "Mimi", 50)
    with pytest.raises(Refused, match="not ahead"):
        mark(shop, whom(listed(shop)), "later", DANA, until=DAY + timedelta(days=days))
    assert not RecallCall.select().exists()


def test_a_visit_after_a_call_begins_anew(shop: Shop, clock: time_machine.Traveller) -> None:
    came(shop, "Mimi", 50)
    mark(shop, whom(listed(shop)), "later", DANA, until=DAY + timedelta(days=300))
    came(shop, "Mimi", -10, status="closed")
    clock.shift(timedelta(days=10 + 50))
    assert names(shop) == ["Mimi"]


def test_not_to_be_called_outlasts_a_visit(shop: Shop, clock: time_machine.Traveller) -> None:
    came(shop, "Mimi", 50)
    said = mark(shop, whom(listed(shop)), "stop", DANA)
    assert said == "called Li Chen for Mimi: not to be called again"
    came(shop, "Mimi", -10, status="closed")
    clock.shift(timedelta(days=10 + 50))
    assert names(shop) == []
    (line,) = listed(shop, resting=True)
    assert line.stopped and line.resting is None


def test_undo_puts_somebody_back_on_the_list(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    before = listed(shop)
    mark(shop, whom(before), "stop", DANA)
    undo.undo(DANA)
    assert listed(shop) == before


def test_who_wants_no_calls_is_marked(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    set_on(Client, Client.last_name == "Chen", call_appointments=False)
    (line,) = listed(shop)
    assert not line.wants_calls


def test_two_desks_do_not_call_the_same_client(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    seen = whom(listed(shop))
    mark(shop, seen, "reached", LUIS)
    with pytest.raises(Refused, match=r"Luis has called Mimi's owner meanwhile \(reached, 10:42"):
        mark(shop, seen, "no answer", DANA)
    assert RecallCall.select().count() == 1


@pytest.mark.parametrize("outcome", ["", "asleep"])
def test_a_call_ends_in_one_of_five_ways(shop: Shop, outcome: str) -> None:
    with pytest.raises(Refused, match="reached, voicemail"):
        mark(shop, [Who(1, 1)], outcome, DANA)
    with pytest.raises(Refused, match="no longer on record"):
        mark(shop, [Who(999, 1)], "reached", DANA)


def test_calls_follow_a_pet_that_is_merged_and_go_with_one_that_is_removed(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    mark(shop, whom(listed(shop)), "reached", DANA, note="likes Fridays")
    with change("on record twice", DANA) as door:
        mimi, nala = known(door, "Mimi"), known(door, "Nala")
    merge_pets(shop, nala.id, mimi.id, DANA)
    assert RecallCall.get().pet_id == nala.id
    (line,) = listed(shop, resting=True)
    assert line.pet_name == "Nala"
    with change("no visits", DANA) as door:
        for row in list(TicketRow.select().where(TicketRow.pet == nala.id)):
            door.update(row, pet=None)
    remove_pet(nala.id, DANA)
    assert not RecallCall.select().exists()
    undo.undo(DANA)
    assert RecallCall.get().note == "likes Fridays"


def test_the_words_of_a_call_are_erased_with_the_person(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    mark(shop, whom(listed(shop)), "reached", DANA, note="likes Fridays")
    change_of_call = Change.select().order_by(Change.id.desc()).get()
    assert "Li Chen" in change_of_call.what
    client = Client.get(Client.last_name == "Chen")
    with change("all is done", DANA) as door:
        for ticket in Ticket.select().where(Ticket.client == client):
            door.update(ticket, status="closed")
    erase(shop, client.id, DANA)
    assert RecallCall.get().note == ""
    assert "Chen" not in Change.get_by_id(change_of_call.id).what


def test_what_was_worked_out_before_gives_the_same_list_after_every_change(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    came(shop, "Otto", 60)
    kept = recall(shop).kept

    def same() -> None:
        nonlocal kept
        quick = recall(shop, kept=kept)
        assert quick._replace(kept=kept) == recall(shop)._replace(kept=kept)
        kept = quick.kept

    for deed in (
        lambda: mark(shop, whom(listed(shop)[:1]), "reached", DANA),
        lambda: ahead(shop, "Mimi", 9),
        lambda: undo.undo(DANA),
        lambda: set_on(Pet, Pet.name == "Otto", deceased=True),
        lambda: undo.undo(DANA),
        lambda: came(shop, "Otto", 3, start=900),
        lambda: set_on(Client, Client.last_name == "Chen", first_name="Lin"),
    ):
        deed()
        same()


def test_a_call_alone_does_not_work_all_out_anew(shop: Shop) -> None:
    came(shop, "Mimi", 50)
    kept = recall(shop).kept
    mark(shop, whom(listed(shop)), "reached", DANA)
    assert recall(shop, kept=kept).kept is kept
    ahead(shop, "Mimi", 9)
    assert recall(shop, kept=kept).kept is not kept
    kept = recall(shop).kept
    with change("an import", DANA, undoable=False, keep_empty=True):
        pass  # it does not tell which rows it wrote
    assert recall(shop, kept=kept).kept is not kept
