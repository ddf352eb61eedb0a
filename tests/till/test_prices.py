"""What a service costs and how long it takes, and where that comes from (DOMAIN 16, 13.17)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.models import Breed, Category, Item, ItemException, Pet, PetPrice, PriceCell, Setting
from pettui.book import status
from pettui.history.door import change
from pettui.team.shop import Shop, load_shop
from pettui.till.prices import Cell, Quote, Source, decide, fitting_cells, quotes, size_class
from tests.book import steps
from tests.small_shop import DANA, DAY


@pytest.mark.parametrize(
    ("own", "grams", "breed", "size"),
    [
        ("XL", 2_000, "S", "XL"),
        ("", 4_500, "L", "XS"),
        ("", 4_501, "L", "S"),
        ("", 11_000, "", "S"),
        ("", 23_000, "", "M"),
        ("", 41_000, "", "L"),
        ("", 41_001, "", "XL"),
        ("", None, "M", "M"),
        ("", 0, "M", "M"),
        ("", None, "", ""),
    ],
)
def test_size_is_the_pets_own_then_by_weight_then_its_breeds(
    own: str, grams: int | None, breed: str, size: str
) -> None:
    assert size_class(own, grams, breed) == size


def test_the_closest_cell_comes_first() -> None:
    cells = [
        Cell("", "", 1, None), Cell("L", "", 2, None), Cell("", "Curly", 3, None),
        Cell("L", "Curly", 4, None), Cell("S", "", 5, None),
    ]  # fmt: skip
    assert [cell[2] for cell in fitting_cells(cells, "L", "curly")] == [4, 2, 3, 1]
    assert [cell[2] for cell in fitting_cells(cells, "L", "")] == [2, 1]
    assert [cell[2] for cell in fitting_cells(cells, "", "")] == [1]


@pytest.mark.parametrize(
    ("sources", "decided"),
    [
        ([], (50, "list", (30, 10, 5), "list")),
        ([Source("own", 40)], (40, "own", (30, 10, 5), "list")),
        ([Source("own", 0)], (0, "own", (30, 10, 5), "list")),
        ([Source("own", None, 0, 0, 0)], (50, "list", (0, 0, 0), "own")),
        ([Source("own", None, None, None, 15)], (50, "list", (30, 10, 15), "own")),
        ([Source("a", None, 60), Source("b", 9, 20, 0)], (9, "b", (60, 0, 5), "a")),
    ],
)
def test_the_first_source_with_a_word_decides(
    sources: list[Source], decided: tuple[int, str, tuple[int, int, int], str]
) -> None:
    assert decide([*sources, Source("list", 50, 30, 10, 5)]) == decided


def quote(shop: Shop, code: str = "FULL", of: str | None = "Rex", who: str | None = "Kim") -> Quote:
    key = steps.item(code)
    pet, employee = steps.pet(of) if of else None, steps.column(who) if who else None
    return quotes(shop, [key], pet=pet, employee=employee)[key]


def test_every_source_in_turn(shop: Shop) -> None:
    """Each is asked only when those before it have no word; a later change shows the next one."""
    found = quote(shop, of=None, who=None)
    assert (found.price, found.price_from, found.minutes) == (6500, "list price", 120)

    found = quote(shop)  # Rex is a Labrador, size L
    assert (found.price, found.price_from) == (9500, "price list L")
    assert (found.setup, found.process, found.finish) == (90, 30, 30)
    assert found.minutes_from == "price list L"

    with change("Kim's prices", DANA) as door:
        door.insert(
            ItemException, item=steps.item("FULL"), employee=steps.column("Kim"), price=0,
            finish=15, backbar=77,
        )  # fmt: skip
    found = quote(shop)
    assert (found.price, found.price_from) == (0, "Kim's own")  # 0 is a price
    assert (found.setup, found.finish, found.minutes_from) == (90, 15, "Kim's own")
    assert found.backbar == 77
    assert quote(shop, who="Luis").price == 9500

    done = steps.book(shop, steps.row("FULL", "Luis", of="Rex", price=8800), day=DAY, at=14 * 60)
    status.advance(shop, [steps.seen(done)], "closed", DANA)
    found = quote(shop)
    assert (found.price, found.price_from) == (8800, "paid last time, Mon 23 Nov 2026")
    assert found.minutes_from == "Kim's own"
    assert quote(shop, of="Bella").price == 0  # Bella has never paid

    with change("agreed", DANA) as door:
        door.insert(PetPrice, pet=steps.pet("Rex"), item=steps.item("FULL"), price=7000)
    found = quote(shop)
    assert (found.price, found.price_from) == (7000, "agreed for this pet")
    assert [source.words for source in found.asked] == [
        "agreed for this pet", "paid last time, Mon 23 Nov 2026", "Kim's own", "price list L",
        "list price",
    ]  # fmt: skip


def test_the_last_price_counts_and_only_closed_visits(shop: Shop) -> None:
    for days, price in ((0, 7100), (7, 7200)):
        done = steps.book(
            shop, steps.row("NAILS", price=price), day=DAY + timedelta(days=days), at=14 * 60
        )
        status.advance(shop, [steps.seen(done)], "closed", DANA)
    steps.book(shop, steps.row("NAILS", price=1), day=DAY + timedelta(days=8))
    assert quote(shop, "NAILS", of="Bella").price == 7200


def test_a_shop_can_charge_todays_price_always(shop: Shop) -> None:
    done = steps.book(shop, steps.row("NAILS", price=7100), day=DAY, at=14 * 60)
    status.advance(shop, [steps.seen(done)], "closed", DANA)
    with change("setting", DANA) as door:
        door.insert(Setting, branch=shop.branch, name="price.previous", value=False)
    assert quote(load_shop(), "NAILS", of="Bella").price == 1500


def test_one_cell_may_have_the_price_and_another_the_length(shop: Shop) -> None:
    with change("cells", DANA) as door:
        door.insert(PriceCell, item=steps.item("FULL"), size="L", coat="short", minutes=75)
    found = quote(shop)
    assert (found.price, found.price_from) == (9500, "price list L")
    assert (found.setup, found.minutes_from) == (75, "price list L, short")


def test_a_pet_without_a_breed_has_the_service_price(shop: Shop) -> None:
    found = quote(shop, of="Coco")
    assert (found.price, found.price_from) == (6500, "list price")


def test_weight_beats_the_breeds_size(shop: Shop) -> None:
    with change("weighed", DANA) as door:
        door.update(Pet.get(Pet.name == "Rex"), weight=9_000)
        door.update(Breed.get(Breed.name == "Poodle"), size="L")
    assert quote(shop, of="Rex").price_from == "list price"
    assert quote(shop, of="Bella").price_from == "price list L"


def test_a_quote_says_what_the_row_copies(shop: Shop) -> None:
    with change("category", DANA) as door:
        group = door.insert(Category, name="Grooming")
        door.update(Item.get(Item.code == "BATH"), category=group, cost=120, backbar=80)
    found = quote(shop, "BATH")
    assert (found.name, found.category, found.kind) == ("Bath", "Grooming", "S")
    assert (found.cost, found.backbar, found.taxed) == (120, 80, (True, False, False))
