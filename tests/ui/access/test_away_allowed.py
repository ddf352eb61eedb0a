"""A groomer calls in ill while only somebody without the rights is here: one PIN is enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from time_machine import travel

from db.connection import Target, bind, connected
from db.models import Override, Payment, Tender, Ticket, TicketRow
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.team.access import granting
from pettui.team.shop import load_shop
from screens.desk import Desk
from tests import small_shop
from tests.book.series.steps import repeat, visit
from tests.book.steps import TUESDAY, book, column, row
from tests.small_shop import DANA
from tests.team.access.steps import be
from tests.ui.access.test_dimmed import allow, read
from tests.ui.book.shop import at, kept
from tests.ui.helpers import drive, press, said


def tuesday(path: Path, role: str) -> Actor:
    """Book Luis: a visit of a series, one with Ana, one with a deposit. Ana has the role."""
    bind(Target(path, ""))
    with connected():
        shop = load_shop()
        repeat(shop, visit(shop), "every 6 weeks, 4 times")
        book(
            shop, row("BATH", "Luis", of="Rex"), row("NAILS", "Ana", of="Rex"), at=660, agreed=None
        )
        paid = book(shop, row("FULL", "Luis", of="Coco", requested=True), at=780, agreed=None)
        with change("deposit", DANA) as door:
            door.insert(
                Payment, ticket=paid.ticket, tender=Tender.get(), amount=2000, at=door.at
            )  # fmt: skip
        found = be("Ana", role)
    small_shop.unbind()
    return found


def overrides() -> list[tuple[str, str]]:
    """Give what was allowed, and by whom."""
    return [(o.right, o.by_name) for o in Override.select().order_by(Override.right)]


def test_a_bather_shares_out_the_day_with_one_pin(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ".")
        await at(desk, pilot, "Luis", 900)
        await press(pilot, "I")
        assert "(team.schedule)" in read(desk)
        await allow(pilot, "Luis called in ill")
        assert "Luis is away (sick) on Tue 24 Nov 2026" in read(desk)
        await press(pilot, "enter")
        assert "Somebody may allow this" not in read(desk)  # it was allowed already
        assert "allowed by Kim Lee: Luis called in ill" in said(desk)
        assert "···-··99" in read(desk) and "13:00 Luis" in read(desk)
        assert await desk.gateway.run(overrides) == [
            ("book.others", "Kim Lee"), ("team.schedule", "Kim Lee"),
        ]  # fmt: skip
        assert (await kept(desk, "Coco")).employee != ""
        paid = await desk.gateway.run(lambda: Payment.get().ticket.status)
        assert paid == "booked"  # the deposit stays with the visit, which stays
        await press(pilot, "escape", "I")
        assert "Somebody may allow this" in read(desk)  # once is once

    with travel("2026-11-23 12:40+00:00", tick=True):
        ana = tuesday(guarded_file, "bather")
        drive(guarded_file, test, size=(80, 24), actor=ana)


def test_whoever_allows_it_must_have_all_that_it_takes(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 900)
        await press(pilot, "I")
        await allow(pilot, "Luis called in ill")
        assert "(book.others)" in read(desk)  # Kim may not either
        await press(pilot, "escape")
        assert not await desk.gateway.run(Override.select().exists)

    with travel("2026-11-23 12:40+00:00", tick=True):
        ana = tuesday(guarded_file, "bather")
        bind(Target(guarded_file, ""))
        with connected():
            be("Luis", "owner")
            be("Kim", "front desk")
            granting.set_right(column("Kim"), "book.others", DANA, granted=False)
        small_shop.unbind()
        drive(guarded_file, test, size=(80, 24), actor=ana)


def test_the_front_desk_needs_nobody(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ".")
        await at(desk, pilot, "Luis", 900)
        await press(pilot, "I", "enter")
        assert "spread the visits of Luis (3 visits: 3 at their time)" in said(desk)
        await press(pilot, "escape", "u")
        assert await desk.gateway.run(_luis) == 3

    with travel("2026-11-23 12:40+00:00", tick=True):
        ana = tuesday(guarded_file, "front desk")
        drive(guarded_file, test, size=(80, 24), actor=ana)


def _luis() -> int:
    mine = (TicketRow.employee == column("Luis")) & (TicketRow.day == TUESDAY)
    return int(TicketRow.select().join(Ticket).where(mine, Ticket.status == "booked").count())
