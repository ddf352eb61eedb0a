"""Categories, services and products, what employees do differently and what they may do."""

from __future__ import annotations

from collections.abc import Callable

from db.models import Ability, Category, Employee, ItemException, ItemNeed
from db.models import Item as ItemModel
from pettui.imports.daysmart.context import AGAIN, HERE, Item, Run
from pettui.imports.daysmart.values import Reader
from pettui.text import clean, clean_note, fold

RESERVED = ("MISCS", "MISCP")
NOBODY = "for an employee or a service that is not in the file"
HERE_BOTH = "its service and employee are here already"


def categories(run: Run) -> None:
    """Take the categories; items of the file refer to them by name, here by id."""
    for found in Category.select():
        run.categories.setdefault((found.kind, fold(found.name)), found.id)
    for table, kind in (("tblCategoryS", "S"), ("tblCategoryP", "P")):
        rows = [run.reader(table, fields) for _, fields in run.stage.rows(table)]
        for row in sorted(rows, key=lambda r: r.number("fldOrder")):
            name = clean(row.text("fldItem"))
            origin = run.origin(table, row.fields, name)
            known = Category.get_or_none(Category.origin == origin)
            if not name:
                run.report.leave(table, "without a name")
            elif known is not None:
                run.categories[(kind, fold(name))] = known.id
                run.report.leave(table, HERE)
            elif (kind, fold(name)) in run.categories:
                run.report.leave(table, "a category of this name is here")
            else:
                _category(run, kind, name, origin)
                run.report.took(table)


def _category(run: Run, kind: str, name: str, origin: str | None) -> int:
    made = run.door.insert(
        Category, name=name, kind=kind, position=len(run.categories), origin=origin
    )
    run.categories[(kind, fold(name))] = made.id
    return int(made.id)


def items(run: Run) -> None:
    """Take services and products."""
    table = "tblProductsAndServices"
    seen: set[str] = set()
    for _, fields in run.stage.rows(table):
        row = run.reader(table, fields)
        code, kind = clean(row.text("fldID"), 40), row.text("fldPS").strip().upper() or "S"
        if not code or kind not in ("S", "P"):
            run.report.leave(table, "without a code" if not code else "neither service nor product")
            continue
        if fold(code) in seen:
            run.report.leave(table, AGAIN)
            continue
        seen.add(fold(code))
        origin = run.origin(table, fields, code)
        setup, process, finish = (
            row.minutes(name) for name in ("fldDur", "fldDurProcess", "fldDurFinish")
        )
        known = ItemModel.get_or_none(ItemModel.origin == origin)
        if known is None and code.upper() in RESERVED:
            known = ItemModel.get_or_none(ItemModel.code == code.upper())
        if known is not None:
            run.items[fold(code)] = Item(known.id, False, known.process, known.setup + known.finish)
            run.report.leave(table, HERE)
            continue
        made = _item(run, row, code, kind, origin, (setup, process, finish))
        run.items[fold(code)] = Item(made, True, process, setup + finish)
        run.report.took(table)


def _item(
    run: Run, row: Reader, code: str, kind: str, origin: str, lengths: tuple[int, int, int]
) -> int:
    category = None
    group = clean(row.text("fldCategory"))
    if group:
        category = run.categories.get((kind, fold(group))) or _category(run, kind, group, None)
    own, number = code, 1
    while ItemModel.select().where(ItemModel.code == own).exists():
        number += 1
        own = f"{code}-{number}"
    if own != code:
        run.report.note("services", f"the code {code} is taken here; it came in as {own}")
    setup, process, finish = lengths
    made = run.door.insert(
        ItemModel, code=own, kind=kind, name=clean(row.text("fldName")) or code, category=category,
        price=row.money("fldRetail"), cost=row.money("fldWholeSale"),
        backbar=row.money("fldBackBarAmount"), setup=setup, process=process, finish=finish,
        tax1=row.yes("fldTax1"), tax2=row.yes("fldTax2"), tax3=row.yes("fldTax3"),
        position=len(run.items), reserved=code.upper() in RESERVED,
        stock=row.count("fldStockCount") if kind == "P" and row.text("fldStockCount") else None,
        comment=clean_note(row.text("fldWebComment")), active=not row.yes("fldInactive"),
        origin=origin,
    )  # fmt: skip
    run.report_lost(row, code)
    return int(made.id)


