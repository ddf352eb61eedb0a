"""Employees and resources of a backup, their columns in the book and their schedules."""

from __future__ import annotations

import re
from datetime import date

from db.models import Bookable, DayPlan, Employee, OpeningHours, Resource, Setting, Shift
from pettui.imports.daysmart.context import HERE, Run
from pettui.imports.daysmart.values import Reader, day, minute
from pettui.text import clean, clean_note

ORIGINS = "import.resources"
"""The setting that remembers where resources came from; they have no field for it."""


def staff(run: Run) -> None:
    """Take employees and resources, the archived ones as inactive ones."""
    known_resources = _known_resources(run)
    before = dict(known_resources)
    for table, archived in (("tblEmployees", False), ("tblEmployeesDel", True)):
        rows = [run.reader(table, fields) for _, fields in run.stage.rows(table)]
        rows.sort(key=lambda r: (r.number("fldAppBookOrder"), r.number("fldEmployeeID")))
        for row in rows:
            number = row.number("fldEmployeeID")
            if number in run.staff or number in run.resources:
                run.report.leave(table, "the same employee number again")
                continue
            origin = run.origin(table, row.fields, str(number))
            if row.yes("fldResource"):
                _resource(run, row, number, origin, known_resources, archived)
            else:
                _employee(run, row, number, origin, archived)
    if known_resources != before:
        _keep_resources(run, known_resources)
    _owner(run)


def _employee(run: Run, row: Reader, number: int, origin: str, archived: bool) -> None:
    known = Employee.get_or_none(Employee.origin == origin)
    if known is not None:
        run.staff[number] = known.__data__["bookable"]
        run.report.leave(row.table, HERE)
        return
    first, last = clean(row.text("fldFirstName")), clean(row.text("fldLastName"))
    if not first and not last:
        first = f"Employee {number}"
    active = not archived and row.yes("fldActive", default=True)
    label = clean(row.text("fldABName"), 40) or f"{first} {last[:1]}".strip()
    column = run.door.insert(
        Bookable, branch=run.branch, kind="employee", label=label, position=run.next_position(),
        shown=active and row.yes("fldShowOnApp", default=True), active=active,
    )  # fmt: skip
    phone = row.text("fldCellPhone") or row.text("fldHomePhone")
    run.door.insert(
        Employee, bookable=column.id, number=run.number("employee", number),
        first_name=first, last_name=last, phone=clean(phone, 40), email=clean(row.text("fldEMail")),
        limited=row.number("fldServiceLimit") == 1,
        comment=clean_note(row.text("fldComment") or row.text("fldNotes")), origin=origin,
    )  # fmt: skip
    run.staff[number] = column.id
    if active:
        run.staff_names[number] = f"{first} {last}".strip()
    run.fresh_staff.add(number)
    run.report.took(row.table)


def _resource(
    run: Run, row: Reader, number: int, origin: str, known: dict[str, int], archived: bool
) -> None:
    name = clean(" ".join((row.text("fldFirstName"), row.text("fldLastName"))))
    label = clean(row.text("fldABName"), 40) or name or f"Resource {number}"
    kind = re.sub(r"[\s#.-]*\d+$", "", name or label).casefold()[:40] or "resource"
    if origin in known:
        found = Resource.get_or_none(Resource.bookable == known[origin])
        if found is not None:
            run.resources[number] = found.__data__["bookable"]
            run.resource_kinds[number] = found.kind
        run.report.leave(row.table, HERE if found else "was here and was removed")
        return
    active = not archived and row.yes("fldActive", default=True)
    lanes = row.text("fldMaxOccupancy").strip()
    column = run.door.insert(
        Bookable, branch=run.branch, kind="resource", label=label, position=run.next_position(),
        lanes=max(1, min(int(lanes), 100)) if lanes.isdecimal() else 1,
        shown=active and row.yes("fldShowOnApp", default=True), active=active,
    )  # fmt: skip
    run.door.insert(Resource, bookable=column.id, kind=kind)
    run.resources[number] = column.id
    run.resource_kinds[number] = kind
    run.fresh_staff.add(number)
    known[origin] = column.id
    run.report.took(row.table)


def _known_resources(run: Run) -> dict[str, int]:
    found = Setting.get_or_none(Setting.branch == run.branch, Setting.name == ORIGINS)
    return dict(found.value or {}) if found else {}


def _keep_resources(run: Run, known: dict[str, int]) -> None:
    found = Setting.get_or_none(Setting.branch == run.branch, Setting.name == ORIGINS)
    if found is None:
        run.door.insert(Setting, branch=run.branch, name=ORIGINS, value=known)
    else:
        run.door.update(found, value=known)


