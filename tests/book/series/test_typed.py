"""Rules as people type them, and that what is shown can be typed again."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from hypothesis import given

from pettui.book.series.rule import Rule, checked
from pettui.book.series.saying import brief, say, short_month_words
from pettui.book.series.typed import understand
from pettui.history.door import Refused
from pettui.money import MoneyFormat
from pettui.team.shop import Shop
from tests.book.series.test_rule import rules

TUESDAY = date(2026, 11, 24)
SHOP = Shop(
    1, "Tails", "America/New_York", "USD", "en_US", "US", "", MoneyFormat(), {"clock.hours": 24}
)
PHRASES = [
    ("every 6 weeks on tue, 8 times", "every 6 weeks on Tue, 8 times"),
    ("weekly", "every week on Tue, 8 times"),
    ("Weekly.", "every week on Tue, 8 times"),
    ("every other week", "every 2 weeks on Tue, 8 times"),
    ("6w 10x", "every 6 weeks on Tue, 10 times"),
    ("every 6 weeks x 10", "every 6 weeks on Tue, 10 times"),
    ("every 6 weeks, 10", "every 6 weeks on Tue, 10 times"),
    ("every first mon", "every month on the first Mon, 8 times"),
    ("every 4 wks", "every 4 weeks on Tue, 8 times"),
    ("every 2 weeks mon wed until 6/1", "every 2 weeks on Mon Wed, until Tue 1 Jun 2027"),
    ("mon wed fri 12 visits", "every week on Mon Wed Fri, 12 times"),
    ("every tue and thu 10x", "every week on Tue Thu, 10 times"),
    ("every other tue", "every 2 weeks on Tue, 8 times"),
    ("fortnightly on thursdays ten times", "every 2 weeks on Thu, 10 times"),
    ("every weekday", "every week on Mon Tue Wed Thu Fri, 8 times"),
    ("every week mon-fri from 12/1, 10 times", "every week on Mon Tue Wed Thu Fri, 10 times"),
    ("daily 5 times", "every day, 5 times"),
    ("every day until 12/24", "every day, until Thu 24 Dec 2026"),
    ("monthly", "every month on the 24th, 8 times"),
    ("monthly on the 15th", "every month on the 15th, 8 times"),
    ("every month on the 31st, skip short months", "every month on the 31st, skip short months,"
     " 8 times"),
    ("every month on the third friday 5x", "every month on the third Fri, 5 times"),
    ("last fri of every month for 6 months",
     "every month on the last Fri, until Sun 23 May 2027"),
    ("every 3 months on the 2nd mon, until 1 jan 2028",
     "every 3 months on the second Mon, until Sat 1 Jan 2028"),
    ("every six weeks for a year", "every 6 weeks on Tue, until Tue 23 Nov 2027"),
    ("quarterly on the 1st", "every 3 months on the 1st, 8 times"),
    ("yearly, twice", "every 12 months on the 24th, 2 times"),
    ("every 6 weeks from next mon 4 visits", "every 6 weeks on Mon, 4 times"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), PHRASES)
def test_what_is_typed_is_said_back(typed: str, meant: str) -> None:
    with time_machine.travel("2026-11-24T15:00:00Z", tick=False):
        assert say(SHOP, understand(SHOP, typed, TUESDAY)) == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Nothing is said yet"),
        ("blah", "How often is not said"),
        ("every 6 weeks on blursday", "“blursday” is not understood"),
        ("every 6 weeks, 8 times, until 6/1", "Say one end"),
        ("monthly on fri", "Say which of the month"),
        ("weekly on the third fri", "comes in months"),
        ("monthly on the 32nd", "Choose 1 to 31"),
        ("every 0 weeks", "every 1 to 366"),
        ("every 6 weeks until yesterday", "end before it begins"),
    ],
)
def test_what_is_not_understood_is_said_with_a_way_out(typed: str, words: str) -> None:
    with (
        time_machine.travel("2026-11-24T15:00:00Z", tick=False),
        pytest.raises((ValueError, Refused), match=words),
    ):
        understand(SHOP, typed, TUESDAY)


@given(rules)
def test_what_is_shown_can_be_typed(rule: Rule) -> None:
    rule = checked(rule)
    with time_machine.travel("2026-11-24T15:00:00Z", tick=False):
        assert understand(SHOP, say(SHOP, rule), rule.start) == rule


def test_short_months_are_said() -> None:
    rule = Rule("M", date(2026, 12, 31), visits=5)
    assert brief(rule) == "every month"
    assert short_month_words(rule) == "on the last day of months without a 31st"
    assert short_month_words(rule._replace(short_month="skip")) == (
        "months without a 31st are left out"
    )
    assert short_month_words(rule._replace(start=date(2026, 12, 28))) == ""
