"""Services, categories, resources, taxes and lists: made, changed, put away, never broken."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from db.models import (
    Bookable,
    Category,
    Choice,
    Client,
    Item,
    ItemNeed,
    Pet,
    PetPrice,
    PriceCell,
    TicketRow,
)
from pettui.history.door import Clash, Refused, change
from pettui.history.undo import undo
from pettui.stock import breeds, choices, groups, resources, saving, taxes
from pettui.stock.catalog import Link, ServiceRecord, catalog, filtered, read_service
from pettui.stock.services import services
from pettui.team.shop import Shop
from pettui.till.rates import rates_now
from tests.book import steps
from tests.small_shop import DANA
from tests.stock.steps import everything
from tests.ui.helpers import HOSTILE


def test_a_service_with_all_its_parts_comes_back_as_it_was_written(shop: Shop) -> None:
    group = groups.save_group("Spa", DANA)
    wish = ServiceRecord(
        name="Mud bath", category=group, price=4200, setup=20, process=15, finish=10,
        taxed=(True, False, True), color="teal", add_on=True, backbar=150, comment="Warm.",
        needs=(("tub", "setup"), ("dryer", "process")),
        links=(Link(steps.item("NAILS"), "Nails", True, 2),),
    )  # fmt: skip
    key = saving.save_service(wish, DANA)
    found = read_service(key)
    assert replace(found, id=None, version=None, code="", needs=()) == replace(wish, needs=())
    assert set(found.needs) == set(wish.needs)
    assert found.code == "MB"
    assert [line.name for line in services()].count("Mud bath") == 1
    assert saving.save_service(replace(wish, name="Milk bath"), DANA) != key
    assert Item.get(Item.name == "Milk bath").code == "MB2"
    before = everything()
    saving.save_service(replace(found, name="Moor bath", needs=(("tub", "all"),), links=()), DANA)
    assert (read_service(key).needs, read_service(key).links) == ((("tub", "all"),), ())
    undo(DANA)
    assert everything() == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "  "}, "Name: a service needs a name"),
        ({"name": "\u200b\u202e"}, "Name: a service needs a name"),
        ({"code": "bath"}, "Code: BATH is taken"),
        ({"price": -1}, "Price: it cannot be less"),
        ({"setup": 7}, "Set-up: use steps of 5"),
        ({"process": 725}, "Process: use steps"),
        ({"setup": 0}, "at least 5 minutes"),
        ({"setup": 700, "finish": 100}, "at most 720"),
        ({"category": 99}, "Category: this category is no longer here"),
        ({"needs": (("tub", "later"),)}, "Needs: a resource is held in"),
        ({"links": (Link(99, "Gone"),)}, "Goes with: Gone is no longer here"),
    ],
)
def test_what_is_wrong_names_the_field_and_writes_nothing(
    shop: Shop, wrong: dict[str, object], words: str
) -> None:
    before = everything()
    with pytest.raises(Refused, match=words):
        saving.save_service(replace(ServiceRecord(name="Mud"), **wrong), DANA)  # type: ignore[arg-type]  # fields of any type
    assert everything() == before


def test_another_desks_change_is_noticed_of_the_parts_too(shop: Shop) -> None:
    mine = read_service(steps.item("BATH"))
    saving.save_service(replace(mine, needs=(("tub", "all"),)), DANA)
    with pytest.raises(Clash, match="changed this in the meantime"):
        saving.save_service(replace(mine, price=1), DANA)


def test_what_is_referred_to_is_made_inactive_not_deleted(shop: Shop) -> None:
    bath = steps.item("BATH")
    with change("agreed", DANA) as door:
        door.insert(PetPrice, pet=steps.pet("Rex"), item=bath, price=1)
    with pytest.raises(Refused, match=r"1 ticket and 1 pet's own price refer to it\."):
        saving.delete_service(bath, DANA)
    saving.set_active(bath, DANA, active=False)
    assert "Bath" not in [line.name for line in services()]
    assert "Bath" not in [line.name for line in catalog()]
    assert "Bath" in [line.name for line in catalog(inactive=True)]
    assert TicketRow.select().where(TicketRow.item == bath).exists()


def test_what_nothing_refers_to_goes_with_its_prices_and_comes_back(shop: Shop) -> None:
    groom = saving.save_service(ServiceRecord(name="Mud", needs=(("tub", "all"),)), DANA)
    with change("prices", DANA) as door:
        door.insert(PriceCell, item=groom, size="L", price=1)
    before = everything()
    assert saving.delete_service(groom, DANA) == "Mud"
    assert not ItemNeed.select().where(ItemNeed.item == groom).exists()
    undo(DANA)
    assert everything() == before


def test_reserved_services_stay(shop: Shop) -> None:
    with change("reserved", DANA) as door:
        key = door.insert(Item, code="MISCS", name="Misc", reserved=True).id
    for attempt in (
        lambda: saving.delete_service(key, DANA),
        lambda: saving.set_active(key, DANA, active=False),
        lambda: saving.save_service(replace(read_service(key), active=False), DANA),
    ):
        with pytest.raises(Refused, match="belongs to the program"):
            attempt()


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_all_kinds(shop: Shop, name: str) -> None:
    try:
        key = saving.save_service(ServiceRecord(name=name), DANA)
    except Refused as refused:
        assert str(refused).startswith("Name:")
        return
    kept = read_service(key).name
    assert kept.isprintable() or "\u200d" in kept
    assert [line.id for line in filtered(catalog(), kept)] == [key]
    group = groups.save_group(name, DANA)
    groups.save_group("Plain", DANA, key=group)
    assert choices.add_entry("referral", name, DANA)


def test_categories_are_named_by_id(shop: Shop) -> None:
    group = groups.save_group("Baths", DANA)
    saving.save_service(replace(read_service(steps.item("BATH")), category=group), DANA)
    version = Category.get_by_id(group).version
    groups.save_group("Spa", DANA, key=group, version=version)
    assert {line.name: line.category for line in catalog()}["Bath"] == "Spa"
    with pytest.raises(Clash):
        groups.save_group("Wet", DANA, key=group, version=version)
    with pytest.raises(Refused, match="there is a category Spa already"):
        groups.save_group(" sPÁ ", DANA)
    with pytest.raises(Refused, match="Spa cannot be deleted: 1 service or product refers"):
        groups.delete_group(group, DANA)
    other = groups.save_group("Cuts", DANA)
    groups.move_group(other, -1, DANA)
    assert [g.name for g in groups.groups()] == ["Cuts", "Spa"]
    groups.delete_group(other, DANA)
    groups.set_group_active(group, DANA, active=False)
    assert groups.groups(inactive=False) == []


def test_capacity_is_not_lowered_below_what_visits_to_come_hold(shop: Shop) -> None:
    tub = next(line for line in resources.resources(shop) if line.label == "tub 1")
    resources.save_resource(shop, replace(tub, lanes=2), DANA)
    saving.save_service(replace(read_service(steps.item("BATH")), needs=(("tub", "all"),)), DANA)
    for who, of in (("Kim", "Bella"), ("Luis", "Rex")):
        steps.book(shop, steps.row("BATH", who, of=of), at=14 * 60)
    now = resources.resources(shop)[0]
    with pytest.raises(Refused, match=r"Rex .*has place 2 of tub 1 on Tue 24 Nov 2026 at 14:00\. "):
        resources.save_resource(shop, replace(now, lanes=1), DANA)
    assert Bookable.get_by_id(now.id).lanes == 2
    assert now.id is not None
    with pytest.raises(Refused, match=r"Bella .*and 1 more after it. Move these visits first"):
        resources.set_resource_active(shop, now.id, DANA, active=False)
    with pytest.raises(Refused, match="tub 1 cannot be deleted: 2 visits refer to it"):
        resources.delete_resource(now.id, DANA)
    with pytest.raises(Clash):
        resources.save_resource(shop, replace(tub, lanes=3), DANA)


def test_resources_are_made_and_removed(shop: Shop) -> None:
    key = resources.save_resource(shop, resources.ResourceLine("Kennel A", " Kennel ", 4), DANA)
    assert resources.resources(shop)[-1].kind == "kennel"
    with pytest.raises(Refused, match="there is a column Kim already"):
        resources.save_resource(shop, resources.ResourceLine("kim", "tub"), DANA)
    with pytest.raises(Refused, match="Places: it holds from 1"):
        resources.save_resource(shop, resources.ResourceLine("t", "tub", 0), DANA)
    before = everything()
    resources.delete_resource(key, DANA)
    undo(DANA)
    assert everything() == before


def test_taxes_change_for_what_comes(shop: Shop) -> None:
    first, second, _ = taxes.taxes(shop)
    taxes.save_tax(shop, replace(first, service_rate=taxes.parse_rate("9,5 %")), DANA)
    taxes.save_tax(
        shop, replace(second, name="City", service_rate=Decimal(1), compound=True, active=True),
        DANA,
    )  # fmt: skip
    rates = rates_now(shop.branch)
    assert rates.service[:2] == (Decimal("9.5"), Decimal(1))
    assert rates.compound[1]
    with pytest.raises(Clash):
        taxes.save_tax(shop, first, DANA)
    with pytest.raises(Refused, match="Compound: the first tax"):
        taxes.save_tax(shop, replace(taxes.taxes(shop)[0], compound=True), DANA)
    with pytest.raises(Refused, match="Name: tax 1 is called Sales tax"):
        taxes.save_tax(shop, replace(taxes.taxes(shop)[1], name="sales TAX"), DANA)
    for wrong in ("", "x", "-1", "101", "1.23456"):
        with pytest.raises(ValueError, match="rate"):
            taxes.parse_rate(wrong)


def test_a_coat_keeps_its_pets_and_prices_under_a_new_name(shop: Shop) -> None:
    with change("prices", DANA) as door:
        door.insert(PriceCell, item=steps.item("FULL"), coat="Curly", price=1)
    before = everything()
    choices.rename_entry("coat", "curly", "woolly", DANA)
    assert Pet.get(Pet.name == "Bella").coat == "woolly"
    assert PriceCell.select().where(PriceCell.coat == "woolly").count() == 1
    assert "woolly" in [entry.name for entry in choices.entries("coat")]
    with change("prices", DANA) as door:
        other = door.insert(PriceCell, item=steps.item("FULL"), coat="Fluffy", price=2)
    with pytest.raises(Refused, match="has prices for fluffy already"):
        choices.rename_entry("coat", "woolly", "fluffy", DANA)
    with change("no prices", DANA) as door:
        door.delete(other)
    with pytest.raises(Refused, match=r"woolly cannot be deleted: 1 pet, 1 breed and 1 price"):
        choices.delete_entry("coat", "woolly", DANA)
    for _ in range(3):
        undo(DANA)
    assert everything() == before


def test_lists_are_kept_in_the_shops_order(shop: Shop) -> None:
    for name in ("Web", "Friend", "Sign"):
        choices.add_entry("referral", name, DANA)
    choices.move_entry("referral", "Sign", -1, DANA)
    assert [e.name for e in choices.entries("referral")] == ["Web", "Sign", "Friend"]
    with pytest.raises(Refused, match="Name: Web is in the list already"):
        choices.add_entry("referral", "WEB", DANA)
    with change("came by", DANA) as door:
        door.update(Client.get(Client.last_name == "Chen"), source=Choice.get(name="Web"))
    with pytest.raises(Refused, match="Web cannot be deleted: 1 client refers"):
        choices.delete_entry("referral", "Web", DANA)
    choices.set_entry_active("referral", "Web", DANA, active=False)
    assert [e.name for e in choices.entries("referral", inactive=False)] == ["Sign", "Friend"]
    choices.delete_entry("referral", "Sign", DANA)
    choices.delete_entry("block", "Lunch", DANA)
    assert "Lunch" not in [e.name for e in choices.entries("block")]


def test_breeds_have_one_spelling_of_a_group(shop: Shop) -> None:
    poodle, lab = (b for b in breeds.breed_lines()[::-1])
    breeds.save_breed(replace(poodle, group="Doodle"), DANA)
    breeds.save_breed(replace(lab, group="doodle "), DANA)
    assert {b.group for b in breeds.breed_lines()} == {"Doodle"}
    with pytest.raises(Clash):
        breeds.save_breed(replace(poodle, size="M"), DANA)
    with pytest.raises(Refused, match="Size: use one of XS"):
        breeds.save_breed(breeds.BreedLine("Pug", size="tiny"), DANA)
    with pytest.raises(Refused, match="there is a dog breed Poodle"):
        breeds.save_breed(breeds.BreedLine(" POODLE"), DANA)
    key = breeds.save_breed(breeds.BreedLine("Pug", size="s"), DANA)
    assert breeds.breed_lines()[-1].size == "S"
    breeds.set_breed_active(key, DANA, active=False)
    breeds.delete_breed(key, DANA)
    with pytest.raises(Refused, match="Poodle cannot be deleted: 1 pet refers to it"):
        breeds.delete_breed(poodle.id or 0, DANA)