def _owner(run: Run) -> None:
    """Somebody must own the shop: the oldest account, unless there is an owner already."""
    if Employee.select().where(Employee.role == "owner").exists():
        return
    people = list(Employee.select(Employee, Bookable).join(Bookable).order_by(Employee.number))
    if not people:
        return
    first = next((e for e in people if e.bookable.active), people[0])
    run.door.update(first, role="owner")
    name = f"{first.first_name} {first.last_name}".strip()
    run.report.note("employees", f"{name} is taken for the owner, being the first account")


def strangers(run: Run) -> None:
    """Make inactive employees of those who are named on tickets alone."""
    found: dict[int, str] = {}
    for _, fields in run.stage.rows("tblTicketsRow"):
        row = run.reader("tblTicketsRow", fields)
        number = row.number("fldEmployeeID")
        if number > 0 and number not in run.staff and number not in run.resources:
            found.setdefault(number, row.text("fldEmployeeName"))
    for number, name in sorted(found.items()):
        first, _, last = clean(name).partition(" ")
        fields = {
            "fldFirstName": first or f"Employee {number}", "fldLastName": last,
            "fldActive": "false", "fldEmployeeID": str(number),
        }  # fmt: skip
        row = run.reader("tblEmployees", fields)
        fresh = len(run.fresh_staff)
        _stranger(run, row, number)
        if len(run.fresh_staff) > fresh:
            text = f"{first} {last}".strip() or f"number {number}"
            run.report.note("employees", f"{text} is on tickets alone: kept as inactive")


def _stranger(run: Run, row: Reader, number: int) -> None:
    origin = f"{run.prefix}tblTicketsRow:employee-{number}"
    known = Employee.get_or_none(Employee.origin == origin)
    if known is not None:
        run.staff[number] = known.__data__["bookable"]
        return
    column = run.door.insert(
        Bookable, branch=run.branch, kind="employee", label=row.text("fldFirstName")[:40],
        position=run.next_position(), shown=False, active=False,
    )  # fmt: skip
    run.door.insert(
        Employee, bookable=column.id, number=run.number("employee", number),
        first_name=row.text("fldFirstName"), last_name=row.text("fldLastName"), origin=origin,
    )  # fmt: skip
    run.staff[number] = column.id
    run.fresh_staff.add(number)


def schedules(run: Run) -> None:
    """Take the dated schedules (up to six ranges a day); others work when the shop is open."""
    table = "tblScheduling"
    scheduled: set[int] = set()
    planned: set[tuple[int, date]] = set()
    names = ("employee", "day", "off", "start", "end", "reason")
    plans: list[tuple[object, ...]] = []
    for _, fields in run.stage.rows(table):
        row = run.reader(table, fields)
        number, when = row.number("fldEmployeeID"), day(row.text("fldDate"))
        who = run.staff.get(number)
        if who is None or when is None:
            run.report.leave(table, "without an employee or a date")
        elif (who, when) in planned:
            run.report.leave(table, "the same day again")
        elif number not in run.fresh_staff and _is_planned(who, when):
            run.report.leave(table, HERE)
        else:
            planned.add((who, when))
            scheduled.add(number)
            plans += [(who, when, *rest) for rest in _day_plan(run, row)]
            run.report.took(table)
        if len(plans) >= 5000:
            run.door.bulk(DayPlan, plans, names)
            plans.clear()
    run.door.bulk(DayPlan, plans, names)
    _regular(run, scheduled)


def _is_planned(who: int, when: date) -> bool:
    return bool(DayPlan.select().where(DayPlan.employee == who, DayPlan.day == when).exists())


def _day_plan(run: Run, row: Reader) -> list[tuple[bool, int | None, int | None, str]]:
    """Give the rows of one day. Type 0 is work, every other is time off [?]."""
    reason = clean(row.text("fldComment"), 80)
    parts: list[tuple[int, int]] = []
    for number in ("", "2", "3", "4", "5", "6"):
        start, end = minute(row.text(f"fldStart{number}")), minute(row.text(f"fldEnd{number}"))
        if start is None or end is None or start == end:
            continue
        if end < start or (parts and start < parts[-1][1]):
            run.report.note(
                "schedules", f"hours of {row.text('fldDate')[:10]} overlap or end early"
            )
            continue
        parts.append((start, end))
    if row.number("fldType") != 0 or not parts:
        return [(True, None, None, reason or "time off")]
    return [(False, start, end, reason) for start, end in parts]


def _regular(run: Run, scheduled: set[int]) -> None:
    hours = list(
        OpeningHours.select(OpeningHours.weekday, OpeningHours.start, OpeningHours.end)
        .where(OpeningHours.branch == run.branch)
        .tuples()
    )
    for number in sorted(run.fresh_staff - scheduled):
        if number not in run.staff_names:
            continue  # resources and those who left have no hours
        for weekday, start, end in hours:
            run.door.insert(
                Shift, employee=run.staff[number], weekday=weekday, start=start, end=end
            )
        name = run.staff_names[number]
        run.report.note("schedules", f"{name} has none in the file: works when the shop is open")
