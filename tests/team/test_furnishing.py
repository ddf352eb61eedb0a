"""What a new shop is furnished with, read from one line each and written in one change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db import connection, migrating
from db.models import Bookable, Breed, Change, Employee, Item, PriceCell, Resource, Shift, Tax
from db.models.base import tuples
from pettui.history.door import Refused
from pettui.team.founding import create_shop
from pettui.team.furnishing import (
    Furnishing,
    offers,
    read_factor,
    read_resources,
    read_staff,
    read_tax,
)
from tests.small_shop import DANA, NEW, unbind


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ()),
        ("nobody", ()),
        ("Luis", (("Luis", ""),)),
        ("Luis Moreno, Ana", (("Luis", "Moreno"), ("Ana", ""))),
        ("Ana and Jo van Dyk;Bo", (("Ana", ""), ("Jo", "van Dyk"), ("Bo", ""))),
        ("Sandy, Andy", (("Sandy", ""), ("Andy", ""))),
    ],
)
def test_several_names_on_one_line(typed: str, found: object) -> None:
    assert read_staff(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [("yes", "1"), ("x1.2", "1.2"), ("1,2", "1.2"), ("+10%", "1.1"), ("-5 %", "0.95")],
)
def test_prices_are_taken_times_a_factor(typed: str, found: str) -> None:
    assert read_factor(typed) == Decimal(found)
    assert read_factor("no") is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("none", ()),
        ("2 tubs, 1 dryer", (("tub", 2), ("dryer", 1))),
        ("1 table and 6 kennels", (("table", 1), ("kennel", 6))),
        ("0 tubs, 1 dryer", (("dryer", 1),)),
    ],
)
def test_places_are_counted(typed: str, found: object) -> None:
    assert read_resources(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("none", None),
        ("Sales tax 8.25", ("Sales tax", Decimal("8.25"))),
        ("MwSt 19 %", ("MwSt", Decimal(19))),
        ("8,875%", ("Sales tax", Decimal("8.875"))),
    ],
)
def test_a_tax_is_a_name_and_a_percentage(typed: str, found: object) -> None:
    assert read_tax(typed) == found


@pytest.mark.parametrize(
    ("read", "typed", "said"),
    [
        (read_staff, "Ana, Ana", "Ana is there twice"),
        (read_factor, "perhaps", "x1.2"),
        (read_factor, "x0", "x1.2"),
        (read_factor, "nan", "x1.2"),
        (read_resources, "two tubs", "2 tubs, 1 dryer"),
        (read_resources, "2 tubs, 3 tubs", "2 tubs, 1 dryer"),
        (read_tax, "lots", "Sales tax 8.25"),
        (read_tax, "Tax 812", "Sales tax 8.25"),
    ],
)
def test_what_is_not_understood_comes_with_an_example(read: object, typed: str, said: str) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match=said):
        read(typed)


def test_services_stay_whole_amounts_and_products_do_not() -> None:
    listed = {offer.code: offer for offer in offers(Decimal("1.15"), 2)}
    assert listed["FG"].price == 9800  # 85.00 x 1.15 = 97.75
    assert listed["FG"].cells["S", "curly"] == (9000, 60)
    assert listed["COMB"].price == 1494
    yen = {offer.code: offer for offer in offers(Decimal(150), 0)}
    assert yen["FG"].price == 12750


def _make(folder: Path, furnishing: Furnishing) -> None:
    engine = connection.bind(connection.Target(folder / "new.db", ""), create=True)
    migrating.migrate()
    engine.connect(reuse_if_open=True)
    create_shop(replace(NEW, furnishing=furnishing), DANA)


def test_all_of_it_is_there_after_one_change(tmp_path: Path) -> None:
    wanted = Furnishing(
        (("Luis", "Moreno"), ("Ana", "")), Decimal("1.2"), (("tub", 2), ("kennel", 4)),
        ("Sales tax", Decimal("8.25")),
    )  # fmt: skip
    _make(tmp_path, wanted)
    assert Change.select().count() == 1
    assert [e.first_name for e in Employee.select().order_by(Employee.number)] == [
        "Kim", "Luis", "Ana",
    ]  # fmt: skip
    assert Shift.select().count() == 3 * len(NEW.opening)
    places = Bookable.select(Bookable.label, Bookable.lanes, Resource.kind).join(Resource)
    assert sorted(tuples(places)) == [
        ("kennels", 4, "kennel"), ("tub 1", 1, "tub"), ("tub 2", 1, "tub"),
    ]  # fmt: skip
    tax = Tax.get(Tax.place == 1)
    assert (tax.name, tax.service_rate) == ("Sales tax", Decimal("8.25"))
    groom = Item.get(Item.code == "FG")
    assert groom.price == 10200
    assert PriceCell.get(PriceCell.item == groom, PriceCell.size == "S", PriceCell.coat == "").price
    assert Breed.select().count() > 200
    unbind()


def test_without_wishes_there_is_the_owner_alone(tmp_path: Path) -> None:
    _make(tmp_path, Furnishing())
    assert Employee.select().count() == 1
    assert not Resource.select().exists() and not Item.select().exists()
    with pytest.raises(Refused, match="a shop in this database already"):
        create_shop(NEW, DANA)
    unbind()
