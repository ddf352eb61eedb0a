"""A day as a list: one entry a visit, with everything of it on one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pettui.book.day import Block
from pettui.text import safe_line
from screens.book.grid.cells import fit_words, width_of
from screens.book.grid.sheet import Clock, Head, Sheet
from screens.book.grid.words import (
    ALERT,
    DOUBLE,
    alert_role,
    animal_of,
    name_of,
    status_role,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One pet's visit on one day, or a time block: its rows taken together."""

    head: Head
    column: int
    block: Block  # its first row
    end: int
    services: tuple[str, ...]
    people: tuple[str, ...]
    price: int
    rows: frozenset[int]


def entries_of(sheet: Sheet) -> tuple[Entry, ...]:
    """Give a day's entries in order of time; a week's day by day.

    A tub that only holds what a groomer does is not listed again.
    """
    rows: dict[tuple[int, int, str, int], list[tuple[int, Block]]] = {}
    for kind in ("employee", "resource"):
        for index, (head, blocks) in enumerate(zip(sheet.heads, sheet.blocks, strict=True)):
            if head.column.kind != kind:
                continue
            seen = {row for group in rows.values() for row in (b.row for _, b in group)}
            for block in blocks:
                if block.row in seen:
                    continue
                alone = block.row if block.kind == "block" else 0
                key = (head.day.toordinal(), block.ticket, block.pet, alone)
                rows.setdefault(key, []).append((index, block))
    found = []
    for group in rows.values():
        group.sort(key=lambda at: (at[1].start, at[1].row))
        index, first = group[0]
        found.append(
            Entry(
                head=sheet.heads[index],
                column=index,
                block=first,
                end=max(block.end for _, block in group),
                services=_once(block.service for _, block in group),
                people=_once(sheet.heads[at].column.label for at, _ in group),
                price=sum(block.price for _, block in group),
                rows=frozenset(block.row for _, block in group),
            )
        )
    return tuple(sorted(found, key=lambda e: (e.head.day, e.block.start, e.column, e.block.row)))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Give words once each, in order, without the empty ones."""
    return tuple(dict.fromkeys(safe_line(word) for word in words if word))


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the list: the cells it needs, wants at most, and when it may go."""

    title: str
    least: int
    most: int
    rank: int  # the higher goes first when the screen is narrow
    right: bool = False


FIELDS = (
    Field("", 1, 1, 0),
    Field("Time", 5, 10, 0, right=True),
    Field("Status", 8, 13, 0),
    Field("Pet", 8, 20, 0),
    Field("Breed", 8, 22, 5),
    Field("Client", 8, 24, 3),
    Field("Phone", 8, 16, 6),
    Field("Service", 10, 34, 2),
    Field("With", 4, 14, 4),
    Field("Price", 6, 12, 7, right=True),
    Field("Alerts and notes", 14, 200, 1),
)
LIT = 4
"""The fields from the left that the cursor lights up: so few cells, so few bytes."""


def texts_of(
    entry: Entry, *, money: Callable[[int], str], clock: Clock, late: bool, marked: bool, week: bool
) -> tuple[tuple[str, str], ...]:
    """Write an entry's fields, each with its role."""
    block = entry.block
    day = f"{entry.head.title.rpartition(' ')[0]} " if week else ""
    status = f"{block.letter} {'late' if late else block.status}"
    alerts = fit_words(block.alerts, 200)
    role = alert_role(block.alerts)
    remark = f"{ALERT} {alerts}" if alerts and role == "danger" else alerts
    if block.double_booked:
        remark = "  ".join(part for part in (remark, f"{DOUBLE} double booked") if part)
    if not remark:
        remark, role = safe_line(block.note), "note"
    people = " ".join(entry.people)
    mark = "■" if marked else ""
    if block.kind == "block":
        reason = safe_line(block.reason or "blocked")
        return (
            (mark, "mark"), (day + clock(block.start), "muted"), ("▒ blocked", "blocked"),
            (reason, "reason"), ("", ""), ("", ""), ("", ""), (f"till {clock(entry.end)}", "muted"),
            (people, "muted"), ("", ""), (safe_line(block.note), "note"),
        )  # fmt: skip
    return (
        (mark, "mark"),
        (day + clock(block.start), "hour"),
        (status.strip(), "late" if late else status_role(block)),
        (name_of(block), "name"),
        (animal_of(block), "detail"),
        (safe_line(block.client), "detail"),
        (safe_line(block.phone), "muted"),
        (", ".join(entry.services), "service"),
        (people, "detail"),
        (money(entry.price) if entry.price else "", "muted"),
        (remark, role),
    )


def field_widths(rows: Sequence[Sequence[tuple[str, str]]], room: int) -> tuple[int, ...]:
    """Give each field's cells, 0 where there is no room for it; a gap of one follows each.

    Fields are as wide as what stands in them; where that is too much the last in rank
    shrink, then go.
    """
    wanted = [
        min(field.most, max([field.least, *(width_of(row[at][0]) for row in rows)]))
        for at, field in enumerate(FIELDS)
    ]
    shown = sorted(range(len(FIELDS)), key=lambda at: FIELDS[at].rank)
    while len(shown) > LIT and sum(FIELDS[at].least + 1 for at in shown) > room:
        shown.pop()
    given = [FIELDS[at].least if at in shown else 0 for at in range(len(FIELDS))]
    spare = max(0, room - sum(width + 1 for width in given if width))
    for at in shown:
        more = min(spare, max(0, wanted[at] - given[at]))
        given[at] += more
        spare -= more
    return tuple(given)
