"""The rows of tickets: who does what for which pet, when, and what of it keeps them busy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from db.models import Hold, Item, Slot, TicketRow
from pettui.book import slots
from pettui.imports.daysmart.context import AGAIN, Run
from pettui.imports.daysmart.values import (
    DAY_MINUTES,
    Reader,
    busy_slots,
    day,
    minute,
    moment,
    phases,
)
from pettui.text import clean, fold

TABLE = "tblTicketsRow"
_BLOCK = "Time Block:"
_COLUMNS = (
    "id", "ticket", "position", "kind", "item", "pet", "employee", "day", "start", "setup",
    "process", "finish", "lane", "requested", "description", "category_name", "pet_name",
    "employee_name", "quantity", "used", "price", "price_from", "minutes_from", "discount",
    "percent", "subtotal", "total", "tax1", "tax2", "tax3", "taxable", "cost", "backbar",
    "commission_used", "commission_purchased", "origin",
)  # fmt: skip


def plan(run: Run) -> None:
    """Lay the rows out in the book: of two that overlap, the later one goes to the next lane."""
    sql = (
        "SELECT staged.seq, staged.data, ticket_plan.id, ticket_plan.kind, ticket_plan.status,"
        " ticket_plan.day, ticket_plan.requested, ticket_plan.number"
        " FROM staged LEFT JOIN ticket_plan ON ticket_plan.ref = staged.ref"
        " WHERE staged.name = ? ORDER BY staged.sort"
    )
    total = run.stage.count(TABLE)
    for done, (seq, data, ticket, *about) in enumerate(run.stage.many(sql, TABLE)):
        if done % 500 == 0:
            run.progress("planning rows", done, total)
        row = run.reader(TABLE, json.loads(data))
        reason = _why_left(run, row, ticket)
        if reason:
            run.report.leave(TABLE, reason)
            continue
        origin = run.origin(TABLE, row.fields, f"seq-{seq}")
        if run.stage.known(origin) is not None:
            run.report.leave(TABLE, AGAIN)
            continue
        key = run.new_key(TicketRow)
        run.stage.learn(origin, key)
        planned = _lay_out(run, row, key, ticket, tuple(about))
        line = json.dumps([ticket, origin, planned])
        run.stage.put("INSERT INTO row_plan VALUES (?, ?, ?)", [(seq, key, line)])
        run.report.took(TABLE)


def _why_left(run: Run, row: Reader, ticket: int | None) -> str:
    if ticket is None:
        known = run.stage.find("ticket", row.text("fldTicketID").strip())
        return "its ticket is here already" if known else "its ticket was left or is missing"
    if row.text("fldID").strip().upper().startswith(".C"):
        return "a coupon or comment row; its discount is in the totals"
    if row.text("fldPS").strip().upper() not in ("S", "P", "B"):
        return "neither service, product nor time block"
    return ""


def _lay_out(
    run: Run, row: Reader, key: int, ticket: int, about: tuple[Any, ...]
) -> tuple[Any, ...]:
    kind, status, ticket_day, requested, number = about
    amount = row.money("fldRowTotal")
    run.stage.put("UPDATE ticket_plan SET total = total + ? WHERE id = ?", [(amount, ticket)])
    number_of = row.number("fldEmployeeID")
    who, resource = run.staff.get(number_of), run.resources.get(number_of)
    if resource is None:
        resource = run.resources.get(row.number("fldLinkedResourceID"))
    when, start, lengths = _times(run, row, ticket_day, number)
    lane = hold_lane = 0
    if start is not None and when is not None and status in slots.HOLDING:
        if who is not None:
            wanted = slots.slots_of(when, slots.busy_parts(start, *lengths))
            lane = _take(run, who, wanted, key)
        if resource is not None:
            held = slots.slots_of(when, slots.held_parts("all", start, *lengths))
            hold_lane = _take(run, resource, held, key)
    if lane:
        run.stage.put("UPDATE ticket_plan SET clash = 1 WHERE id = ?", [(ticket,)])
        run.report.note("tickets", f"ticket {number} overlaps another of the same employee")
    if kind == "block":
        words = clean(row.text("fldDescription"))
        reason = words[len(_BLOCK) :].strip() if words.startswith(_BLOCK) else words
        if words == _BLOCK.rstrip():
            reason = ""
        run.stage.put(
            "UPDATE ticket_plan SET reason = ? WHERE id = ? AND reason = ''", [(reason, ticket)]
        )
    return (
        who, resource, when.isoformat() if when else None, start, *lengths, lane, hold_lane,
        bool(requested),
    )  # fmt: skip


def _take(run: Run, who: int, wanted: list[int], key: int) -> int:
    """Take the lowest lane that is free in all wanted slots."""
    if not wanted:
        return 0
    sql = (
        "SELECT DISTINCT lane FROM held WHERE who = ? AND slot IN (SELECT value FROM json_each(?))"
    )
    used = {lane for (lane,) in run.stage.many(sql, who, json.dumps(wanted))}
    lane = next(n for n in range(len(used) + 1) if n not in used)
    run.stage.put("INSERT INTO held VALUES (?, ?, ?, ?)", [(who, s, lane, key) for s in wanted])
    return lane


def _times(
    run: Run, row: Reader, ticket_day: str, number: int
) -> tuple[date | None, int | None, tuple[int, int, int]]:
    """Give the day, the start and (setup, process, finish) of a row; products have no time."""
    nothing = (0, 0, 0)
    when = day(row.text("fldStartDate")) or day(row.text("fldStartDateTime"))
    when = when or date.fromisoformat(ticket_day)
    if row.text("fldPS").strip().upper() == "P":
        return when, None, nothing
    first, last = moment(row.text("fldStartDateTime")), moment(row.text("fldEndDateTime"))
    start = first.hour * 60 + first.minute if first else minute(row.text("fldStartTime"))
    end = last.hour * 60 + last.minute if last else minute(row.text("fldEndTime"))
    until = day(row.text("fldEndDateTime")) or day(row.text("fldEndDate")) or when
    if start is None or end is None:
        return when, None, nothing
    if until > when:
        if not (until.toordinal() == when.toordinal() + 1 and end == 0):
            run.report.note("tickets", f"ticket {number} lasts over midnight: cut off there")
        end = DAY_MINUTES
    if end <= start:
        if end < start:
            run.report.note("tickets", f"a row of ticket {number} ends before it begins")
        return when, start, nothing
    words = [row.word(f"fldFBS_{n}") for n in range(5)]
    parts = phases(start, end, busy_slots(words))
    if parts is None:
        parts = _by_item(run, row, number, end - start, any(words))
    return when, start, parts


def _by_item(run: Run, row: Reader, number: int, length: int, marked: bool) -> tuple[int, int, int]:
    """Lay a row out whose busy map does not tell: all busy, or all free if its service is."""
    item = run.items.get(fold(clean(row.text("fldID"), 40)))
    if item is not None and item.process and not item.busy and not marked:
        return 0, length, 0
    if row.text("fldPS").strip().upper() == "S":
        run.report.note("tickets", f"a row of ticket {number} has no usable busy times: all busy")
    return length, 0, 0


def write(run: Run) -> None:
    """Write the planned rows, what they hold, and the busy slots."""
    run.door.bulk(TicketRow, _rows(run), _COLUMNS)
    run.door.bulk(Hold, _holds(run), ("row", "resource", "lane"))
    total = int(run.stage.one("SELECT count(*) FROM held WHERE row IS NOT NULL"))
    run.door.bulk(Slot, _slots(run, total), ("who", "slot", "lane", "row"))


def _slots(run: Run, total: int) -> Iterator[tuple[int, int, int, int]]:
    sql = "SELECT who, slot, lane, row FROM held WHERE row IS NOT NULL ORDER BY who, slot, lane"
    for done, line in enumerate(run.stage.many(sql)):
        if done % 5000 == 0:
            run.progress("busy times", done, total)
        yield line


def _holds(run: Run) -> Iterator[tuple[int, int, int]]:
    for key, data in run.stage.many("SELECT id, data FROM row_plan ORDER BY seq"):
        _ticket, _origin, planned = json.loads(data)
        resource, start, hold_lane = planned[1], planned[3], planned[8]
        if resource is not None and start is not None:
            yield key, resource, hold_lane


def _rows(run: Run) -> Iterator[tuple[Any, ...]]:
    names: dict[int, str] = dict(Item.select(Item.id, Item.name).tuples())
    total = int(run.stage.one("SELECT count(*) FROM row_plan"))
    sql = (
        "SELECT row_plan.id, row_plan.data, staged.data FROM row_plan JOIN staged"
        " ON staged.name = ? AND staged.seq = row_plan.seq ORDER BY row_plan.seq"
    )
    for done, (key, planned, data) in enumerate(run.stage.many(sql, TABLE)):
        if done % 500 == 0:
            run.progress("rows", done, total)
        ticket, origin, about = json.loads(planned)
        yield _row(run, run.reader(TABLE, json.loads(data)), key, ticket, origin, about, names)


def _row(
    run: Run, row: Reader, key: int, ticket: int, origin: str, about: list[Any],
    names: dict[int, str],
) -> tuple[Any, ...]:  # fmt: skip
    who, _resource, when, start, setup, process, finish, lane, _hold, requested = about
    item = run.items.get(fold(clean(row.text("fldID"), 40)))
    pet = run.stage.find("pet", row.text("fldPetID").strip())
    pet_name = clean(row.text("fldPetName"))
    quantity = row.count("fldQuantity", 1)
    values = (
        key, ticket, min(row.count("fldRowOrder"), 10**6), row.text("fldPS").strip().upper(),
        item.id if item else None, pet[0] if pet else None, who, when, start, setup, process,
        finish, lane, requested,
        clean(row.text("fldDescription")) or (names.get(item.id, "") if item else ""),
        clean(row.text("fldCategory")), "" if pet_name == "(none)" else pet_name,
        clean(row.text("fldEmployeeName")), quantity, row.count("fldQuantityUsed", 1),
        row.money("fldPrice"), "import", "import", row.money("fldDiscountCurrency"),
        format(row.decimal("fldDiscountPercent"), "f"), _subtotal(row), row.money("fldRowTotal"),
        row.yes("fldTax1Apply"), row.yes("fldTax2Apply"), row.yes("fldTax3Apply"),
        row.money("fldTaxableTotal"), row.money("fldWholesale"), row.money("fldBackBar"),
        row.money("fldCommission"), row.money("fldCommissionPrch"), origin,
    )  # fmt: skip
    run.report_lost(row, f"a row of ticket {row.text('fldTicketID')}")
    return values


def _subtotal(row: Reader) -> int:
    """Give the row's subtotal; older rows have none and mean their total."""
    return row.money("fldRowSubTotal" if row.text("fldRowSubTotal") else "fldRowTotal")
