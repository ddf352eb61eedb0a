"""What services cost for one pet: its own first, those for another species last."""

from __future__ import annotations

from datetime import timedelta

from db.models import Category, Item, Ticket
from pettui.history.door import change
from pettui.stock.asking import of_pet
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA


def _names(shop: Shop, pet: str) -> tuple[list[str], list[str]]:
    asked = of_pet(shop, steps.pet(pet))
    return [quote.name for quote in asked.own], [quote.name for quote in asked.others]


def test_what_a_pet_has_comes_first_the_latest_on_top(shop: Shop) -> None:
    _, before = _names(shop, "Rex")
    steps.book(shop, steps.row("NAILS", of="Rex"))
    steps.book(shop, steps.row("BATH", of="Rex"), day=steps.TUESDAY + timedelta(days=1))
    own, others = _names(shop, "Rex")
    assert own[:2] == ["Bath", "Nails"]
    assert sorted(own + others) == sorted({*before, "Bath", "Nails"})
    assert not set(own) & set(others)


def test_a_visit_that_was_called_off_does_not_count(shop: Shop) -> None:
    booked = steps.book(shop, steps.row("TEETH", of="Rex"))
    assert "Teeth" in _names(shop, "Rex")[0]
    with change("called off", DANA) as door:
        door.update(Ticket.get_by_id(booked.ticket), status="cancelled")
    own, others = _names(shop, "Rex")
    assert "Teeth" not in own and "Teeth" in others


def test_categories_that_are_named_for_another_species_come_last(shop: Shop) -> None:
    with change("cats", DANA) as door:
        cats = door.insert(Category, name="Cats, all coats", kind="S", position=0)
        dogs = door.insert(Category, name="Dog baths", kind="S", position=1)
        for name, category in (("Lion cut", cats), ("Big bath", dogs)):
            door.insert(Item, code=name[:4].upper(), kind="S", name=name, category=category,
                        price=5000, setup=30, position=0)  # fmt: skip
    _, others = _names(shop, "Coco")
    assert others[-1] == "Lion cut"
    assert others.index("Big bath") < len(others) - 1
