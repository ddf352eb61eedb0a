"""A visit that is booked goes on the list: for an earlier slot, or because it was called off."""

from __future__ import annotations

from datetime import date, timedelta

from db.connection import reading
from db.models import Ticket, WaitEntry
from pettui.book import booking
from pettui.book.day import LIVE
from pettui.book.slots import STEP
from pettui.book.waiting.values import LAST_MINUTE, When
from pettui.book.waiting.wanted import Want, Wanted
from pettui.history.door import Refused
from pettui.team.shop import Shop


def wanted_of_visit(shop: Shop, ticket: int) -> Wanted:
    """Give what puts a visit on the list.

    A visit to come waits for an earlier slot, and taking one moves it (DOMAIN 8.10). One that was
    called off or missed waits for any other day. Raises Refused for a visit that has begun or is
    done, and for one that is on the list already.
    """
    with reading():
        found = Ticket.get_or_none(Ticket.id == ticket)
        if found is None:
            raise Refused("This ticket is no longer there. Look at the day again.")
        if found.status in LIVE[2:] or found.status == "closed":
            raise Refused(
                f"{found.pet_names or found.client_name} is {found.status}."
                " Only a visit to come, or one that was called off, goes on the wait list."
            )
        listed = (WaitEntry.moves == ticket) & (WaitEntry.status == "waiting")
        if WaitEntry.get_or_none(listed) is not None:
            raise Refused(
                f"{found.pet_names or found.client_name} waits for an earlier time already."
                " The wait list shows it (F3)."
            )
        plan = booking.plan_of(ticket)
    asked = [row.employee for row in plan.rows if row.requested and row.employee is not None]
    own = {row.employee for row in plan.rows if row.requested}
    rows = tuple(
        Want(
            row.item, row.pet,
            (row.employee,) if row.requested and row.employee and len(own) > 1 else (),
        )
        for row in sorted(plan.rows, key=lambda row: row.start or 0)
        if row.item
    )  # fmt: skip
    moves = ticket if found.status in LIVE else None
    return Wanted(
        client=plan.client, rows=rows, employees=(asked[0],) if len(own) == 1 and asked else (),
        windows=_before(shop, plan.day, plan.start) if moves is not None else (),
        comment=plan.note, moves=moves,
    )  # fmt: skip


def _before(shop: Shop, day: date, start: int) -> tuple[When, ...]:
    """Give the windows of everything that is earlier than a visit."""
    today = shop.today()
    if day < today:
        return ()
    windows = [When(day, day, latest=max(0, start - STEP))]
    if day > today:
        windows.insert(0, When(today, day - timedelta(days=1), latest=LAST_MINUTE))
    return tuple(windows)
