"""People's text: any Unicode is kept, what could harm a terminal is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.text import (
    clean,
    clean_note,
    count,
    cut,
    digits,
    fold,
    pad,
    safe,
    safe_line,
    sentence,
    width,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
any_text = st.text(st.characters(), max_size=300)  # surrogates and controls, too


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Maria   Ortega ", "Maria Ortega"), ("a\tb", "a b"), ("a\r\nb\nc", "a b c"),
        ("Rex [/]", "Rex [/]"), ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("\x1b[31mRed\x1b[0m", "[31mRed[0m"), ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("nul\x00l", "null"), ("\x9b31m", "31m"), ("\u202egnp.exe", "gnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"), ("\ud800lone\udfff", "lone"), ("\u3164", ""),
        ("a\u2028b\u2029c", "a b c"), ("e\u0301", "é"), (FAMILY, FAMILY), ("犬の名前", "犬の名前"),
        ("\u00a0 x \u3000", "x"), ("=1+1", "=1+1"), ("-rf ../", "-rf ../"), ("", ""),
    ],
)  # fmt: skip
def test_a_line_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_note_keeps_its_lines() -> None:
    assert clean_note("one\r\ntwo\rthree\u2028four  \n\tfive\x1b") == (
        "one\ntwo\nthree\nfour\n    five"
    )


def test_long_text_is_capped_and_a_cut_emoji_leaves_no_joiner() -> None:
    assert clean("x" * 100_000) == "x" * 120
    assert len(clean_note("y" * 300_000)) == 4000
    assert clean("ab" + FAMILY, 4) == "ab\U0001f468"
    assert clean("abc def", 4) == "abc"


@given(any_text, st.integers(1, 200))
def test_cleaning_leaves_nothing_that_harms(text: str, limit: int) -> None:
    for kept in (clean(text, limit), clean_note(text, limit)):
        assert len(kept) <= limit
        for letter in kept.replace("\n", ""):
            assert unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp"), repr(letter)
            assert letter not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        kept.encode()
    assert clean(clean(text)) == clean(text)
    assert "\n" not in clean(text)


@given(any_text)
def test_what_is_shown_is_harmless_however_it_was_stored(text: str) -> None:
    shown = safe_line(text)
    assert "\n" not in shown
    assert len(shown.splitlines()) <= 1
    for letter in (*shown, *safe(text).replace("\n", "")):
        assert unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
    assert safe(clean(text)) == clean(text)


def test_what_was_removed_on_the_way_out_is_marked() -> None:
    assert safe("a\x1bb") == "a\ufffdb"
    assert safe("one\ntwo") == "one\ntwo"
    assert safe_line("one\ntwo\u2028three") == "one two three"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José  MÜLLER", "jose muller"), ("Ørsted", "orsted"), ("Łukasz", "lukasz"),
        ("straße", "strasse"), ("Æsop", "aesop"), ("İstanbul", "istanbul"), ("\ufb01do", "fido"),
        ("\uff14\uff12", "42"), ("a\u200bb", "ab"), ("\ud800x", "x"), ("犬", "犬"),
    ],
)  # fmt: skip
def test_search_sees_letters_without_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text) == fold(unicodedata.normalize("NFD", fold(text)))
    fold(text).encode()


def test_small_words() -> None:
    assert digits("+1 (555) 01-42 ext٣") == "15550142"
    assert (count(1, "client"), count(0, "client"), count(2, "box", "boxes")) == (
        "1 client", "0 clients", "2 boxes",
    )  # fmt: skip
    assert sentence(["kim is off", "the tub is taken"]) == "Kim is off; the tub is taken."
    assert sentence([]) == ""


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Mon 23 Nov", 10),
        ("2026年11月23日(月)", 18),
        ("e\u0301", 1),
        ("👩\u200d👩\u200d👧", 2),
        ("김민수", 6),
    ],
)
def test_width_counts_the_cells_of_a_terminal(text: str, cells: int) -> None:
    assert width(text) == cells
    assert width(pad(text, 20)) == width(pad(text, 20, right=True)) == 20


def test_cutting_leaves_whole_letters_and_says_so() -> None:
    assert cut("犬の名前", 8) == "犬の名前"
    assert cut("犬の名前", 6) == "犬の…"
    assert cut("Bella", 5) == "Bella"
