"""The values of a backup: dates that are times, durations, money of four places, busy bits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from pettui.imports.report import Unreadable

Fields = Mapping[str, str]

NO_DATE = date(1899, 12, 30)  # what the format writes where only the time of day counts
_DURATION = re.compile(
    r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,4})(?:\.\d+)?S)?)?"
)
_AMOUNT = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,12})?(?:[eE][+-]?\d{1,2})?")
_WORD = 1 << 64
DAY_MINUTES = 24 * 60
SLOTS = DAY_MINUTES // 5


def moment(text: str) -> datetime | None:
    """Read a date-time ("2021-06-17 16:54:38", with `T` or a fraction too); None if it is none."""
    text = text.strip()
    if len(text) < 10:
        return None
    try:
        return datetime.fromisoformat(text[:19].replace("T", " "))
    except ValueError:
        return None


def day(text: str) -> date | None:
    """Read the day of a date-time; None if there is none (1899-12-30 carries a time alone)."""
    found = moment(text)
    if found is None or found.date() <= NO_DATE or found.year > 2200:
        return None
    return found.date()


def clock_time(text: str) -> time | None:
    """Read the time of day of a date-time, whatever its date."""
    found = moment(text)
    return found.time() if found else None


def minute(text: str) -> int | None:
    """Read the time of day of a date-time in minutes since midnight."""
    found = clock_time(text)
    return found.hour * 60 + found.minute if found else None


def together(day_text: str, time_text: str) -> datetime | None:
    """Put the date of one column and the time of another together; midnight if it is missing."""
    found = day(day_text)
    if found is None:
        return None
    return datetime.combine(found, clock_time(time_text) or time())


def duration_minutes(text: str) -> int | None:
    """Read a duration such as `PT9H30M` in minutes; None if it is none."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes, _seconds = (int(part or 0) for part in found.groups())
    return days * DAY_MINUTES + hours * 60 + minutes


class Reader:
    """Reads the columns of one row; what contradicts the column's type means a damaged file."""

    def __init__(self, table: str, fields: Fields, places: int = 2) -> None:
        self.table = table
        self.fields = fields
        self.places = places
        self.lost: list[str] = []
        """Columns whose amounts were finer than the currency's smallest unit."""

    def text(self, name: str) -> str:
        """Give a column as it stands; a missing one is empty."""
        return self.fields.get(name, "")

    def yes(self, name: str, default: bool = False) -> bool:
        """Read a boolean ("true", "True", "1", "-1")."""
        value = self.text(name).strip().lower()
        if not value:
            return default
        if value in ("true", "1", "-1"):
            return True
        if value in ("false", "0"):
            return False
        raise self._damaged(name, "neither true nor false")

    def number(self, name: str, default: int = 0) -> int:
        """Read a whole number."""
        value = self.text(name).strip()
        if not value:
            return default
        if not re.fullmatch(r"[+-]?\d{1,18}", value):
            raise self._damaged(name, "not a whole number")
        return int(value)

    def count(self, name: str, default: int = 0) -> int:
        """Read a whole number that must fit where quantities are kept."""
        value = self.number(name, default)
        if abs(value) > 10**9:
            raise self._damaged(name, "too large")
        return value

    def decimal(self, name: str) -> Decimal:
        """Read an exact decimal."""
        value = self.text(name).strip()
        if not value:
            return Decimal(0)
        if not _AMOUNT.fullmatch(value):
            raise self._damaged(name, "not an amount")
        try:
            return Decimal(value)
        except InvalidOperation as error:  # pragma: no cover  # the pattern lets no such text by
            raise self._damaged(name, "not an amount") from error

    def money(self, name: str) -> int:
        """Read money of four decimals in the currency's smallest unit, rounded half up."""
        exact = self.decimal(name).scaleb(self.places)
        if abs(exact) > 10**13:
            raise self._damaged(name, "too large an amount")
        whole = exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)
        if whole != exact:
            self.lost.append(f"{name} {self.text(name)}")
        return int(whole)

    def word(self, name: str) -> int:
        """Read a 64-bit word, which the format keeps as a decimal of up to twenty digits."""
        value = self.text(name).strip()
        if not value:
            return 0
        found = re.fullmatch(r"([+-]?\d{1,20})(?:\.0*)?", value)
        if found is None:
            raise self._damaged(name, "not a word of busy times")
        return int(found[1])

    def minutes(self, name: str) -> int:
        """Read a length in minutes, from none to a whole day."""
        return min(max(self.number(name), 0), DAY_MINUTES)

    def rate(self, name: str) -> str:
        """Read a percentage as exact text (`13`, `8.875`)."""
        value = self.decimal(name)
        if not 0 <= value <= 1000:
            raise self._damaged(name, "not a percentage")
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain

    def _damaged(self, name: str, why: str) -> Unreadable:
        shown = self.text(name)[:40]
        return Unreadable(
            f"The backup is damaged: {name} of a row in {self.table} is {shown!r}, which is {why}."
        )


def busy_slots(words: list[int]) -> list[bool]:
    """Decode the busy map of a row: five 64-bit words, one bit per five minutes (DOMAIN 1.2).

    The most significant bit comes first: slot = minute / 5, word = slot / 64. The format keeps
    the words as decimals, which may be signed.
    """
    busy = []
    for slot in range(SLOTS):
        word = words[slot // 64] % _WORD
        busy.append(bool(word >> (63 - slot % 64) & 1))
    return busy


def phases(start: int, end: int, busy: list[bool]) -> tuple[int, int, int] | None:
    """Split a row of `start` to `end` minutes by its busy map into (setup, process, finish).

    None where the map does not describe such a row: nothing of it is busy, or the employee is
    free more than once in it.
    """
    first, last = start // 5, -(-end // 5)
    bits = busy[first:last]
    if not any(bits):
        return None
    runs: list[tuple[bool, int, int]] = []
    for slot, bit in enumerate(bits, start=first):
        if runs and runs[-1][0] == bit:
            runs[-1] = (bit, runs[-1][1], slot + 1)
        else:
            runs.append((bit, slot, slot + 1))
    kinds = [bit for bit, _, _ in runs]
    lengths = [min(b * 5, end) - max(a * 5, start) for _, a, b in runs]
    if kinds == [True]:
        return lengths[0], 0, 0
    if kinds == [True, False]:
        return lengths[0], lengths[1], 0
    if kinds == [False, True]:
        return 0, lengths[0], lengths[1]
    if kinds == [True, False, True]:
        return lengths[0], lengths[1], lengths[2]
    return None
