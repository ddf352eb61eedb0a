"""What blocks say in little room: alerts first, names never lost, hostile text harmless."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.book.grid.cells import cut, fill, fit_words, width_of, wrap
from screens.book.grid.lanes import Piece
from screens.book.grid.words import lines_of
from tests.ui.grid.days import HOSTILE, at, lunch, visit


def said(height: int, width: int = 20, *, late: bool = False, **more: Any) -> list[str]:
    """Write a visit in a box and read its lines."""
    block = visit(1, 1, "9:00", height * 15, **more)
    return said_by(Piece(block, 0, width, 0, height), late=late)


def said_by(piece: Piece, *, late: bool = False) -> list[str]:
    """Read the lines of a piece, bar and right edge with them."""
    lines = lines_of(piece, first=at("9:00"), step=15, late=late, money=lambda n: f"{n / 100:.2f}")
    return [
        line.bar + "".join(t for t, _ in line.runs) + "|" + "".join(t for t, _ in line.right)
        for line in lines
    ]


def test_tall_block_says_everything() -> None:
    lines = said(6, 24, alerts=("BITES", "muzzle"), note="blue brush")
    assert lines == [
        "┃Bella! · full groom|B",
        "┃! BITES, muzzle|",
        "┃Poodle S  Ortega|",
        "┃blue brush|",
        "┃555-0142  78.00|",
        "┃|",
    ]


def test_wide_block_says_its_status_in_a_word() -> None:
    assert said(2, 40, status="in progress")[0] == "┃Bella · full groom|in progress P"


def test_alerts_outrank_breed_and_owner_on_a_short_block() -> None:
    assert said(2, alerts=("BITES",)) == ["┃Bella!·full groom|B", "┃! BITES|"]


def test_a_service_without_room_beside_the_name_comes_next() -> None:
    lines = said(4, 14, service="Bath & brush", alerts=("BITES",))
    assert lines == ["┃Bella!|B", "┃Bath & brush|", "┃! BITES|", "┃Ortega|"]


def test_a_service_is_shortened_to_whole_words_where_there_is_one_line() -> None:
    assert said(1, 17, service="Bath & brush") == ["┃Bella · Bath|B"]
    assert said(2, 17, service="Nail trim", alerts=("BITES",))[0] == "┃Bella! · Nail|B"


def test_alerts_break_between_one_another_and_the_worst_is_never_cut() -> None:
    lines = said(6, 17, alerts=("BITES", "muzzle", "fears the dryer", "shy"))
    assert lines[2:5] == ["┃! BITES, muzzle|", "┃fears the dryer|", "┃shy|"]
    assert said(2, 10, alerts=("EPILEPTIC", "shy"))[1] == "┃EPILEPTIC|"


def test_one_line_still_marks_alerts() -> None:
    (line,) = said(1, 14, alerts=("BITES",), service="bath")
    assert line == "┃Bella!·bath|B"


def test_long_name_gives_way_to_its_marks() -> None:
    (line,) = said(1, 14, pet="Maximilian von Hohenstein", alerts=("BITES",), double_booked="x")
    assert line.startswith("┃Maximili…!×|")  # noqa: RUF001 - the mark of a double booking


def test_caution_has_no_danger_mark() -> None:
    assert "┃rabies lapsed|" in said(3, alerts=("rabies lapsed",))


def test_alerts_that_do_not_fit_are_counted() -> None:
    lines = said(2, 19, alerts=("BITES", "muzzle", "HEART", "deaf"))
    assert lines[1] == "┃! BITES, muzzle +2|"


def test_the_size_outlives_the_breed() -> None:
    lines = said(4, 17, breed="Cavalier King Charles Spaniel")
    assert lines[2:] == ["┃Cavalier King… S|", "┃Ortega|"]


def test_late_is_a_word() -> None:
    assert said(1, late=True)[0].endswith("|late B")
    assert said(2, 10, late=True, pet="Bellatrix")[1] == "┃late|"


def test_dry_time_and_finish() -> None:
    lines = said_by(Piece(visit(1, 1, "9:00", 30, process=30, finish=15), 0, 20, 0, 5))
    assert [line[0] for line in lines] == ["┃", "┃", "░", "░", "┃"]
    assert lines[2] == "░dry till 10:00|"
    assert lines[4] == "┃finish|"


def test_alerts_outrank_the_word_for_dry_time() -> None:
    block = visit(1, 1, "9:00", 15, process=15, alerts=("BITES",))
    lines = said_by(Piece(block, 0, 20, 0, 2))
    assert lines == ["┃Bella!·full groom|B", "░! BITES|"]


def test_text_never_stands_below_another_pets_block() -> None:
    inner = Piece(visit(1, 2, "9:45", 15), 1, 19, 3, 4)
    outer = visit(1, 1, "9:00", 30, process=60, note="x")
    lines = said_by(Piece(outer, 0, 20, 0, 6, (inner,)))
    assert lines[4:] == ["░|", "░|"]


def test_time_block_says_why() -> None:
    lines = said_by(Piece(lunch(1, 1, "9:00"), 0, 20, 0, 2))
    assert lines == ["▒lunch|", "▒|"]


def test_ended_and_closed_keep_their_letter() -> None:
    letters = {"closed": "·", "cancelled": "x", "late cancel": "l", "no-show": "N", "void": "v"}
    for status, letter in letters.items():
        assert said(1, 24, status=status)[0].split("|")[1].endswith(letter)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [4, 10, 14, 40])
def test_hostile_text_stays_in_its_cells(text: str, width: int) -> None:
    block = visit(1, 1, "9:00", 90, text, client=text, client_last=text, service=text, breed=text,
                  note=text, phone=text, alerts=(text, text), double_booked=text)  # fmt: skip
    for line in lines_of(Piece(block, 0, width, 0, 6), first=at("9:00"), step=15):
        words = "".join(words for words, _ in (*line.runs, *line.right))
        assert width_of(words) <= width - 1
        assert not set(words) & set("\x1b\x07\n\t\u202e")


@given(st.text(max_size=40), st.integers(0, 30))
def test_cells_are_counted_not_characters(text: str, width: int) -> None:
    assert width_of(cut(text, width)) <= width
    assert width_of(fill(text, width)) == width
    assert all(width_of(line) <= width for line in wrap(text, width, 3))
    assert width_of(fit_words((text, text), width)) <= width
