"""Changing a visit: what stays as it was is not touched, not asked about, not priced anew."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from db.models import Hold, Item, ItemException, Tax, TicketRow
from pettui.book import booking, moving, notes, status
from pettui.book.booking import NeedsConsent
from pettui.book.checking import check
from pettui.book.plan import Plan
from pettui.history.door import Clash, Refused, change
from pettui.history.undo import undo
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY, book, row, rows_of, seen, ticket
from tests.small_shop import DANA


def edit(shop: Shop, wish: Plan, *agreed: str) -> None:
    booking.save(shop, wish, DANA, agreed=agreed)


def test_products_discounts_and_taxes_of_the_ticket_stay(shop: Shop) -> None:
    done = book(shop, row("FULL"))
    steps.add_product(done)
    with change("a discount; dearer from now on", DANA) as door:
        door.update(rows_of(done)[0], percent=Decimal("10"), discount=100)
        door.update(Tax.get(Tax.place == 1), service_rate="20", product_rate="20")
        door.update(Item.get(Item.code == "FULL"), name="Deluxe", price=9999, tax1=False)
    wish = booking.plan_of(done.ticket)
    wish = replace(wish, rows=(*wish.rows, row("NAILS", "Luis")), note="two things")
    before = check(shop, wish)
    edit(shop, wish)
    groom, nails, shampoo = sorted(rows_of(done), key=lambda r: r.description)
    assert (groom.description, groom.price, groom.total) == ("Full groom", 6500, 5750)
    assert (nails.price, shampoo.price) == (1500, 2000)
    saved = ticket(done)
    assert saved.subtotal == 5750 + 1500 + 2000
    assert saved.tax1 == 763  # 8.25 % of 92.50, as on the day it was booked
    assert (before.subtotal, before.tax, before.total) == (9250, 763, saved.total)
    assert saved.note == "two things"


def test_taking_a_row_out_frees_its_time_and_tub(shop: Shop) -> None:
    steps.add_need("BATH", "tub", "all")
    done = book(shop, row("BATH"), row("NAILS", "Luis"))
    wish = booking.plan_of(done.ticket)
    edit(shop, replace(wish, rows=wish.rows[1:]))
    assert [r.description for r in rows_of(done)] == ["Nails"]
    assert steps.minutes_held("Kim") == steps.minutes_held("tub 1") == []
    undo(DANA)
    assert [r.description for r in rows_of(done)] == ["Bath", "Nails"]
    assert len(steps.minutes_held("tub 1")) == 9


def test_where_price_and_length_came_from_survives_an_edit(shop: Shop) -> None:
    done = book(shop, row("FULL", of="Rex"), row("NAILS", of="Rex", price=100, setup=20))
    edit(shop, replace(booking.plan_of(done.ticket), note="x"))
    version = seen(done)[1]
    moving.move(shop, moving.Move(rows_of(done)[0].id, version, start=600), DANA)
    assert [(r.price_from, r.minutes_from) for r in rows_of(done)] == [
        ("price list L", "price list L"), ("set by hand", "set by hand"),
    ]  # fmt: skip


def test_another_service_in_a_row_is_asked_for_anew(shop: Shop) -> None:
    done = book(shop, row("FULL"))
    wish = booking.plan_of(done.ticket)
    bath = replace(wish.rows[0], item=steps.item("BATH"), price=None, setup=None, process=None,
                   finish=None)  # fmt: skip
    edit(shop, replace(wish, rows=(bath,)))
    (only,) = rows_of(done)
    assert (only.description, only.price, only.setup, only.process) == ("Bath", 3500, 45, 0)
    assert (only.price_from, only.minutes_from) == ("list price", "list price")


def test_a_new_groomer_keeps_the_price_that_was_told(shop: Shop) -> None:
    with change("Luis is dearer", DANA) as door:
        door.insert(ItemException, item=steps.item("BATH"), employee=steps.column("Luis"), price=1)
    done = book(shop, row("BATH"))
    version = seen(done)[1]
    moving.move(shop, moving.Move(rows_of(done)[0].id, version, column=steps.column("Luis")), DANA)
    assert (rows_of(done)[0].price, rows_of(done)[0].employee_name) == (3500, "Luis")


def test_what_was_agreed_to_is_not_asked_again(shop: Shop) -> None:
    first = book(shop, row("BATH"), at=16 * 60 + 30, agreed=None)
    over = book(shop, row("BATH", of="Coco"), at=16 * 60 + 30, agreed=None, reason="sisters")
    for done in (first, over):
        edit(shop, replace(booking.plan_of(done.ticket), note="call first"))
    assert (ticket(over).double_booked, rows_of(over)[0].lane) == ("sisters", 1)
    assert ticket(first).double_booked == ""
    wish = booking.plan_of(over.ticket)
    later = replace(wish, rows=(replace(wish.rows[0], start=16 * 60 + 35),))
    with pytest.raises(NeedsConsent):
        edit(shop, later)


def test_an_edit_does_not_conflict_with_itself(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    wish = booking.plan_of(done.ticket)
    edit(shop, replace(wish, rows=(replace(wish.rows[0], start=9 * 60 + 15),)))
    assert (rows_of(done)[0].start, rows_of(done)[0].lane) == (555, 0)


def test_a_pet_stays_in_the_tub_that_it_stands_in(shop: Shop) -> None:
    steps.add_need("BATH", "tub", "all", "tub 2")
    first = book(shop, row("BATH"))
    second = book(shop, row("BATH", "Luis", of="Coco"))
    status.end(shop, [seen(first)], "cancelled", DANA)  # tub 1 is free now
    edit(shop, replace(booking.plan_of(second.ticket), note="stays"))
    assert Hold.get(Hold.row == rows_of(second)[0]).resource_id == steps.column("tub 2")
    moving.move(shop, moving.Move(rows_of(second)[0].id, seen(second)[1], start=600), DANA)
    assert Hold.get(Hold.row == rows_of(second)[0]).resource_id == steps.column("tub 2")


def test_a_row_whose_service_is_gone_can_still_be_moved(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    with change("as an import leaves it", DANA) as door:
        door.update(rows_of(done)[0], item=None, description="Hand strip")
    moving.move(shop, moving.Move(rows_of(done)[0].id, seen(done)[1], start=600), DANA)
    (only,) = rows_of(done)
    assert (only.start, only.description, only.price, only.item_id) == (
        600, "Hand strip", 3500, None,
    )  # fmt: skip
    with pytest.raises(Refused, match="no longer in the price list"):
        check(shop, moving.plan_like(shop, done.ticket, TUESDAY))


def test_a_stale_screen_is_told_who_was_faster(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    old = booking.plan_of(done.ticket)
    moving.move(shop, moving.Move(rows_of(done)[0].id, seen(done)[1], start=600), steps.LUIS_DESK)
    with pytest.raises(Clash, match=r"Luis at table changed this .*moved Bella") as clash:
        edit(shop, old)
    assert clash.value.theirs["day"] == "2026-11-24"
    with pytest.raises(Clash, match="Luis"):
        status.end(shop, [(done.ticket, old.version or 0)], "cancelled", DANA)


def test_undo_makes_a_screen_stale_too(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    moving.move(shop, moving.Move(rows_of(done)[0].id, seen(done)[1], start=600), DANA)
    old = seen(done)
    undo(DANA)
    with pytest.raises(Clash):
        status.end(shop, [old], "cancelled", steps.LUIS_DESK)


@pytest.mark.parametrize("how", ["cancelled", "void"])
def test_what_is_over_is_not_edited(shop: Shop, how: str) -> None:
    done = book(shop, row("BATH"))
    status.end(shop, [seen(done)], how, DANA)
    with pytest.raises(Refused, match=f"is over .{how}.. Set it to booked again"):
        edit(shop, booking.plan_of(done.ticket))


def test_a_closed_ticket_stays_as_it_is_but_takes_notes(shop: Shop) -> None:
    done = book(shop, row("BATH"))
    status.advance(shop, [seen(done)], "closed", DANA)
    key, version = seen(done)
    wish = moving.Move(rows_of(done)[0].id, version, start=600)
    with pytest.raises(Refused, match="closed"):
        edit(shop, booking.plan_of(key))
    with pytest.raises(Refused, match="closed"):
        moving.move(shop, wish, DANA)
    with pytest.raises(Refused, match="closed; undo reopens it"):
        status.end(shop, [(key, version)], "cancelled", DANA)
    with pytest.raises(Refused, match="closed; undo reopens it"):
        status.advance(shop, [(key, version)], "ready", DANA)
    notes.add(key, "came back for the collar", DANA)
    assert ticket(key).note == "came back for the collar"
    assert TicketRow.get(TicketRow.ticket == key).start == 540
