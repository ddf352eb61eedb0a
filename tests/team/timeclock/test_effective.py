"""What punches mean today: their order, what was amended, and what was added later."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from db.models import Punch
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import amending
from pettui.team.timeclock.amending import Edit
from pettui.team.timeclock.effective import Made, arrange, effective, of_punch
from pettui.team.timeclock.entering import NewPunch
from pettui.team.timeclock.pairing import pair
from tests.book import steps
from tests.small_shop import DANA
from tests.team.timeclock.sheets import MONDAY, at, clocked, made, stamp


def _later(row: Made, **values: Any) -> Made:
    return row._replace(source="manager", account_name="Dana", **values)


def test_the_order_is_that_of_ids_whatever_the_clock_said() -> None:
    rows = made("in 9, out 17", MONDAY) + made("in 8, out 16", date(1970, 1, 1), first=3)
    assert [p.id for p in arrange(reversed(rows))] == [1, 2, 3, 4]


def test_an_amendment_takes_the_place_of_the_punch_and_the_punch_stays() -> None:
    rows = made("in 9, out 17")
    rows.append(_later(rows[1], id=9, amends=2, at=at(MONDAY, "17:30"), reason="stayed on"))
    rows.append(_later(rows[1], id=12, amends=2, void=True, reason="was not here"))
    first, second = arrange(rows)
    assert not first.amended and second.amended and second.void
    assert [row.id for row in second.history] == [2, 9, 12]
    assert second.made.at == at(MONDAY, "17") and not second.made.void


def test_an_amendment_of_an_amendment_is_one_of_the_punch() -> None:
    rows = made("in 9, out 17")
    rows.append(_later(rows[1], id=3, amends=2, at=at(MONDAY, "18")))
    rows.append(_later(rows[1], id=4, amends=3, at=at(MONDAY, "19")))
    assert [p.at for p in arrange(rows)] == [at(MONDAY, "9"), at(MONDAY, "19")]


def test_what_was_added_stands_after_what_it_names_and_several_by_time() -> None:
    rows = made("in 9, out 17")
    rows.append(_later(rows[0], id=5, kind="break", after=1, at=at(MONDAY, "14")))
    rows.append(_later(rows[0], id=6, kind="back", after=5, at=at(MONDAY, "14:15")))
    rows.append(_later(rows[0], id=7, kind="break", after=1, at=at(MONDAY, "11")))
    rows.append(_later(rows[0], id=8, kind="back", after=7, at=at(MONDAY, "11:10")))
    rows.append(_later(rows[0], id=9, kind="in", at=at(MONDAY, "7")))
    rows.append(_later(rows[0], id=10, kind="out", after=9, at=at(MONDAY, "8")))
    assert [p.id for p in arrange(rows)] == [9, 10, 1, 7, 8, 5, 6, 2]


def test_each_punch_has_its_doubts_until_a_manager_has_looked() -> None:
    rows = made("in 9 ahead, break 12 unverified, back 12:10 unsynchronised, out 17")
    assert [p.doubts for p in arrange(rows)] == [
        ("ahead",), ("unverified",), ("unsynchronised",), (),
    ]  # fmt: skip
    rows.append(_later(rows[0], id=9, amends=1, clock="good"))
    assert arrange(rows)[0].doubts == () and not arrange(rows)[0].wrong_clock


def test_a_day_is_read_with_what_its_shifts_hang_on(shop: Shop) -> None:
    kim, luis = steps.column("Kim"), steps.column("Luis")
    with clocked() as door:
        stamp(door, shop.branch, luis, "in 10", MONDAY - timedelta(days=30))
        for back in range(40, 0, -1):
            old, _ = stamp(door, shop.branch, kim, "in 9, out 17", MONDAY - timedelta(days=back))
            if back == 20:  # between Luis's punches, and long before what is asked for
                row = Punch.get_by_id(old).__data__ | {"source": "manager", "terminal": "desk"}
                del row["id"], row["version"]
                amendment = door.insert(Punch, **row | {"sequence": 1, "amends": old})
        night = stamp(door, shop.branch, kim, "in 22, break 25, back 25:10, out 30")
        stamp(door, shop.branch, kim, "in 9 behind", date(1970, 1, 1))
        late = stamp(door, shop.branch, luis, "out 11")
        for ahead in range(2, 30):
            stamp(door, shop.branch, kim, "in 9, out 17", MONDAY + timedelta(days=ahead))
    found = effective(MONDAY, MONDAY)
    ids = [p.id for p in found[kim]]
    assert set(night) < set(ids) and len(ids) < 20
    assert amendment.id not in ids
    assert [p.at for p in found[kim] if p.wrong_clock] == [at(date(1970, 1, 1), "9")]
    assert [p.id for p in found[luis]][-1] == late[0] and found[luis][0].kind == "in"
    assert effective(MONDAY, MONDAY, luis) == {luis: found[luis]}


def test_what_was_entered_much_later_is_read_with_its_day(shop: Shop) -> None:
    kim = steps.column("Kim")
    day = MONDAY - timedelta(days=60)
    with clocked() as door:
        first, _ = stamp(door, shop.branch, kim, "in 9, out 17", day)
        stamp(door, shop.branch, kim, "in 9, out 17", MONDAY)
        row = Punch.get_by_id(first).__data__ | {"source": "manager", "terminal": "desk"}
        del row["id"], row["version"]
        moved = door.insert(Punch, **row | {"sequence": 1, "amends": first, "at": at(day, "8")})
        alone = door.insert(Punch, **row | {"sequence": 2, "at": at(day, "6"), "void": True})
    found = effective(day, day)[kim]
    assert [p.id for p in found] == [alone.id, first, first + 1]
    assert found[1].at == at(day, "8") and found[1].now.id == moved.id
    again = of_punch(moved.id)
    assert again is not None and again.id == first and len(again.history) == 2
    assert alone.id not in [p.id for p in effective(MONDAY, MONDAY)[kim]]


def test_no_days_are_cut_off_at_a_clock_in_that_was_voided(shop: Shop) -> None:
    kim, later = steps.column("Kim"), MONDAY - timedelta(days=3)
    with clocked() as door:
        stamp(door, shop.branch, kim, "in 9 behind", MONDAY - timedelta(days=20))
        wrong, _ = stamp(door, shop.branch, kim, "in 9, out 17", later)
    amending.void(shop, [(wrong, wrong)], DANA, "was somebody else's")
    days = (MONDAY - timedelta(days=20), later)
    found = [pair(effective(day, day)[kim], at(MONDAY, "12")) for day in days]
    assert found[0] == found[1] and len(found[0]) == 1


def test_any_days_give_the_same_shifts_as_the_whole_history(shop: Shop) -> None:
    dice = random.Random(4)
    kim, luis = steps.column("Kim"), steps.column("Luis")
    keys: list[int] = []
    with clocked() as door:
        for n in range(120):
            day = MONDAY - timedelta(days=120 - n)
            for employee in (kim, luis):
                if dice.random() < (0.3 if employee == luis and 20 < n < 90 else 0.9):
                    card = dice.choice(["in 9, out 17", "in 22, out 30", "in 9", "in 8, out 40"])
                    wrong = date(1970, 1, 1 + n % 28) if dice.random() < 0.1 else day
                    card = card.replace(",", " behind,") + " behind" if wrong != day else card
                    keys += stamp(door, shop.branch, employee, card, wrong)
    for _ in range(60):  # what managers did since, as far as it was allowed
        about = of_punch(dice.choice(keys))
        assert about is not None
        moved = about.at + timedelta(minutes=dice.randrange(-1200, 1200))
        with suppress(Refused):
            if dice.random() < 0.3:
                new = [NewPunch("in", moved), NewPunch("out", moved + timedelta(hours=2))]
                keys += amending.add(shop, about.made.employee, new, DANA, "paper card")
            else:
                edit = Edit(about.id, about.now.id, at=moved, void=dice.random() < 0.3)
                amending.amend(shop, [edit], DANA, "typo")
    assert Punch.select().where(Punch.source == "manager").count() > 20
    now = at(MONDAY, "12")
    everything = effective(MONDAY - timedelta(days=400), MONDAY)
    whole = {who: pair(punches, now) for who, punches in everything.items()}
    for first in (MONDAY - timedelta(days=n) for n in range(0, 120, 5)):
        last = first + timedelta(days=6)
        for who, punches in effective(first, last).items():
            assert [s for s in pair(punches, now) if first <= s.day <= last] == [
                s for s in whole[who] if first <= s.day <= last
            ]
