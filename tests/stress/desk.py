"""A terminal that does what it is told, line by line: `python -m tests.stress.desk DATABASE NAME`.

Each line of its input is a JSON wish, each line of its output says how that came out. Several
of them told at once make a real race.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from db import connection, gate
from pettui.book import booking, moving, slots
from pettui.book.checking import check
from pettui.book.plan import Plan, PlannedRow
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop, load_shop


def plan_from(wish: dict[str, Any]) -> Plan:
    """Read a plan of one row."""
    row = PlannedRow(item=wish["item"], pet=wish["pet"], employee=wish["employee"])
    day = date.fromisoformat(wish["day"])
    return Plan(wish["client"], day, wish["start"], (row,), command=wish["command"])


def do(shop: Shop, wish: dict[str, Any], by: Actor) -> dict[str, Any]:
    """Do what a line asks for."""
    try:
        if wish["do"] == "book":
            saved = booking.save(shop, plan_from(wish), by)
        else:
            to = moving.Move(wish["row"], wish["version"], column=wish["column"])
            saved = moving.move(shop, to, by)
    except (Refused, slots.Taken, gate.Busy) as error:
        return {"why": type(error).__name__, "words": str(error)}
    return {"saved": saved.ticket, "words": saved.words}


def main() -> int:
    """Serve until the input ends. A line "look" checks without saving, as a screen does before."""
    connection.bind(connection.Target(Path(sys.argv[1]), ""))
    name = sys.argv[2]
    by = Actor(None, name.title(), name)
    with connection.connected():
        shop = load_shop()
        for line in sys.stdin:
            wish = json.loads(line)
            if wish["do"] == "look":
                problems = [p.words for p in check(shop, plan_from(wish)).problems]
                answer: dict[str, Any] = {"problems": problems}
            else:
                answer = do(shop, wish, by)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
