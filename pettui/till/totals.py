"""What a ticket comes to: rows, discounts, three taxes, rounded once per tax (DOMAIN 13.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pettui.money import Money, rounded

ZERO = Decimal(0)


@dataclass(frozen=True)
class TaxRates:
    """The three taxes as a ticket keeps them: percentages for services and for products."""

    names: tuple[str, str, str] = ("", "", "")
    service: tuple[Decimal, Decimal, Decimal] = (ZERO, ZERO, ZERO)
    product: tuple[Decimal, Decimal, Decimal] = (ZERO, ZERO, ZERO)
    compound: tuple[bool, bool, bool] = (False, False, False)


@dataclass(frozen=True)
class RowMoney:
    """What of a row counts for the total; amounts in the smallest unit."""

    kind: str  # "S" or "P"
    price: int
    quantity: int = 1
    discount: int = 0
    percent: Decimal = ZERO
    taxed: tuple[bool, bool, bool] = (False, False, False)

    @property
    def subtotal(self) -> Money:
        """Price times quantity, before any discount."""
        return Money(self.price * self.quantity)

    @property
    def total(self) -> Money:
        """What is left after the percentage, then the amount."""
        return self.subtotal - rounded(self.subtotal.percent(self.percent)) - self.discount

    @property
    def taxable(self) -> Money:
        """The base of the row's taxes; 0 when no tax applies."""
        return self.total if any(self.taxed) else Money(0)


@dataclass(frozen=True)
class Totals:
    """A ticket's sums; `rounding` is what rounding the taxes gave (+) or took (-), in cents."""

    subtotal: Money
    taxes: tuple[Money, Money, Money]
    total: Money
    rounding: Decimal


def totals(rows: Sequence[RowMoney], rates: TaxRates) -> Totals:
    """Add up a ticket.

    A compound tax is taken on the row and the taxes before it. Each tax is summed exactly
    over the rows and rounded half up once.
    """
    exact = [ZERO, ZERO, ZERO]
    for row in rows:
        before = ZERO
        for place in range(3):
            if not row.taxed[place]:
                continue
            rate = (rates.product if row.kind == "P" else rates.service)[place]
            base = Decimal(int(row.total)) + (before if rates.compound[place] else ZERO)
            amount = base * rate / 100
            exact[place] += amount
            before += amount
    first, second, third = (rounded(amount) for amount in exact)
    subtotal = Money(sum(row.total for row in rows))
    rounding = Decimal(int(first + second + third)) - sum(exact, ZERO)
    return Totals(subtotal, (first, second, third), subtotal + first + second + third, rounding)
