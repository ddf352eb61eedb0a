"""Undo and redo: whole changes, one terminal's own, unless somebody came in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from db.models import Client, Pet, Slot, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.slotcheck import wrong_slots
from pettui.book.slots import Taken
from pettui.history.actor import Actor
from pettui.history.chain import broken_links
from pettui.history.door import change
from pettui.history.undo import Blocked, NothingToUndo, redo, undo
from tests import small_shop
from tests.examples import few
from tests.small_shop import DANA

LUIS = Actor(None, "Luis", "table")
ME = Actor(None, "Me", "mine")

pytestmark = pytest.mark.usefixtures("shop")


def _ortega() -> Client:
    found: Client = Client.get(Client.last_name == "Ortega")
    return found


def _alert(text: str, by: Actor) -> None:
    with change(f"alert {text}", by) as door:
        door.update(_ortega(), alert=text)


def test_undo_puts_back_and_redo_brings_again() -> None:
    _alert("one", ME)
    _alert("two", ME)
    assert undo(ME).what == "alert two"
    assert _ortega().alert == "one"
    assert undo(ME).what == "alert one"
    assert _ortega().alert == ""
    assert redo(ME).what == "alert one"
    assert redo(ME).what == "alert two"
    assert _ortega().alert == "two"
    with pytest.raises(NothingToUndo):
        redo(ME)
    assert broken_links() == []


def test_a_new_change_ends_what_could_be_redone() -> None:
    _alert("one", ME)
    undo(ME)
    _alert("other", ME)
    with pytest.raises(NothingToUndo):
        redo(ME)
    assert _ortega().alert == "other"


def test_a_moved_visit_takes_its_slots_along_there_and_back() -> None:
    row = TicketRow.get(TicketRow.pet_name == "Rex")
    before = set(tuples(Slot.select(Slot.who, Slot.slot).where(Slot.row == row.id)))
    with change("moved", ME) as door:
        door.update(row, start=15 * 60)
    assert before != set(tuples(Slot.select(Slot.who, Slot.slot).where(Slot.row == row.id)))
    undo(ME)
    assert before == set(tuples(Slot.select(Slot.who, Slot.slot).where(Slot.row == row.id)))
    assert wrong_slots() == []


def test_a_new_record_goes_and_comes_back_with_its_key() -> None:
    with change("new client", ME) as door:
        made = door.insert(Client, number=500, first_name="New", created=door.at)
        pet = door.insert(Pet, client=made, name="Pip")
    undo(ME)
    assert Client.get_or_none(Client.id == made.id) is None
    assert Pet.get_or_none(Pet.id == pet.id) is None
    redo(ME)
    assert Pet.get_by_id(pet.id).client.first_name == "New"


def test_undo_works_after_a_restart(shop_file: Path) -> None:
    _alert("before the restart", ME)
    small_shop.unbind()
    connection.bind(connection.Target(shop_file, "")).connect()
    assert undo(ME).what == "alert before the restart"
    assert _ortega().alert == ""


def test_only_ones_own_changes_are_undone() -> None:
    _alert("mine", ME)
    with change("not mine", LUIS) as door:
        door.update(Client.get(Client.last_name == "Chen"), alert="theirs")
    undo(ME)
    assert _ortega().alert == ""
    assert Client.get(Client.last_name == "Chen").alert == "theirs"


def test_somebody_elses_later_change_stands_in_the_way_and_is_named() -> None:
    _alert("mine", ME)
    _alert("theirs", LUIS)
    with pytest.raises(Blocked, match=r"Luis \(table.*alert theirs"):
        undo(ME)
    assert _ortega().alert == "theirs"


def test_a_slot_that_somebody_took_since_stands_in_the_way() -> None:
    rex = TicketRow.get(TicketRow.pet_name == "Rex")
    coco = TicketRow.get(TicketRow.pet_name == "Coco")
    with change("moved Rex", ME) as door:
        door.update(rex, start=15 * 60)
    with change("moved Coco", LUIS) as door:
        door.update(coco, start=10 * 60)
    with pytest.raises(Taken, match="Coco"):
        undo(ME)
    assert TicketRow.get_by_id(rex.id).start == 15 * 60
    assert wrong_slots() == []


def test_what_cannot_be_undone_says_so() -> None:
    with change("a mail went out", ME, undoable=False) as door:
        door.update(_ortega(), alert="mailed")
    with pytest.raises(Blocked, match="a mail went out"):
        undo(ME)


def test_with_nothing_to_undo_it_says_why() -> None:
    with pytest.raises(NothingToUndo, match="at this terminal"):
        undo(Actor(None, "New", "new"))


@settings(
    max_examples=few(15), deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["booked", "cancelled", "arrived"])),
        min_size=1,
        max_size=5,
    )
)
def test_undoing_everything_restores_everything(steps: list[tuple[int, str]]) -> None:
    me = Actor(None, "Hypothesis", f"h{Ticket.select().count()}-{id(steps)}")

    def state() -> list[object]:
        return [
            sorted(tuples(Ticket.select(Ticket.id, Ticket.status))),
            sorted(tuples(TicketRow.select(TicketRow.id, TicketRow.start, TicketRow.lane))),
            sorted(tuples(Slot.select(Slot.who, Slot.slot, Slot.lane, Slot.row))),
        ]

    before = state()
    done = 0
    tickets = [key for (key,) in tuples(Ticket.select(Ticket.id).order_by(Ticket.id))]
    for place, status in steps:
        ticket = Ticket.get_by_id(tickets[place])
        row = TicketRow.get(TicketRow.ticket == ticket)
        with change("step", me) as door:
            changed = door.update(ticket, status=status)
            changed = door.update(row, start=11 * 60 + place * 120 + done * 15) or changed
        done += changed
    after = state()
    for _ in range(done):
        undo(me)
    assert state() == before
    for _ in range(done):
        redo(me)
    assert state() == after
    for _ in range(done):
        undo(me)
    assert wrong_slots() == []


def test_the_desk_of_the_small_shop_has_a_whole_history() -> None:
    assert broken_links() == []
    assert DANA.terminal == "desk"
