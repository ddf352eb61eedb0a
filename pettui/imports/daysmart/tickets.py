"""Tickets of a backup: visits and time blocks, their money as it stood, their payments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from db.models import Payment, Ticket
from pettui.imports.daysmart import shop
from pettui.imports.daysmart.context import AGAIN, HERE, Run
from pettui.imports.daysmart.values import Reader, clock_time, day, moment, together
from pettui.text import clean, clean_note

TABLE = "tblTicketsSummary"
AS_IMPORTED = "as imported"
_VISIT, _BLOCK = 0, 1
_COLUMNS = (
    "id", "branch", "number", "kind", "status", "client", "client_name", "pet_names", "day",
    "note", "reason", "double_booked", "confirmed_by", "created_via", "referral", "created",
    "arrived", "closed", "ended", "tax1_name", "tax2_name", "tax3_name", "tax1_service",
    "tax2_service", "tax3_service", "tax1_product", "tax2_product", "tax3_product",
    "tax2_compound", "tax3_compound", "subtotal", "tax1", "tax2", "tax3", "rounding", "total",
    "origin",
)  # fmt: skip


def plan(run: Run) -> None:
    """Decide which tickets are taken, under which key and number, and what became of them."""
    for seq, fields in run.stage.rows(TABLE):
        row = run.reader(TABLE, fields)
        ref = row.text("fldTicketID").strip()
        origin = run.origin(TABLE, fields, ref)
        known = run.stage.known(origin)
        when = day(row.text("fldDateScheduled"))
        kind = row.number("fldTicketType")
        if not ref or run.stage.find("ticket", ref) is not None:
            run.report.leave(TABLE, AGAIN if ref else "without a number")
        elif known is not None:
            run.stage.remember("ticket", ref, known, fresh=False)
            run.report.leave(TABLE, HERE)
        elif when is None:
            run.report.leave(TABLE, "without a date")
        elif kind not in (_VISIT, _BLOCK):
            run.report.leave(TABLE, f"neither visit nor time block (type {kind})")
        else:
            key = run.new_key(Ticket)
            run.stage.remember("ticket", ref, key, fresh=True)
            run.stage.learn(origin, key)
            wanted = row.number("fldTicketID", -1)
            number = run.number("ticket", wanted)
            if number != wanted:
                run.report.note("tickets", f"ticket {wanted} is number {number} here")
            asked = "request" in row.text("fldReferral").lower()
            values = (
                ref, seq, key, number, "block" if kind == _BLOCK else "visit", _status(run, row),
                when.isoformat(), int(asked),
            )  # fmt: skip
            run.stage.put(
                "INSERT INTO ticket_plan (ref, seq, id, number, kind, status, day, requested)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [values],
            )
            run.report.took(TABLE)


def _status(run: Run, row: Reader) -> str:
    said = row.text("fldTicketStatus").strip().lower()
    if said.startswith("void") or (day(row.text("fldDateVoided")) and said != "open"):
        return "void"
    if said == "closed":
        return "closed"
    if said not in ("open", ""):
        number = row.text("fldTicketID")
        run.report.note("tickets", f"ticket {number} has the status {said[:20]!r}: taken as open")
    if row.yes("fldCompleted"):
        return "ready"
    if moment(row.text("fldCheckedIn")):
        return "arrived"
    return "confirmed" if row.text("fldConfirm").strip() else "booked"


def write(run: Run) -> None:
    """Write the planned tickets, then their payments."""
    run.door.bulk(Ticket, _tickets(run), _COLUMNS)
    run.door.bulk(
        Payment, _payments(run), ("ticket", "tender", "amount", "reference", "at", "origin")
    )


def _planned(run: Run) -> Iterator[tuple[Reader, tuple[Any, ...]]]:
    sql = (
        "SELECT data, id, number, kind, status, reason, clash, total FROM ticket_plan"
        " JOIN staged ON staged.name = ? AND staged.seq = ticket_plan.seq ORDER BY ticket_plan.seq"
    )
    import json

    for data, *planned in run.stage.many(sql, TABLE):
        yield run.reader(TABLE, json.loads(data)), tuple(planned)


def _tickets(run: Run) -> Iterator[tuple[Any, ...]]:
    total = int(run.stage.one("SELECT count(*) FROM ticket_plan"))
    for done, (row, planned) in enumerate(_planned(run)):
        if done % 500 == 0:
            run.progress("tickets", done, total)
        yield _ticket(run, row, planned)


def _ticket(run: Run, row: Reader, planned: tuple[Any, ...]) -> tuple[Any, ...]:
    key, number, kind, status, reason, clash, of_rows = planned
    visit = kind == "visit"
    client = run.stage.find("client", row.text("fldClientID").strip()) if visit else None
    name = clean(f"{row.text('fldFirstName')} {row.text('fldLastName')}") if visit else ""
    if visit and client is None:
        run.report.note("tickets", f"ticket {number} names a client who is not in the file")
    when = day(row.text("fldDateScheduled"))
    created = _created(run, row)
    closed = together(row.text("fldDateClosed"), row.text("fldTimeClosed"))
    voided = together(row.text("fldDateVoided"), row.text("fldTimeVoided"))
    pets = clean(row.text("fldPets"), 200)
    taxes = tuple(row.money(f"fldTax{n}") for n in (1, 2, 3))
    subtotal, total = row.money("fldSubtotal"), row.money("fldTotal")
    _compare(run, row, number, (subtotal, sum(taxes), total, of_rows), visit)
    run.report_lost(row, f"ticket {number}")
    return (
        key, run.branch, number, kind, status, client[0] if client else None, name,
        "" if pets == "(none)" else pets, when, clean_note(row.text("fldComment")),
        clean(row.text("fldCancelComment")) if status == "void" else reason,
        AS_IMPORTED if clash else "", clean(row.text("fldConfirm")),
        clean(row.text("fldCreate")) or "Main Desk", clean(row.text("fldReferral")),
        created, run.instant(_arrived(row)), (run.instant(closed) or created)
        if status == "closed" else None,
        (run.instant(voided) or created) if status == "void" else None,
        *(clean(row.text(f"fldTaxName{n}")) for n in (1, 2, 3)),
        *(row.rate(f"fldSTax{n}") for n in (1, 2, 3)),
        *(row.rate(f"fldPTax{n}") for n in (1, 2, 3)),
        row.yes("fldCompoundTax2"), row.yes("fldCompoundTax3"),
        subtotal, *taxes, _rounding(run, row, taxes), total, run.origin(TABLE, row.fields),
    )  # fmt: skip


def _created(run: Run, row: Reader) -> datetime:
    local = together(row.text("fldDateCreated"), row.text("fldTimeCreated"))
    return run.instant(local or moment(row.text("fldLastEdit"))) or run.door.at


def _arrived(row: Reader) -> datetime | None:
    said = row.text("fldCheckedIn")
    if day(said) is not None:
        return moment(said)
    at, when = clock_time(said), day(row.text("fldDateScheduled"))
    return datetime.combine(when, at) if at and when else None


def _rounding(run: Run, row: Reader, taxes: tuple[int, ...]) -> str:
    """Give what rounding the taxes gave or took, in cents; the format keeps the exact taxes."""
    lost = Decimal(0)
    for place, tax in enumerate(taxes, start=1):
        if row.text(f"fldTaxDec{place}"):
            lost += tax - row.decimal(f"fldTaxDec{place}").scaleb(row.places)
    return format(lost.normalize(), "f") if lost else "0"


def _compare(
    run: Run, row: Reader, number: int, amounts: tuple[int, int, int, int], visit: bool
) -> None:
    """Report figures that do not add up; they are kept as the old program had them."""
    subtotal, taxes, total, of_rows = amounts
    money = run.shop.money
    offset = row.money("fldRoundingOffSet")
    if visit and of_rows != subtotal:
        run.report.note(
            "money",
            f"ticket {number}: its rows come to {money.number(of_rows)},"
            f" its subtotal to {money.number(subtotal)}; kept as they are",
        )
    if subtotal + taxes + offset != total and subtotal + taxes != total:
        run.report.note(
            "money",
            f"ticket {number}: subtotal and taxes come to {money.number(subtotal + taxes)},"
            f" its total to {money.number(total)}; kept as they are",
        )
    if row.money("fldTip"):
        run.report.note("money", f"ticket {number}: a tip is not kept yet")


def _payments(run: Run) -> Iterator[tuple[Any, ...]]:
    for row, (key, number, _kind, status, *_) in _planned(run):
        at = run.instant(together(row.text("fldDateClosed"), row.text("fldTimeClosed")))
        at = at or _created(run, row)
        origin = run.origin(TABLE, row.fields)
        for place in (1, 2):
            amount = row.money(f"fldTender{place}")
            if amount:
                name = row.text(f"fldPayType{place}")
                reference = clean(row.text(f"fldPayData{place}"), 60)
                paid = shop.tender(run, name)
                yield (key, paid, amount, reference, at, f"{origin}:{place}")
        change = row.money("fldChange")
        if change > 0 and status == "closed":  # on an unpaid ticket it is minus the total
            back = shop.tender(run, row.text("fldChangeType") or "Cash")
            yield (key, back, -change, "change", at, f"{origin}:change")
        run.report_lost(row, f"ticket {number}")
