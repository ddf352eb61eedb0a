"""What `pettui doctor` looks at; each check is a name, a verdict and words."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import apsw
from peewee import DatabaseError

from db import connection, gate, migrating
from db.models import database
from pettui.team.shop import NoShop, Shop, load_shop
from pettui.text import count

LITTLE_ROOM = 500_000_000  # bytes
PACKAGES = ("textual", "peewee", "apsw", "arrow", "babel", "phonenumbers", "tzdata")


@dataclass(frozen=True, slots=True)
class Check:
    """One finding; `verdict` is "ok", "note" (worth knowing) or "bad"."""

    name: str
    verdict: str
    words: str


def versions() -> Iterator[Check]:
    """Name the versions in use, without loading what is named."""
    from importlib.metadata import PackageNotFoundError, version

    from pettui import __version__

    yield Check("pettui", "ok", f"{__version__}, schema {migrating.newest()}")
    python = ".".join(str(part) for part in sys.version_info[:3])
    yield Check("python", "ok", f"{python} ({sys.executable})")
    for package in PACKAGES:
        try:
            yield Check(package, "ok", version(package))
        except PackageNotFoundError:
            yield Check(package, "bad", "is not installed")
    number = connection.sqlite_version()
    shown = ".".join(str(part) for part in number)
    if connection.wal_is_safe(number):
        yield Check("sqlite", "ok", f"{shown}, safe with several terminals")
    else:
        yield Check(
            "sqlite", "note",
            f"{shown} has a fault with write-ahead logs; a slower, safe journal is used",
        )  # fmt: skip


def surroundings(path: Path) -> Iterator[Check]:
    """Look at the file and the disk that hold the shop."""
    size = path.stat().st_size
    yield Check("database", "ok", f"{path}, {size / 1e6:.1f} MB")
    free = shutil.disk_usage(path.parent).free
    verdict = "ok" if free >= LITTLE_ROOM else "bad"
    yield Check("disk", verdict, f"{free / 1e9:.1f} GB are free")
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 64_000_000:
        yield Check(
            "log", "note",
            f"{log} has grown to {log.stat().st_size / 1e6:.0f} MB: some program keeps an old"
            " view of the database open",
        )  # fmt: skip
    mode = path.stat().st_mode & 0o777
    if mode & 0o007:
        yield Check(
            "rights", "bad",
            f"everybody on this machine may read the shop (mode {mode:o}); chmod o-rwx {path}",
        )  # fmt: skip
    elif not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        yield Check("rights", "bad", f"this user may not write {path} or its folder")
    else:
        yield Check("rights", "ok", f"mode {mode:o}, writable")
    try:
        with gate.held(path, "pettui doctor", seconds=2):
            yield Check("gate", "ok", "free")
    except gate.Busy as busy:
        yield Check("gate", "note", str(busy))
    except OSError as error:
        yield Check("gate", "bad", f"cannot be used: {error.strerror}")


def schema() -> Iterator[Check]:
    """Compare the database's schema with this program's; raises Unusable for a newer one."""
    current = migrating.is_current()
    number = connection.file_marks()[1] or migrating.newest()
    if current:
        yield Check("schema", "ok", f"{number}, current")
    else:
        pending = count(len(migrating.pending()), "migration")
        yield Check("schema", "note", f"{number}; {pending} pending, `pettui migrate` applies them")


def soundness(*, full: bool) -> Iterator[Check]:
    """Let the engine check its file; `full` checks the indexes' contents as well."""
    if not isinstance(database.obj, connection.SqliteFile):
        return
    journal = database.execute_sql("PRAGMA journal_mode").fetchone()[0]
    sync = {2: "FULL", 3: "EXTRA"}.get(database.execute_sql("PRAGMA synchronous").fetchone()[0])
    yield Check("journal", "ok" if sync else "bad", f"{journal}, synchronous {sync or 'too weak'}")
    check = "integrity_check" if full else "quick_check"
    try:
        rows = [row[0] for row in database.execute_sql(f"PRAGMA {check}(5)").fetchall()]
    except (apsw.Error, DatabaseError) as error:  # too damaged to be read to its end
        rows = [str(error)]
    if rows == ["ok"]:
        yield Check("integrity", "ok", "sound" if full else "sound (--full looks deeper)")
    else:
        yield Check("integrity", "bad", "; ".join(rows) + ". Restore the last good backup.")
        return
    loose = database.execute_sql("PRAGMA foreign_key_check").fetchall()
    if loose:
        yield Check("references", "bad", f"{count(len(loose), 'row')} refer to what is not there")


def contents(*, full: bool) -> Iterator[Check]:
    """Look whether what the shop keeps agrees with itself."""
    from pettui.book.slotcheck import wrong_slots
    from pettui.history.chain import broken_links

    try:
        shop = load_shop()
    except NoShop as error:
        yield Check("shop", "note", str(error))
        return
    yield Check("shop", "ok", f"{shop.name}, {shop.zone}, now {_now(shop)}")
    since: date | None = None if full else shop.today() - timedelta(days=1)
    wrong = wrong_slots(since)
    scope = "all days" if full else "from yesterday on (--full: all days)"
    if wrong:
        yield Check("slots", "bad", f"{count(len(wrong), 'row')} wrong: {'; '.join(wrong[:3])}")
    else:
        yield Check("slots", "ok", f"agree with the tickets, {scope}")
    links = broken_links()
    yield Check("history", "bad" if links else "ok", "; ".join(links) or _whole())


def clock_secrets() -> Iterator[Check]:
    """Look whether PINs and badges can be looked up, and their key is nobody else's to read."""
    from pettui.team.timeclock import pepper, secrets

    if not secrets.pins():
        return
    try:
        secrets.key_for_use()
        if pepper.open_to_others(pepper.place()):
            yield Check("pepper", "bad", f"others may read the key for PINs: {pepper.place()}")
        else:
            yield Check("pepper", "ok", f"{pepper.place()} fits the PINs")
    except pepper.NoPepper as error:
        yield Check("pepper", "bad", str(error))


def proof() -> Iterator[Check]:
    """Follow every chain to its head, and compare each punch with what the history recorded."""
    from pettui.history.chain import broken_links, heads
    from pettui.team.timeclock.proof import broken_punches, proven

    try:
        shop = load_shop()
    except NoShop as error:
        yield Check("shop", "note", str(error))
        return
    links = broken_links()
    yield Check("history", "bad" if links else "ok", "; ".join(links) or _whole())
    punches = broken_punches(shop)
    yield Check("punches", "bad" if punches else "ok", "; ".join(punches) or proven())
    for terminal, number, digest in heads():
        yield Check("chain", "ok", f"{terminal}: {count(number, 'change')}, head {digest[:16]}")


def _whole() -> str:
    """Say that the chains are whole, and what of them can be proved no more."""
    from pettui.history.chain import erased_changes

    erased = erased_changes()
    sealed = f"; a person was erased from {count(erased, 'change')}, kept by seal" if erased else ""
    return f"every chain is whole{sealed}"


def _now(shop: Shop) -> str:
    now = shop.now()
    return f"{shop.day(now.date())} {shop.time(now.hour * 60 + now.minute)}"
