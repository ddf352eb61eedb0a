"""What employees may do: an allow-list by service or category, seen from both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.models import Ability, Bookable, Category, Employee, Item
from pettui.book import booking, free, moving
from pettui.book.booking import NeedsConsent
from pettui.book.moving import Move
from pettui.book.plan import Plan, PlannedRow
from pettui.book.proposing import Wish, propose
from pettui.dates import Window
from pettui.history import undo
from pettui.history.door import Clash, Refused, change
from pettui.stock.abilities import (
    Limits,
    NothingLeft,
    doable,
    doers,
    left_behind,
    limits_of,
    save_limits,
    set_doer,
)
from pettui.stock.groups import save_group
from pettui.team.shop import Shop
from tests.book.steps import column, item, pet
from tests.small_shop import DANA, DAY

TUESDAY = DAY + timedelta(days=1)
SAYS = ["Luis is not set up to do Bath"]


def group(*codes: str) -> int:
    """Put services into a category of their own."""
    key = save_group("Washing", DANA)
    with change("grouped", DANA) as door:
        for code in codes:
            door.update(Item.get(Item.code == code), category=key)
    return int(key)


def limit(
    shop: Shop, who: str, *codes: str, groups: tuple[int, ...] = (), agreed: bool = False
) -> list[int]:
    now = limits_of(column(who))
    items = frozenset(item(code) for code in codes)
    wish = replace(now, limited=True, items=items, categories=frozenset(groups))
    return [left.number for left in save_limits(shop, wish, DANA, agreed=agreed)]


def plan(code: str, who: str | None, *, day: date = TUESDAY, start: int = 600) -> Plan:
    row = PlannedRow(item(code), pet("Rex"), column(who) if who else None)
    return Plan(2, day, start, (row,))


@pytest.mark.parametrize(("codes", "whole", "can"), [
    ((), False, set()), (("BATH",), False, {"BATH"}), (("BATH", "NAILS"), False, {"BATH", "NAILS"}),
    ((), True, {"BATH", "TEETH"}), (("NAILS",), True, {"BATH", "TEETH", "NAILS"}),
])  # fmt: skip
def test_what_an_allow_list_allows(
    shop: Shop, codes: tuple[str, ...], whole: bool, can: set[str]
) -> None:
    washing = group("BATH", "TEETH")
    limit(shop, "Luis", *codes, groups=(washing,) if whole else (), agreed=True)
    every = {code: item(code) for code in ("BATH", "TEETH", "NAILS", "FULL")}
    found = doable(column("Luis"), every.values())
    assert {code for code, key in every.items() if key in found} == can
    assert doable(column("Kim"), every.values()) == set(every.values())
    seen = {
        code for code, key in every.items()
        if any(doer.name == "Luis" and doer.can for doer in doers(shop, key))
    }  # fmt: skip
    assert seen == can


def test_a_category_covers_what_is_added_later_and_a_new_name_changes_nothing(shop: Shop) -> None:
    washing = group("BATH")
    limit(shop, "Luis", groups=(washing,))
    assert item("NAILS") not in doable(column("Luis"), [item("NAILS")])
    save_group("Wash & go", DANA, key=washing, version=Category.get_by_id(washing).version)
    with change("joined", DANA) as door:
        door.update(Item.get(Item.code == "NAILS"), category=washing)
    assert doable(column("Luis"), [item("NAILS")])
    how = {doer.name: doer.how for doer in doers(shop, item("NAILS"))}
    assert how == {"Kim": "everything", "Luis": "all of Wash & go", "Ana": "everything"}


def test_an_empty_list_has_to_be_meant(shop: Shop) -> None:
    with pytest.raises(NothingLeft, match="Luis could be booked for nothing"):
        limit(shop, "Luis")
    assert not Employee.get_by_id(column("Luis")).limited
    limit(shop, "Luis", agreed=True)
    assert Employee.get_by_id(column("Luis")).limited


def test_visits_to_come_are_told_and_stay(shop: Shop) -> None:
    saved = booking.save(shop, plan("BATH", "Luis", start=840), DANA, agreed=[])
    numbers = limit(shop, "Luis", "NAILS")
    assert saved.number in numbers
    assert [left.number for left in left_behind(shop, column("Luis"))] == numbers
    assert "Bath" in left_behind(shop, column("Luis"))[-1].words
    assert limit(shop, "Luis", "NAILS", "TEETH") == []  # told once
    undo.undo(DANA)
    undo.undo(DANA)
    assert left_behind(shop, column("Luis")) == ()


def test_who_looks_at_an_older_list_is_told(shop: Shop) -> None:
    old = limits_of(column("Luis"))
    limit(shop, "Luis", "NAILS")
    with pytest.raises(Clash):
        save_limits(shop, replace(old, limited=True, items=frozenset({item("BATH")})), DANA)
    same = limits_of(column("Luis"))
    limit(shop, "Luis", "NAILS", "TEETH")  # the list alone changes
    with pytest.raises(Clash):
        save_limits(shop, replace(same, items=frozenset({item("BATH")})), DANA)


def test_the_list_waits_while_somebody_may_do_everything(shop: Shop) -> None:
    limit(shop, "Luis", "NAILS")
    now = limits_of(column("Luis"))
    save_limits(shop, replace(now, limited=False), DANA)
    assert doable(column("Luis"), [item("BATH")])
    assert Ability.select().where(Ability.employee == column("Luis")).count() == 1


def test_marks_from_the_service(shop: Shop) -> None:
    washing = group("TEETH")
    limit(shop, "Luis", "NAILS", groups=(washing,))
    set_doer(shop, item("BATH"), column("Luis"), True, DANA)
    assert doable(column("Luis"), [item("BATH")])
    set_doer(shop, item("BATH"), column("Luis"), False, DANA)
    assert not doable(column("Luis"), [item("BATH")])
    with pytest.raises(Refused, match="may do all of Washing"):
        set_doer(shop, item("TEETH"), column("Luis"), False, DANA)
    with pytest.raises(Refused, match="Kim may do everything"):
        set_doer(shop, item("TEETH"), column("Kim"), False, DANA)
    with pytest.raises(Refused, match="no longer here"):
        save_limits(shop, Limits(99, "x", True, frozenset({1})), DANA)


def test_every_way_into_the_book_asks(shop: Shop) -> None:
    before = booking.save(shop, plan("BATH", "Luis", start=900), DANA, agreed=[])
    kept = booking.save(shop, plan("BATH", "Kim", start=960), DANA, agreed=[])
    limit(shop, "Luis", "NAILS")
    with pytest.raises(NeedsConsent) as book:
        booking.save(shop, plan("BATH", "Luis"), DANA)
    assert [p.words for p in book.value.problems] == SAYS
    row = booking.plan_of(kept.ticket).rows[0].row
    assert row is not None
    with pytest.raises(NeedsConsent, match="not set up to do Bath"):
        version = booking.plan_of(kept.ticket).version
        moving.move(shop, Move(row, version or 0, column=column("Luis")), DANA)
    again = moving.plan_like(shop, before.ticket, TUESDAY + timedelta(days=7))
    with pytest.raises(NeedsConsent, match="not set up to do Bath"):
        booking.save(shop, again, DANA)
    assert free.openings(shop, plan("BATH", None), TUESDAY, employees=[column("Luis")]) == []
    assert all(o.label != "Luis" for o in free.openings(shop, plan("BATH", None), TUESDAY))
    said = {c.label: c.words for c in free.who(shop, plan("BATH", None))}
    assert said["Luis"] == "not set up for Bath"
    wish = Wish(plan("BATH", None), Window(TUESDAY, 600, 600, True), preferred=column("Luis"))
    proposal = propose(shop, wish)
    assert proposal.employee not in (None, column("Luis"))
    later = Wish(plan("BATH", None), Window(TUESDAY, 540, 720, False), employee=column("Luis"))
    assert propose(shop, later).openings == ()
    assert booking.save(shop, plan("BATH", "Luis"), DANA, agreed=SAYS).ticket  # on purpose


def test_a_visit_that_stands_may_be_changed_where_it_is(shop: Shop) -> None:
    saved = booking.save(shop, plan("BATH", "Luis", start=900), DANA, agreed=[])
    limit(shop, "Luis", "NAILS")
    booking.save(shop, replace(booking.plan_of(saved.ticket), note="late"), DANA)
    assert Bookable.get_by_id(column("Luis")).active
