"""Taking an entry: the visit and the entry are one change, undone together, and taken once."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from db.models import Client, Ticket, TicketRow, WaitEntry
from pettui.book import booking, status
from pettui.book.booking import NeedsConsent
from pettui.book.waiting import reading
from pettui.book.waiting.planning import plan_for
from pettui.book.waiting.saving import save
from pettui.book.waiting.taking import Gone
from pettui.book.waiting.values import TODAY, When
from pettui.book.waiting.visits import wanted_of_visit
from pettui.history import undo
from pettui.history.door import Refused
from pettui.team.shop import Shop
from tests.book.waiting.steps import DANA, KIM, entry, listed, owner_of, who
from tests.small_shop import DAY

FRI = DAY + timedelta(days=4)


def test_taking_books_all_of_it_and_links_the_entry(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH", "NAILS", employees=(who("Luis"),), comment="muddy")
    done = booking.save(shop, plan_for(seen, FRI, 600), DANA)
    assert done.words.startswith("booked Rex: Bath + Nails")
    assert done.words.endswith("from the wait list")
    ticket = Ticket.get_by_id(done.ticket)
    rows = list(TicketRow.select().where(TicketRow.ticket == ticket).order_by(TicketRow.start))
    assert [(r.description, r.start, r.employee_name, r.requested) for r in rows] == [
        ("Bath", 600, "Luis", True), ("Nails", 645, "Luis", True),
    ]  # fmt: skip
    assert (ticket.note, ticket.created_via, ticket.status) == ("muddy", "Wait list", "booked")
    found = entry(shop, seen.id)
    assert (found.status, found.ticket, found.ended is not None) == ("booked", done.ticket, True)
    assert reading.read(shop) == ()


def test_undo_puts_both_back(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    done = booking.save(shop, plan_for(seen, FRI, 600, employees=(who("Kim"),)), DANA)
    undo.undo(DANA)
    assert Ticket.get_or_none(Ticket.id == done.ticket) is None
    assert entry(shop, seen.id)._replace(version=0) == seen._replace(version=0)
    undo.redo(DANA)
    assert entry(shop, seen.id).ticket == done.ticket


def test_a_walk_in_that_is_taken_is_here_since_they_came(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH", kind=TODAY)
    done = booking.save(shop, plan_for(seen, DAY, 660, employees=(who("Kim"),)), DANA)
    ticket = Ticket.get_by_id(done.ticket)
    assert (ticket.status, ticket.arrived, ticket.created_via) == ("arrived", seen.added, "Walk-in")


def test_a_walk_in_who_books_another_day_is_not_here_then(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH", kind=TODAY)
    done = booking.save(shop, plan_for(seen, FRI, 660, employees=(who("Kim"),)), DANA)
    assert Ticket.get_by_id(done.ticket).status == "booked"


def test_what_speaks_against_the_visit_leaves_the_entry(shop: Shop) -> None:
    seen = listed(shop, "Coco", "BATH")
    with pytest.raises(NeedsConsent):
        booking.save(shop, plan_for(seen, DAY, 600, employees=(who("Kim"),)), DANA)
    assert entry(shop, seen.id) == seen


def test_whoever_is_second_is_told_who_was_first(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    booking.save(shop, plan_for(seen, FRI, 600, employees=(who("Kim"),)), DANA)
    with pytest.raises(Gone, match="booked already by Dana at desk: booked Rex: Bath"):
        booking.save(shop, plan_for(seen, FRI, 700, employees=(who("Luis"),)), KIM)
    assert Ticket.select().where(Ticket.day == FRI).count() == 1


def test_an_entry_books_its_own_client_alone(shop: Shop) -> None:
    from dataclasses import replace

    seen = listed(shop, "Rex", "BATH")
    plan = replace(plan_for(seen, FRI, 600), client=owner_of("Bella"))
    with pytest.raises(Refused, match="another client's"):
        booking.save(shop, plan, DANA)


def test_the_same_command_twice_is_one_visit(shop: Shop) -> None:
    seen = listed(shop, "Rex", "BATH")
    plan = plan_for(seen, FRI, 600, employees=(who("Kim"),))
    assert booking.save(shop, plan, DANA).ticket == booking.save(shop, plan, DANA).ticket


# A visit that wants to be earlier


def visit_of(name: str) -> Ticket:
    found: Ticket = Ticket.get(Ticket.pet_names == name)
    return found


def test_a_visit_that_wants_to_be_earlier_is_moved(shop: Shop) -> None:
    seen = listed(shop, "Rex", "TEETH")
    ticket = booking.save(shop, plan_for(seen, FRI, 600, employees=(who("Kim"),)), DANA).ticket
    wish = wanted_of_visit(shop, ticket)
    assert wish.moves == ticket
    assert wish.windows == (When(DAY, FRI - timedelta(1)), When(FRI, FRI, latest=595))
    waits = entry(shop, save(shop, wish, DANA).entry)
    number = Ticket.get_by_id(ticket).number
    tickets = Ticket.select().count()
    plan = plan_for(waits, DAY + timedelta(1), 540, employees=(who("Luis"),))
    booking.save(shop, plan, DANA)
    moved = Ticket.get_by_id(ticket)
    row = TicketRow.get(TicketRow.ticket == ticket)
    assert (moved.number, moved.day, row.start, row.employee_name) == (
        number, DAY + timedelta(1), 540, "Luis",
    )  # fmt: skip
    assert Ticket.select().count() == tickets
    assert entry(shop, waits.id).status == "booked"
    undo.undo(DANA)
    assert Ticket.get_by_id(ticket).day == FRI
    assert entry(shop, waits.id).status == "waiting"


def test_a_visit_stands_on_the_list_once(shop: Shop) -> None:
    rex = visit_of("Rex")
    save(shop, wanted_of_visit(shop, rex.id), DANA)
    with pytest.raises(Refused, match="waits for an earlier time already"):
        wanted_of_visit(shop, rex.id)


def test_a_visit_that_began_does_not_wait(shop: Shop) -> None:
    with pytest.raises(Refused, match="Bella is in progress"):
        wanted_of_visit(shop, visit_of("Bella").id)


def test_a_visit_that_was_called_off_waits_for_another_day(shop: Shop) -> None:
    rex = visit_of("Rex")
    status.end(shop, [(rex.id, rex.version)], "cancelled", DANA)
    wish = wanted_of_visit(shop, rex.id)
    assert (wish.moves, wish.windows) == (None, ())


def test_a_visit_that_is_over_is_not_moved(shop: Shop) -> None:
    rex = visit_of("Rex")
    waits = entry(shop, save(shop, wanted_of_visit(shop, rex.id), DANA).entry)
    status.end(shop, [(rex.id, rex.version)], "cancelled", DANA)
    with pytest.raises(Refused, match="is cancelled"):
        plan_for(waits, DAY, 660)


# Two desks


RACER = """
import sys, time
from pathlib import Path
from db.connection import Target, bind, connected
from pettui.book import booking
from pettui.book.waiting import reading
from pettui.book.waiting.planning import plan_for
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import load_shop
from datetime import date
bind(Target(Path(sys.argv[1]), ""))
with connected():
    shop = load_shop()
    (seen,) = reading.read(shop)
    plan = plan_for(seen, date(2027, 3, 5), int(sys.argv[3]), employees=(int(sys.argv[4]),))
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print("got", booking.save(shop, plan, Actor(None, sys.argv[2], sys.argv[2])).number)
    except Refused as refused:
        print("told", refused)
"""


def test_two_desks_take_one_entry_and_one_gets_it(shop_file: Path, shop: Shop) -> None:
    listed(shop, "Rex", "BATH")
    root = Path(__file__).parents[3]
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(shop_file), name, start, str(who(label))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
        )
        for name, start, label in (("one", "600", "Kim"), ("two", "700", "Luis"))
    ]  # fmt: skip
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("go\n")
        desk.stdin.flush()
    said = sorted(desk.communicate(timeout=60)[0].strip() for desk in desks)
    assert said[0].startswith("got ")
    assert said[1].startswith("told This entry was booked already by ")
    assert WaitEntry.get().status == "booked"
    assert Ticket.select().join(Client).where(Client.last_name == "Whitfield").count() == 2
