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
    """A column of the list: the cells that it needs, should have, and can use.

    Those of rank 0 are always there; of the others the higher goes first when the screen is
    narrow. One that is `whole` is never cut: a part of a phone number tells nothing.
    """

    title: str
    least: int
    good: int
    most: int
    rank: int
    right: bool = False
    whole: bool = False


FIELDS = (
    Field("", 1, 1, 1, 0),
    Field("Time", 5, 10, 10, 0, right=True),
    Field("Status", 8, 13, 13, 0),
    Field("Pet", 8, 12, 20, 0),
    Field("Breed", 12, 16, 26, 5),
    Field("Client", 8, 16, 24, 3),
    Field("Phone", 8, 16, 16, 6, whole=True),
    Field("Service", 10, 20, 44, 2),
    Field("With", 4, 14, 14, 4, whole=True),
    Field("Price", 6, 12, 12, 7, right=True, whole=True),
    Field("Alerts and notes", 14, 28, 200, 1),
)
_READ = 3  # the last rank of what a day is read for
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

    First all that a day is read for gets its least, then what is good; what is left lets the
    others in, and then goes to whatever would still be cut.
    """
    widest = [max(width_of(row[at][0]) for row in rows) if rows else 0 for at in range(len(FIELDS))]
    wanted = [min(f.most, max(f.least, widest[at])) for at, f in enumerate(FIELDS)]
    ranked = sorted(range(len(FIELDS)), key=lambda at: FIELDS[at].rank)
    given = [0] * len(FIELDS)
    spare = room
    for at in ranked:
        field = FIELDS[at]
        least = wanted[at] if field.whole else field.least
        if field.rank and (spare < least + 1 or (field.rank > _READ and not widest[at])):
            continue
        given[at] = least
        spare -= least + 1
        if field.rank == _READ:
            spare = _widen(given, [min(w, f.good) for w, f in zip(wanted, FIELDS, strict=True)],
                           ranked, spare)  # fmt: skip
    alerts = ranked[LIT]
    _widen(given, wanted, [*(at for at in ranked if at != alerts), alerts], spare)
    return tuple(given)


def _widen(given: list[int], wanted: Sequence[int], order: Sequence[int], spare: int) -> int:
    """Widen the fields that are shown, one after the other; give what is left."""
    for at in order:
        more = min(spare, wanted[at] - given[at]) if given[at] else 0
        given[at] += max(0, more)
        spare -= max(0, more)
    return max(0, spare)
