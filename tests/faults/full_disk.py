"""Books until the disk takes no more, then with room again: `python -m tests.faults.full_disk DB`.

A limit on the size of files stands in for the disk: it needs no rights, and the system answers
a write beyond it with an error in the middle of the engine's work.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db import connection
from db.connection import Unusable
from db.models import Ticket, database
from db.models.base import tuples
from pettui.book import booking
from pettui.book.loading import load_day
from pettui.book.plan import Plan, PlannedRow
from pettui.history.actor import Actor
from pettui.team.shop import Shop, load_shop
from tests.stress.world import FIRST_DAY

BY = Actor(None, "Dana", "desk")
ROOM = 1_000_000  # bytes that the write-ahead log may have
A_DAY = 90  # nail trims of 15 minutes


def day_of(number: int) -> date:
    """Give the day of the nth booking."""
    return FIRST_DAY + timedelta(days=number // A_DAY)


def book(shop: Shop, number: int) -> int:
    """Book the nth nail trim and give its ticket's number."""
    row = PlannedRow(item=1, pet=1, employee=1)
    return booking.save(shop, Plan(1, day_of(number), 15 * (number % A_DAY), (row,)), BY).number


def limit(size: int) -> None:
    """Let no file grow beyond a size; the limit can be raised again."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def main() -> int:
    """Fill, read, make room, and go on; print what happened."""
    told: dict[str, Any] = {"saved": [], "refused": []}
    connection.bind(connection.Target(Path(sys.argv[1]), ""))
    with connection.connected():
        shop = load_shop()
        limit(ROOM)
        tried = 0
        while len(told["refused"]) < 3 and tried < 1000:
            try:
                told["saved"].append(book(shop, tried))
            except Unusable as error:
                told["refused"].append(str(error))
            tried += 1
        told["open"] = database.in_transaction()
        days = sorted({day_of(number) for number in range(tried)})
        told["read"] = sum(len(load_day(shop, day).blocks) for day in days)
        limit(resource.RLIM_INFINITY)
        told["saved"].append(book(shop, tried))
        told["there"] = [number for (number,) in tuples(Ticket.select(Ticket.number))]
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
