"""`pettui day`: the book of a day as text, for screen readers, printers and scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pettui.book.day import Block, Column, DayView
from pettui.book.loading import load_day
from pettui.cli import codes, output, session
from pettui.dates import distance
from pettui.text import count, fold

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop

EXAMPLES = """\
DATE is said as people say it: today, tomorrow, fri, +3, +6w, 12/3, 2026-12-03.

examples:
  pettui day                   today
  pettui day fri --employee kim
  pettui day tomorrow --json | jq '.columns[].visits[].pet'
"""

PLAIN: Mapping[str, Any] = {"date": [], "employee": None, "ended": False, "json": False}
"""What `pettui day` alone means: the same that argparse makes of it."""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "day", help="show the book of a day", description="Shows the book of a day as text.",
        epilog=EXAMPLES, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("date", nargs="*", metavar="DATE", help="which day (today)")
    made.add_argument("--employee", metavar="NAME", help="only this one's column; a tub's too")
    made.add_argument("--ended", action="store_true", help="with cancelled visits and no-shows")
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Print the day."""
    with session.shop() as shop:
        today = shop.today()
        try:
            day = shop.parse_day(" ".join(arguments.date) or "today")
        except ValueError as error:
            output.words(str(error))
            return codes.USAGE
        view = load_day(
            shop, day, ended=arguments.ended or bool(shop.setting("book.show_ended")),
            closed=bool(shop.setting("book.show_closed")),
        )  # fmt: skip
    columns = _wanted(view, arguments.employee or "")
    if not columns:
        names = ", ".join(column.label for column in view.columns)
        output.words(f"The book has no column {arguments.employee!r} that day. It has {names}.")
        return codes.NOTHING
    if arguments.json:
        output.data_json(as_json(shop, view, columns))
    else:
        output.data(*as_text(shop, view, columns, distance(day, today)))
    return codes.OK


def _wanted(view: DayView, name: str) -> list[Column]:
    exact = [column for column in view.columns if fold(column.label) == fold(name)]
    return exact or [c for c in view.columns if fold(c.label).startswith(fold(name))]


def _visits(view: DayView, column: Column) -> list[Block]:
    return [block for block in view.blocks if block.column == column.id]


def as_text(shop: Shop, view: DayView, columns: list[Column], when: str) -> list[str]:
    """Write a day in lines that read well aloud: nothing depends on a column or a colour."""
    shown = {column.id for column in columns}
    visits = {
        block.ticket for block in view.blocks if block.kind == "visit" and block.column in shown
    }
    lines = [f"{shop.day(view.day)} ({when}), {shop.name}: {count(len(visits), 'visit')}"]
    if view.closed:
        why = view.closed.removeprefix("closed").lstrip(": ")
        lines.append(f"The shop is closed{' ' if why.startswith('on ') else ': '}{why}.")
    lines += [f"Notice: {words}" for words in view.notices]
    for column in columns:
        hours = ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in column.hours)
        lines += ["", f"{column.label}: {hours or column.off or 'off'}"]
        blocks = _visits(view, column)
        if not blocks:
            lines.append("  nothing booked")
        for block in blocks:
            lines += _block_lines(shop, column, block)
    return lines


def _block_lines(shop: Shop, column: Column, block: Block) -> list[str]:
    times = f"  {shop.time(block.start)}-{shop.time(block.end)}"
    if block.kind == "block":
        return [f"{times}  {block.reason or 'time block'}"]
    kind = " ".join(part for part in (block.breed, block.size) if part)
    pet = f"{block.pet} ({kind})" if block.pet and kind else block.pet
    parts = [pet, block.client, block.service]
    if column.kind == "employee":
        parts += [shop.money.text(block.price), block.phone, f"ticket {block.number}"]
    lines = [f"{times}  {block.status}: {', '.join(part for part in parts if part)}"]
    if column.kind != "employee":
        return lines
    if block.process:
        free = block.start + block.setup
        lines.append(
            f"      {column.label} is free {shop.time(free)}-{shop.time(free + block.process)}"
        )
    if block.alerts:
        lines.append(f"      ATTENTION: {'; '.join(block.alerts)}")
    if block.note:
        lines.append(f"      note: {' '.join(block.note.split())}")
    if block.double_booked:
        lines.append(f"      double booked: {block.double_booked}")
    return lines


def as_json(shop: Shop, view: DayView, columns: list[Column]) -> dict[str, Any]:
    """Give a day for machines; times are `HH:MM` on the shop's wall clock."""
    return {
        "shop": shop.name,
        "day": view.day.isoformat(),
        "zone": shop.zone,
        "currency": shop.currency,
        "closed": view.closed,
        "notices": list(view.notices),
        "columns": [
            {
                "name": column.label,
                "kind": column.kind,
                "hours": [[_clock(start), _clock(end)] for start, end in column.hours],
                "off": column.off,
                "visits": [_visit_json(shop, b) for b in _visits(view, column)],
            }
            for column in columns
        ],
    }


def _visit_json(shop: Shop, block: Block) -> dict[str, Any]:
    return {
        "ticket": block.number,
        "kind": block.kind,
        "status": block.status,
        "start": _clock(block.start),
        "end": _clock(block.end),
        "setup": block.setup,
        "process": block.process,
        "finish": block.finish,
        "pet": block.pet,
        "breed": block.breed,
        "size": block.size,
        "client": block.client,
        "phone": block.phone,
        "service": block.service,
        "price": shop.money.plain(block.price),
        "alerts": list(block.alerts),
        "note": block.note,
        "reason": block.reason,
        "requested": block.requested,
        "double_booked": block.double_booked,
    }


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
