"""A service that brings others along: they stand in the form before anything is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.models import Item, ItemLink
from pettui.history.door import change
from screens.book.form.start import FormStart
from screens.desk import Desk
from tests.small_shop import DANA, DAY, unbind
from tests.ui.form.opener import in_shop, opens, visit
from tests.ui.helpers import drive, press, settle, text, type_ahead


def test_add_ons_and_products_are_shown_summed_and_booked(shop_file: Path) -> None:
    with in_shop(shop_file), change("links", DANA) as door:
        bath, nails = (Item.get(Item.code == code) for code in ("BATH", "NAILS"))
        bow = door.insert(Item, code="BOW", kind="P", name="Bow [/] 犬", price=300)
        door.insert(ItemLink, item=bath, other=bow, forced=True, quantity=2)
        door.insert(ItemLink, item=bath, other=nails, forced=True)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"bella", "enter", *"bath", "enter", "enter", *"fri 14")
        await settle(pilot)
        assert "$56.00 before tax" in text(desk)  # 35 + 15 + 6
        await press(pilot, "enter")
        shown = text(desk)
        assert "1 Bath" in shown
        assert "2 Nails" in shown
        assert "and Bow [/] 犬 x2 $6.00, goes with Bath" in shown
        await press(pilot, "enter")

    drive(shop_file, test, home=opens(FormStart(DAY)))
    with in_shop(shop_file):
        ticket, rows = visit(1003)
        assert [(r.description, r.start, r.quantity) for r in rows] == [
            ("Bath", 14 * 60, 1), ("Nails", 14 * 60 + 45, 1), ("Bow [/] 犬", None, 2),
        ]  # fmt: skip
        assert ticket.subtotal == 5600
    unbind()
