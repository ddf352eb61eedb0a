"""What refers to something is counted before it goes, and nothing is written by counting."""

from __future__ import annotations

from db.models import Category, Change, Item
from pettui.stock import groups, saving, uses
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA


def test_counting_deletes_nothing(shop: Shop) -> None:
    group = groups.save_group("Spa", DANA)
    before = (Change.select().count(), Item.select().count(), Category.select().count())
    assert uses.counted(saving.delete_service, steps.item("TEETH"), DANA) == ""
    assert uses.counted(saving.delete_service, steps.item("BATH"), DANA) == "1 ticket"
    assert uses.counted(groups.delete_group, group, DANA) == ""
    assert (Change.select().count(), Item.select().count(), Category.select().count()) == before
    saving.delete_service(steps.item("TEETH"), DANA)  # what follows is meant again
    assert Item.select().count() == before[1] - 1
