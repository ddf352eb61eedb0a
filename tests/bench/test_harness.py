"""The harness of `make bench` itself: it must see what is painted, and judge as it says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.report import Row, guarded, ratio, table
from tests.bench.shops import Made, environment
from tests.bench.terminal import Silent, Terminal

HOLLOW = (
    "import sys, tty; tty.setraw(0); print('here I am', flush=True)\n"
    "while key := sys.stdin.read(1): print('<' + key * 40 + '>', flush=True)"
)


def test_it_sees_a_painted_screen_and_the_answer_to_a_key(tmp_path: Path) -> None:
    terminal = Terminal((sys.executable, "-c", HOLLOW), environment(), tmp_path)
    try:
        painted = terminal.wait_for(lambda text: "here I am" in text)
        assert 0 < painted.seconds < 30
        answer = terminal.press("k")
        assert 42 <= answer.bytes < 60
        assert "<" + "k" * 40 + ">" in terminal.text
        assert terminal.listen(0.05).bytes == 0
        assert 1 < terminal.resident() < 500
    finally:
        terminal.close()


def test_what_is_never_painted_says_what_was_shown_instead(tmp_path: Path) -> None:
    program = (sys.executable, "-c", "print('no shop')")
    terminal = Terminal(program, environment(), tmp_path)
    try:
        with pytest.raises(Silent, match="no shop"):
            terminal.wait_for(lambda text: "Wagging" in text)
    finally:
        terminal.close()


def test_a_day_is_painted_when_three_of_its_pets_are_seen() -> None:
    shop = Made(Path("x.db"), frozenset({"Bella", "Rex", "Luna", "Coco"}), 0.0)
    assert shop.is_painted("Bella  Rex  Luna")
    assert not shop.is_painted("Bella  Rex")
    assert not Made(Path("x.db"), frozenset(), 0.0).is_painted("an empty book is not busy")


def test_ratios_are_taken_turn_by_turn_and_judged() -> None:
    # The second turn was slow for both: the ratio does not see it.
    good = ratio([0.3, 0.9, 0.3], [0.2, 0.6, 0.2], 1.5, "start")
    assert (good.ok, good.figure[:6], good.target) == (True, "1.50 x", "1.5 x")
    assert ratio([0.4, 0.4], [0.2, 0.2], 1.5, "start").ok is False


def test_the_table_lines_up_and_names_what_is_over() -> None:
    rows = [Row("start", "1.20 x", "1.5 x", True), Row("memory of a desk", "70 MB", "65 MB", False)]
    assert table(rows).splitlines() == [
        "start             1.20 x  1.5 x  ok",
        "memory of a desk  70 MB   65 MB  OVER",
    ]


def test_what_cannot_be_measured_does_not_end_the_run() -> None:
    def broken() -> list[Row]:
        raise Silent("nothing there")

    (row,) = guarded("keys", broken)
    assert (row.ok, row.figure) == (None, "not measured: Silent: nothing there")
