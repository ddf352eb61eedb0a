"""Sums of somebody's hours, how they are written, and how a closed period keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from pettui.team.timeclock.overtime import PLAIN, Counted


class Totals(NamedTuple):
    """Somebody's minutes of some days.

    Attributes:
        worked: from in to out without unpaid breaks, as punched; `paid_breaks` are part of it.
        unpaid: minutes of unpaid breaks.
        given: what rounding added; `taken`: what it took away.
        adjusted: signed minutes that managers added to these days.
        carried: corrections of closed periods that count here.
        counted: all of that by what it counts, the plain hours (1) first.
        rates: worked and rounded minutes by role; 0 is none.
    """

    worked: int = 0
    paid_breaks: int = 0
    unpaid: int = 0
    given: int = 0
    taken: int = 0
    adjusted: int = 0
    carried: int = 0
    counted: tuple[tuple[Decimal, int], ...] = ()
    rates: tuple[tuple[int, int], ...] = ()

    @property
    def total(self) -> int:
        """Minutes that are paid, whatever they count."""
        return self.worked + self.given - self.taken + self.adjusted + self.carried

    @property
    def plain(self) -> int:
        """Minutes that count once."""
        return dict(self.counted).get(PLAIN, 0)

    @property
    def overtime(self) -> tuple[tuple[Decimal, int], ...]:
        """Minutes that count more, by what they count."""
        return tuple((factor, minutes) for factor, minutes in self.counted if factor != PLAIN)

    def as_json(self) -> dict[str, Any]:
        """Give the totals as a closed period keeps them."""
        kept: dict[str, Any] = {
            name: value for name, value in self._asdict().items() if isinstance(value, int)
        }
        kept["counted"] = {factor_text(factor): minutes for factor, minutes in self.counted}
        kept["rates"] = {str(rate): minutes for rate, minutes in self.rates}
        return kept

    @classmethod
    def from_json(cls, kept: Any) -> Totals:
        """Read totals that a closed period kept; a bare number is hours that count once."""
        if isinstance(kept, int):
            return cls(worked=kept, counted=((PLAIN, kept),))
        values = {name: value for name, value in kept.items() if name in cls._fields}
        values["counted"] = in_order({Decimal(k): v for k, v in kept.get("counted", {}).items()})
        values["rates"] = tuple(sorted((int(k), v) for k, v in kept.get("rates", {}).items()))
        return cls(**values)


def in_order(counted: Counted) -> tuple[tuple[Decimal, int], ...]:
    """Put minutes by what they count in order, without those that are none."""
    return tuple((factor, minutes) for factor, minutes in sorted(counted.items()) if minutes)


def added(parts: Iterable[Counted]) -> Counted:
    """Add minutes up by what they count."""
    found: Counted = {}
    for part in parts:
        for factor, minutes in part.items():
            found[factor] = found.get(factor, 0) + minutes
    return found


def clock_text(minutes: int) -> str:
    """Write minutes as hours and minutes: `8:05`, `-0:30`."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02d}"


def decimal_text(minutes: int) -> str:
    """Write minutes as decimal hours: 8:05 is `8.08` (DOMAIN 6.1)."""
    hours = Decimal(minutes) / 60
    return str(hours.quantize(Decimal("0.01"), ROUND_HALF_UP))


def both_text(minutes: int) -> str:
    """Write minutes in both ways, so that nobody takes one for the other: `8:05 (8.08 h)`."""
    return f"{clock_text(minutes)} ({decimal_text(minutes)} h)"


def factor_text(factor: Decimal) -> str:
    """Write what an hour counts: `1`, `1.5`."""
    return format(factor.normalize(), "f")
