"""The taxes as they stand now, and as a ticket keeps them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from db.models import Tax, Ticket, TicketRow
from pettui.till.totals import ZERO, RowMoney, TaxRates


def rates_now(branch: int) -> TaxRates:
    """Give the branch's taxes of today."""
    names, service, product = ["", "", ""], [ZERO, ZERO, ZERO], [ZERO, ZERO, ZERO]
    compound = [False, False, False]
    rows = Tax.select().where(Tax.branch == branch, Tax.active)
    for tax in rows:
        at = tax.place - 1
        names[at], compound[at] = tax.name, bool(tax.compound)
        service[at], product[at] = Decimal(tax.service_rate), Decimal(tax.product_rate)
    return TaxRates(
        (names[0], names[1], names[2]),
        (service[0], service[1], service[2]),
        (product[0], product[1], product[2]),
        (compound[0], compound[1], compound[2]),
    )


def snapshot(rates: TaxRates) -> dict[str, Any]:
    """Give the fields in which a ticket keeps the taxes of its day (DOMAIN 1.1)."""
    kept: dict[str, Any] = {}
    for at in range(3):
        kept[f"tax{at + 1}_name"] = rates.names[at]
        kept[f"tax{at + 1}_service"] = rates.service[at]
        kept[f"tax{at + 1}_product"] = rates.product[at]
    kept["tax2_compound"], kept["tax3_compound"] = rates.compound[1], rates.compound[2]
    return kept


def rates_of(ticket: Ticket) -> TaxRates:
    """Give the taxes that a ticket keeps, whatever they are today."""
    return TaxRates(
        (ticket.tax1_name, ticket.tax2_name, ticket.tax3_name),
        (ticket.tax1_service, ticket.tax2_service, ticket.tax3_service),
        (ticket.tax1_product, ticket.tax2_product, ticket.tax3_product),
        (False, bool(ticket.tax2_compound), bool(ticket.tax3_compound)),
    )


def money_of(row: TicketRow) -> RowMoney:
    """Give what of a saved row counts for its ticket's total."""
    taxed = (bool(row.tax1), bool(row.tax2), bool(row.tax3))
    return RowMoney(row.kind, row.price, row.quantity, row.discount, row.percent, taxed)
