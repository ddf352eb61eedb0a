"""The breeds and the price list that a new shop is offered."""

from __future__ import annotations

from pathlib import Path

from db.models import Breed, Item
from pettui.history.door import change
from pettui.people import breeds
from pettui.stock import pricelist
from pettui.team.shop import Shop
from pettui.text import clean
from tests.small_shop import DANA


def test_breeds_are_real_and_have_sizes_and_coats_that_exist() -> None:
    found = {(b.species, b.name): b for b in breeds.breeds()}
    assert len(found) == len(breeds.breeds()) >= 269
    poodle = found["Dog", "Poodle (Toy)"]
    assert (poodle.size, poodle.coat) == ("XS", "curly")
    assert found["Cat", "Maine Coon"].coat == "long"
    for breed in found.values():
        assert breed.size in ("", *breeds.SIZES), breed
        assert breed.coat in ("", *breeds.COATS), breed
        assert clean(breed.name) == breed.name
    assert sum(1 for b in found.values() if b.size and b.coat) > 300


def test_breeds_are_added_to_those_that_a_shop_has(shop: Shop) -> None:
    there = {(b.species, b.name): b.id for b in Breed.select()}
    assert there
    with change("breeds", DANA, undoable=False) as door:
        ids = breeds.write(door)
        assert breeds.write(door) == ids
    assert there.items() <= ids.items()
    assert Breed.select().count() == len(ids) >= len(breeds.breeds())


def test_a_price_list_is_added_to_what_a_shop_offers(shop: Shop) -> None:
    before = {item.code: item.id for item in Item.select()}
    with change("took the price list", DANA, undoable=False) as door:
        ids = pricelist.write(door)
        assert pricelist.write(door) == ids
    assert before.items() <= ids.items()
    assert {"FG", "BB", "BD", "NT", "CG", "MISCS", "MISCP"} <= set(ids)
    assert {i.code for i in Item.select().where(Item.reserved)} >= {"MISCS", "MISCP"}


def test_larger_pets_and_curlier_coats_never_cost_less() -> None:
    for offer in pricelist.SERVICES:
        for (size, coat), (price, minutes) in offer.cells.items():
            rank = breeds.SIZES.index(size) if size else 0
            smaller = offer.cells.get((breeds.SIZES[rank - 1], coat)) if rank else None
            plain = offer.cells.get((size, "")) if coat else None
            for other in (smaller, plain):
                if other is not None:
                    assert (price or 0) >= (other[0] or 0), (offer.code, size, coat)
                    assert (minutes or 0) >= (other[1] or 0), (offer.code, size, coat)


def test_lengths_fit_the_slots_of_the_book() -> None:
    for offer in pricelist.SERVICES:
        lengths = [offer.setup, offer.process, offer.finish]
        lengths += [minutes or 0 for _, minutes in offer.cells.values()]
        assert all(minutes % 5 == 0 for minutes in lengths), offer.code


def test_the_data_file_is_beside_its_module() -> None:
    assert Path(breeds.__file__).with_name("breeds.tsv").exists()
