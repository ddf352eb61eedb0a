"""Measures the records: typing in the list of clients, a client of many visits, prices, a list."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

from tests.bench.measure import DESK, opened
from tests.bench.report import Row, high, median
from tests.bench.shops import ROOT, Made, environment
from tests.bench.terminal import Painted, Silent, Terminal
from tests.imports.clients.large import write

VISITS = 400
IMPORTED = 20_000
FIRST_ROW = 4  # of the list of clients: what is above it is the filter
REST = 0.3  # seconds of silence: what follows once the cursor rests belongs to the key, too
MEGABYTE = 1024  # of what the system counts in kilobytes


@dataclass(frozen=True)
class Regular:
    """The client who came most often."""

    name: str
    email: str  # nobody else's
    visits: int


def typing(shop: Made, name: str) -> list[Row]:
    """Type in the list of clients, letter by letter."""
    times: list[float] = []
    terminal = opened(shop)
    try:
        _go(terminal, "gc", "name, pet, phone")
        for word in ("smith", "bella", "maria", "0142", "ander"):
            before = terminal.screen.display[FIRST_ROW:]
            times += [_painted(terminal, letter) for letter in word]
            if word not in terminal.text or terminal.screen.display[FIRST_ROW:] == before:
                raise Silent(f"{word} does not change the list of clients: {terminal.text}")
            terminal.press("\x7f" * len(word), quiet=REST)
    finally:
        terminal.close()
    return [_row(f"letter in the client list to painted, {name}", times)]


def opening(shop: Made, times: int, name: str) -> list[Row]:
    """Open a client of many visits from the list, and the price list from the services."""
    with _copy(shop.path) as path:
        regular = bring_often(path)
        terminal = opened(replace(shop, path=path))
        try:
            _go(terminal, "gc", "name, pet, phone")
            terminal.press(regular.email, quiet=REST)
            client = [_there(terminal, "\r", "Past") for _ in range(times)]
            terminal.press("\x1b", quiet=REST)
            if regular.name not in terminal.text:
                raise Silent(f"the list of clients lost {regular.name}: {terminal.text}")
            _go(terminal, "\x1bOQ", "")
            _go(terminal, "gs", "price list")
            prices = [_there(terminal, "p", "as of today") for _ in range(times)]
        finally:
            terminal.close()
    what = f"Enter to a painted client of {regular.visits} visits, {name}"
    return [_row(what, client), _row(f"key to the painted price list, {name}", prices)]


def importing(demo: Made) -> list[Row]:
    """Import a long list of clients into a small shop."""
    with _copy(demo.path) as path:
        table = path.with_name("clients.csv")
        write(table, IMPORTED)
        begun = time.perf_counter()
        process = subprocess.Popen(
            (*DESK, "import", "clients", str(table), "--yes", "--json"),
            cwd=ROOT, env=environment(path), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdout is not None
        told = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)  # it tells the memory of this child alone
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
    if process.returncode or json.loads(told)["clients"] != IMPORTED:
        raise Silent(f"exit code {process.returncode}: {told[:300]!r}")
    what = f"importing {IMPORTED:,} clients from CSV"
    return [
        Row(what, f"{seconds:.1f} s", "", None),
        Row(f"{what}: peak memory", f"{used.ru_maxrss / MEGABYTE:.0f} MB", "", None),
    ]


def _row(what: str, times: list[float]) -> Row:
    shown = f"{median(times):.1f} ms (95th {high(times):.1f}, first {times[0]:.1f})"
    return Row(what, shown, "50 ms", median(times) <= 50)


def _painted(terminal: Terminal, key: str) -> float:
    """Press a key; give the milliseconds to the last byte of its answer."""
    answer: Painted = terminal.press(key, quiet=REST)
    if not answer.bytes:
        raise Silent(f"no answer to {key!r}: {terminal.text}")
    return 1000 * answer.seconds


def _go(terminal: Terminal, keys: str, shows: str) -> None:
    """Press keys one after the other and make sure of the screen they lead to."""
    for key in [keys] if keys.startswith("\x1b") else keys:
        terminal.press(key, quiet=REST)
    if shows not in terminal.text:
        raise Silent(f"{keys!r} does not lead to {shows!r}: {terminal.text}")


def _there(terminal: Terminal, key: str, shows: str) -> float:
    """Open a screen by a key; Esc comes first if it is open."""
    if shows in terminal.text:
        terminal.press("\x1b", quiet=REST)
    if shows in terminal.text:
        raise Silent(f"Esc does not leave {shows!r}: {terminal.text}")
    took = _painted(terminal, key)
    if shows not in terminal.text:
        raise Silent(f"{key!r} does not lead to {shows!r}: {terminal.text}")
    return took


@contextmanager
def _copy(database: Path) -> Iterator[Path]:
    """Copy a made-up shop, to be written into."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copy(database, Path(folder) / "shop.db"))


def bring_often(path: Path) -> Regular:
    """Let the client of most visits have come on earlier days, too, until they are 400."""
    from peewee import fn

    from db import connection
    from db.models import Client, Payment, Ticket, TicketRow
    from pettui.history.actor import Actor
    from pettui.history.door import change

    connection.bind(connection.Target(path, "")).connect()
    try:
        client = (
            Client.select()
            .join(Ticket)
            .where(Ticket.status == "closed", Client.email != "")
            .group_by(Client.id)
            .order_by(fn.COUNT(Ticket.id).desc(), Client.id)
            .first()
        )
        mine = list(Ticket.select().where(Ticket.client == client, Ticket.status == "closed"))
        rows = {one.id: list(one.rows) for one in mine}
        paid = {one.id: list(one.payments) for one in mine}
        missing = VISITS - Ticket.select().where(Ticket.client == client).count()
        age = (max(one.day for one in mine) - min(one.day for one in mine)).days + 1
        new_rows, new_tickets, new_payments = [], [], []
        ticket_id, row_id, payment_id = (
            model.select(fn.MAX(model.id)).scalar() for model in (Ticket, TicketRow, Payment)
        )
        with change("came often", Actor(None, "Bench", "bench"), undoable=False) as door:
            for place, old in enumerate(islice(cycle(mine), max(0, missing))):
                back = timedelta(days=age * (1 + place // len(mine)))
                ticket_id += 1
                number = door.next_number(old.branch_id, "ticket")
                day = old.day - back
                own = {"id": ticket_id, "number": number, "day": day, "origin": None}
                alone = {"series": None, "series_day": None}  # a date of a series has one ticket
                new_tickets.append(old.__data__ | own | alone)
                for part in rows[old.id]:
                    row_id += 1
                    own = {"id": row_id, "ticket": ticket_id, "day": day, "origin": None}
                    new_rows.append(part.__data__ | own)
                for payment in paid[old.id]:
                    payment_id += 1
                    own = {"id": payment_id, "ticket": ticket_id, "origin": None}
                    new_payments.append(payment.__data__ | own)
            poured = ((Ticket, new_tickets), (TicketRow, new_rows), (Payment, new_payments))
            for model, made in poured:
                if made:
                    door.bulk(model, (list(one.values()) for one in made), list(made[0]))
        visits = Ticket.select().where(Ticket.client == client).count()
        return Regular(client.last_name, client.email, visits)
    finally:
        connection.close()
