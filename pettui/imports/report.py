"""What an import read, took and left, table by table, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SHOWN_NOTES = 12  # of one kind; the rest is counted


class Unreadable(Exception):
    """The file cannot be imported; the text says why. Nothing was changed."""


@dataclass
class TableReport:
    """One table of the file: rows read, taken and left, with the reasons for leaving them."""

    name: str
    read: int = 0
    taken: int = 0
    left: Counter[str] = field(default_factory=Counter)
    declared: bool = True
    """Whether the file's own schema names the table."""

    @property
    def left_total(self) -> int:
        """How many rows were left."""
        return self.left.total()

    def why(self) -> str:
        """Give the reasons in one line: `3 here already; 1 without a name`."""
        if len(self.left) == 1 and self.left_total == self.read:
            return next(iter(self.left))
        return "; ".join(f"{number} {reason}" for reason, number in self.left.most_common())


@dataclass
class ImportReport:
    """The whole import."""

    file: str
    shop: str = ""
    made_shop: bool = False
    dry_run: bool = False
    tables: dict[str, TableReport] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    more_notes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def table(self, name: str) -> TableReport:
        """Give a table's part of the report."""
        if name not in self.tables:
            self.tables[name] = TableReport(name)
        return self.tables[name]

    def took(self, name: str, number: int = 1) -> None:
        """Count rows that were taken."""
        self.table(name).taken += number

    def leave(self, name: str, reason: str, number: int = 1) -> None:
        """Count rows that were left, with the reason in words."""
        if number:
            self.table(name).left[reason] += number

    def note(self, kind: str, text: str) -> None:
        """Say something that the owner should know; of each kind only the first are kept."""
        kept = self.notes.setdefault(kind, [])
        if text in kept:
            return
        if len(kept) < SHOWN_NOTES:
            kept.append(text)
        else:
            self.more_notes[kind] += 1

    @property
    def taken(self) -> int:
        """How many rows were taken in all."""
        return sum(table.taken for table in self.tables.values())

    @property
    def read(self) -> int:
        """How many rows were read in all."""
        return sum(table.read for table in self.tables.values())

    def said(self) -> Iterator[str]:
        """Give every note with its kind: `clients: ...`."""
        for kind, texts in self.notes.items():
            for text in texts:
                yield f"{kind}: {text}"
            if self.more_notes[kind]:
                yield f"{kind}: and {self.more_notes[kind]} more of this kind"

    def as_json(self) -> dict[str, Any]:
        """Give the report for machines."""
        return {
            "file": self.file,
            "shop": self.shop,
            "made_shop": self.made_shop,
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 3),
            "read": self.read,
            "taken": self.taken,
            "tables": [
                {
                    "table": table.name,
                    "read": table.read,
                    "taken": table.taken,
                    "left": dict(table.left),
                    "declared": table.declared,
                }
                for table in sorted(self.tables.values(), key=lambda t: t.name.lower())
            ],
            "notes": list(self.said()),
        }


def as_text(report: ImportReport) -> str:
    """Write the report as an aligned table for people; empty tables are counted, not listed."""
    head = ("table", "read", "would take" if report.dry_run else "taken", "left", "why left")
    rows = [
        (t.name, str(t.read), str(t.taken), str(t.left_total), t.why())
        for t in sorted(report.tables.values(), key=lambda t: t.name.lower())
        if t.read or t.taken
    ]
    empty = len(report.tables) - len(rows)
    total_left = sum(t.left_total for t in report.tables.values())
    rows.append(("in all", str(report.read), str(report.taken), str(total_left), ""))
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(4)]
    lines = []
    for number, row in enumerate((head, *rows)):
        if number in (1, len(rows)):
            lines.append("  ".join("-" * width for width in widths))
        cells = [row[0].ljust(widths[0]), *(row[n].rjust(widths[n]) for n in (1, 2, 3)), row[4]]
        lines.append("  ".join(cells).rstrip())
    if empty:
        lines.append(f"{empty} more tables of the format have no rows in this file.")
    lines += ["", *report.said()] if report.notes else []
    return "\n".join(lines)
