"""Services to choose from when booking."""

from __future__ import annotations

import pytest

from db.models import Category, Item
from pettui.history.door import change
from pettui.stock.services import initials, matching, services
from pettui.team.shop import Shop
from tests.small_shop import DANA


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Full groom", "fg"), ("Bath & brush", "bb"), ("De-shed", "ds"), ("(Hand) strip", "hs"),
        ("Épilation légère", "el"), ("", ""),
    ],
)  # fmt: skip
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_what_can_be_booked_in_the_price_lists_order(shop: Shop) -> None:
    with change("more of them", DANA) as door:
        extras = door.insert(Category, name="Extras", position=2)
        door.insert(Item, code="DEMAT", name="Dematting", category=extras, add_on=True, setup=20)
        door.insert(Item, code="OLD", name="Old", active=False)
        door.insert(Item, code="SOAP", kind="P", name="Soap")
        door.insert(Item, code="MISC", name="Miscellaneous", reserved=True)
    found = services()
    assert [line.code for line in found] == ["BATH", "FULL", "NAILS", "TEETH", "DEMAT", "MISC"]
    full, demat = found[1], found[4]
    assert (full.name, full.price, full.minutes, full.add_on) == ("Full groom", 6500, 120, False)
    assert (demat.category, demat.minutes, demat.add_on) == ("Extras", 20, True)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("", ["BATH", "FULL", "NAILS", "TEETH", "GF"]),
        ("fg", ["FULL"]),
        ("full", ["FULL"]),
        ("nail", ["NAILS"]),
        ("gro", ["GF", "FULL"]),
        ("gf", ["GF"]),
        ("groom fu", ["FULL"]),
        ("ails", ["NAILS"]),
        ("bath", ["BATH"]),
        ("%", []),
        ("zz", []),
    ],
)
def test_a_few_letters_choose(shop: Shop, said: str, codes: list[str]) -> None:
    with change("a code that is another's initials", DANA) as door:
        door.insert(Item, code="GF", name="Groom feet", position=5)
    found = [line.code for line in matching(services(), said)]
    assert sorted(found) == sorted(codes)
    assert found[:1] == codes[:1]
