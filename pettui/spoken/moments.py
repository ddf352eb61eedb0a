"""Reads a day together with a time or a part of the day: `fri 2p`, `sat morning`, `9 on 12/3`."""

from __future__ import annotations

from datetime import date, timedelta

from pettui.dates import Window
from pettui.spoken import days, times
from pettui.spoken.days import Sight, Spoken
from pettui.spoken.times import DAY_END, Span
from pettui.spoken.words import LONGEST, said, split

ALL_DAY = Span(0, DAY_END)
_JUST_NOW = 15  # minutes; who walks in is booked a moment after coming


def window_of(
    day: Spoken | None, span: Span | None, sight: Sight, now: int | None = None
) -> Window:
    """Put a day and a span together.

    Of a weekday that is today, a time that is over means the one in a week: a weekday is never
    in the past. `now` is in minutes since midnight, None where the time does not matter.
    """
    span = span or ALL_DAY
    when = day.day if day is not None else sight.today if span.today else None
    if day is not None and day.is_weekday and when == sight.today and now is not None:
        last = span.start + _JUST_NOW if span.exact else span.end
        if last <= now:
            when = sight.today + timedelta(days=7)
    return Window(when, span.start, span.end, span.exact)


def parse_window(text: str, sight: Sight, now: int | None = None) -> Window:
    """Read a day with a time or a part of the day, in either order; raises ValueError."""
    words = split(text)
    refused: ValueError | None = None
    if words and len(words) <= days.MOST + times.MOST:
        for day_words, time_words in _cuts(words, sight):
            try:
                day = days.read(day_words, sight) if day_words else None
            except ValueError as error:
                refused = refused or error
                continue
            span = times.read(time_words) if time_words else None
            if (day is None) == bool(day_words) or (span is None) == bool(time_words):
                continue
            return window_of(day, span, sight, now)
    _explain(text, sight, refused)
    raise ValueError(f"{said(text)} is not a day that pettui understands. Say it like fri 2p.")


def _cuts(words: list[str], sight: Sight) -> list[tuple[list[str], list[str]]]:
    """Give the ways to cut words into a day and a time, the likeliest first."""
    places = range(len(words), -1, -1)
    cuts = [(words[:place], words[place:]) for place in places]
    cuts += [(words[place:], words[:place]) for place in range(1, len(words))]
    if sight.month_first and len(words) == 1 and _is_dotted(words[0]):
        cuts.reverse()  # 9.30, where dates are written 9/30
    return cuts


def _is_dotted(word: str) -> bool:
    first, dot, last = word.partition(".")
    return bool(dot) and first.isdigit() and len(first) < 3 and last.isdigit() and len(last) == 2


def _explain(text: str, sight: Sight, refused: ValueError | None) -> None:
    """Say why nothing was understood, in the words that fit best."""
    parse_when(text, sight)  # raises what a day or a time alone would
    if refused is not None:
        raise refused


def parse_when(text: str, sight: Sight) -> tuple[date | None, int | None]:
    """Read a day, a time, or both (`fri 2p`); what is not said is None. Raises ValueError."""
    words = split(text)
    if words and len(words) <= days.MOST + times.MOST:
        for day_words, time_words in _cuts(words, sight):
            try:
                day = days.read(day_words, sight) if day_words else None
            except ValueError:
                continue
            if (day is None) == bool(day_words):
                continue
            if not time_words:
                return (day.day if day else None), None
            try:
                minute = times.parse_time(" ".join(time_words).removeprefix("at "))
            except ValueError:
                continue
            return (day.day if day else None), minute
    short = text[:LONGEST]
    try:
        return None, times.parse_time(short)
    except ValueError:
        days.parse_day(text, sight)  # its words fit better
        raise
