"""One terminal of the stress test: does things at random and writes down what was acknowledged.

`python -m tests.stress.worker DATABASE LOG --seed 1 --seconds 5`. Every line of the log is JSON
and is written only after the program said that something is saved (or refused).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from peewee import fn

from db import connection, gate
from db.models import Bookable, Change, Client, Item, Pet, Ticket, TicketRow
from db.models.base import tuples
from pettui.book import blocks, booking, checking, moving, slots, status
from pettui.book.plan import Plan, PlannedRow
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import load_shop
from tests.stress.world import days_of

LIVE = ("booked", "confirmed", "arrived")


class Nothing(Exception):
    """There is nothing to do this to at the moment."""


class Terminal:
    """A desk at which somebody works fast and without looking."""

    def __init__(self, name: str, seed: int, days: list[date]) -> None:
        self.shop = load_shop()
        self.by = Actor(None, name.title(), name)
        self.dice = random.Random(seed)
        self.days = days
        self.staff = [
            key
            for (key,) in tuples(Bookable.select(Bookable.id).where(Bookable.kind == "employee"))
        ]
        self.items = [key for (key,) in tuples(Item.select(Item.id))]
        self.pets = tuples(Pet.select(Pet.client, Pet.id).join(Client))
        self.acts: list[tuple[int, Callable[[], str]]] = [
            (30, self.book), (14, self.move), (8, self.stretch), (5, self.reassign),
            (4, self.copy), (4, self.edit), (12, self.cancel), (4, self.restore), (3, self.block),
            (3, self.unblock), (4, self.next_status), (12, self.undo), (4, self.redo),
        ]  # fmt: skip

    def choose(self) -> Callable[[], str]:
        """Choose what to do next; called, it gives the words with which it was acknowledged."""
        return self.dice.choices([a for _, a in self.acts], [w for w, _ in self.acts])[0]

    def last(self) -> int:
        """Give the number of this terminal's last change."""
        mine = Change.select(fn.MAX(Change.sequence)).where(Change.terminal == self.by.terminal)
        return int(mine.scalar() or 0)

    def _start(self) -> int:
        return self.dice.randrange(9 * 60, 16 * 60, 5)

    def _row(self, client: int, pet: int) -> PlannedRow:
        return PlannedRow(
            item=self.dice.choice(self.items), pet=pet, employee=self.dice.choice(self.staff)
        )

    def book(self) -> str:
        """Book one or two services for a pet."""
        client, pet = self.dice.choice(self.pets)
        rows = tuple(self._row(client, pet) for _ in range(self.dice.choice((1, 1, 2))))
        return self._save(Plan(client, self.dice.choice(self.days), self._start(), rows))

    def _save(self, plan: Plan, verb: str = "") -> str:
        """Save like a person: look, agree to what can be agreed to, sometimes to a double one."""
        bold = self.dice.random() < 0.07
        checked = checking.check(self.shop, plan)
        agreed = [p.words for p in checked.needs_asking if bold or p.kind not in ("taken",)]
        return booking.save(self.shop, plan, self.by, agreed=agreed, verb=verb).words

    def _any_row(self, kind: str = "visit", among: tuple[str, ...] = LIVE) -> tuple[int, int, int]:
        """Give (row, ticket, the ticket's version) of something in the book."""
        rows = tuples(
            TicketRow.select(TicketRow.id, Ticket.id, Ticket.version)
            .join(Ticket)
            .where(Ticket.kind == kind, Ticket.status.in_(among))
        )
        if not rows:
            raise Nothing
        row, ticket, version = self.dice.choice(rows)
        return row, ticket, version

    def _moved(self, **where: Any) -> str:
        kind = "block" if self.dice.random() < 0.1 else "visit"
        row, _, version = self._any_row(kind)
        wish = moving.Move(row, version, **where)
        agreed: list[str] = []
        if kind == "visit":
            checked = checking.check(self.shop, moving.plan_move(self.shop, wish))
            agreed = [p.words for p in checked.needs_asking if p.kind != "taken"]
        return moving.move(self.shop, wish, self.by, agreed=agreed).words

    def move(self) -> str:
        """Move something to another time, perhaps to another day."""
        return self._moved(day=self.dice.choice([None, *self.days]), start=self._start())

    def stretch(self) -> str:
        """Make something longer or shorter."""
        return self._moved(length=self.dice.randrange(5, 95, 5))

    def reassign(self) -> str:
        """Give something to somebody else."""
        return self._moved(column=self.dice.choice(self.staff))

    def copy(self) -> str:
        """Book the same again, elsewhere."""
        _, ticket, _ = self._any_row()
        day = self.dice.choice(self.days)
        return self._save(moving.plan_like(self.shop, ticket, day, start=self._start()))

    def edit(self) -> str:
        """Add a row to a visit, or take one away."""
        _, ticket, _ = self._any_row()
        plan = booking.plan_of(ticket)
        if len(plan.rows) > 1:
            return self._save(replace(plan, rows=plan.rows[1:]), "changed")
        extra = self._row(plan.client, plan.rows[0].pet or 0)
        return self._save(replace(plan, rows=(*plan.rows, extra)), "changed")

    def cancel(self) -> str:
        """Cancel a visit, or remove a block."""
        _, ticket, version = self._any_row()
        how = self.dice.choice(("cancelled", "late cancel", "void"))
        return status.end(self.shop, [(ticket, version)], how, self.by)

    def restore(self) -> str:
        """Bring a cancelled visit back to where it was."""
        _, ticket, version = self._any_row(among=("cancelled", "late cancel"))
        return status.advance(self.shop, [(ticket, version)], "booked", self.by)

    def next_status(self) -> str:
        """Confirm a visit or let it arrive."""
        _, ticket, version = self._any_row()
        to = self.dice.choice(("confirmed", "arrived", "booked"))
        return status.advance(self.shop, [(ticket, version)], to, self.by)

    def block(self) -> str:
        """Block time for somebody."""
        length = self.dice.randrange(10, 60, 5)
        return blocks.add(
            self.shop, [self.dice.choice(self.staff)], self.dice.choice(self.days), self._start(),
            length, "Lunch", self.by,
        ).words  # fmt: skip

    def unblock(self) -> str:
        """Remove a time block."""
        _, ticket, version = self._any_row("block")
        return blocks.remove(self.shop, ticket, version, self.by)

    def undo(self) -> str:
        """Undo one's own last change."""
        return f"undo: {undo.undo(self.by).what}"

    def redo(self) -> str:
        """Redo what was undone last."""
        return f"redo: {undo.redo(self.by).what}"


