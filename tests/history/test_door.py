"""The door for changes: what it records, refuses and repeats."""

from __future__ import annotations

import uuid

import pytest
from peewee import IntegrityError

from db import writing
from db.models import Change, ChangedRow, Client, Pet, SearchLine, Slot, Ticket, TicketRow
from pettui.book.slots import Taken
from pettui.history.actor import Actor, terminal_name
from pettui.history.chain import broken_links
from pettui.history.door import AlreadyDone, Clash, Refused, change
from pettui.team.shop import Shop
from tests.small_shop import DANA

KIOSK = Actor(7, "Luis", "kiosk")

pytestmark = pytest.mark.usefixtures("shop")


def _client(name: str) -> Client:
    found: Client = Client.get(Client.last_name == name)
    return found


def test_a_change_keeps_who_where_and_both_values() -> None:
    with change("gave an alert", KIOSK) as door:
        door.update(_client("Ortega"), alert="pays late")
    last = Change.select().order_by(Change.id.desc()).get()
    assert (last.what, last.account, last.account_name, last.terminal) == (
        "gave an alert", 7, "Luis", "kiosk",
    )  # fmt: skip
    row = ChangedRow.get(ChangedRow.change == last)
    assert (row.table, row.old, row.new) == ("client", {"alert": ""}, {"alert": "pays late"})


def test_a_change_that_raises_leaves_neither_rows_nor_history() -> None:
    before = Change.select().count()
    with pytest.raises(Refused), change("half", DANA) as door:
        door.update(_client("Ortega"), alert="half")
        raise Refused("no")
    assert _client("Ortega").alert == ""
    assert Change.select().count() == before


def test_what_equals_already_is_no_change() -> None:
    before = Change.select().count()
    with change("nothing", DANA) as door:
        assert not door.update(_client("Ortega"), first_name="Maria")
    assert Change.select().count() == before


def test_somebody_elses_change_in_between_is_a_clash_that_names_them() -> None:
    mine = _client("Ortega")
    with change("gave an alert", KIOSK) as door:
        door.update(_client("Ortega"), alert="theirs")
    with pytest.raises(Clash, match="Luis at kiosk") as clash, change("mine", DANA) as door:
        door.update(mine, alert="mine")
    assert clash.value.theirs["alert"] == "theirs"
    assert _client("Ortega").alert == "theirs"


def test_a_command_that_is_sent_twice_is_done_once() -> None:
    command = str(uuid.uuid4())
    with change("made", DANA, command=command) as door:
        made = door.insert(Client, number=77, first_name="Twice", created=door.at)
    with pytest.raises(AlreadyDone) as done, change("made", DANA, command=command) as door:
        door.insert(Client, number=78, first_name="Twice", created=door.at)
    assert done.value.key_of(Client) == made.id
    assert Client.select().where(Client.first_name == "Twice").count() == 1


def test_what_the_database_refuses_is_refused_in_words() -> None:
    taken = _client("Ortega").number
    with pytest.raises(Refused, match="Nothing was saved"), change("again", DANA) as door:
        door.insert(Client, number=taken, first_name="X", created=door.at)


def test_numbers_are_never_given_twice(shop: Shop) -> None:
    given = []
    for _ in range(3):
        with change("a client", DANA) as door:
            given.append(door.next_number(shop.branch, "client"))
            door.insert(Client, number=given[-1], first_name="N", created=door.at)
    assert given == sorted(set(given))
    assert given[0] > max(c.number for c in Client.select() if c.first_name != "N")


def test_two_visits_of_one_groomer_at_one_time_are_refused_by_name() -> None:
    first, second = TicketRow.select().where(TicketRow.employee_name == "Luis")
    with pytest.raises(Taken, match="Luis is taken at 9:00"), change("moved", DANA) as door:
        door.update(second, start=first.start)
    assert TicketRow.get_by_id(second.id).start == 10 * 60


def test_slots_and_search_lines_follow_what_they_come_from() -> None:
    ticket = Ticket.get(Ticket.pet_names == "Rex")
    row = TicketRow.get(TicketRow.ticket == ticket)
    assert Slot.select().where(Slot.row == row).count() == 9  # 45 minutes
    with change("cancelled", DANA) as door:
        door.update(ticket, status="cancelled")
        door.update(Pet.get(Pet.name == "Rex"), name="Maximilian")
    assert Slot.select().where(Slot.row == row).count() == 0
    assert SearchLine.select().where(SearchLine.text.contains("maximilian")).count() == 1


def test_the_chain_is_whole_and_shows_what_was_altered_behind_its_back() -> None:
    with change("first", KIOSK) as door:
        door.update(_client("Ortega"), alert="first")
    with change("second", KIOSK) as door:
        door.update(_client("Ortega"), alert="second")
    assert broken_links() == []
    row = ChangedRow.select().order_by(ChangedRow.id.desc()).get()
    with writing.write_tx("behind"):
        ChangedRow.update(new={"alert": "never said"}).where(ChangedRow.id == row.id).execute()
    assert [link.split(":")[0] for link in broken_links()] == ["kiosk"]
    assert "second" in broken_links()[0]


def test_the_chain_shows_a_change_that_was_taken_out() -> None:
    for alert in ("a", "b", "c"):
        with change(f"alert {alert}", KIOSK) as door:
            door.update(_client("Ortega"), alert=alert)
    middle = Change.get(Change.what == "alert b")
    with writing.write_tx("behind"):
        ChangedRow.delete().where(ChangedRow.change == middle).execute()
        Change.delete().where(Change.id == middle.id).execute()
    assert broken_links() == ["kiosk: after change 1 comes change 3"]


def test_a_terminals_changes_are_numbered_without_gaps_and_never_twice() -> None:
    for terminal in ("a", "b", "a"):
        with change("x", Actor(None, "Dana", terminal)) as door:
            door.insert(Client, number=900 + Change.select().count(), created=door.at)
    rows = Change.select().where(Change.terminal.in_(["a", "b"])).order_by(Change.id)
    assert [(row.terminal, row.sequence) for row in rows] == [("a", 1), ("b", 1), ("a", 2)]
    with pytest.raises(IntegrityError), writing.write_tx("behind"):
        Change.update(sequence=1).where(Change.terminal == "a").execute()


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"PETTUI_TERMINAL": "front desk"}, "front desk"),
        ({"PETTUI_TERMINAL": "\x1b[31mred"}, "[31mred"),
        ({"PETTUI_TERMINAL": "", "SSH_CONNECTION": "10.0.0.7 5 10.0.0.1 22"}, "ssh 10.0.0.7"),
    ],
)
def test_a_terminal_keeps_its_name(
    environment: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    assert terminal_name() == name
