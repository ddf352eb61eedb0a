"""Settings: what exists, what is allowed, what changes, and that it can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.models import Branch, Change, Setting, Ticket, TicketRow
from pettui.history.door import Clash, Refused
from pettui.history.undo import redo, undo
from pettui.team import settings
from pettui.team.facts import FACTS
from pettui.team.options import OPTIONS
from pettui.team.settings import NotUnderstood, put, unset
from pettui.team.shop import Shop, load_shop
from tests.small_shop import DANA

DAY = date(2026, 11, 23)


def test_every_setting_says_what_it_does_in_one_sentence(shop: Shop) -> None:
    for line in settings.lines(shop):
        assert line.words.endswith(".") and line.words.count(". ") == 0, line.name
        assert line.name == line.name.lower() and line.group and line.allowed
    assert len(settings.lines(shop)) == len(OPTIONS) + len(FACTS)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_default_is_allowed_and_typed_as_it_is_shown(name: str) -> None:
    option = OPTIONS[name]
    assert option.kind.accepts(option.default)
    assert option.kind.read(option.kind.say(option.default)) == option.default


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("book.step", "10", 10),
        ("book.view", "li", "list"),
        ("book.show_ended", "on", True),
        ("price.previous", "no", False),
        ("visit.late_cancel_hours", "48", 48),
        ("clock.hours", "12", 12),
        ("week.start", "sun", "sunday"),
        ("date.form", "month", "month first"),
    ],
)
def test_a_setting_changes_is_marked_undone_and_redone(
    shop: Shop, name: str, typed: str, value: object
) -> None:
    before = shop.setting(name)
    now = put(shop, name, typed, DANA)
    assert now.setting(name) == value
    line = settings.line_of(now, name)
    assert line.shown == OPTIONS[name].kind.say(value)
    assert line.changed == (value != OPTIONS[name].default_in(now.formats))
    undo(DANA)
    assert load_shop().setting(name) == before
    redo(DANA)
    assert load_shop().setting(name) == value


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("book.step", "12", "one of 5, 10, 15, 20 or 30"),
        ("book.step", "", "one of"),
        ("book.view", "month", "one of day, week or list"),
        ("book.show_ended", "perhaps", "yes or no"),
        ("visit.late_cancel_hours", "-1", "from 0 to 336"),
        ("visit.rebook_weeks", "1.5", "whole number"),
        ("shop.zone", "Mars/Olympus", "America/New_York"),
        ("shop.name", " \x00", "needs a name"),
        ("shop.phone", "call me", "phone number"),
        ("shop.locale", "xx_YY", "en_US"),
        ("shop.region", "XX", "two letters"),
        ("shop.hours", "mon 9", "closes"),
        ("shop.hours", "mon 9-17, mon 12-18", "twice"),
        ("shop.currency", "dollars", "USD"),
        ("book.stepp", "10", "Did you mean book.step?"),
        ("what", "10", "no setting"),
    ],
)
def test_what_is_not_allowed_is_refused_with_what_is(
    shop: Shop, name: str, typed: str, said: str
) -> None:
    changes = Change.select().count()
    with pytest.raises(Refused, match=said.replace("?", r"\?")):
        put(shop, name, typed, DANA)
    assert Change.select().count() == changes and load_shop() == shop


def test_a_default_that_is_set_is_no_change(shop: Shop) -> None:
    put(shop, "book.step", "10", DANA)
    now = put(shop, "book.step", "15", DANA)
    assert not settings.line_of(now, "book.step").changed
    assert Setting.get_or_none(Setting.name == "book.step") is None
    assert Change.select().order_by(Change.id.desc()).get().what == (
        "set book.step back to 15 (was 10)"
    )


def test_two_desks_do_not_overwrite_each_other(shop: Shop) -> None:
    seen = settings.line_of(shop, "book.step").version
    put(shop, "book.step", "10", DANA, seen=seen)
    with pytest.raises(Clash, match="Dana at desk"):
        put(shop, "book.step", "30", DANA._replace(terminal="till"), seen=seen)
    seen = settings.line_of(shop, "shop.name").version
    put(shop, "shop.name", "Paws", DANA, seen=seen)
    with pytest.raises(Clash):
        put(shop, "shop.name", "Claws", DANA, seen=seen)
    assert load_shop().name == "Paws"


def test_a_value_that_means_nothing_here_gives_way_to_the_default(shop: Shop) -> None:
    put(shop, "book.step", "10", DANA)
    broken = shop._replace(settings={"book.step": "ten", "of.the.future": 1, "book.view": 7})
    assert broken.setting("book.step") == 15 and broken.setting("book.view") == "day"


def test_a_setting_keeps_to_its_branch(shop: Shop) -> None:
    put(shop, "book.step", "10", DANA)
    assert [row.branch_id for row in Setting.select().where(Setting.name == "book.step")] == [
        shop.branch
    ]


def test_the_locale_brings_money_dates_week_and_clock_with_it(shop: Shop) -> None:
    for name in ("clock.hours", "week.start"):
        unset(shop, name, DANA)
    assert load_shop().time(14 * 60) == "2:00p"  # as the United States read a clock
    now = put(shop, "shop.locale", "de-DE", DANA)
    assert now.day(DAY) == "Mo 23. Nov. 2026"
    assert now.time(14 * 60) == "14:00" and now.week_begin(DAY) == DAY
    assert now.money.text(123456) == "1.234,56\xa0$"
    undo(DANA)
    assert load_shop().day(DAY) == "Mon 23 Nov 2026"
    assert load_shop().money.text(123456) == "$1,234.56"
    assert load_shop().week_begin(DAY) == date(2026, 11, 22)


def test_the_currency_stays_once_there_are_tickets(shop: Shop) -> None:
    with pytest.raises(Refused, match="tickets in USD"):
        put(shop, "shop.currency", "EUR", DANA)
    assert put(shop, "shop.currency", "usd", DANA).currency == "USD"


def test_the_currency_changes_while_there_are_none(empty_shop: Shop) -> None:
    now = put(empty_shop, "shop.currency", "jpy", DANA)
    assert (now.currency, now.money.text(4500)) == ("JPY", "¥4,500")
    assert not Ticket.select().exists() and not TicketRow.select().exists()


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("de_DE", "mon-fri 8-18, sat 9-13"), ("de_DE", "Mo-Fr 8-18; Sa 9-13"),
        ("de_DE", "Montag-Freitag 8-18, Samstag 9-13"), ("fr_CA", "lun-ven 8-18, sam 9-13"),
        ("ja_JP", "mon-fri 8-18, sat 9-13"), ("ja_JP", "月-金 8-18、土 9-13"),
        ("ar", "mon-fri 8-18, sat 9-13"), ("nl_NL", "ma-vr 8-18, za 9-13"),
    ],
)  # fmt: skip
def test_opening_hours_are_read_in_the_shop_s_language_and_in_english(
    shop: Shop, locale: str, typed: str
) -> None:
    here = put(put(shop, "shop.locale", locale, DANA), "clock.hours", "24", DANA)
    now = put(here, "shop.hours", typed, DANA)
    shown = settings.line_of(now, "shop.hours").shown
    assert shown == "mon-fri 8-18, sat 9-13"
    assert put(now, "shop.hours", shown, DANA) == now  # Enter on what stands there


def test_opening_hours_change_and_come_back(shop: Shop) -> None:
    assert settings.line_of(shop, "shop.hours").shown == "mon-sat 9-17"
    now = put(shop, "shop.hours", "tue-fri 8-12, tue-fri 13-17:30, sat 9-2p", DANA)
    shown = settings.line_of(now, "shop.hours").shown
    assert shown == "tue-fri 8-12, tue-fri 13-17:30, sat 9-14"
    assert put(now, "shop.hours", shown, DANA) == now
    undo(DANA)
    assert settings.line_of(load_shop(), "shop.hours").shown == "mon-sat 9-17"


def test_a_phone_is_kept_as_the_country_writes_it(shop: Shop) -> None:
    assert put(shop, "shop.phone", "2125550142", DANA).phone == "(212) 555-0142"
    abroad = put(load_shop(), "shop.region", "de", DANA)
    assert put(abroad, "shop.phone", "030 901820", DANA).phone == "030 901820"
    assert put(abroad, "shop.phone", "", DANA).phone == ""
    with pytest.raises(Refused, match="no default"):
        unset(abroad, "shop.phone", DANA)


def test_the_list_is_searched_by_words(shop: Shop) -> None:
    assert [line.name for line in settings.lines(shop, "late cancel")] == [
        "visit.late_cancel_hours"
    ]
    assert {line.name for line in settings.lines(shop, "zone")} >= {"shop.zone"}
    now = put(shop, "book.step", "10", DANA)
    assert "book.step" in {line.name for line in settings.lines(now, "changed")}
    assert settings.lines(shop, "nothing is like this") == []


def test_an_unknown_name_is_not_understood(shop: Shop) -> None:
    with pytest.raises(NotUnderstood):
        settings.line_of(shop, "x.y")
    assert Branch.get().name == "Wagging Tails"


def test_the_documentation_has_every_setting_as_it_is() -> None:
    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    for option in OPTIONS.values():
        default = "as in the locale" if option.by_locale else f"`{option.kind.say(option.default)}`"
        row = f"| `{option.name}` | {default} | {option.kind.allowed} | {option.words} |"
        assert row in text, option.name
    assert all(f"| `{name}` |" in text for name in FACTS)
