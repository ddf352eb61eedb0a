"""What a service brings along: add-ons into the book, products onto the ticket (DOMAIN 4.4.5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.models import Item, ItemLink, TicketRow
from pettui.book import booking, linked, moving
from pettui.book.checking import check
from pettui.history.door import change
from pettui.history.undo import redo, undo
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY, book, plan, row, rows_of, seen, ticket
from tests.small_shop import DANA


@pytest.fixture(autouse=True)
def bows(shop: Shop) -> None:
    """A full groom brings two bows and a nail trim; a brush is only offered with it."""
    with change("links", DANA) as door:
        bow = door.insert(Item, code="BOW", kind="P", name="Bow", price=300, cost=45, tax1=True)
        brush = door.insert(Item, code="BR", kind="P", name="Brush", price=1900)
        full, nails = steps.item("FULL"), steps.item("NAILS")
        door.insert(ItemLink, item=full, other=bow, forced=True, quantity=2)
        door.insert(ItemLink, item=full, other=brush, forced=False)
        door.insert(ItemLink, item=full, other=nails, forced=True)


def products(done: booking.Booked) -> list[tuple[str, int, int, int]]:
    return [(r.description, r.quantity, r.price, r.total) for r in rows_of(done) if r.kind == "P"]


def test_a_service_brings_its_products_with_their_price_and_taxes_copied(shop: Shop) -> None:
    wish = plan(row("FULL"))
    told = check(shop, wish)
    done = booking.save(shop, wish, DANA)
    with change("dearer", DANA) as door:
        door.update(Item.get(Item.code == "BOW"), price=999, name="Ribbon")
    assert products(done) == [("Bow", 2, 300, 600)]
    (bow,) = [r for r in rows_of(done) if r.kind == "P"]
    assert bow.start is None  # it takes nobody's time
    assert (bow.pet_name, bow.employee_name, bow.price_from) == (
        "Bella", "Kim", "goes with Full groom",
    )  # fmt: skip
    assert (bow.cost, bow.quantity, bow.used, bow.taxable) == (45, 2, 2, 600)
    saved = ticket(done)
    assert (told.subtotal, told.tax, told.total) == (
        saved.subtotal, saved.tax1, saved.total,
    ) and saved.subtotal == 6500 + 600  # fmt: skip


def test_undo_takes_the_products_away_with_the_visit_and_redo_brings_both(shop: Shop) -> None:
    before = TicketRow.select().count()
    done = book(shop, row("FULL"))
    undo(DANA)
    assert TicketRow.select().count() == before
    redo(DANA)
    assert products(done) == [("Bow", 2, 300, 600)]


def test_every_pet_gets_its_own(shop: Shop) -> None:
    done = book(shop, row("FULL"), row("FULL", start=14 * 60), row("BATH", "Luis", start=15 * 60))
    assert products(done) == [("Bow", 2, 300, 600)] * 2


def test_a_visit_that_is_moved_or_changed_does_not_get_them_again(shop: Shop) -> None:
    done = book(shop, row("FULL"))
    moving.move(shop, moving.Move(rows_of(done)[0].id, seen(done)[1], start=600), DANA)
    wish = booking.plan_of(done.ticket)
    booking.save(shop, replace(wish, note="ring twice", day=TUESDAY.replace(day=26)), DANA)
    assert products(done) == [("Bow", 2, 300, 600)]
    assert {r.day for r in rows_of(done)} == {TUESDAY.replace(day=26)}


def test_a_product_that_was_taken_off_stays_off(shop: Shop) -> None:
    done = book(shop, row("FULL"))
    with change("no bows", DANA) as door:
        door.delete(next(r for r in rows_of(done) if r.kind == "P"))
    booking.save(shop, replace(booking.plan_of(done.ticket), note="no bows"), DANA)
    assert products(done) == []


def test_a_service_that_goes_takes_its_products_along_and_leaves_others(shop: Shop) -> None:
    done = book(shop, row("FULL"), row("BATH", "Luis"))
    steps.add_product(done, 2000)
    wish = booking.plan_of(done.ticket)
    told = check(shop, replace(wish, rows=wish.rows[1:]))
    booking.save(shop, replace(wish, rows=wish.rows[1:]), DANA)
    assert products(done) == [("Shampoo", 1, 2000, 2000)]
    assert told.subtotal == ticket(done).subtotal == 3500 + 2000


def test_another_service_in_the_row_changes_what_comes_along(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    assert products(done) == []
    wish = booking.plan_of(done.ticket)
    full = replace(
        wish.rows[0], item=steps.item("FULL"), price=None, setup=None, process=None, finish=None
    )
    booking.save(shop, replace(wish, rows=(full,)), DANA)
    assert products(done) == [("Bow", 2, 300, 600)]


def test_a_visit_booked_again_has_them_too(shop: Shop) -> None:
    done = book(shop, row("FULL"))
    again = moving.plan_like(shop, done.ticket, TUESDAY, start=14 * 60)
    assert products(booking.save(shop, again, DANA)) == [("Bow", 2, 300, 600)]


def test_what_is_no_longer_sold_is_not_forced_on_anybody(shop: Shop) -> None:
    with change("sold out for good", DANA) as door:
        door.update(Item.get(Item.code == "BOW"), active=False)
    assert products(book(shop, row("FULL"))) == []


def test_add_ons_come_once_for_each_time_that_is_asked_for(shop: Shop) -> None:
    full, nails = steps.item("FULL"), steps.item("NAILS")
    assert linked.add_ons([full, nails]) == {full: [nails]}
    with change("twice", DANA) as door:
        door.update(ItemLink.get(ItemLink.other == nails), quantity=2)
    assert linked.add_ons([full]) == {full: [nails, nails]}
