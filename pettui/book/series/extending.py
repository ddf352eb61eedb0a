"""Extends a series by further dates of its rule. Of two who extend by the same date, one does."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from db.connection import reading
from db.models import Series, Ticket
from pettui.book.series import blocks, record
from pettui.book.series.copying import Pick, original
from pettui.book.series.looking import look
from pettui.book.series.making import Made, Preview, write
from pettui.book.series.rule import MOST, Rule, further
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.text import clean, count


def usual_number(rule: Rule) -> int:
    """Give by how many visits a series is extended when nobody says it."""
    return min(rule.visits or 8, 53)


def understand(shop: Shop, text: str) -> int | date:
    """Read how far a series is extended: `4`, `4 more`, `until eom`; raises ValueError."""
    said = clean(text, 60).lower()
    found = re.fullmatch(r"(?:by )?(\d{1,3}) ?(?:more|x|times?|visits?|dates?)*", said)
    if found:
        return int(found[1])
    try:
        return shop.parse_day(re.sub(r"^(?:until|till|til|to) ", "", said))
    except ValueError as error:
        raise ValueError("Say how many visits more, or until when: 4, until eom.") from error


def preview(shop: Shop, series: int, more: int | date) -> Preview:
    """Give the next dates of a series after its last one; writes nothing.

    `more` is how many, or the day until which they go.
    """
    number = more if isinstance(more, int) else MOST
    if not 1 <= number <= MOST:
        raise Refused(f"A series is extended by 1 to {MOST} visits.")
    with reading():
        row = _going_on(series)
        rule = record.rule_of(row)
        ticket = record.ticket_to_copy(series)
        after = max(_last_date(series, rule), shop.today())
        days = further(rule, after, number)
        if isinstance(more, date):
            days = tuple(day for day in days if day <= more)
        if not days:
            raise Refused(f"The series has no further date by then, after {shop.day(after)}.")
        if ticket.kind == "block":
            return blocks.looked_at(shop, ticket, rule, days)
        source = original(shop, ticket)
        picks = [Pick(day, day, source.plan.start) for day in days]
        return Preview(source, rule, look(shop, source, picks))


def _going_on(series: int) -> Series:
    """Read a series that may be extended: the dates of one that was called off stay called off."""
    row = record.the(series)
    if not row.active:
        raise Refused("This series was called off. Book a visit again and let that one come again.")
    return row


def _last_date(series: int, rule: Rule) -> date:
    """Give the last date for which the series has, or had, a visit."""
    found = (
        Ticket.select(Ticket.series_day)
        .where(Ticket.series == series)
        .order_by(Ticket.series_day.desc())
        .first()
    )
    return found.series_day if found is not None else rule.start - timedelta(days=1)


def extend(
    shop: Shop,
    series: int,
    picks: Sequence[Pick],
    by: Actor,
    *,
    agreed: Mapping[date, Collection[str]] | None = None,
    reason: str = "",
) -> Made:
    """Add visits to a series, as one change.

    Args:
        shop: the shop.
        series: the series.
        picks: the dates that were chosen and where their visits are to stand.
        by: who extends it.
        agreed: by date, the words of the problems that the person has seen and accepts.
        reason: why some are booked over other visits, if they are.

    Raises:
        Refused: one of the dates is in the series already: somebody else has just extended it.
        NeedsConsent: problems that were not agreed to.
    """
    if not picks:
        raise Refused("No date is chosen. Choose at least one.")
    with change("", by) as door:
        row = _going_on(series)
        rule = record.rule_of(row)
        _refuse_there(shop, series, picks)
        ticket = record.ticket_to_copy(series)
        if ticket.kind == "block":
            first = blocks.write(door, shop, ticket, series, picks, agreed or {})
            name = ticket.reason
        else:
            source = original(shop, ticket)
            first = write(door, shop, source, series, picks, by, agreed or {}, reason)
            name = source.pets or source.name
        last = max(pick.due for pick in picks)
        door.update(row, **_reaching(rule, last))
        door.what = (
            f"extended {name} by {count(len(picks), 'visit')} to {shop.day(last)}"
        )  # fmt: skip
        return Made(series, first, len(picks), door.what)


def _refuse_there(shop: Shop, series: int, picks: Sequence[Pick]) -> None:
    """Refuse dates that the series has: the unique key would, but not in words."""
    there = (
        Ticket.select(Ticket.series_day, Ticket.number)
        .where(Ticket.series == series, Ticket.series_day.in_([pick.due for pick in picks]))
        .order_by(Ticket.series_day)
        .first()
    )
    if there is not None:
        raise Refused(
            f"{shop.day(there.series_day)} is in this series already (ticket {there.number})."
            " Somebody may just have extended it; look at it again."
        )


def _reaching(rule: Rule, last: date) -> dict[str, int | date | None]:
    """Give the end of a rule that is to reach a date; it never comes nearer."""
    if rule.until is not None:
        return {"until": max(rule.until, last)}
    reach = further(rule, rule.start - timedelta(days=1), MOST)
    number = sum(day <= last for day in reach)
    if number >= MOST and reach[-1] < last:  # it has become too long to count
        return {"visits": None, "until": last}
    return {"visits": max(rule.visits or 1, number)}
