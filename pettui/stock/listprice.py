"""A service's own price as it stands on a day, wherever it was written down."""

from __future__ import annotations

from datetime import date

from db.models import FuturePrice, PriceCell
from db.models.base import tuples


def list_prices(day: date, item: int | None = None) -> dict[int, int]:
    """Give the prices that hold on a day instead of the one in the service's own row.

    An old list may have a cell for any pet; of the prices from a day on, the last that has come
    counts. Services without either are not in what is given.
    """
    cells = PriceCell.select(PriceCell.item, PriceCell.price).where(
        PriceCell.size == "", PriceCell.coat == "", PriceCell.group == "",
        PriceCell.price.is_null(False),
    )  # fmt: skip
    futures = FuturePrice.select(FuturePrice.item, FuturePrice.price).where(
        FuturePrice.size == "", FuturePrice.coat == "", FuturePrice.group == "",
        FuturePrice.employee.is_null(), FuturePrice.day <= day,
    )  # fmt: skip
    if item is not None:
        cells, futures = (
            cells.where(PriceCell.item == item),
            futures.where(FuturePrice.item == item),
        )
    return dict(tuples(cells)) | dict(tuples(futures.order_by(FuturePrice.day, FuturePrice.id)))
