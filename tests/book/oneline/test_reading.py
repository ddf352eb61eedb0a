"""Lines read without a shop's database: what each word is taken for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.book.oneline.cutting import words_of
from pettui.book.oneline.edges import Book
from pettui.book.oneline.reading import readings
from pettui.book.oneline.values import Reading
from pettui.book.oneline.vocabulary import Vocabulary, employee_called, service_called
from pettui.spoken.days import Sight

FG, BATH, NAIL, TEETH, PUPPY = 1, 2, 3, 4, 5
KIM, LUIS, ANA, ANNA = 11, 12, 13, 14
WORDS = Vocabulary(
    (
        service_called(FG, "FULL", "Full groom"),
        service_called(BATH, "BATH", "Bath & brush"),
        service_called(NAIL, "NAIL", "Nail trim"),
        service_called(TEETH, "TB", "Teeth brushing"),
        service_called(PUPPY, "", "Puppy groom"),
    ),
    (
        employee_called(KIM, "Kim", "Kim", "Lee"),
        employee_called(LUIS, "Luis", "Luis", "Moreno"),
        employee_called(ANA, "Ana", "Ana", "Silva"),
        employee_called(ANNA, "Anna B", "Anna", "Berg"),
    ),
)
BOOK = Book(WORDS, Sight(date(2026, 11, 23)), now=8 * 60)
FRI = "2026-11-27"


def written(reading: Reading) -> str:
    """Write a reading as `bella: 1 | coco: 3+90m; 2026-11-27 14:00; 11`."""
    groups = []
    for group in reading.groups:
        jobs = " ".join(
            "/".join(map(str, job.piece.ids)) + (f"+{job.minutes}m" if job.minutes else "")
            for job in group.jobs
        )
        own = "".join(f"@{'/'.join(map(str, piece.ids))}" for piece in group.employees)
        names = "+".join(name.text for name in group.names)
        groups.append(f"{names}: {jobs}{'@any' if group.anybody else own}".strip())
    when = "asap" if reading.soonest else ""
    if reading.day is not None and reading.day.days is not None:
        days = reading.day.days
        when += f" {days.first}..{days.last}"
        when += f"/{days.weekdays:07b}" if days.weekdays < 127 else ""
    elif reading.day is not None and reading.day.day is not None:
        when += f" {reading.day.day.day}"
    if reading.time is not None and reading.time.span is not None:
        span = reading.time.span
        when += f" {span.start}" if span.exact else f" {span.start}-{span.end}"
    who = ",".join("/".join(map(str, piece.ids)) for piece in reading.employees)
    asked = "!" if any(piece.requested for piece in reading.employees) else ""
    parts = [" | ".join(groups), when.strip(), "any" if reading.anybody else who + asked]
    return "; ".join(parts) + (f" “{reading.note}”" if reading.note else "")


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("", "; ; "),
        ("bella fg fri 2p kim", f"bella: 1; {FRI} 840; 11"),
        ("BELLA FG FRI 2P KIM", f"bella: 1; {FRI} 840; 11"),
        ("kim fri 2p fg bella", f"bella: 1; {FRI} 840; 11"),
        ("bella full fri 2p kim", f"bella: 1; {FRI} 840; 11"),
        ("bella full groom on fri at 2 with kim", f"bella: 1; {FRI} 840; 11"),
        ("bella fg 2p fri w/ kim!", f"bella: 1; {FRI} 840; 11!"),
        ("bella ortega fg fri 2p", f"bella+ortega: 1; {FRI} 840; "),
        ("bella fg fri 2p ortega", f"bella: 1 | ortega:; {FRI} 840; "),
        ("bella 0142 fg fri 2p", f"bella+0142: 1; {FRI} 840; "),
        ("bella #1042 fg fri 930", f"bella+#1042: 1; {FRI} 570; "),
        ("555-0142 fg fri 930", f"555-0142: 1; {FRI} 570; "),
        ("(212) 555-0142 fg fri 930", f"(212) 555-0142: 1; {FRI} 570; "),
        ("bella+coco fg", "bella+coco: 1; ; "),
        ("bella & coco fg+nails", "bella+coco: 1 3; ; "),
        ("bella and coco fg tom 9", "bella+coco: 1; 2026-11-24 540; "),
        ("ortega bella bath, coco nails fri am", f"ortega+bella: 2 | coco: 3; {FRI} 0-720; "),
        ("bella bath coco nails fri pm", f"bella: 2 | coco: 3; {FRI} 720-1440; "),
        ("bella fg kim, coco nails luis fri 10", f"bella: 1@11 | coco: 3@12; {FRI} 600; "),
        ("bella fg kim nails luis fri 10", f"bella: 1@11 | : 3@12; {FRI} 600; "),
        ("bella fg kim fri 10 nails", f"bella: 1 | : 3; {FRI} 600; 11"),
        ("bella fg kim nails teeth luis, coco fg ana fri 10",
         f"bella: 1@11 | : 3 4@12 | coco: 1@13; {FRI} 600; "),
        ("bella fg, coco nails fri 10 kim", f"bella: 1 | coco: 3; {FRI} 600; 11"),
        ("bella fg, fri 10, kim", f"bella: 1; {FRI} 600; 11"),
        ("bella fg nails teeth fri", f"bella: 1 3 4; {FRI}; "),
        ("fg bella fri", f"bella: 1; {FRI}; "),
        ("bella fg 90m fri 2p", f"bella: 1+90m; {FRI} 840; "),
        ("bella fg fri 2p 90 min kim", f"bella: 1+90m; {FRI} 840; 11"),
        ("bella fg 1h30 fri 2p", f"bella: 1+90m; {FRI} 840; "),
        ("bella fg fri 2p 75", f"bella: 1+75m; {FRI} 840; "),
        ("bella fg 1.5h nails 20m fri 2p", f"bella: 1+90m 3+20m; {FRI} 840; "),
        ("bella fg any fri 2p", f"bella: 1; {FRI} 840; any"),
        ("bella fg any groomer fri after 3", f"bella: 1; {FRI} 900-1440; any"),
        ("bella fg asap", "bella: 1; asap; "),
        ("bella fg next fit kim or luis", "bella: 1; asap; 11,12"),
        ("bella fg fri am kim/luis", f"bella: 1; {FRI} 0-720; 11,12"),
        ("bella fg km", "bella: 1 | km:; ; "),
        ("bella bath & brush and nails fri 3 or later", f"bella: 2 3; {FRI} 900-1440; "),
        ("bella fg fri 2p kl", f"bella: 1; {FRI} 840; 11"),
        ("bella fg fri 2p moreno", f"bella: 1; {FRI} 840; 12"),
        ("bella fg fri 2p kim lee", f"bella: 1; {FRI} 840; 11"),
        ("bella fg fri 2p lu", f"bella: 1; {FRI} 840; 12"),
        ("bella fg fri 2p an", f"bella: 1; {FRI} 840; 13/14"),
        ("bella groom fri", f"bella: 1/5; {FRI}; "),
        ("bella nails +6w 10", "bella: 3; 2027-01-04 600; "),
        ("bella nails eom 9", "bella: 3; 2026-11-30 540; "),
        ("bella nails 12/3 930", "bella: 3; 2026-12-03 570; "),
        ("bella nails dec 3 half past 9", "bella: 3; 2026-12-03 570; "),
        ("bella nails next fri morning", f"bella: 3; {FRI} 0-720; "),
        ("bella nails a week from fri between 2 and 4", "bella: 3; 2026-12-04 840-960; "),
        ("bella nails 9-11 on the 3rd", "bella: 3; 2026-12-03 540-660; "),
        ("bella nails next week am", "bella: 3; 2026-11-30..2026-12-06 0-720; "),
        ("bella nails this week", "bella: 3; 2026-11-23..2026-11-29; "),
        ("bella nails week of 12/9 2p", "bella: 3; 2026-12-07..2026-12-13 840; "),
        ("bella nails weekend", "bella: 3; 2026-11-28..2026-11-29; "),
        ("bella nails in december", "bella: 3; 2026-12-01..2026-12-31; "),
        ("bella nails next month kim", "bella: 3; 2026-12-01..2026-12-31; 11"),
        ("bella nails tue or thu am", "bella: 3; 2026-11-23..2026-11-29/0001010 0-720; "),
        ("bella nails mon-wed 9", "bella: 3; 2026-11-23..2026-11-29/0000111 540; "),
        ("bella nails tue/thu 9", "bella: 3; 2026-11-23..2026-11-29/0001010 540; "),
        ('bella nails fri "call first"', f"bella: 3; {FRI}; “call first”"),
        ("bella nails fri \u201cno kim, 2p\u201d", f"bella: 3; {FRI};  “no kim, 2p”"),
        ('bella nails fri "not closed', f"bella: 3; {FRI};  “not closed”"),
        ("tom fg fri 2p", f"tom: 1; {FRI} 840; "),
        ("tom fg tom 2p", "tom: 1; 2026-11-24 840; "),
        ("fg tom 2p bella", "bella: 1; 2026-11-24 840; "),
        ("kim fg fri 2p", f"kim: 1; {FRI} 840; "),
        ("kim fg fri 2p kim", f"kim: 1; {FRI} 840; 11"),
        ("sunny fg sun 2p", "sunny: 1; 2026-11-29 840; "),
        ("fg fri 2p", f": 1; {FRI} 840; "),
        ("bella", "bella:; ; "),
        ("bella fri 2p", f"bella:; {FRI} 840; "),
        ("o'hara fg fri", f"o'hara: 1; {FRI}; "),
    ],
)  # fmt: skip
def test_a_line(line: str, meaning: str) -> None:
    assert written(readings(line, BOOK)[0]).strip().replace(
        ";  “", "; “"
    ) == meaning.strip().replace(";  “", "; “")


def test_both_orders_of_day_and_month() -> None:
    line = "bella nails 3/12 930"
    day_first = Book(WORDS, Sight(date(2026, 11, 23), month_first=False))
    assert written(readings(line, day_first)[0]) == "bella: 3; 2026-12-03 570; "
    assert written(readings(line, BOOK)[0]) == "bella: 3; 2027-03-12 570; "


def test_a_locale_brings_its_own_words() -> None:
    from pettui.formats import DayFormat

    german = DayFormat.for_locale("de_DE")
    book = Book(WORDS, Sight(date(2026, 11, 23), month_first=False), german.english)
    assert written(readings("bella nails di 9", book)[0]) == "bella: 3; 2026-11-24 540; "
    assert written(readings("bella nails 3. dez 9", book)[0]) == "bella: 3; 2026-12-03 540; "


def test_another_reading_is_at_hand_for_a_name_that_is_a_word_of_the_shop() -> None:
    meanings = [written(one) for one in readings("kim fg fri 2p", BOOK)]
    assert f": 1; {FRI} 840; 11" in meanings


def test_what_does_not_exist_is_told_and_is_no_name() -> None:
    for line, words in (
        ("bella fg fri 12/3", "“12/3” is a Thursday, not a Friday."),
        ("bella fg 31 june", "There is no such day as “31 june”."),
    ):
        day = readings(line, BOOK)[0].day
        assert day is not None and words in day.wrong


_PARTS = (
    "bella coco fg nails , + & and fri tom 2p 9 930 0142 am after 3 next kim luis! any asap 90m "
    "+6w 12/3 \" “x” ' #12 [/] % first second the 3rd w/ with 1h30 İstanbul ß 名前 - . ; "
)


@given(st.one_of(
    st.text(max_size=400), st.lists(st.sampled_from(_PARTS.split()), max_size=14).map(" ".join)
))  # fmt: skip
def test_no_text_breaks_it_and_every_piece_stands_in_the_line(line: str) -> None:
    found = readings(line, BOOK)
    assert found
    for reading in found:
        ends = [0, *(piece.end for piece in reading.pieces)]
        for piece, before in zip(reading.pieces, ends, strict=False):
            assert before <= piece.start < piece.end <= len(line)
        assert [piece.end for piece in reading.pieces][-1:] == [w.end for w in words_of(line)][-1:]
