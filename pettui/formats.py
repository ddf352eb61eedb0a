"""How the shop's language writes days: names, order, first weekday, clock; kept with the shop.

Babel is asked once, when the shop's locale is set. What it says is kept as JSON beside the format
of its money, so that nothing of Babel is loaded when the program starts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pettui import dates
from pettui.text import fold

FORMS = {
    "day first": "{weekday} {day} {month} {year}",
    "month first": "{weekday} {month} {day} {year}",
    "year first": "{weekday} {year}-{number:02d}-{day:02d}",
}
"""Ways to write a day that a shop may prefer to its locale's own."""

_SHORT_FORMS = {
    "day first": "{weekday} {day} {month}",
    "month first": "{weekday} {month} {day}",
    "year first": "{weekday} {number:02d}-{day:02d}",
}
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PART = re.compile(r"'([^']*)'|(E+|c+)|(MMM+|LLL+)|(M+|L+)|(d+)|(y+)")
_FIELDS = ("", "", "{weekday}", "{month}", "{number}", "{day}", "{year}")
_YEAR_FIRST = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_YEAR_LAST = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
_EAST_ASIAN = re.compile(r"(\d{1,2})[月월] ?(\d{1,2})[日일]")
_ENGLISH_SHORT_DAYS = tuple(name[:3].title() for name in dates.WEEKDAYS)
_ENGLISH_SHORT_MONTHS = tuple(name[:3].title() for name in dates.MONTHS)


@dataclass(frozen=True)
class DayFormat:
    """How days are written in one locale. Weekdays begin with Monday.

    Attributes:
        pattern: a whole date, with `{weekday} {day} {month} {number} {year}` for its parts.
        short: the same without the year.
        first_weekday: what a week begins with, 0 is Monday.
        hours: 12 or 24, as clocks are read there.
        month_first: whether 12/3 is the third of December; None where nobody asked CLDR yet.
    """

    weekdays: tuple[str, ...] = _ENGLISH_SHORT_DAYS
    long_weekdays: tuple[str, ...] = tuple(name.title() for name in dates.WEEKDAYS)
    months: tuple[str, ...] = _ENGLISH_SHORT_MONTHS
    long_months: tuple[str, ...] = tuple(name.title() for name in dates.MONTHS)
    pattern: str = FORMS["day first"]
    short: str = _SHORT_FORMS["day first"]
    first_weekday: int = 0
    hours: int = 24
    month_first: bool | None = None

    @classmethod
    def for_locale(cls, locale: str) -> DayFormat:
        """Ask CLDR; raises ValueError for what is no locale.

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
            return cls(**common)
        pattern = str(spoken.datetime_skeletons["yMMMEd"])
        short = str(spoken.datetime_skeletons["MMMEd"])
        days, months = spoken.days["format"], spoken.months["format"]
        return cls(
            weekdays=tuple(_bare(days["abbreviated"][n]).rstrip(".") for n in range(7)),
            long_weekdays=tuple(_bare(days["wide"][n]) for n in range(7)),
            months=tuple(_bare(months["abbreviated"][n]) for n in range(1, 13)),
            long_months=tuple(_bare(months["wide"][n]) for n in range(1, 13)),
            pattern=_translated(pattern),
            short=_translated(short),
            **common,
        )

    @classmethod
    def from_json(cls, kept: dict[str, Any] | None) -> DayFormat:
        """Give the format that is kept with a shop; English where there is none."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in (kept or {}).items()
            if name in cls.__dataclass_fields__
        }
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """Give the format as it is kept with the shop."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    def day(self, day: date, form: str = "") -> str:
        """Write a day with its weekday: `Fri 27 Nov 2026`; `form` is one of FORMS."""
        return self._filled(FORMS.get(form, self.pattern), day)

    def short_day(self, day: date, form: str = "") -> str:
        """Write a day without its year: `Fri 27 Nov`."""
        return self._filled(_SHORT_FORMS.get(form, self.short), day)

    def _filled(self, pattern: str, day: date) -> str:
        return pattern.format(
            weekday=self.weekdays[day.weekday()], day=day.day, month=self.months[day.month - 1],
            number=day.month, year=day.year,
        )  # fmt: skip

    def week_begin(self, day: date, first: int | None = None) -> date:
        """Give the day with which a day's week begins."""
        begin = self.first_weekday if first is None else first
        return date.fromordinal(day.toordinal() - (day.weekday() - begin) % 7)

    # Reading

    def english(self, text: str) -> str:
        """Give a typed date in the words that `pettui.dates` knows; English stays as it is."""
        said = _bare(text[:400])
        said = _YEAR_LAST.sub(r"\1/\2/\3", _YEAR_FIRST.sub(r"\1-\2-\3", said))
        if self._is_english:
            return said
        for written in self._written:
            if found := written.match(said):
                rest = said[found.end() :]
                month = int(found["number"] or 0) or self._month(found["month"])
                if month and (not rest or rest[0] in " ,"):
                    day = f"{dates.MONTHS[month - 1]} {found['day']}"
                    return f"{day} {found['year']}{rest}" if found["year"] else day + rest
        if (found := _EAST_ASIAN.search(said)) and 1 <= int(found[1]) <= 12:
            said = _EAST_ASIAN.sub(f"{dates.MONTHS[int(found[1]) - 1]} {found[2]}", said, count=1)
        words = said.replace(",", " ").replace("،", " ").split()
        return " ".join(self._word(words, place) for place in range(len(words)))

    def _word(self, words: list[str], place: int) -> str:
        by_number = any(
            0 <= near < len(words) and words[near][:1].isdigit() for near in (place - 1, place + 1)
        )
        month = self._month(words[place])
        weekday = _named(words[place], self.weekdays, self.long_weekdays)
        if month and (by_number or weekday is None):
            return dates.MONTHS[month - 1]
        return words[place] if weekday is None else dates.WEEKDAYS[weekday]

    def _month(self, word: str | None) -> int:
        found = _named(word or "", self.months, self.long_months)
        return 0 if found is None else found + 1

    @cached_property
    def _is_english(self) -> bool:
        return self.weekdays == _ENGLISH_SHORT_DAYS

    @cached_property
    def _written(self) -> list[re.Pattern[str]]:
        """What reads back the dates that this format writes."""
        found = []
        for pattern in (self.pattern, *FORMS.values(), self.short, *_SHORT_FORMS.values()):
            text = re.escape(pattern.replace(":02d", ""))
            for name, digits in (("day", r"\d{1,2}"), ("number", r"\d{1,2}"), ("year", r"\d{4}")):
                text = text.replace(re.escape("{" + name + "}"), f"(?P<{name}>{digits})")
            for name, names in (("weekday", self.weekdays), ("month", self.months)):
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
