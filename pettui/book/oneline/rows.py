"""Makes the rows of a visit from what was said: each service for each pet, with its length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pettui.book import linked
from pettui.book.oneline.values import Group
from pettui.book.plan import PlannedRow
from pettui.team.shop import Shop
from pettui.till import prices

STEP = 5


class Work(NamedTuple):
    """What is to be done for some pets, by somebody of their own if that was said."""

    pets: tuple[int | None, ...]
    group: Group
    employee: int | None = None
    requested: bool = False


def rows_of(shop: Shop, works: Sequence[Work]) -> tuple[PlannedRow, ...]:
    """Give the rows in the order in which they were said, each with the add-ons it brings."""
    items = {job.piece.ids[0] for work in works for job in work.group.jobs}
    brings: Mapping[int, Sequence[int]] = linked.add_ons(items) if items else {}
    rows: list[PlannedRow] = []
    for work in works:
        for pet in work.pets or (None,):
            for job in work.group.jobs:
                item = job.piece.ids[0]
                row = PlannedRow(item, pet, work.employee, requested=work.requested)
                rows.append(_long(shop, row, job.minutes) if job.minutes else row)
                rows += [
                    PlannedRow(one, pet, work.employee, requested=work.requested)
                    for one in brings.get(item, ())
                ]
    return tuple(rows)


def _long(shop: Shop, row: PlannedRow, minutes: int) -> PlannedRow:
    """Give a row another length: the dry time and what follows it stay, as in the form."""
    from dataclasses import replace

    minutes = max(STEP, minutes // STEP * STEP)
    found = prices.quotes(shop, [row.item], pet=row.pet, employee=row.employee)
    quote = found.get(row.item)
    process, finish = (quote.process, quote.finish) if quote is not None else (0, 0)
    if minutes - process - finish < STEP:
        process = finish = 0
    return replace(row, setup=minutes - process - finish, process=process, finish=finish)
