"""What the words of a search mean: services, people, weekdays, pets."""

from __future__ import annotations

import pytest

from db.models import Pet
from pettui.book.fitting import DayFacts, Part, bits, shape_of
from pettui.book.oneline.vocabulary import read_vocabulary
from pettui.book.plan import Plan, PlannedRow
from pettui.book.search import naming
from pettui.book.search.asking import lasting
from pettui.book.search.gaps import Gap, gap_of
from pettui.history.door import Refused, change
from pettui.team.hours import Hours
from pettui.team.shop import Shop
from tests.book.search.wishes import ANA, BATH, BELLA, FULL, JOE, KIM, LUIS, MARIA, NAILS, TUESDAY
from tests.small_shop import DANA


@pytest.mark.parametrize(
    ("phrases", "items"),
    [
        (["full groom"], (FULL,)),
        (["fg"], (FULL,)),
        (["fg", "+", "nails"], (FULL, NAILS)),
        (["Bath, NAILS"], (BATH, NAILS)),
        (["fg+nails;bath"], (FULL, NAILS, BATH)),
    ],
)
def test_services(shop: Shop, phrases: list[str], items: tuple[int, ...]) -> None:
    assert naming.services(read_vocabulary(shop.branch), phrases) == items


@pytest.mark.parametrize(
    ("text", "people", "others"),
    [
        ("", (), True),
        ("any", (), True),
        ("kim", (KIM,), False),
        ("kim,any", (KIM,), True),
        ("luis, kim", (LUIS, KIM), False),
        ("ana or luis or anybody", (ANA, LUIS), True),
        ("kim > kim", (KIM,), False),
    ],
)
def test_people(shop: Shop, text: str, people: tuple[int, ...], others: bool) -> None:
    assert naming.employees(read_vocabulary(shop.branch), text) == (people, others)


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("", 0b1111111),
        ("mon", 0b0000001),
        ("mon,tue", 0b0000011),
        ("mon-fri", 0b0011111),
        ("sat-mon", 0b1100001),
        ("weekdays", 0b0011111),
        ("Sunday", 0b1000000),
    ],
)
def test_weekdays(shop: Shop, text: str, mask: int) -> None:
    assert naming.weekdays(shop, text) == mask


@pytest.mark.parametrize("text", ["foo", "12/3", "mon 9", "mon or tue", "mon-"])
def test_what_are_no_weekdays(shop: Shop, text: str) -> None:
    with pytest.raises(ValueError, match="are no weekdays"):
        naming.weekdays(shop, text)


def test_pets_of_one_client(shop: Shop) -> None:
    assert naming.comers(["bella"]) == (MARIA, (BELLA,), ("Bella",))
    assert naming.comers(["bella 0142", "bella ortega"]).pets == (BELLA,)
    assert naming.comers([]) == (0, (), ())
    with pytest.raises(Refused, match="different clients"):
        naming.comers(["bella", "rex"])


def test_several_pets_of_a_name_are_named(shop: Shop) -> None:
    with change("another Bella", DANA) as door:
        door.insert(Pet, client=JOE, name="Bella")
    with pytest.raises(naming.Unclear) as unclear:
        naming.comers(["bella"])
    assert unclear.value.several == ("Bella (Maria Ortega)", "Bella (Joe Whitfield)")
    assert naming.comers(["bella whit"]).client == JOE


@pytest.mark.parametrize(
    ("busy", "start", "gap"),
    [
        ([(540, 600), (660, 1020)], 600, Gap(0, 0, 0)),  # fills it
        ([], 540, Gap(0, 0, 420)),  # at the beginning of the day
        ([], 960, Gap(0, 0, 420)),
        ([], 600, Gap(1, 0, 420)),
        ([], 555, Gap(1, 15, 420)),
        ([(540, 600), (675, 1020)], 600, Gap(0, 15, 15)),
        ([(540, 600), (690, 1020)], 615, Gap(1, 30, 30)),
    ],
)
def test_what_a_visit_leaves_beside_it(busy: list[tuple[int, int]], start: int, gap: Gap) -> None:
    facts = DayFacts({KIM: bits(busy)}, {KIM: Hours(((540, 1020),))})
    assert gap_of(facts, shape_of([Part(KIM, 0, 60, 0, 0)]), start) == gap


@pytest.mark.parametrize(
    ("minutes", "parts"), [(60, [30, 30]), (65, [30, 35]), (10, [5, 5]), (95, [45, 50])]
)
def test_a_length_is_shared_among_the_rows(minutes: int, parts: list[int]) -> None:
    rows = tuple(PlannedRow(item, BELLA, None) for item in (FULL, NAILS))
    made = lasting(Plan(MARIA, TUESDAY, 540, rows), minutes)
    assert [row.setup for row in made.rows] == parts
    assert {(row.process, row.finish) for row in made.rows} == {(0, 0)}


@pytest.mark.parametrize("minutes", [5, 62])
def test_a_length_that_cannot_be_shared(minutes: int) -> None:
    rows = tuple(PlannedRow(item, BELLA, None) for item in (FULL, NAILS))
    with pytest.raises(ValueError, match="steps of 5 minutes"):
        lasting(Plan(MARIA, TUESDAY, 540, rows), minutes)
