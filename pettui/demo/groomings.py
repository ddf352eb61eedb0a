"""Makes up what groomers wrote down after the visits of the last weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from db.models import GroomNote, Ticket, TicketRow
from db.models.base import tuples
from pettui.demo import names
from pettui.demo.staff import Crew
from pettui.history.door import Door

WEEKS = 12
STYLED = ("FG", "FGH", "CL", "HS")
HOW = ("", "", "Calm today.", "Fidgety at the feet.", "Matted behind the ears.", "Slept.")


def write(door: Door, crew: Crew, today: date) -> None:
    """Write groom notes for most full grooms of the last weeks."""
    items = [crew.items[code] for code in STYLED if code in crew.items]
    rows = (
        TicketRow.select(
            TicketRow.pet, Ticket.id, Ticket.day, TicketRow.employee_name, TicketRow.position
        )
        .join(Ticket)
        .where(
            Ticket.status == "closed",
            Ticket.day >= today - timedelta(weeks=WEEKS),
            TicketRow.item.in_(items),
            TicketRow.pet.is_null(False),
        )
        .order_by(Ticket.id, TicketRow.position)
    )
    dice = Random(f"groomed {today}")  # noqa: S311  # dice, no secret
    columns = ("pet", "ticket", "day", "style", "blade", "text", "author")
    door.bulk(GroomNote, _notes(tuples(rows), dice), columns)


def _notes(rows: list[tuple[object, ...]], dice: Random) -> Iterator[tuple[object, ...]]:
    for pet, ticket, day, groomer, _ in rows:
        if dice.random() < 0.7:
            yield (
                pet, ticket, day, dice.choice(names.STYLES), dice.choice(names.BLADES),
                dice.choice(HOW), groomer,
            )  # fmt: skip
