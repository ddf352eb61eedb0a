"""Money: whole numbers of the currency's smallest unit, and how the shop's locale writes them."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from pettui.text import clean


class Money(int):
    """An amount in the currency's smallest unit; adds up, and multiplies by exact rates only.

    With parts of a cent it gives an exact Decimal: nothing is dropped in passing.
    """

    __slots__ = ()

    def __add__(self, other: int) -> Money:
        return Money(int(self) + int(other)) if isinstance(other, int) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: int) -> Money:
        return Money(int(self) - int(other)) if isinstance(other, int) else NotImplemented

    def __neg__(self) -> Money:
        return Money(-int(self))

    def percent(self, rate: Decimal) -> Decimal:
        """Give `rate` percent of the amount, unrounded, in the smallest unit."""
        return Decimal(int(self)) * rate / 100


def rounded(amount: Decimal) -> Money:
    """Round half up (away from zero) to the smallest unit."""
    return Money(int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


class MoneyFormat(NamedTuple):
    """How one currency is written in one locale; made once by Babel, kept with the shop."""

    places: int = 2
    point: str = "."
    group: str = ","
    before: str = "$"
    after: str = ""
    step: int = 3  # digits between group signs above the thousands: 2 in India

    @classmethod
    def for_shop(cls, currency: str, locale: str) -> MoneyFormat:
        """Ask CLDR for the format; raises ValueError for an unknown currency or locale."""
        from babel.core import Locale, UnknownLocaleError
        from babel.numbers import (
            get_currency_precision,
            get_currency_symbol,
            is_currency,
        )

        if not is_currency(currency):
            raise ValueError(
                f"{currency!r} is not a currency code. Use three letters, such as USD."
            )
        try:
            spoken = Locale.parse(locale)
        except (UnknownLocaleError, ValueError) as error:
            raise ValueError(f"{locale!r} is not a locale. Use a code such as en_US.") from error
        pattern = spoken.currency_formats["standard"]
        symbol = get_currency_symbol(currency, spoken)
        before, after = (
            re.sub(_DIRECTION, "", part[0].replace("¤", symbol))
            for part in (pattern.prefix, pattern.suffix)
        )
        numbers = spoken.number_symbols.get("latn", spoken.number_symbols)
        return cls(
            places=get_currency_precision(currency),
            point=numbers["decimal"],
            group=numbers["group"],
            before=before,
            after=after,
            step=pattern.grouping[1],
        )

    def as_json(self) -> dict[str, Any]:
        """Give the format as it is kept with the shop."""
        return self._asdict()

    def text(self, amount: int) -> str:
        """Write an amount with its currency: `$1,234.50`."""
        return (
            self.before + self.number(amount) + self.after
            if amount >= 0
            else "-" + self.text(-amount)
        )

    def number(self, amount: int) -> str:
        """Write an amount without its currency: `1,234.50`."""
        sign = "-" if amount < 0 else ""
        whole, part = divmod(abs(int(amount)), 10**self.places)
        grouped = self._grouped(str(whole))
        return (
            f"{sign}{grouped}{self.point}{part:0{self.places}d}" if self.places else sign + grouped
        )

    def _grouped(self, whole: str) -> str:
        """Put the group sign in: three digits, then `step` a time (two in India)."""
        head, groups = whole[:-3], [whole[-3:]]
        while head:
            groups.insert(0, head[-self.step :])
            head = head[: -self.step]
        return self.group.join(groups)

    def plain(self, amount: int) -> str:
        """Write an amount for machines, the same in every locale: `1234.50`."""
        whole, part = divmod(abs(int(amount)), 10**self.places)
        sign = "-" if amount < 0 else ""
        return f"{sign}{whole}.{part:0{self.places}d}" if self.places else f"{sign}{whole}"

    def parse(self, text: str) -> Money:
        """Read an amount as people type it; raises ValueError with a hint.

        A point or comma before the last one or two digits is a decimal sign in every locale:
        45.00 typed by a German is 45 euros, never 4,500.
        """
        shown = clean(text, 40)
        plain = self._bare(shown)
        sign = -1 if plain.startswith("-") else 1
        found = re.fullmatch(_AMOUNT, self._bare(plain.removeprefix("-")))
        if found is None:
            raise ValueError(f"“{shown}” is not an amount. {self._hint}")
        whole, mark, part = found["whole"] or "", found["mark"] or "", found["part"] or ""
        if mark and mark != self.point and len(part) == 3:  # no decimals but one more group
            whole, mark, part = whole + mark + part, "", ""
        if len(part) > self.places or mark == "'" or (mark and not self.places):
            raise ValueError(f"“{shown}” has too many decimals. {self._hint}")
        if not whole.isdigit() and not (re.fullmatch(_GROUPED, whole) and self.point not in whole):
            if whole:
                raise ValueError(f"“{shown}” is not an amount. {self._hint}")
            whole = "0"
        digits = re.sub(r"[.,']", "", whole)
        if len(digits) > 9:
            raise ValueError(f"“{shown}” is too large an amount.")
        return Money(sign * int(digits + part.ljust(self.places, "0")))

    @property
    def _hint(self) -> str:
        return f"Write it like {self.number(45 * 10**self.places)}."

    def _bare(self, text: str) -> str:
        """Take blanks and the currency's sign off a typed amount."""
        plain = _bare(text)
        for sign in filter(None, (_bare(self.before), _bare(self.after))):
            plain = plain.removeprefix(sign).removesuffix(sign)
        return plain


# As text: compiled when an amount is read, not at every start.
_DIRECTION = "[\u061c\u200e\u200f]"  # widgets show none of these marks
_AMOUNT = r"(?=.*[0-9])(?P<whole>[0-9.,']*?)(?:(?P<mark>[.,'])(?P<part>[0-9]{0,3}))?"
_GROUPED = r"[0-9]{1,3}(?:(?P<mark>[.,'])[0-9]{2,3})?(?:(?P=mark)[0-9]{2,3})*"


def _bare(text: str) -> str:
    plain = (
        unicodedata.normalize("NFKC", re.sub(_DIRECTION, "", text))
        .replace("\u2019", "'")
        .replace("\u2212", "-")
    )
    return "".join(plain.split())
