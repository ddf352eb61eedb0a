"""What a locale says about days: asked of CLDR once, and read in what people type."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pettui import dates
from pettui.formats import ENGLISH_SHORT_DAYS, FORMS, SHORT_FORMS, DayFormat
from pettui.text import fold

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PART = re.compile(r"'([^']*)'|(E+|c+)|(MMM+|LLL+)|(M+|L+)|(d+)|(y+)")
_FIELDS = ("", "", "{weekday}", "{month}", "{number}", "{day}", "{year}")
_YEAR_FIRST = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_YEAR_LAST = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
_EAST_ASIAN = re.compile(r"(\d{1,2})[月월] ?(\d{1,2})[日일]")


def ask_cldr(locale: str) -> dict[str, Any]:
    """Give what a `DayFormat` is made of; raises ValueError for what is no locale.

    English shops all write `Fri 27 Nov 2026`: with the month as a word it cannot be misread.
    """
    from babel.core import Locale, UnknownLocaleError

    try:
        spoken = Locale.parse(locale)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"{locale!r} is not a locale. Use a code such as en_US.") from error
    short_date = spoken.date_formats["short"].pattern
    common: dict[str, Any] = {
        "first_weekday": spoken.first_week_day,
        "hours": 24 if "H" in spoken.time_formats["short"].pattern else 12,
        "month_first": short_date.index("M") < short_date.index("d"),
    }
    if spoken.language == "en":
        return common
    pattern = str(spoken.datetime_skeletons["yMMMEd"])
    short = str(spoken.datetime_skeletons["MMMEd"])
    days, months = spoken.days["format"], spoken.months["format"]
    return dict(
        weekdays=tuple(_bare(days["abbreviated"][n]).rstrip(".") for n in range(7)),
        long_weekdays=tuple(_bare(days["wide"][n]) for n in range(7)),
        months=tuple(_bare(months["abbreviated"][n]) for n in range(1, 13)),
        long_months=tuple(_bare(months["wide"][n]) for n in range(1, 13)),
        pattern=_translated(pattern),
        short=_translated(short),
        **common,
    )


def in_english(formats: DayFormat, text: str) -> str:
    """Give a typed date in the words that `pettui.dates` knows; English stays as it is."""
    said = _bare(text[:400])
    said = _YEAR_LAST.sub(r"\1/\2/\3", _YEAR_FIRST.sub(r"\1-\2-\3", said))
    if formats.weekdays == ENGLISH_SHORT_DAYS:
        return said
    for written in _written(formats):
        if found := written.match(said):
            rest = said[found.end() :]
            month = int(found["number"] or 0) or _month(formats, found["month"])
            if month and (not rest or rest[0] in " ,"):
                day = f"{dates.MONTHS[month - 1]} {found['day']}"
                return f"{day} {found['year']}{rest}" if found["year"] else day + rest
    if (found := _EAST_ASIAN.search(said)) and 1 <= int(found[1]) <= 12:
        said = _EAST_ASIAN.sub(f"{dates.MONTHS[int(found[1]) - 1]} {found[2]}", said, count=1)
    words = said.replace(",", " ").replace("،", " ").split()
    return " ".join(_word(formats, words, place) for place in range(len(words)))


def weekday_of(formats: DayFormat, word: str) -> int | None:
    """Give the weekday (0 is Monday) that a word names in the locale's language, if any."""
    return _named(word, formats.weekdays, formats.long_weekdays)


def _word(formats: DayFormat, words: list[str], place: int) -> str:
    by_number = any(
        0 <= near < len(words) and words[near][:1].isdigit() for near in (place - 1, place + 1)
    )
    month = _month(formats, words[place])
    weekday = _named(words[place], formats.weekdays, formats.long_weekdays)
    if month and (by_number or weekday is None):
        return dates.MONTHS[month - 1]
    return words[place] if weekday is None else dates.WEEKDAYS[weekday]


def _month(formats: DayFormat, word: str | None) -> int:
    found = _named(word or "", formats.months, formats.long_months)
    return 0 if found is None else found + 1


@cache
def _written(formats: DayFormat) -> list[re.Pattern[str]]:
    """What reads back the dates that this format writes."""
    found = []
    for pattern in (formats.pattern, *FORMS.values(), formats.short, *SHORT_FORMS.values()):
        text = re.escape(pattern.replace(":02d", ""))
        for name, digits in (("day", r"\d{1,2}"), ("number", r"\d{1,2}"), ("year", r"\d{4}")):
            text = text.replace(re.escape("{" + name + "}"), f"(?P<{name}>{digits})")
        for name, names in (("weekday", formats.weekdays), ("month", formats.months)):
            words = "|".join(re.escape(word) for word in sorted(names, key=len, reverse=True))
            text = text.replace(re.escape("{" + name + "}"), f"(?P<{name}>{words})")
        missing = [name for name in ("number", "month", "year") if f"?P<{name}>" not in text]
        found.append(re.compile(text + "".join(f"(?P<{n}>(?!))?" for n in missing), re.I))
    return found


def _bare(text: str) -> str:
    """Take direction marks off, and write digits and blanks as everywhere."""
    plain = unicodedata.normalize("NFC", _DIRECTION.sub("", text))
    digits = (str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)
    return " ".join("".join(digits).split())


def _translated(pattern: str) -> str:
    """Turn CLDR's pattern into ours; commas go, since columns of dates read better without."""

    def part(found: re.Match[str]) -> str:
        return _FIELDS[found.lastindex] if found.lastindex not in (None, 1) else found[1] or "'"

    return _bare(_PART.sub(part, pattern).replace(",", "").replace("،", ""))


def _named(word: str, short: tuple[str, ...], long: tuple[str, ...]) -> int | None:
    """Give the place of a name, by its short form or by its first letters if only one fits."""
    said = fold(word).rstrip(".")
    if not said or said.isdigit():
        return None
    for names in (short, long):
        exact = [place for place, name in enumerate(names) if fold(name).rstrip(".") == said]
        if exact:
            return exact[0]
    if len(said) < 2 or said[0].isdigit():
        return None
    begun = [place for place, name in enumerate(long) if fold(name).startswith(said)]
    return begun[0] if len(begun) == 1 else None