def exceptions(run: Run) -> None:
    """Take what employees do differently; five tables of the file are one row here."""
    parts: dict[tuple[int, int], dict[str, int]] = {}
    tables: tuple[tuple[str, str, Callable[[Reader], int]], ...] = (
        ("tblServicePrice", "price", lambda r: r.money("fldPrice")),
        ("tblServiceDuration", "setup", lambda r: r.minutes("fldDur")),
        ("tblServiceProcess", "process", lambda r: r.minutes("fldDur")),
        ("tblServiceFinish", "finish", lambda r: r.minutes("fldDur")),
        ("tblServiceBackbar", "backbar", lambda r: r.money("fldPrice")),
    )
    for table, name, read in tables:
        for _, fields in run.stage.rows(table):
            row = run.reader(table, fields)
            number = row.number("fldEmployeeID")
            item = run.items.get(fold(clean(row.text("fldID"), 40)))
            who = run.staff.get(number)
            if item is None or who is None:
                run.report.leave(table, NOBODY)
            elif not item.fresh and number not in run.fresh_staff:
                run.report.leave(table, HERE_BOTH)
            else:
                parts.setdefault((item.id, who), {})[name] = read(row)
                run.report.took(table)
                run.report_lost(row, row.text("fldID"))
    for (item_id, who), values in parts.items():
        run.door.insert(ItemException, item=item_id, employee=who, **values)


def limitations(run: Run) -> None:
    """Take what limited employees may do; names and codes become ids (DOMAIN 11.3)."""
    table = "tblServiceLimit"
    done: set[tuple[int, int | None, int | None]] = set()
    for _, fields in run.stage.rows(table):
        row = run.reader(table, fields)
        number, named = row.number("fldEmployeeID"), clean(row.text("fldPSID"))
        who = run.staff.get(number)
        item = category = None
        fresh = number in run.fresh_staff
        if row.number("fldType") == 1:
            category = run.categories.get(("S", fold(named)))
        else:
            found = run.items.get(fold(named[:40]))
            item = found.id if found else None
        if who is None or (item is None and category is None):
            run.report.leave(table, "for somebody or something that is not in the file")
        elif not fresh:
            run.report.leave(table, "its employee is here already")
        elif (who, item, category) in done:
            run.report.leave(table, AGAIN)
        else:
            done.add((who, item, category))
            run.door.insert(Ability, employee=who, item=item, category=category)
            run.report.took(table)
    able = {who for who, _, _ in done}
    for number in sorted(run.fresh_staff & run.staff_names.keys()):
        who = run.staff[number]
        if who not in able and Employee.get_by_id(who).limited:
            name = run.staff_names[number]
            run.report.note("employees", f"{name} is limited to nothing, as in the old program")


def needs(run: Run) -> None:
    """Take which services hold a resource; here they ask for a kind, and any free one serves."""
    table = "tblServiceResourceLinks"
    done: set[tuple[int, str]] = set()
    for source, code_name, resource_name in (
        (table, "fldPSID", "fldResourceID"),
        ("tblProductsAndServices", "fldID", "fldResourceID"),
    ):
        for _, fields in run.stage.rows(source):
            row = run.reader(source, fields)
            item = run.items.get(fold(clean(row.text(code_name), 40)))
            kind = run.resource_kinds.get(row.number(resource_name))
            if item is None or kind is None:
                reason = NOBODY.replace("an employee", "a resource")
            elif not item.fresh:
                reason = "its service is here already"
            elif (item.id, kind) in done:
                reason = "the service holds such a resource already"
            else:
                done.add((item.id, kind))
                run.door.insert(ItemNeed, item=item.id, kind=kind)
                reason = ""
            if source == table and reason:
                run.report.leave(table, reason)
            elif source == table:
                run.report.took(table)
