"""Lengths read in bulk are those of the price list, whichever source decides."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import ItemException, Pet, PetPrice, PriceCell
from pettui.book.search.lengths import Lengths
from pettui.history.door import change
from pettui.team.shop import Shop
from pettui.till.prices import quotes
from tests.book.search.wishes import ANA, BATH, BELLA, FULL, KIM, LUIS, NAILS, REX, TEETH
from tests.examples import few
from tests.small_shop import DANA

ITEMS = (BATH, FULL, NAILS, TEETH)
PETS = (BELLA, REX, 3)
SOME = st.none() | st.sampled_from([0, 15, 50])
CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from(ITEMS), st.sampled_from(["", "S", "M", "L"]),
        st.sampled_from(["", "curly"]), st.sampled_from(["", "Sporting"]),
    ),
    SOME, max_size=5,
)  # fmt: skip
OWN = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from([KIM, LUIS])), st.tuples(SOME, SOME, SOME),
    max_size=3,
)  # fmt: skip
AGREED = st.dictionaries(st.tuples(st.sampled_from(PETS), st.sampled_from(ITEMS)), SOME, max_size=3)


class Undo(Exception):
    """Leaves an open change, so that nothing of it stays."""


@given(
    cells=CELLS, own=OWN, agreed=AGREED, size=st.sampled_from(["", "M"]),
    grams=st.sampled_from([None, 3000, 20_000]),
)  # fmt: skip
@settings(
    max_examples=few(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_length_is_the_one_that_would_be_booked(
    shop: Shop, cells: dict[Any, Any], own: dict[Any, Any], agreed: dict[Any, Any],
    size: str, grams: int | None,
) -> None:  # fmt: skip
    try:
        with change("another price list", DANA) as door:
            door.update(Pet.get_by_id(3), size=size, weight=grams)
            for cell in list(PriceCell.select()):
                door.delete(cell)
            for (item, of, coat, group), minutes in cells.items():
                door.insert(
                    PriceCell, item=item, size=of, coat=coat, group=group, minutes=minutes, price=1
                )
            for (item, who), (setup, process, finish) in own.items():
                door.insert(
                    ItemException, item=item, employee=who, setup=setup, process=process,
                    finish=finish,
                )  # fmt: skip
            for (pet, item), minutes in agreed.items():
                door.insert(PetPrice, pet=pet, item=item, minutes=minutes)
            read = Lengths(ITEMS, PETS)
            for pet in (None, *PETS):
                for who in (KIM, LUIS, ANA):
                    for item, quote in quotes(shop, ITEMS, pet=pet, employee=who).items():
                        parts = (quote.setup, quote.process, quote.finish)
                        assert read.of(item, pet, who) == parts, (item, pet, who, quote.asked)
            raise Undo
    except Undo:
        return


def test_a_service_that_is_gone_has_no_length(shop: Shop) -> None:
    assert Lengths([99], [BELLA]).of(99, BELLA, KIM) is None
