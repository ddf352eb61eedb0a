"""Imports a backup in one change: all of it, or nothing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from db.models import Branch
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.imports.daysmart import (
    derived,
    history,
    people,
    pets,
    rows,
    services,
    shop,
    staff,
    tables,
    tickets,
)
from pettui.imports.daysmart.context import Progress, Run, quiet
from pettui.imports.daysmart.reader import Backup
from pettui.imports.daysmart.shop import Place
from pettui.imports.daysmart.staging import Stage
from pettui.imports.report import ImportReport, Unreadable
from pettui.team.shop import load_shop
from pettui.text import clean


class _RolledBack(Exception):
    """Leaves the change without a trace: a dry run, or nothing new in the file."""


@dataclass
class Staged:
    """A backup that was read whole and is sound as far as a file can be."""

    stage: Stage
    report: ImportReport
    started: float

    def close(self) -> None:
        """Throw the scratch database away."""
        self.stage.close()


def read(path: Path, progress: Progress = quiet) -> Staged:
    """Read a backup into a scratch database; raises Unreadable in words.

    The shop's database is not needed for it: a file that is refused touches nothing.
    """
    started = time.monotonic()
    with _scratch_in_words():
        stage = Stage()
    try:
        report = ImportReport(file=path.name)
        backup = Backup(path, tables.TAKEN)
        with _scratch_in_words():
            backup.read(stage.add, lambda done, size: progress("reading", done, size))
            stage.prepare()
        _count(backup, report)
    except BaseException:
        stage.close()
        raise
    return Staged(stage, report, started)


@contextmanager
def _scratch_in_words() -> Iterator[None]:
    try:
        yield
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError, OSError) as error:
        raise Unreadable(
            f"There is no room for scratch files in {tempfile.gettempdir()} ({error})."
            " Make room, or name another folder in TMPDIR."
        ) from error


def _count(backup: Backup, report: ImportReport) -> None:
    for name in sorted(tables.ALL | backup.tables.keys() | backup.counts.keys()):
        read_rows = backup.counts.get(name, 0)
        if name not in tables.ALL and not read_rows:
            continue
        table = report.table(clean(name, 80))
        table.read = read_rows
        table.declared = name in backup.tables
        if name in tables.LEFT:
            report.leave(table.name, tables.LEFT[name], read_rows)
        elif name not in tables.ALL:
            report.leave(table.name, "is a table that this program does not know", read_rows)
    for place, number in backup.cut.items():
        report.note("texts", f"{number} of {clean(place)} were too long and lost their end")
    if backup.dropped:
        report.note("texts", f"{backup.dropped} control characters were dropped")


def import_backup(
    staged: Staged, by: Actor, place: Place, *, dry_run: bool = False, progress: Progress = quiet
) -> ImportReport:
    """Take over what was read, as one change that cannot be undone; or nothing at all.

    Args:
        staged: what `read` gave.
        by: who imports, and where.
        place: what the file does not say about the shop; used only where there is none yet.
        dry_run: do everything, then roll it back.
        progress: told what is being done.

    Raises:
        Refused, Unreadable, db.gate.Busy, db.connection.Unusable: nothing was changed.
    """
    report = staged.report
    report.dry_run = dry_run
    with suppress(_RolledBack), _scratch_in_words():
        what = f"imported {report.file}"
        with change(what, by, undoable=False, keep_empty=True) as door:
            fresh = not Branch.select().exists()
            if fresh:
                shop.make(door, staged.stage, place, report)
            found = load_shop()
            prefix = f"daysmart:{shop.customer_of(staged.stage) or '-'}:"
            run = Run(door, staged.stage, report, found, fresh, prefix, progress)
            report.shop, report.made_shop = found.name, fresh
            _everything(run)
            door.what = f"{what}: {report.taken} rows"
            if dry_run or not (report.taken or fresh):
                raise _RolledBack
    report.seconds = time.monotonic() - staged.started
    return report


def _everything(run: Run) -> None:
    """Take the areas in the order in which they refer to each other."""
    run.learn_origins()
    shop.settings(run)
    shop.tenders(run)
    staff.staff(run)
    staff.strangers(run)
    staff.schedules(run)
    services.categories(run)
    services.items(run)
    services.exceptions(run)
    services.limitations(run)
    services.needs(run)
    pets.breeds(run)
    people.clients(run)
    people.notes(run)
    pets.pets(run)
    pets.vaccinations(run)
    pets.instructions(run)
    run.learn_slots()
    tickets.plan(run)
    rows.plan(run)
    tickets.write(run)
    rows.write(run)
    history.history(run)
    derived.search_lines(run)
    run.keep_counters()
