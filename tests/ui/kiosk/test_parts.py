"""The parts of the clock by themselves: figures, columns, keys, entries, text in cells."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st
from rich.cells import cell_len

from pettui.team.timeclock.facts import Awaited, Board, Person, Present
from screens.kiosk import keys as names
from screens.kiosk.cutting import cut, wrap
from screens.kiosk.entry import Entry
from screens.kiosk.glyphs import SIZES, fitting, large
from screens.kiosk.keys import MOST, Keys
from screens.kiosk.listing import entries, fit, lay_out

BADGE = "0042133771"


def some(count: int, name: str = "Person") -> tuple[Present, ...]:
    return tuple(Present(Person(n, n, f"{name} {n}"), "8:58") for n in range(count))


@tried(st.integers(0, 23), st.integers(0, 59))
def test_figures_are_rectangles_of_full_blocks(hour: int, minute: int) -> None:
    for one in SIZES:
        rows = large(f"{hour}:{minute:02d}", one)
        assert len(rows) == one.height
        assert {len(row) for row in rows} == {one.width(f"{hour}:{minute:02d}")}
        assert set("".join(rows)) <= {"█", " "}


def test_all_figures_differ() -> None:
    for size in SIZES:
        assert len({large(str(digit), size) for digit in range(10)}) == 10


@tried(st.integers(1, 300), st.integers(1, 90))
def test_the_largest_size_that_fits_is_chosen(width: int, height: int) -> None:
    chosen = next(fitting("23:59", width, height))
    if chosen != SIZES[0]:
        assert chosen.width("23:59") <= width
        assert chosen.height <= height


@tried(st.integers(0, 60), st.integers(0, 9), st.integers(0, 6), st.integers(20, 250),
       st.integers(2, 40))  # fmt: skip
def test_everybody_is_on_some_page_once(
    inside: int, on_break: int, awaited: int, width: int, height: int
) -> None:
    board = Board(
        some(inside), some(on_break, "Pause"),
        tuple(Awaited(Person(n, n, f"Later {n}"), "9:00", 540) for n in range(awaited)), (),
    )  # fmt: skip
    wanted = sorted(line.left for section in entries(board) for line in section)
    seen: list[str] = []
    first = lay_out(board, width, height)
    for turn in range(first.of):
        page = lay_out(board, width, height, turn)
        assert len(page.rows) <= height
        for row in page.rows:
            assert sum(page.width for _ in row) + 2 * (len(row) - 1) <= max(width, page.width)
            seen += [line.left for line in row if line is not None]
    assert sorted(seen) == wanted


@tried(st.text(max_size=60), st.text(max_size=20), st.integers(12, 60))
def test_an_entry_takes_its_width_and_no_more(left: str, right: str, width: int) -> None:
    from pettui.text import clean
    from screens.kiosk.listing import Entry as Listed

    one, two = fit(Listed(clean(left), clean(right), "plain"), width)
    assert cell_len(one + two) == width


@tried(st.text(max_size=200), st.integers(1, 80))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    from pettui.text import clean

    cleaned = clean(text, 200)
    assert all(cell_len(line) <= max(2, width) for line in wrap(cleaned, width))
    assert cell_len(cut(cleaned, width)) <= max(2, width)


def typed(*parts: tuple[str, float]) -> Entry:
    """Type texts, each with some seconds before every key of it."""
    entry, at = Entry(), 0.0
    for text, gap in parts:
        for key in text:
            at += gap
            entry.add(key, at)
    return entry


def test_a_badge_is_told_from_what_was_typed_before() -> None:
    for stray in ("3", "12", "100"):
        entry = typed((stray, 0.3), (BADGE[:1], 0.5), (BADGE[1:], 0.002))
        assert entry.swiped == entry.number == BADGE


def test_what_hands_type_is_taken_whole() -> None:
    for gap in (0.12, 0.3, 0.9):
        entry = typed((BADGE, gap))
        assert (entry.swiped, entry.number) == ("", BADGE)
    short = typed(("3", 0.3), ("4711", 0.03))
    assert short.number == "34711"  # two keys at once are no badge


def test_a_slow_reader_is_a_reader() -> None:
    assert typed((BADGE, 0.03)).number == BADGE
    assert typed(("3", 0.1), (BADGE[:1], 0.4), (BADGE[1:], 0.03)).number == BADGE


def test_keys_that_nobody_waits_for_are_few() -> None:
    async def run() -> list[str | None]:
        keys = Keys()
        for number in range(1000):
            keys.take(str(number % 10), str(number % 10), number)
        return [await keys.next(0.01) for _ in range(MOST + 1)]

    found = asyncio.run(run())
    assert found[-1] is None
    assert None not in found[:-1]


def test_keys_that_mean_nothing_are_left_out() -> None:
    async def run() -> str | None:
        keys = Keys()
        for name in ("f1", "ctrl+q", "tab", "ctrl+j", "ctrl+c", "shift+tab"):
            keys.take(name, None, 0.0)
        keys.take("ctrl+backslash", "\x1c", 0.0)
        return await keys.next(0.01)

    assert asyncio.run(run()) is None


async def given(*presses: tuple[str, float]) -> list[str | None]:
    """Press keys, each some seconds after the one before, and give what comes of them."""
    keys, at = Keys(bounce=0.08), 10.0
    for name, gap in presses:
        at += gap
        keys.take(name, "\r" if name == "enter" else name, at)
    found = [await keys.next(0.2)]
    while found[-1] is not None:
        found.append(await keys.next(0.2))
    return found[:-1]


@pytest.mark.parametrize("delay", [0.033, 0.25, 0.5, 0.66])
def test_enter_held_down_is_one_enter(delay: float) -> None:
    held = [("enter", 1.0), ("enter", delay), *[("enter", 0.033)] * 50]
    assert asyncio.run(given(*held)) == [names.ENTER]
    assert asyncio.run(given(*held, ("1", 0.1), ("enter", 0.1))) == [names.ENTER, "1", names.ENTER]


def test_enter_twice_is_twice_where_both_were_meant() -> None:
    twice = [names.ENTER] * 2
    assert asyncio.run(given(("enter", 1.0), ("enter", 0.3))) == twice
    assert asyncio.run(given(("enter", 1.0), ("enter", 1.0))) == twice
    assert asyncio.run(given(("enter", 1.0), ("enter", 0.3), ("4", 0.01))) == [*twice, "4"]
    assert asyncio.run(given(("enter", 1.0), ("1", 0.01), ("enter", 0.01))) == [
        names.ENTER, "1", names.ENTER,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "late", "width", "said"),
    [
        ("9:00", 5, 24, " 9:00 LATE 5 min"),
        ("10:30a", 45, 25, " LATE 45 min"),
        ("12:00a", 1142, 24, " LATE 19:02 h"),
        ("12:00a", 1142, 40, " 12:00a LATE 19:02 h"),
    ],
)
def test_a_delay_is_whole_in_every_column(at: str, late: int, width: int, said: str) -> None:
    board = Board((), (), (Awaited(Person(1, 1, "Ana"), at, 0, late),), ())
    left, right = fit(entries(board)[0][1], width)
    assert right == said
    assert cell_len(left + right) == width
