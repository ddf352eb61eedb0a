"""The history of a ticket as people read it: who, when, where, and what from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.connection import reading
from db.models import Bookable, Change, ChangedRow, OldHistory, Ticket
from db.models.base import tuples
from pettui import clock
from pettui.history.door import Refused
from pettui.team.shop import Shop

_SILENT = {
    "id", "created", "branch", "ticket", "row", "position", "origin", "kind", "rounding", "lane",
    "arrived", "started", "ready", "closed", "ended", "subtotal", "taxable", "pet_names",
    "series", "series_day",  # the words of the change say it
    "commission_used", "commission_purchased", "employee_name", "cost",
    "backbar", "category_name", "at", "author", "client", "item", "pet", "price_from",
    "minutes_from", "tax1_name", "tax2_name", "tax3_name", "tax1_service", "tax2_service",
    "tax3_service", "tax1_product", "tax2_product", "tax3_product", "tax2_compound",
    "tax3_compound", "number", "used", "created_via", "phase",
}  # fmt: skip
_WORDS = {
    "day": "day", "start": "time", "setup": "setup", "process": "process", "finish": "finish",
    "employee": "with", "status": "status", "description": "service", "price": "price",
    "total": "total", "note": "note", "reason": "reason", "double_booked": "double booked",
    "confirmed_by": "confirmed by", "requested": "asked for", "discount": "discount",
    "percent": "discount %", "quantity": "quantity", "resource": "holds", "text": "text",
    "pet_name": "pet", "client_name": "client", "amount": "paid", "tender": "tender",
    "reference": "reference", "referral": "referral", "tax1": "tax 1", "tax2": "tax 2",
    "tax3": "tax 3",
}  # fmt: skip
_MONEY = {"price", "total", "discount", "amount", "tax1", "tax2", "tax3"}
_MINUTES = {"setup", "process", "finish"}
_ORDER = list(_WORDS)


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: of what, from what, to what ("" where there was or is nothing)."""

    of: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in the history, or text that an import brought along (`what` alone)."""

    at: datetime | None  # the shop's wall clock
    who: str
    where: str
    what: str
    lines: tuple[Line, ...]
    kind: str = "do"
    undone: bool = False
    after_close: bool = False


@dataclass(frozen=True)
class Story:
    """A ticket's whole history, the newest first."""

    title: str
    entries: tuple[Entry, ...]


def of_ticket(shop: Shop, ticket: int) -> Story:
    """Read a ticket's history; it outlives the ticket. Raises Refused when there is none."""
    with reading():
        rows: dict[int, list[ChangedRow]] = {}
        found = ChangedRow.select().where(ChangedRow.ticket == ticket).order_by(ChangedRow.id)
        for row in found:
            rows.setdefault(row.__data__["change"], []).append(row)
        changes = list(Change.select().where(Change.id.in_(list(rows))).order_by(Change.id))
        old = [text for (text,) in tuples(
            OldHistory.select(OldHistory.text).where(OldHistory.ticket == ticket)
        )]  # fmt: skip
        now = Ticket.get_or_none(Ticket.id == ticket)
        if not changes and not old and now is None:
            raise Refused("There is no history of this ticket.")
        labels = dict(tuples(Bookable.select(Bookable.id, Bookable.label)))
        entries = [Entry(None, "", "", text, ()) for text in old]
        closed = False
        for change in changes:
            own = rows[change.id]
            entry = _entry(shop, change, own, labels, after_close=closed)
            entries.append(entry)
            closed = closed or any(row.new and row.new.get("status") == "closed" for row in own)
        title = "This ticket"
        if now is not None:
            name = now.client_name or now.reason or "time block"
            pets = f"{now.pet_names} · " if now.pet_names else ""
            title = f"Ticket {now.number} · {pets}{name} · {shop.day(now.day)} · {now.status}"
        return Story(title, tuple(reversed(entries)))


def _entry(
    shop: Shop,
    change: Change,
    rows: list[ChangedRow],
    labels: dict[int, str],
    *,
    after_close: bool,
) -> Entry:
    lines: list[Line] = []
    for row in rows:
        lines += lines_of(shop, row, labels)
    return Entry(
        at=clock.wall_of(change.at, shop.zone),
        who=change.account_name,
        where=change.terminal,
        what=change.what,
        lines=tuple(lines),
        kind=change.kind,
        undone=bool(change.reversed),
        after_close=after_close,
    )


def lines_of(shop: Shop, row: ChangedRow, labels: dict[int, str]) -> list[Line]:
    """Write what differs in a row of a ticket."""
    old: dict[str, Any] = row.old or {}
    new: dict[str, Any] = row.new or {}
    if row.table == "hold":
        return [
            Line(
                "",
                "holds",
                labels.get(old.get("resource", 0), ""),
                labels.get(new.get("resource", 0), ""),
            )
        ]
    fresh = row.old is None or row.new is None
    if (row.table == "ticket" and fresh) or row.table == "ticket_note":
        return []  # the ticket's own note says what was noted, and from what
    title = ""
    if row.table == "ticket_row" and fresh:
        title = str((new or old).get("description", ""))
    silent = _SILENT | {"tax1", "tax2", "tax3"} if row.table == "ticket_row" else _SILENT
    names = [n for n in (*old, *(k for k in new if k not in old)) if n not in silent]
    names.sort(key=lambda n: _ORDER.index(n) if n in _ORDER else 99)
    lines = []
    for name in names:
        before, after = old.get(name), new.get(name)
        if fresh and (after if row.old is None else before) in (None, "", 0, False, "0"):
            continue
        was = "" if row.old is None else _shown(shop, name, before, labels)
        now = "" if row.new is None else _shown(shop, name, after, labels)
        if was != now and not (fresh and name == "description"):
            lines.append(Line(title, _WORDS.get(name, name.replace("_", " ")), was, now))
    return lines


def _shown(shop: Shop, name: str, value: Any, labels: dict[int, str]) -> str:
    if value is None or value == "":
        return ""
    if name == "start":
        return shop.time(int(value))
    if name in _MINUTES:
        return f"{value} min"
    if name in _MONEY:
        return shop.money.text(int(value))
    if name == "day":
        return shop.day(date.fromisoformat(str(value)))
    if name in ("employee", "resource"):
        return labels.get(int(value), str(value))
    if isinstance(value, bool) or name == "requested":
        return "yes" if value else "no"
    return str(value)
