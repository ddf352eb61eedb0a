"""Backups that tests write themselves, and how they read them into a shop."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import apsw

from db import connection, migrating
from pettui.history.actor import Actor
from pettui.imports.daysmart import run
from pettui.imports.daysmart.shop import Place
from pettui.imports.report import ImportReport
from tests import small_shop
from tests.imports.make_large import SMALL

ME = Actor(None, "Dana", "desk")
TORONTO = Place("America/Toronto", "CAD", "en_CA")
Rows = Iterable[tuple[str, dict[str, Any]]]


def write(path: Path, rows: Rows) -> Path:
    """Write a backup: the real schema in the head, the given rows in the body.

    The columns are named without their `fld`.
    """
    text = SMALL.read_text(encoding="utf-8")
    end = text.index("</xs:schema>") + len("</xs:schema>")
    lines = [text[:end]]
    for table, fields in rows:
        cells = "".join(
            f"    <fld{name}>{escape(str(value))}</fld{name}>\n" for name, value in fields.items()
        )
        lines.append(f"  <{table}>\n{cells}  </{table}>")
    path.write_text("\n".join([*lines, "</NewDataSet>\n"]), encoding="utf-8")
    return path


def bind(path: Path) -> None:
    """Make the models use a database of the newest schema, with a connection open."""
    small_shop.unbind()
    engine = connection.bind(connection.Target(path, ""), create=True)
    migrating.migrate()
    engine.connect()


def take(backup: Path, database: Path, *, dry_run: bool = False) -> ImportReport:
    """Import a backup into a database, made if need be; its connection stays open."""
    bind(database)
    with closing(run.read(backup)) as staged:
        return run.import_backup(staged, ME, TORONTO, dry_run=dry_run)


def everything(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of all tables, as the file has them."""
    reader = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    with closing(reader):
        names = [
            n for (n,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: sorted(reader.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608  # names of our own
            for name in names
        }
