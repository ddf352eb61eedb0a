"""What punches mean today: their order, what was amended, and what was added later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from db.models import Punch
from pettui.team.shop import Shop
from pettui.team.timeclock.effective import Made, arrange, effective, of_punch
from tests.book import steps
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
        for back in range(40, 0, -1):
            stamp(door, shop.branch, kim, "in 9, out 17", MONDAY - timedelta(days=back))
        stamp(door, shop.branch, luis, "in 10", MONDAY - timedelta(days=30))
        night = stamp(door, shop.branch, kim, "in 22, break 25, back 25:10, out 30")
        stamp(door, shop.branch, kim, "in 9 behind", date(1970, 1, 1))
        late = stamp(door, shop.branch, luis, "out 11")
        for ahead in range(2, 30):
            stamp(door, shop.branch, kim, "in 9, out 17", MONDAY + timedelta(days=ahead))
    found = effective(MONDAY, MONDAY)
    ids = [p.id for p in found[kim]]
    assert set(night) < set(ids) and len(ids) < 20
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
