"""The plain pages of a client and a pet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from db.models import Breed, Client, Pet
from pettui.book import status
from pettui.book.plan import PlannedRow
from pettui.history.door import Refused, change
from pettui.people import clients, notes, pages
from pettui.people.typed import weight_text
from pettui.people.warnings import in_words, lapsed
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.series.steps import repeat, visit
from tests.book.steps import book, row, seen
from tests.small_shop import DANA, DAY


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel("2026-11-23T15:00:00Z", tick=False):
        yield


def test_a_client_at_a_glance(shop: Shop) -> None:
    done = book(shop, row("BATH"), day=DAY + timedelta(days=2))
    early = book(shop, row("NAILS"), day=DAY + timedelta(days=2), at=14 * 60)
    old = book(shop, row("BATH"), day=DAY - timedelta(days=21))
    status.end(shop, [seen(old)], "no-show", DANA)
    notes.add(DANA, "likes coffee", client=steps.client("Ortega"))
    notes.add(DANA, "left ear", pet=steps.pet("Bella"))
    page = pages.client_page(shop, steps.client("Ortega"))
    assert (page.name, page.phones, page.active) == (
        "Maria Ortega",
        (("mobile", "555-0142"),),
        True,
    )
    assert page.no_shows == "1 no-show of 1 visit"
    assert [visit.ticket for visit in page.coming][1:] == [done.ticket, early.ticket]
    assert [(v.ticket, v.status, v.services) for v in page.past] == [
        (old.ticket, "no-show", "Bath")
    ]
    assert {(note.text, note.about) for note in page.notes} == {
        ("likes coffee", ""), ("left ear", "Bella"),
    }  # fmt: skip
    assert [(pet.name, pet.alerts) for pet in page.pets] == [("Bella", ("BITES", "muzzle"))]


def test_a_pet_at_a_glance(shop: Shop) -> None:
    with change("more about Rex", DANA) as door:
        rex = Pet.get(Pet.name == "Rex")
        door.update(rex, born=date(2022, 5, 1), weight=31_000, sex="male", medical="heart")
        door.update(Client.get_by_id(rex.client_id), alert="calls often")
    page = pages.pet_page(shop, steps.pet("Rex"))
    assert page.about == "Labrador Retriever L · male · 4 y · 68.3 lb"
    assert page.alerts == ("HEART", "Rabies lapsed", "calls often")
    assert page.vaccinations == (("Rabies", date(2026, 11, 1), True),)
    assert (page.owner_name, page.owner_phone) == ("Joe Whitfield", "555-0177")
    assert [visit.services for visit in page.coming] == ["Bath"]


def test_a_pets_page_tells_its_own_part_of_a_shared_visit(shop: Shop) -> None:
    pup = clients.add_pet(steps.client("Ortega"), clients.NewPet("Pup"), DANA)
    nails = PlannedRow(steps.item("NAILS"), pup, steps.column("Luis"))
    book(shop, row("BATH"), nails, day=DAY + timedelta(days=2), agreed=None)
    page = pages.pet_page(shop, pup)
    own = page.coming[0]
    assert (own.services, own.employees) == ("Nails", "Luis")
    whole = pages.client_page(shop, steps.client("Ortega")).coming[-1]
    assert (whole.services, whole.employees) == ("Bath, Nails", "Kim, Luis")
    bath = pages.pet_page(shop, steps.pet("Bella")).coming[-1]
    assert (bath.services, own.start) == ("Bath", (whole.start or 0) + 45)
    assert 0 < own.total < whole.total and 0 < bath.total < whole.total


def test_a_standing_appointment_is_one_line_of_what_comes(shop: Shop) -> None:
    with time_machine.travel("2026-11-23T17:00:00Z", tick=False):
        repeat(shop, visit(shop), "weekly, 52 times")
        found = [one for one in pages.client_page(shop, steps.client("Ortega")).coming if one.again]
        assert [(one.day, one.again) for one in found] == [
            (steps.TUESDAY, ("every week", 51, date(2027, 11, 16)))
        ]
        of_pet = pages.pet_page(shop, steps.pet("Bella")).coming
        assert [bool(one.again) for one in of_pet] == [False, True]


def test_only_so_many_visits_are_read(shop: Shop) -> None:
    for days in range(45):
        made = book(shop, row("TEETH"), day=DAY - timedelta(days=days + 1), agreed=None)
    page = pages.pet_page(shop, steps.pet("Bella"))
    assert (len(page.past), page.more_past) == (40, 5)
    assert made.ticket not in [visit.ticket for visit in page.past]  # the oldest


def test_who_is_gone_is_refused_in_words(shop: Shop) -> None:
    with pytest.raises(Refused, match="This client is no longer here"):
        pages.client_page(shop, 999)
    with pytest.raises(Refused, match="This pet is no longer here"):
        pages.pet_page(shop, 999)


def test_a_pet_that_has_died_is_last_and_warns_no_more(shop: Shop) -> None:
    clients.add_pet(steps.client("Ortega"), clients.NewPet("Zoe"), DANA)
    with change("died", DANA) as door:
        door.update(Pet.get(Pet.name == "Bella"), deceased=True)
    found = pages.client_page(shop, steps.client("Ortega")).pets
    assert [(pet.name, pet.gone, pet.alerts) for pet in found] == [
        ("Zoe", "", ()), ("Bella", "deceased", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grams", "region", "words"),
    [(5000, "DE", "5.0 kg"), (5000, "US", "11.0 lb"), (0, "US", ""), (None, "US", "")],
)
def test_weights(grams: int | None, region: str, words: str) -> None:
    assert weight_text(grams, region) == words


def test_the_most_dangerous_comes_first() -> None:
    assert in_words("shy,bites", "senior,heart", ("Rabies lapsed",), "own bed", "pays cash") == (
        "HEART", "BITES", "Rabies lapsed", "shy", "senior", "own bed", "pays cash",
    )  # fmt: skip
    assert in_words("drools", "") == ("drools",)


@pytest.mark.parametrize(("day", "words"), [(1, {}), (2, {"Rex": ("Rabies lapsed",)})])
def test_a_vaccination_is_good_on_its_last_day(
    shop: Shop, day: int, words: dict[str, tuple[str, ...]]
) -> None:
    pets = {name: steps.pet(name) for name in ("Rex", "Bella")}
    found = lapsed(pets.values(), date(2026, 11, day))
    assert found == {pets[name]: what for name, what in words.items()}


def test_breeds_stay_when_a_size_is_not_known(shop: Shop) -> None:
    assert Breed.get(Breed.name == "Poodle").size == "S"
    assert pages.pet_page(shop, steps.pet("Coco")).about == "Dog"


def test_a_visit_that_was_called_off_lies_neither_ahead_nor_behind(shop: Shop) -> None:
    ahead = book(shop, row("BATH"), day=DAY + timedelta(days=2))
    status.end(shop, [seen(ahead)], "cancelled", DANA)
    page = pages.client_page(shop, steps.client("Ortega"))
    assert [visit.ticket for visit in page.called_off] == [ahead.ticket]
    listed = (*page.coming, *page.past)
    assert ahead.ticket not in [visit.ticket for visit in listed]
    pet = pages.pet_page(shop, steps.pet("Bella"))
    assert [visit.ticket for visit in pet.called_off] == [ahead.ticket]
