"""The course of a pet's weight: a weight a day, and the pet weighs the newest of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from db.models import Pet, Ticket
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused
from pettui.people import grooming, weights
from pettui.people.grooming import Grooming
from pettui.people.record import Wrong
from pettui.people.weights import Weighed
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

BELLA = 1
KIM = Actor(None, "Kim", "back room")


def course() -> list[tuple[date | None, int | None]]:
    return [(one.day, one.grams) for one in weights.weights_of(BELLA)]


def own() -> int | None:
    weight: int | None = Pet.get_by_id(BELLA).weight
    return weight


def test_the_newest_weight_is_the_pet_s_own(shop: Shop) -> None:
    today = shop.today()
    before = today - timedelta(days=30)
    weights.save(shop, BELLA, Weighed(grams=5200), DANA)
    weights.save(shop, BELLA, Weighed(day=before, grams=4900), DANA)
    assert course() == [(today, 5200), (before, 4900)] and own() == 5200
    newest = weights.weights_of(BELLA)[0]
    weights.remove(newest.id or 0, DANA)
    assert course() == [(before, 4900)] and own() == 4900
    undo.undo(DANA)
    assert own() == 5200


def test_a_mistake_is_corrected_or_goes_to_its_day(shop: Shop) -> None:
    today, before = shop.today(), shop.today() - timedelta(days=7)
    key = weights.save(shop, BELLA, Weighed(grams=52_000), DANA)
    seen = weights.weighed(key)
    weights.save(shop, BELLA, replace(seen, grams=5200), DANA)
    with pytest.raises(Clash):
        weights.save(shop, BELLA, replace(seen, grams=5300), KIM)
    weights.save(shop, BELLA, replace(weights.weighed(key), day=before), DANA)
    assert course() == [(before, 5200)] and own() == 5200
    weights.save(shop, BELLA, Weighed(grams=5100), DANA)
    weights.save(shop, BELLA, Weighed(grams=5000), DANA)
    assert course() == [(today, 5000), (before, 5200)]


@pytest.mark.parametrize(
    ("said", "field"),
    [(Weighed(), "grams"), (Weighed(grams=0), "grams"), (Weighed(grams=10**7), "grams"),
     (Weighed(grams=1, day=date(2199, 1, 1)), "day")],
)  # fmt: skip
def test_what_is_no_weight_is_said(shop: Shop, said: Weighed, field: str) -> None:
    with pytest.raises(Wrong) as wrong:
        weights.save(shop, BELLA, said, DANA)
    assert wrong.value.field == field and course() == []


def test_weight_and_groom_note_are_one_change(shop: Shop) -> None:
    grooming.save(shop, BELLA, Grooming(blade="#7F", style="lamb", weight=5200), DANA)
    (note,) = grooming.groomings_of(BELLA)
    assert (note.blade, note.style, note.weight, own()) == ("#7F", "lamb", 5200, 5200)
    undo.undo(DANA)
    assert grooming.groomings_of(BELLA) == () and course() == [] and own() is None


def test_the_weight_follows_its_note(shop: Shop) -> None:
    today, before = shop.today(), shop.today() - timedelta(days=1)
    key = grooming.save(shop, BELLA, Grooming(blade="#7F", weight=5200), DANA)
    grooming.save(shop, BELLA, replace(grooming.grooming(key), day=before), DANA)
    assert course() == [(before, 5200)]
    grooming.save(shop, BELLA, replace(grooming.grooming(key), day=today, weight=5300), DANA)
    assert course() == [(today, 5300)]
    grooming.save(shop, BELLA, replace(grooming.grooming(key), weight=None), DANA)
    assert course() == [] and own() is None
    grooming.remove(key, DANA)
    assert grooming.groomings_of(BELLA) == ()


def test_a_weight_alone_makes_no_note(shop: Shop) -> None:
    assert grooming.save(shop, BELLA, Grooming(weight=5200), DANA) == 0
    assert grooming.groomings_of(BELLA) == () and own() == 5200


def test_a_new_note_belongs_to_the_visit_of_its_day(shop: Shop) -> None:
    visit = Ticket.get(Ticket.pet_names == "Bella").id
    with time_machine.travel(datetime(2026, 11, 23, 15, tzinfo=UTC)):
        fresh = grooming.of_today(shop, BELLA)
        assert (fresh.id, fresh.ticket) == (None, visit)
        key = grooming.save(shop, BELLA, replace(fresh, blade="#7F"), DANA)
        assert grooming.of_today(shop, BELLA).id == key
        before = Grooming(day=DAY - timedelta(days=1), ticket=visit, style="Lamb")
        other = grooming.save(shop, BELLA, before, DANA)
        assert grooming.grooming(other).ticket is None  # nobody came on that day


def test_blades_and_styles_in_use_are_the_pet_s_own_first(shop: Shop) -> None:
    for pet, blade in ((2, "#10"), (2, "#10"), (3, "#5F"), (BELLA, "#7F")):
        grooming.save(shop, pet, Grooming(blade=blade, style="x"), DANA)
    used = grooming.used(BELLA)
    assert used.blades == ("#7F", "#10", "#5F") and used.styles == ("x",)
    assert used.last is not None and used.last.blade == "#7F"


def test_a_visit_to_come_has_no_groom_note_yet(shop: Shop) -> None:
    visit = Ticket.get(Ticket.pet_names == "Bella").id
    before = time_machine.travel(datetime(2026, 11, 20, 15, tzinfo=UTC))
    with before, pytest.raises(Refused, match="still to come"):
        grooming.for_visit(shop, BELLA, visit)
    with time_machine.travel(datetime(2026, 11, 30, 15, tzinfo=UTC)):
        fresh = grooming.for_visit(shop, BELLA, visit)
        assert (fresh.day, fresh.ticket) == (DAY, visit)
        key = grooming.save(shop, BELLA, replace(fresh, blade="#7F"), DANA)
        assert grooming.for_visit(shop, BELLA, visit).id == key
        with pytest.raises(Refused, match="no longer here"):
            grooming.for_visit(shop, BELLA, 999)
