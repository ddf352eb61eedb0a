"""Punches until it is killed: `python -m tests.faults.puncher DATABASE LABEL [COMMAND]`.

Says `try COMMAND` before a punch and `done COMMAND PUNCH` after it was acknowledged. A command
that is given is tried first: its outcome was not known when the last process died.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from db import connection
from db.models import Bookable
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from pettui.team.timeclock import people, punching
from pettui.team.timeclock.facts import Named


def main() -> None:
    """Clock in and out as fast as it goes."""
    database, label, *unknown = sys.argv[1:]
    connection.bind(connection.Target(Path(database), ""))
    with connection.connected():
        shop = load_shop()
        employee = int(Bookable.get(Bookable.label == label).id)
        named = Named(people.person(shop, employee), "pin")
        by = Actor(None, "", f"clock of {label}")
        command = unknown[0] if unknown else str(uuid.uuid4())
        while True:
            shown = punching.standing(shop, named)
            kind = shown.offers[0].kind  # in for whoever is out, and out for who is in
            assert kind is not None
            print(f"try {command}", flush=True)
            done = punching.punch(shop, named, kind, by, seen=shown.seen, command=command)
            print(f"done {command} {done.punch}", flush=True)
            command = str(uuid.uuid4())


if __name__ == "__main__":
    main()
