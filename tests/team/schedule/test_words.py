"""What is typed into a cell."""

from __future__ import annotations

import pytest

from pettui.team.schedule.words import REGULAR, Entry, entry_text, entry_words, parse_entry
from pettui.team.shop import Shop


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("9-17", Entry(((540, 1020),))),
        ("9-5", Entry(((540, 1020),))),
        ("12-8", Entry(((720, 1200),))),
        ("9 - 17", Entry(((540, 1020),))),
        ("8:30-12 13-17", Entry(((510, 720), (780, 1020)))),
        ("9-12, 13-17", Entry(((540, 720), (780, 1020)))),
        ("9-12+13-17", Entry(((540, 720), (780, 1020)))),
        ("7a-3p", Entry(((420, 900),))),
        ("18-24", Entry(((1080, 1440),))),
        ("off", Entry((), "off")),
        ("o", Entry((), "off")),
        ("vac", Entry((), "vacation")),
        ("Vacation Rome", Entry((), "vacation", "Rome")),
        ("sick: the dentist", Entry((), "sick", "the dentist")),
        ("ill", Entry((), "sick")),
        ("training", Entry((), "training")),
        ("-", REGULAR),
    ],
)
def test_what_is_typed_is_understood(typed: str, entry: Entry) -> None:
    assert parse_entry(typed) == entry


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Nothing was typed"),
        ("9", "lacks the time at which it ends"),
        ("9-", "lacks the time at which it ends"),
        ("17-9", "ends before it begins"),
        ("22-6", "ends before it begins"),
        ("9-12 11-17", "follow one another"),
        ("13-17 9-12", "follow one another"),
        ("9-12 12-17", "write them as one"),
        ("9:07-17", "steps of 5 minutes"),
        ("9-26", "is not a time"),
        ("7-8 9-10 11-12 13-14 15-16 17-18 19-20", "at most 6 parts"),
        ("blue", "neither hours nor a kind of time off"),
        ("vac " + "x" * 81, "more than 80 letters"),
    ],
)
def test_what_is_not_understood_is_said_with_a_remedy(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_entry(typed)


@pytest.mark.parametrize("typed", ["9-17", "8:30-12 13-17", "off", "vac Rome", "sick", "18-24"])
def test_a_cell_is_written_as_it_is_typed(shop: Shop, typed: str) -> None:
    assert entry_text(shop, parse_entry(typed)) == typed


def test_a_shop_with_twelve_hours_reads_its_own_writing(shop: Shop) -> None:
    twelve = shop._replace(settings={**shop.settings, "clock.hours": 12})
    entry = Entry(((510, 720), (780, 1440)))
    assert entry_text(twelve, entry) == "8:30a-12p 1p-12a"
    assert parse_entry("8:30a-12p 1p-12a") == entry
    assert entry_words(shop, Entry((), "vacation", "Rome")) == "vacation (Rome)"
