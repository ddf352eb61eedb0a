"""Money: whole numbers of the currency's smallest unit, and how the shop's locale writes them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any


class Money(int):
    """An amount in the currency's smallest unit; adds up, and multiplies by exact rates only."""

    __slots__ = ()

    def __add__(self, other: int) -> Money:
        return Money(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> Money:
        return Money(int(self) - int(other))

    def __neg__(self) -> Money:
        return Money(-int(self))

    def percent(self, rate: Decimal) -> Decimal:
        """Give `rate` percent of the amount, unrounded, in the smallest unit."""
        return Decimal(int(self)) * rate / 100


def rounded(amount: Decimal) -> Money:
    """Round half up (away from zero) to the smallest unit."""
    return Money(int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


@dataclass(frozen=True)
class MoneyFormat:
    """How one currency is written in one locale; made once by Babel, kept with the shop."""

    places: int = 2
    point: str = "."
    group: str = ","
    before: str = "$"
    after: str = ""

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
        before = pattern.prefix[0].replace("¤", symbol)
        after = pattern.suffix[0].replace("¤", symbol)
        numbers = spoken.number_symbols.get("latn", spoken.number_symbols)
        return cls(
            places=get_currency_precision(currency),
            point=numbers["decimal"],
            group=numbers["group"],
            before=before,
            after=after,
        )

    def as_json(self) -> dict[str, Any]:
        """Give the format as it is kept with the shop."""
        return asdict(self)

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
        grouped = f"{whole:,}".replace(",", self.group)
        return (
            f"{sign}{grouped}{self.point}{part:0{self.places}d}" if self.places else sign + grouped
        )

    def plain(self, amount: int) -> str:
        """Write an amount for machines, the same in every locale: `1234.50`."""
        whole, part = divmod(abs(int(amount)), 10**self.places)
        sign = "-" if amount < 0 else ""
        return f"{sign}{whole}.{part:0{self.places}d}" if self.places else f"{sign}{whole}"

    def parse(self, text: str) -> Money:
        """Read an amount as people type it; raises ValueError with a hint."""
        plain = "".join(
            c for c in text if c not in f"{self.before}{self.after}{self.group} \u00a0\u202f"
        )
        plain = plain.replace(self.point, ".")
        try:
            value = Decimal(plain)
        except InvalidOperation as error:
            raise ValueError(
                f"{text!r} is not an amount. Write it like {self.number(4500)}."
            ) from error
        if not value.is_finite() or abs(value) > 10**9:
            raise ValueError(f"{text!r} is too large an amount.")
        return rounded(value.scaleb(self.places))
