"""Writes made-up visits: tickets, rows, holds, busy slots and payments, some thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import Any

from db.models import Hold, Payment, Slot, Tender, Ticket, TicketRow
from pettui.book.slots import HOLDING, PER_DAY, STEP, busy_parts, held_parts
from pettui.demo.columns import Held
from pettui.demo.menu import Line
from pettui.demo.staff import Crew
from pettui.demo.story import Visit
from pettui.history.door import Door
from pettui.till.rates import rates_now
from pettui.till.totals import RowMoney, Totals, totals

BATCH = 2000
FIRST_NUMBER = 1000
PAID_BY = (
    ("Visa", 38), ("Cash", 24), ("MasterCard", 20), ("American Express", 9), ("Check", 6),
    ("Discover", 3),
)  # fmt: skip
TAXED = (True, False, False)
TEN = Decimal(10)
NONE = Decimal(0)


class Ledger:
    """Collects visits and writes them in batches; counts what it wrote."""

    def __init__(self, door: Door, rng: Random, crew: Crew) -> None:
        self._door = door
        self._rng = rng
        self._branch = crew.shop.branch
        self._people = {worker.id: worker.name for worker in crew.workers}
        self._rates = rates_now(self._branch)
        self._tenders = {t.name: t.id for t in Tender.select()}
        self._sums = lru_cache(maxsize=20_000)(self._sum_up)
        self.tickets = self.rows = self.holds = self.slots = self.payments = 0
        self._parts: dict[str, list[tuple[Any, ...]]] = {
            name: [] for name in ("ticket", "row", "hold", "slot", "payment")
        }

    @property
    def next_number(self) -> int:
        """The number of the ticket after the last."""
        return FIRST_NUMBER + self.tickets

    def add(self, visit: Visit) -> None:
        """Take a visit or a time block."""
        self.tickets += 1
        if visit.block is not None:
            self._block(visit, *visit.block)
        else:
            self._visit(visit)
        if len(self._parts["ticket"]) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was collected."""
        for name, model, columns in _TABLES:
            self._door.bulk(model, self._parts[name], columns)
            self._parts[name].clear()

    def _sum_up(self, money: tuple[RowMoney, ...]) -> Totals:
        return totals(money, self._rates)

    def _visit(self, visit: Visit) -> None:
        client = visit.client
        if client is None:
            raise ValueError("a visit needs a client")
        key = self.tickets
        day = date.fromordinal(visit.ordinal).isoformat()
        discount = TEN if self._rng.random() < 0.03 else NONE
        sold = [(RowMoney("S", h.line.price, 1, 0, discount, TAXED), h, 1) for h in visit.rows]
        wares = [
            (RowMoney("P", line.price, count, 0, NONE, TAXED), line, count)
            for line, count in visit.products
        ]
        sums = self._sums(tuple(money for money, *_ in (*sold, *wares)))
        pets = ", ".join(dict.fromkeys(held.pet.name for held in visit.rows))
        self._parts["ticket"].append((
            key, self._branch, FIRST_NUMBER + key - 1, "visit", visit.status, client.id,
            f"{client.first} {client.last}", pets, day, visit.note, visit.reason, visit.double,
            visit.confirmed_by, visit.via, visit.referral, visit.created, visit.arrived,
            visit.started, visit.ready, visit.closed, visit.ended, self._rates.names[0],
            self._rates.service[0], self._rates.product[0], sums.subtotal, sums.taxes[0],
            sums.rounding, sums.total,
        ))  # fmt: skip
        holding = visit.status in HOLDING
        for position, (money, held, _) in enumerate(sold):
            self._row(key, position, day, money, held.line, held, visit.requested)
            self._hold(held, visit.ordinal, holding)
        for place, (money, line, count) in enumerate(wares, start=len(sold)):
            self._row(key, place, day, money, line, None, False, count)
        if visit.closed is not None:
            self._pay(key, int(sums.total), visit.closed)

    def _row(
        self,
        ticket: int,
        position: int,
        day: str,
        money: RowMoney,
        line: Line,
        held: Held | None,
        requested: bool,
        count: int = 1,
    ) -> None:
        self.rows += 1
        pet = held.pet if held else None
        total = int(money.total)
        self._parts["row"].append((
            self.rows, ticket, position, line.kind, line.item, pet.id if pet else None,
            held.worker if held else None, day, held.start if held else None, line.setup,
            line.process, line.finish, held.lane if held else 0, requested, line.name,
            line.category, pet.name if pet else "", self._people[held.worker] if held else "",
            count, count, line.price, line.price_from, line.minutes_from, money.percent,
            int(money.subtotal), total, True, int(money.taxable), line.cost, line.backbar, total,
            total,
        ))  # fmt: skip

    def _hold(self, held: Held, ordinal: int, holding: bool) -> None:
        line, row = held.line, self.rows
        first = ordinal * PER_DAY
        busy = []
        for start, end in busy_parts(held.start, line.setup, line.process, line.finish):
            busy += [(held.worker, n, held.lane) for n in _steps(first, start, end)]
        for resource, phase, lane in held.holds:
            self.holds += 1
            self._parts["hold"].append((row, resource, phase, lane))
            parts = held_parts(phase, held.start, line.setup, line.process, line.finish)
            for start, end in parts:
                busy += [(resource, n, lane) for n in _steps(first, start, end)]
        if holding:
            self.slots += len(busy)
            self._parts["slot"] += [(*place, row) for place in busy]

    def _block(self, visit: Visit, worker: int, start: int, length: int) -> None:
        key = self.tickets
        day = date.fromordinal(visit.ordinal).isoformat()
        self._parts["ticket"].append((
            key, self._branch, FIRST_NUMBER + key - 1, "block", "booked", None, "", "", day, "",
            visit.reason, "", "", "Main Desk", "", visit.created, None, None, None, None, None,
            "", 0, 0, 0, 0, 0, 0,
        ))  # fmt: skip
        self.rows += 1
        self._parts["row"].append((
            self.rows, key, 0, "B", None, None, worker, day, start, length, 0, 0, 0, False,
            visit.reason, "", "", self._people[worker], 1, 1, 0, "", "", 0, 0, 0, False, 0, 0, 0,
            0, 0,
        ))  # fmt: skip
        steps = [
            (worker, n, 0, self.rows)
            for n in _steps(visit.ordinal * PER_DAY, start, start + length)
        ]
        self.slots += len(steps)
        self._parts["slot"] += steps

    def _pay(self, ticket: int, total: int, at: int) -> None:
        rng = self._rng
        first = total
        if total > 6000 and rng.random() < 0.03:
            first = total // 2000 * 1000  # half in cash, the rest by card
            self._payment(ticket, "Cash", first, at)
            self._payment(ticket, "Visa", total - first, at)
            return
        names, weights = zip(*PAID_BY, strict=True)
        self._payment(ticket, rng.choices(names, weights)[0], total, at)

    def _payment(self, ticket: int, tender: str, amount: int, at: int) -> None:
        self.payments += 1
        reference = ""
        if tender != "Cash":
            reference = f"{self._rng.randrange(1000, 10_000)}"
        self._parts["payment"].append((ticket, self._tenders[tender], amount, reference, at))


def _steps(first: int, start: int, end: int) -> Iterator[int]:
    return iter(range(first + start // STEP, first + -(-end // STEP)))


_TABLES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("ticket", Ticket, (
        "id", "branch", "number", "kind", "status", "client", "client_name", "pet_names", "day",
        "note", "reason", "double_booked", "confirmed_by", "created_via", "referral", "created",
        "arrived", "started", "ready", "closed", "ended", "tax1_name", "tax1_service",
        "tax1_product", "subtotal", "tax1", "rounding", "total",
    )),
    ("row", TicketRow, (
        "id", "ticket", "position", "kind", "item", "pet", "employee", "day", "start", "setup",
        "process", "finish", "lane", "requested", "description", "category_name", "pet_name",
        "employee_name", "quantity", "used", "price", "price_from", "minutes_from", "percent",
        "subtotal", "total", "tax1", "taxable", "cost", "backbar", "commission_used",
        "commission_purchased",
    )),
    ("hold", Hold, ("row", "resource", "phase", "lane")),
    ("slot", Slot, ("who", "slot", "lane", "row")),
    ("payment", Payment, ("ticket", "tender", "amount", "reference", "at")),
)  # fmt: skip
