"""The made-up shop's money adds up, its people are clean, and its dice fall the same way."""

from __future__ import annotations

import itertools
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.models import Client, Counter, GroomNote, Payment, Pet, Phone, SearchLine, Ticket, TicketRow
from pettui.demo.making import DemoReport, make
from pettui.history.door import Refused
from pettui.people import find, searchline
from pettui.team.shop import load_shop
from pettui.text import clean
from pettui.till.prices import quotes
from pettui.till.rates import rates_of
from pettui.till.totals import RowMoney, totals
from tests import small_shop
from tests.demo import conftest

pytestmark = pytest.mark.usefixtures("demo")


def test_every_ticket_adds_up_to_the_cent() -> None:
    taxed = 0
    for ticket in Ticket.select():
        rows = [
            RowMoney(r.kind, r.price, r.quantity, r.discount, r.percent, (r.tax1, r.tax2, r.tax3))
            for r in ticket.rows
            if r.kind != "B"
        ]
        sums = totals(rows, rates_of(ticket))
        assert (ticket.subtotal, ticket.tax1, ticket.total) == (
            sums.subtotal, sums.taxes[0], sums.total,
        )  # fmt: skip
        assert ticket.rounding == sums.rounding
        assert abs(ticket.rounding) <= Decimal("0.5")
        taxed += ticket.tax1 > 0
    assert taxed > 50


def test_closed_tickets_are_paid_and_no_others() -> None:
    for ticket in Ticket.select():
        paid = sum(p.amount for p in Payment.select().where(Payment.ticket == ticket))
        assert paid == (ticket.total if ticket.status == "closed" else 0)


def test_rows_of_a_visit_follow_one_another() -> None:
    for ticket in Ticket.select().where(Ticket.kind == "visit"):
        rows = [r for r in ticket.rows.order_by(TicketRow.position) if r.kind == "S"]
        for before, after in itertools.pairwise(rows):
            assert after.start == before.start + before.setup + before.process + before.finish


def test_prices_and_lengths_are_those_of_the_price_list() -> None:
    shop = load_shop()
    shop.settings["price.previous"] = False
    checked = 0
    for row in TicketRow.select().where(TicketRow.day == conftest.TODAY, TicketRow.kind == "S"):
        quote = quotes(shop, [row.item_id], pet=row.pet_id, employee=row.employee_id)[row.item_id]
        assert (row.price, row.price_from) == (quote.price, quote.price_from)
        assert (row.setup, row.process, row.finish) == (quote.setup, quote.process, quote.finish)
        checked += 1
    assert checked > 20


def test_names_are_clean_and_nobody_has_two_pets_of_one_name() -> None:
    for client in Client.select():
        for text in (client.first_name, client.last_name, client.email, client.alert):
            assert clean(text) == text
        pets = [pet.name for pet in Pet.select().where(Pet.client == client)]
        assert pets
        assert len(set(pets)) == len(pets)
    assert all(clean(pet.name) == pet.name for pet in Pet.select())


def test_phones_are_fictional_and_distinct() -> None:
    digits = [phone.digits for phone in Phone.select()]
    assert len(set(digits)) == len(digits) >= 60
    assert all(d[3:8] == "55501" and len(d) == 10 for d in digits)


def test_every_client_can_be_found() -> None:
    kept = {line.client_id: line.text for line in SearchLine.select()}
    for client in Client.select():
        phones = [p.digits for p in Phone.select().where(Phone.client == client).order_by(Phone.id)]
        pets = [p.name for p in Pet.select().where(Pet.client == client).order_by(Pet.id)]
        line = searchline.compose(
            client.first_name, client.last_name, client.email, phones, pets, client.city
        )
        assert kept.pop(client.id) == line
    assert not kept
    someone = Client.get_by_id(1)
    assert any(found.client == 1 for found in find.people([someone.last_name.lower()], 60))


def test_the_next_numbers_go_on_after_the_last() -> None:
    after = {c.name: c.next_value for c in Counter.select()}
    assert after["ticket"] == max(t.number for t in Ticket.select()) + 1
    assert after["client"] == max(c.number for c in Client.select()) + 1


def _dump(path: Path) -> list[str]:
    """Give all rows but those of the history, which keeps the real time of the making."""
    with sqlite3.connect(path) as shop:
        return [line for line in shop.iterdump() if 'INTO "change' not in line]


def test_the_same_seed_and_day_make_the_same_shop(tmp_path: Path) -> None:
    small_shop.unbind()
    dumps = []
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        conftest.make(tmp_path / f"{name}.db", seed=seed)
        small_shop.unbind()
        dumps.append(_dump(tmp_path / f"{name}.db"))
    same = [line for line in dumps[0] if "migration" not in line]
    assert same == [line for line in dumps[1] if "migration" not in line]
    assert same != [line for line in dumps[2] if "migration" not in line]


def test_a_shop_that_is_there_is_not_filled(demo: DemoReport) -> None:
    before = Ticket.select().count()
    with pytest.raises(Refused, match="already"):
        make(0.2, 60, today=date(2026, 11, 23), by=conftest.BY)
    assert Ticket.select().count() == before == demo.tickets


@pytest.mark.parametrize(("years", "clients"), [(0, 100), (90, 100), (1, 3)])
def test_numbers_that_make_no_shop_are_refused(years: float, clients: int) -> None:
    with pytest.raises(Refused, match="Give"):
        make(years, clients, by=conftest.BY)


def test_groomers_wrote_down_what_they_did() -> None:
    notes = list(GroomNote.select())
    assert len(notes) > 10
    for note in notes:
        ticket = Ticket.get_by_id(note.ticket)
        assert (ticket.status, ticket.day) == ("closed", note.day)
        assert note.pet.client_id == ticket.client_id
        assert note.author and note.style and note.blade
