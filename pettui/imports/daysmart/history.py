"""The vendor's history texts, shown with the tickets' own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from db.models import OldHistory
from pettui.imports.daysmart.context import AGAIN, HERE, Run
from pettui.text import clean_note

TABLE = "tblTicketsHistory"
LONGEST = 60_000  # a ticket of years has a long history; a note's limit would cut it


def history(run: Run) -> None:
    """Take the history text of every ticket that is in the shop."""
    run.door.bulk(OldHistory, _texts(run), ("ticket", "text", "origin"))


def _texts(run: Run) -> Iterator[tuple[Any, ...]]:
    total = run.stage.count(TABLE)
    for done, (_, fields) in enumerate(run.stage.rows(TABLE)):
        if done % 500 == 0:
            run.progress("history", done, total)
        row = run.reader(TABLE, fields)
        ticket = run.stage.find("ticket", row.text("fldTicketID").strip())
        text = clean_note(row.text("fldHistory"), LONGEST)
        origin = run.origin(TABLE, fields, row.text("fldTicketID").strip())
        known = run.stage.known(origin)
        if ticket is None or not text:
            run.report.leave(TABLE, "without a text" if ticket else "its ticket is not here")
        elif known is not None:
            run.report.leave(TABLE, HERE if known else AGAIN)
        else:
            run.stage.learn(origin, 0)
            run.report.took(TABLE)
            yield (ticket[0], text, origin)
