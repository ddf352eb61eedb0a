"""The values of the format: busy bits, times that have no date, money of four places."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.imports.daysmart import values
from pettui.imports.report import Unreadable

WORD = 1 << 64


def words_of(busy: set[int], *, signed: bool) -> list[int]:
    """Write busy slots as the format does: five words, the most significant bit first."""
    words = [0] * 5
    for slot in busy:
        words[slot // 64] |= 1 << (63 - slot % 64)
    return [w - WORD if signed and w >= WORD // 2 else w for w in words]


def test_the_busy_bits_of_the_real_rows() -> None:
    # 16:45 to 17:15 are slots 201 to 206 (DOMAIN 1.2).
    busy = values.busy_slots([0, 0, 0, 35465847065542656, 0])
    assert [slot for slot, bit in enumerate(busy) if bit] == list(range(201, 207))


@given(
    st.integers(0, 200), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.booleans()
)
def test_phases_come_back_from_the_bits(
    start: int, setup: int, process: int, finish: int, signed: bool
) -> None:
    end = start + setup + process + finish
    busy = {*range(start, start + setup), *range(start + setup + process, end)}
    found = values.phases(start * 5, end * 5, values.busy_slots(words_of(busy, signed=signed)))
    if not busy:
        assert found is None
    elif process == 0:
        assert found == ((setup + finish) * 5, 0, 0)
    else:
        assert found == (setup * 5, process * 5, finish * 5)


def test_a_row_that_is_free_twice_has_no_phases() -> None:
    busy = values.busy_slots(words_of({100, 102, 104}, signed=False))
    assert values.phases(500, 525, busy) is None


def test_times_and_dates() -> None:
    assert values.day("1899-12-30 16:54:37") is None
    assert values.clock_time("1899-12-30 16:54:37") == time(16, 54, 37)
    assert values.minute("1899-12-30 16:45:00") == 1005
    assert values.day("2021-06-22T00:00:00-04:00") == date(2021, 6, 22)
    assert values.day("2021-02-30 00:00:00") is None
    assert values.day("soon") is None
    found = values.together("2021-06-17 00:00:00", "1899-12-30 16:54:37")
    assert str(found) == "2021-06-17 16:54:37"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("PT9H", 540), ("PT9H30M", 570), ("P1D", 1440), ("PT45M", 45), ("P", None), ("9:00", None)],
)
def test_durations(text: str, minutes: int | None) -> None:
    assert values.duration_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "cents", "lost"),
    [
        ("90.4000", 9040, False), ("-90.4000", -9040, False), ("0.0050", 1, True),
        ("-0.0050", -1, True), ("1.2345", 123, True), ("", 0, False), ("12", 1200, False),
    ],
)  # fmt: skip
def test_money_is_exact_or_says_what_it_lost(text: str, cents: int, lost: bool) -> None:
    row = values.Reader("tblTicketsSummary", {"fldTotal": text})
    assert row.money("fldTotal") == cents
    assert bool(row.lost) == lost


def test_yen_have_no_cents() -> None:
    assert values.Reader("t", {"a": "1200.0000"}, places=0).money("a") == 1200


@pytest.mark.parametrize("text", ["perhaps", "2", "truefalse"])
def test_booleans_are_booleans(text: str) -> None:
    with pytest.raises(Unreadable, match="neither true nor false"):
        values.Reader("tblClients", {"fldAptSMS": text}).yes("fldAptSMS")
