"""Which vaccinations a visit needs, on its own day, and what is said when one is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from db.models import Category, Change, Item, Pet, Vaccination, Vaccine
from pettui.book.checking import check
from pettui.book.loading import load_day
from pettui.book.plan import Plan, PlannedRow
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused, change
from pettui.people import vaccines, warnings
from pettui.people.record import Wrong
from pettui.people.vaccines import VaccineKind
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

BELLA, REX, COCO = 1, 2, 3  # Rabies until 2027-05-01, until 2026-11-01, and none on record


def item(code: str) -> int:
    return int(Item.get(Item.code == code).id)


def rabies(**more: Any) -> VaccineKind:
    return replace(vaccines.kinds()[0], **more)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 4, 30), ()),
        (date(2027, 5, 1), ()),  # the last day counts
        (date(2027, 5, 2), ("Rabies lapsed",)),
    ],
)
def test_the_day_of_the_visit_counts(shop: Shop, day: date, words: tuple[str, ...]) -> None:
    assert warnings.lapsed([BELLA], day).get(BELLA, ()) == words


@pytest.mark.parametrize(
    ("needs", "bath", "nails"),
    [
        ({}, True, True),  # none named: every service
        ({"items": ["BATH"]}, True, False),
        ({"categories": ["Baths"]}, True, False),
        ({"items": ["NAILS"], "categories": ["Baths"]}, True, True),
        ({"items": ["FULL"]}, False, False),
    ],
)
def test_services_and_categories_that_need_a_vaccination(
    shop: Shop, needs: dict[str, list[str]], bath: bool, nails: bool
) -> None:
    with change("a category", DANA) as door:
        baths = door.insert(Category, name="Baths")
        door.update(Item.get(Item.code == "BATH"), category=baths)
    vaccines.save_kind(
        rabies(
            items=tuple(item(code) for code in needs.get("items", [])),
            categories=tuple(baths.id for _ in needs.get("categories", [])),
        ),
        DANA,
    )
    for code, needed in (("BATH", bath), ("NAILS", nails)):
        services = {REX: [item(code)], COCO: [item(code)]}
        found = warnings.unmet([REX, COCO], DAY, services)
        expected = {REX: ("Rabies lapsed",), COCO: ("Rabies not on record",)} if needed else {}
        assert found == expected


@pytest.mark.parametrize("off", [{"required": False}, {"active": False}])
def test_what_is_not_required_is_not_asked_for(shop: Shop, off: dict[str, Any]) -> None:
    vaccines.save_kind(rabies(**off), DANA)
    assert warnings.unmet([BELLA, REX, COCO], DAY + timedelta(days=9999)) == {}


def test_booking_says_what_is_missing_or_lapsed_for_the_service(shop: Shop) -> None:
    for pet, client, words in ((REX, 2, "Rex: Rabies lapsed"), (COCO, 3, "Coco: Rabies not on")):
        plan = Plan(client, DAY, 13 * 60, (PlannedRow(item("BATH"), pet, 1),))
        assert any(text.startswith(words) for text in check(shop, plan).banner)
    vaccines.save_kind(rabies(items=(item("FULL"),)), DANA)
    plan = Plan(2, DAY, 13 * 60, (PlannedRow(item("BATH"), REX, 1),))
    assert check(shop, plan).banner == ()
    blocks = load_day(shop, DAY).blocks
    assert not any("Rabies lapsed" in b.alerts for b in blocks)  # Rex comes for a bath


def test_a_pet_that_died_is_silent_but_for_that(shop: Shop) -> None:
    with change("died", DANA) as door:
        door.update(Pet.get_by_id(REX), deceased=True, behavior="bites")
        door.update(Pet.get_by_id(COCO), deceased=True)
    assert warnings.unmet([REX, COCO], DAY) == {}
    alerts = {b.pet: b.alerts for b in load_day(shop, DAY).blocks if b.pet in ("Rex", "Coco")}
    assert alerts == {"Rex": ("has died",), "Coco": ("has died",)}


def test_a_pet_s_dates_are_set_changed_and_removed(shop: Shop) -> None:
    kind = rabies().id or 0
    vaccines.set_shot(shop, COCO, kind, date(2028, 1, 1), DANA, "by Dr. Hollis")
    vaccines.set_shot(shop, COCO, kind, date(2029, 1, 1), DANA)
    (shot,) = vaccines.shots_of(shop, COCO)
    assert (shot.name, shot.expires, shot.comment, shot.lapsed) == (
        "Rabies", date(2029, 1, 1), "", False,
    )  # fmt: skip
    undo.undo(DANA)
    assert vaccines.shots_of(shop, COCO)[0].comment == "by Dr. Hollis"
    vaccines.remove_shot(COCO, kind, DANA)
    assert vaccines.shots_of(shop, COCO) == ()
    undo.undo(DANA)
    assert Vaccination.select().where(Vaccination.pet == COCO).count() == 1


def test_a_date_is_told_against_the_next_visit_that_needs_it(shop: Shop) -> None:
    kind = rabies().id or 0
    groom = Item.get(Item.code == "FULL").id  # Rex comes for a bath
    with time_machine.travel(datetime(2026, 11, 20, 15, tzinfo=UTC)):
        vaccines.set_shot(shop, REX, kind, DAY, DANA)
        assert vaccines.shots_of(shop, REX)[0].before is None  # it counts on its last day
        vaccines.set_shot(shop, REX, kind, DAY - timedelta(days=1), DANA)
        (shot,) = vaccines.shots_of(shop, REX)
        assert (shot.before, shot.lapsed) == (DAY, False)
        vaccines.save_kind(replace(rabies(), items=(groom,)), DANA)
        assert vaccines.shots_of(shop, REX)[0].before is None


def test_a_kind_is_made_on_the_way_and_deleted_while_no_pet_has_it(shop: Shop) -> None:
    vaccines.set_shot(shop, BELLA, "Lepto", date(2028, 1, 1), DANA)
    vaccines.set_shot(shop, BELLA, " lepto", date(2029, 1, 1), DANA)
    key = next(one.id or 0 for one in vaccines.kinds() if one.name == "Lepto")
    assert vaccines.shot(shop, BELLA, key).expires == date(2029, 1, 1)
    with pytest.raises(Refused, match="1 pet refers"):
        vaccines.delete_kind(key, DANA)
    vaccines.remove_shot(BELLA, key, DANA)
    vaccines.delete_kind(key, DANA)
    assert [one.name for one in vaccines.kinds()] == ["Rabies"]
    undo.undo(DANA)
    assert len(vaccines.kinds()) == 2


def test_dates_are_written_as_in_the_shop(shop: Shop) -> None:
    vaccines.set_shot(shop, COCO, rabies().id or 0, date(2028, 1, 1), DANA)
    last = Change.select().order_by(Change.id.desc()).get()
    assert last.what == f"Coco: Rabies until {shop.day(date(2028, 1, 1))}"


def test_kinds_are_of_a_species(shop: Shop) -> None:
    cat = vaccines.save_kind(VaccineKind(species="Cat", name="FVRCP", required=True), DANA)
    assert [k.name for k in vaccines.kinds("Cat")] == ["FVRCP"]
    with pytest.raises(Wrong, match="for a cat"):
        vaccines.set_shot(shop, BELLA, cat, date(2028, 1, 1), DANA)
    assert warnings.missing([COCO]) == {COCO: ("Rabies not on record",)}
    with pytest.raises(Wrong, match="in the list of Cat already"):
        vaccines.save_kind(VaccineKind(species="Cat", name="fvrcp"), DANA)
    with pytest.raises(Wrong, match="needs a name"):
        vaccines.save_kind(VaccineKind(name=" "), DANA)


def test_a_kind_that_another_desk_changed_is_a_clash(shop: Shop) -> None:
    seen = rabies()
    vaccines.save_kind(replace(seen, name="Rabies (3 y)"), Actor(None, "Kim", "back room"))
    with pytest.raises(Clash, match="Kim at back room"):
        vaccines.save_kind(replace(seen, required=False), DANA)
    assert Vaccine.get().name == "Rabies (3 y)"
