"""Makes the same shop again from an export: every row, key and version, and its history."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from peewee import IntegrityError

from db import soundness
from db.models import Branch, Client
from db.models.base import fields_of, tuples
from pettui.history.actor import Actor
from pettui.history.chain import broken_links
from pettui.history.door import Door, Refused, change
from pettui.imports import derived
from pettui.imports.plain.files import Taking
from pettui.imports.plain.manifest import Manifest, Part
from pettui.imports.plain.rows import rows
from pettui.imports.report import ImportReport, Unreadable

Progress = Callable[[str, int, int], None]
TELL_EVERY = 500  # rows


class _RolledBack(Exception):
    """Leaves without a trace: a dry run."""


def import_export(
    manifest: Manifest, by: Actor, progress: Progress, *, dry_run: bool = False
) -> ImportReport:
    """Write the rows of an export into the open, empty database; all of them, or nothing.

    Nothing is added to the history: it is the shop's own, as it was. What follows from other
    tables is made anew, and everything is checked before it is committed. A photograph or
    document that is missing or damaged is told in the report; the rest is taken all the same.

    Raises:
        Refused, Unreadable, db.gate.Busy, db.connection.Unusable: nothing was changed.
    """
    started = time.monotonic()
    report = ImportReport(
        file=manifest.folder.name, shop=manifest.shop, made_shop=True, dry_run=dry_run
    )
    taking = Taking(manifest, report, progress)
    try:
        with suppress(_RolledBack), change("read an export", by, undoable=False) as door:
            refuse_a_shop()
            _Run(manifest, door, progress, report).everything()
            taking.everything(dry_run=dry_run)
            if dry_run:
                raise _RolledBack
    except BaseException:
        taking.take_back()
        raise
    report.seconds = time.monotonic() - started
    return report


def refuse_a_shop() -> None:
    """Raise Refused where the open database holds a shop already."""
    here = Branch.select().order_by(Branch.id).first()
    if here is not None:
        raise Refused(
            f"There is a shop in this database already: {here.name}. An export is read into an"
            " empty one; name it with --database. Nothing was changed."
        )


class _Run:
    def __init__(
        self, manifest: Manifest, door: Door, progress: Progress, report: ImportReport
    ) -> None:
        self.manifest, self.door, self.progress, self.report = manifest, door, progress, report
        self.done = 0
        self.later: list[tuple[Part, str, Any, int]] = []
        """Keys of rows of the same table that come after the row that names them."""

    def everything(self) -> None:
        for part in self.manifest.parts:
            self._take(part)
        for part, name, key, value in self.later:
            model, fields = part.table.model, fields_of(part.table.model)
            with _Fitting(part):
                query = model.update({fields[name]: value})
                query.where(fields[part.table.key[0]] == key).execute()
        every = self.manifest.rows
        self.progress("busy slots", every, every)
        try:
            derived.write_slots(self.door)
        except IntegrityError as error:
            raise Unreadable(
                "Two visits of this export hold the same time of the same person or place."
            ) from error
        self.progress("search lines", every, every)
        derived.write_search_lines(
            self.door, [key for (key,) in tuples(Client.select(Client.id).order_by(Client.id))]
        )
        self.progress("checking", every, every)
        self._check()

    def _take(self, part: Part) -> None:
        table = part.table
        entry = self.report.table(table.name)
        with _Fitting(part):
            entry.taken = self.door.bulk(table.model, self._rows(part), table.names)
        entry.read = part.rows

    def _rows(self, part: Part) -> Iterator[tuple[Any, ...]]:
        table = part.table
        own = [at for at, column in enumerate(table.columns) if column.refers_to == table.name]
        place = table.names.index(table.key[0])
        for number, row in enumerate(rows(part)):
            if number % TELL_EVERY == 0:
                self.progress(table.name.replace("_", " "), self.done + number, self.manifest.rows)
            for at in own:
                if row[at] is not None and row[at] > row[place]:
                    self.later.append((part, table.names[at], row[place], row[at]))
                    row = (*row[:at], None, *row[at + 1 :])
            yield row
        self.done += part.rows

    def _check(self) -> None:
        for part in self.manifest.parts:
            found = part.table.model.select().count()
            if found != part.rows:
                raise Unreadable(f"{part.table.name} has {found} rows here; {part.rows} were read.")
        if broken := broken_links():
            raise Unreadable(
                "The history in this export is not whole; somebody changed it."
                f" {'; '.join(broken[:3])}."
            )
        if wrong := soundness.faults():
            raise Unreadable(f"The new database is not sound: {'; '.join(wrong[:3])}.")


class _Fitting:
    """Says in words that a table does not fit the others."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, IntegrityError):
            raise Unreadable(
                f"{self._part.path} does not fit the rest of the export: {error}."
            ) from error
