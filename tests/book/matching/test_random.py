"""Random days: what is offered can be booked, nothing that fits is missed, undo restores all."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import ItemNeed
from pettui.book import status
from pettui.book.checking import check
from pettui.book.matching.finding import match
from pettui.book.matching.noticing import _last, since
from pettui.book.matching.taking import take
from pettui.book.matching.values import Opened
from pettui.book.plan import Plan, PlannedRow
from pettui.book.waiting.reading import read
from pettui.book.waiting.values import Waiting, When
from pettui.book.waiting.windows import starts_on
from pettui.history import undo
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY
from tests.book.test_random_days import fresh_shop
from tests.book.waiting.steps import listed, who
from tests.examples import few
from tests.small_shop import DANA

STAFF = ("Kim", "Luis", "Ana")
CODES = ("BATH", "NAILS", "TEETH", "FULL")
PETS = ("Bella", "Rex", "Coco")

visits = st.tuples(
    st.sampled_from(CODES), st.sampled_from(STAFF), st.integers(32, 64).map(lambda n: 15 * n)
)
waiting = st.tuples(
    st.sampled_from(PETS),
    st.lists(st.sampled_from(CODES[:3]), min_size=1, max_size=2),
    st.lists(st.sampled_from(STAFF), max_size=2, unique=True),
    st.sampled_from([(0, 1439), (540, 660), (720, 1439)]),
)


def set_up(shop: Shop, booked: list[Any], wait: list[Any]) -> list[int]:
    made = []
    for code, name, start in booked:
        plan = steps.plan(steps.row(code, name, of="Coco"), at=start)
        if not any(p.kind in ("taken", "resource") for p in check(shop, plan).problems):
            made.append(steps.book(shop, *plan.rows, at=start, agreed=None).ticket)
    for pet, codes, people, (earliest, latest) in wait:
        agreed = [f"{pet} is on the wait list for {name} already"
                  for name in ("Bath", "Nails", "Teeth")]  # fmt: skip
        listed(
            shop, pet, *codes, employees=tuple(who(name) for name in people), agreed=agreed,
            windows=(When(TUESDAY, TUESDAY, earliest=earliest, latest=latest),),
        )  # fmt: skip
    return made


def touches(shop: Shop, plan: Plan, opened: list[Opened]) -> bool:
    """Tell whether a visit uses time of somebody, or of a tub, that became free."""
    placed = check(shop, plan).rows
    needs = {need.item_id for need in ItemNeed.select()}
    tubs = [gap for gap in opened if gap.employee is None]
    if any(row.plan.item in needs for row in placed):
        first, last = min(row.start for row in placed), max(row.end for row in placed)
        if any(first < gap.end and last > gap.start for gap in tubs):
            return True
    return any(
        row.plan.employee == gap.employee and start < gap.end and end > gap.start
        for row in placed for start, end in row.busy for gap in opened
    )  # fmt: skip


def fits_slowly(shop: Shop, entry: Waiting, opened: list[Opened]) -> bool:
    """Try every quarter of an hour with everybody, by the rule that guards every booking."""
    choices = [entry.wanted(wish) or tuple(who(name) for name in STAFF) for wish in entry.rows]
    for first, last in starts_on(entry.windows, TUESDAY):
        for start in range(first + -first % 15, last + 1, 15):
            if not any(gap.start - 180 < start < gap.end for gap in opened):
                continue  # no visit is that long
            for people in product(*choices):
                rows = tuple(
                    PlannedRow(wish.item, wish.pet, one)
                    for wish, one in zip(entry.rows, people, strict=True)
                )
                plan = Plan(entry.client, TUESDAY, start, rows)
                checked = check(shop, plan)
                if checked.stops or checked.needs_asking:
                    continue
                if touches(shop, plan, opened):
                    return True
    return False


@settings(
    max_examples=few(8), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(visits, min_size=3, max_size=9), st.lists(waiting, min_size=1, max_size=3))
def test_all_who_fit_are_offered_and_all_who_are_offered_can_be_booked(
    shop_template: Path, booked: list[Any], wait: list[Any]
) -> None:
    with fresh_shop(shop_template) as shop:
        made = set_up(shop, booked, wait)
        before = _last()
        if made:
            status.end(shop, [steps.seen(made[0])], "cancelled", DANA)
        opened = list(since(shop, before).opened)
        found = match(shop, opened)
        offered = {one.entry.id for one in found.fits}
        assert offered == {e.id for e in read(shop) if fits_slowly(shop, e, opened)}
        assert {one.entry.id for one in found.others} == {e.id for e in read(shop)} - offered
        assert all(one.why for one in found.others)
        for one in found.fits:
            kept = steps.contents()
            done = take(shop, one, DANA)
            assert steps.ticket(done).status == "booked"
            undo.undo(DANA)
            assert steps.contents() == kept
