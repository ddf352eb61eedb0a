"""Who works when (DOMAIN 3.2), and how a shop is made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db import connection, migrating
from db.models import Branch, Closure, DayPlan, Shift
from pettui.history.door import Refused, change
from pettui.team import hours
from pettui.team.founding import NewShop, create_shop
from pettui.team.hours import Hours
from pettui.team.shop import NoShop, Shop, load_shop, time_text
from tests import small_shop
from tests.book import steps
from tests.small_shop import DANA, DAY, NEW

SUNDAY = date(2026, 11, 29)


def of_kim(shop: Shop, day: date = DAY) -> Hours:
    kim = steps.column("Kim")
    return hours.hours_of(shop.branch, day, [kim])[kim]


@pytest.mark.parametrize(
    ("ranges", "joined"),
    [
        ([], ()),
        ([(540, 600), (600, 660)], ((540, 660),)),
        ([(700, 720), (540, 600), (550, 560)], ((540, 600), (700, 720))),
        ([(540, 700), (600, 650)], ((540, 700),)),
    ],
)
def test_ranges_are_joined(
    ranges: list[tuple[int, int]], joined: tuple[tuple[int, int], ...]
) -> None:
    assert hours.join(ranges) == joined


def test_half_open_ranges_cover_up_to_their_end() -> None:
    split = Hours(((540, 720), (780, 1020)))
    assert split.covers(540, 720)
    assert split.covers(780, 785)
    assert not split.covers(715, 785)
    assert not split.covers(535, 545)
    assert not Hours((), "off").covers(540, 545)


def test_regular_shifts_then_closures_then_dated_plans(shop: Shop) -> None:
    assert of_kim(shop) == Hours(((540, 1020),))
    assert of_kim(shop, SUNDAY) == Hours((), "not scheduled")
    with change("closed", DANA) as door:
        door.insert(Closure, branch=shop.branch, day=DAY, reason="Inventory")
    assert of_kim(shop) == Hours((), "closed: Inventory")
    assert hours.opening(shop.branch, DAY) == ((), "Inventory")
    with change("Kim counts the stock", DANA) as door:
        kim = steps.column("Kim")
        door.insert(DayPlan, employee=kim, day=DAY, start=600, end=720)
        door.insert(DayPlan, employee=kim, day=DAY, start=780, end=900)
    assert of_kim(shop) == Hours(((600, 720), (780, 900)))
    with change("Kim is ill", DANA) as door:
        door.insert(DayPlan, employee=kim, day=DAY, off=True, reason="ill")
    assert of_kim(shop) == Hours((), "ill")


def test_somebody_may_work_on_a_closed_weekday(shop: Shop) -> None:
    with change("Sundays, too", DANA) as door:
        door.insert(Shift, employee=steps.column("Kim"), weekday=6, start=600, end=660)
    assert of_kim(shop, SUNDAY) == Hours(((600, 660),))
    assert hours.opening(shop.branch, SUNDAY) == ((), "closed on this weekday")


@pytest.mark.parametrize(("off", "reason", "words"), [(True, "", "off"), (False, "fair", "fair")])
def test_a_dated_plan_without_hours_is_a_day_off(
    shop: Shop, off: bool, reason: str, words: str
) -> None:
    with change("no hours", DANA) as door:
        door.insert(DayPlan, employee=steps.column("Kim"), day=DAY, off=off, reason=reason)
    assert of_kim(shop) == Hours((), words)


@pytest.mark.parametrize(
    ("minute", "clock", "words"),
    [
        (0, 24, "0:00"), (545, 24, "9:05"), (1440, 24, "24:00"), (0, 12, "12:00a"),
        (720, 12, "12:00p"), (785, 12, "1:05p"), (1440, 12, "12:00a"), (1439, 12, "11:59p"),
    ],
)  # fmt: skip
def test_times_of_day(minute: int, clock: int, words: str) -> None:
    assert time_text(minute, clock) == words


def test_a_shop_has_its_defaults(shop: Shop) -> None:
    assert (shop.setting("book.step"), shop.time(545)) == (15, "9:05")
    with pytest.raises(KeyError):
        shop.setting("book.colour")
    with pytest.raises(Refused, match="There is a shop in this database already"):
        create_shop(NEW, DANA)


@pytest.fixture
def nothing(tmp_path: Path) -> object:
    connection.bind(connection.Target(tmp_path / "new.db", ""), create=True)
    migrating.migrate()
    with connection.connected():
        yield
    small_shop.unbind()


@pytest.mark.usefixtures("nothing")
class TestNewShop:
    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"name": " \u200b"}, "The shop needs a name"),
            ({"first_name": ""}, "The first employee needs a name"),
            ({"zone": "Mars/Olympus"}, "'Mars/Olympus' is not a time zone"),
            ({"zone": "../etc/passwd"}, "is not a time zone"),
            ({"currency": "XXZ"}, "'XXZ' is not a currency code"),
            ({"locale": "xx"}, "'xx' is not a locale"),
            ({"opening": {}}, "open on at least one day"),
            ({"opening": {0: (1020, 540)}}, "The opening hours of mon end before they begin"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_made(
        self, values: dict[str, object], words: str
    ) -> None:
        with pytest.raises(Refused, match=words):
            create_shop(NewShop(**({**vars(NEW), **values})), DANA)
        with pytest.raises(NoShop, match="pettui init"):
            load_shop()

    @pytest.mark.parametrize(
        ("locale", "region"), [("en_US", "US"), ("de_DE", "DE"), ("zh_Hans_CN", "CN"), ("en", "US")]
    )
    def test_its_country_follows_its_locale(self, locale: str, region: str) -> None:
        made = create_shop(NewShop(**{**vars(NEW), "locale": locale, "currency": "eur"}), DANA)
        assert (made.region, made.currency) == (region, "EUR")
        assert made.money == load_shop().money
        assert Branch.select().count() == 1