def one(terminal: Terminal) -> dict[str, Any]:
    """Do one thing and describe how it came out."""
    act = terminal.choose()
    line: dict[str, Any] = {"did": act.__name__}
    before = terminal.last()
    begun = time.monotonic()
    try:
        line |= {"words": act(), "result": "saved"}
    except Nothing:
        return line | {"result": "nothing"}
    except (Refused, slots.Taken) as error:
        line |= {"result": "refused", "why": type(error).__name__, "words": str(error)}
    except gate.Busy as error:
        line |= {"result": "busy", "words": str(error)}
    line["took"] = time.monotonic() - begun
    number = terminal.last()
    if line["result"] == "saved" and number > before:
        line["sequence"] = number
    return line


def note(log: int, line: dict[str, Any]) -> None:
    """Write one line in one call: it is there or it is not, whenever this process is killed."""
    os.write(log, (json.dumps(line) + "\n").encode())


def main() -> int:
    """Work until the time is up."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database", type=Path)
    parser.add_argument("log", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--days", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--at-least", type=int, default=0, help="acts, however long they take")
    parser.add_argument("--per-second", type=float, default=0.0, help="0 means without a pause")
    chosen = parser.parse_args()
    connection.bind(connection.Target(chosen.database, ""))
    log = os.open(chosen.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with connection.connected():
        terminal = Terminal(chosen.log.stem, chosen.seed, days_of(chosen.days))
        pause = random.Random(chosen.seed + 1)
        sys.stdout.write("ready\n")  # the clock of the test runs once all are here
        sys.stdout.flush()
        sys.stdin.readline()
        note(log, {"result": "start"})
        end = time.monotonic() + chosen.seconds
        acts = 0
        while time.monotonic() < end or acts < chosen.at_least:
            acts += 1
            note(log, one(terminal))
            if chosen.per_second:
                wish = pause.expovariate(chosen.per_second)
                before = time.monotonic()
                time.sleep(wish)
                note(log, {"result": "slept", "late": time.monotonic() - before - wish})
    return 0


if __name__ == "__main__":
    sys.exit(main())
