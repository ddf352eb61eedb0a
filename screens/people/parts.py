"""What the forms of all that hangs on a pet share: groom notes, weights, vaccinations, ..."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from pettui.history.door import Clash
from pettui.people.record import RecordClash, Saved
from screens.people.subject import R
from screens.widgets.fields import Said

if TYPE_CHECKING:
    from pettui.team.shop import Shop


def values_of(record: R) -> dict[str, Any]:
    """Give what stands in a record, by field."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def changed(record: R, values: Mapping[str, Any]) -> R:
    """Give the record with what was typed."""
    return replace(record, **values)


def saved(save: Callable[[], int], now: Callable[[], object]) -> Saved:
    """Save; where somebody else did meanwhile, let the form settle with what it says `now`."""
    try:
        return Saved(save())
    except Clash as clash:
        raise RecordClash(str(clash), now()) from clash


def weight_kind(shop: Shop, known: int | None) -> Said:
    """Give a weight, in the unit of the shop's country or any that is said."""
    from pettui.people.typed import read_weight, weight_text

    return Said(
        lambda text: read_weight(text, shop.region, known),
        lambda value: weight_text(value, shop.region),
        lambda value: weight_text(value, shop.region),
    )


def coming_day(shop: Shop) -> Said:
    """Give a day, mostly one to come: `+1y`, `11/3/2027`."""
    return Said(
        lambda text: shop.parse_day(text) if text.strip() else None,
        lambda value: shop.day(value) if value else "",
        lambda value: shop.day(value) if value else "",
    )
