"""Which database the shop is in, and how it is opened: SQLite through apsw, or PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

import apsw
from peewee import Database, DatabaseError, OperationalError
from playhouse.apsw_ext import APSWDatabase

from db import gate, rights
from db.models.base import database

APPLICATION_ID = 0x70657474  # "pett": marks a file as ours
BUSY_SECONDS = 5  # for locks that others than pettui take
PATIENCE_SECONDS = 10.0  # for the gate, before a write is given up
CLOSE_SECONDS = 2.0  # how long closing waits for its turn; it then closes all the same
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs"}


class Unusable(Exception):
    """The database cannot be used; the text says why and what to do."""


class Missing(Unusable):
    """There is no shop in this database yet."""


class Target(NamedTuple):
    """Where a shop's database is: a file, or a PostgreSQL URL."""

    path: Path | None
    url: str

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.path is not None

    @property
    def shown(self) -> str:
        """The target as people may see it: without a password."""
        if self.path is not None:
            return str(self.path)
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        if parts.port:
            host += f":{parts.port}"
        user = f"{parts.username}@" if parts.username else ""
        return urlunsplit((parts.scheme, user + host, parts.path, "", ""))

    @classmethod
    def parse(cls, text: str) -> Target:
        """Read a path or a URL (`sqlite:///path`, `postgresql://...`); raises Unusable."""
        text = text.strip()
        if not text:
            raise Unusable("The name of the database is empty. Give a path or a postgresql:// URL.")
        scheme, separator, rest = text.partition("://")
        if not separator:
            return cls(Path(text).expanduser().absolute(), "")
        if scheme == "sqlite":
            return cls(Path(unquote(rest.removeprefix("/") or rest)).expanduser().absolute(), "")
        if scheme in ("postgresql", "postgres"):
            return cls(None, text)
        raise Unusable(
            f"Databases of the kind {scheme!r} are not supported."
            " Give a path or a postgresql:// URL."
        )


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite is free of the WAL-reset fault (3.7.0 to 3.51.2, two backports)."""
    if version >= (3, 51, 3) or version < (3, 7, 0):
        return True
    return (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def sqlite_version() -> tuple[int, ...]:
    """Give the version of the SQLite in use."""
    return tuple(int(part) for part in apsw.sqlite_lib_version().split("."))


def _as_text(_cursor: object, _number: int, value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


class SqliteFile(APSWDatabase):
    """A SQLite file with the settings of this project on every connection.

    Connections only read until the gate opens them for a write (see `db.writing`).
    """

    def __init__(self, path: Path, *, must_exist: bool, patience: float) -> None:
        journal, sync = ("wal", 2) if wal_is_safe(sqlite_version()) else ("delete", 3)
        flags = apsw.SQLITE_OPEN_READWRITE | (0 if must_exist else apsw.SQLITE_OPEN_CREATE)
        super().__init__(
            str(path),
            lock_type="IMMEDIATE",
            autoconnect=False,
            timeout=BUSY_SECONDS,
            flags=flags,
            pragmas=(
                ("foreign_keys", 1),
                ("journal_mode", journal),
                ("synchronous", sync),
                ("trusted_schema", 0),
                ("cache_size", -16000),
                ("query_only", 1),
            ),
        )
        self.path = path
        self.patience = patience
        self._opened = threading.local()  # which file each thread's connection has open

    def _add_conn_hooks(self, conn: Any) -> None:
        conn.convert_binding = _as_text
        super()._add_conn_hooks(conn)
        found = os.stat(self.path)
        self._opened.file = (found.st_dev, found.st_ino)

    def check_same_file(self) -> None:
        """Raise Unusable if the file was replaced while it is open (its writes would be lost)."""
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise Unusable(f"The database {self.path} is gone: {error.strerror}.") from error
        if self._opened.file != (found.st_dev, found.st_ino):
            raise Unusable(
                f"The database {self.path} was replaced while it was open."
                " Close this window and start again."
            )


def file_system_of(path: Path) -> str:
    """Give the file system's type that holds a path, "" where the system does not tell."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    best, kind = "", ""
    wanted = f"{path}/"
    for line in mounts.splitlines():  # as text: paths would cost more than opening the database
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").rstrip("/") + "/"
        if wanted.startswith(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _open_file(path: Path, *, create: bool, patience: float) -> SqliteFile:
    if path.is_dir():
        raise Unusable(f"{path} is a folder. Name a file in it, such as {path / 'shop.db'}.")
    kind = file_system_of(path.parent)
    if kind in NETWORK_FILE_SYSTEMS:
        raise Unusable(
            f"{path} is on a network share ({kind}), where SQLite loses data."
            " Put it on a disk of this machine, or use PostgreSQL."
        )
    try:
        _look_at(path, create=create)
    except OSError as error:
        raise Unusable(f"{path} cannot be used: {error.strerror or error}.") from error
    return SqliteFile(path, must_exist=not create, patience=patience)


def _look_at(path: Path, *, create: bool) -> None:
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            raise Missing(f"There is no shop at {path} yet.")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            with contextlib.suppress(FileExistsError):  # another first start was faster
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
                rights.share(path)
        return
    with path.open("rb") as file:
        head = file.read(100)
    if head[:16] != b"SQLite format 3\0":
        raise Unusable(f"{path} is not a pettui database. Nothing was changed.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID and _is_foreign(path):
        raise Unusable(f"{path} is a database of another program. Nothing was changed.")


def _is_foreign(path: Path) -> bool:
    """Ask the engine whose an unmarked file is: the mark may be in its log still.

    For reading alone, because to open it for writing would change another program's journal.
    """
    try:
        look = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    except apsw.Error:
        return False  # what is wrong with it is said when it is opened
    try:
        look.set_busy_timeout(BUSY_SECONDS * 1000)
        ((mark,),) = look.execute("PRAGMA application_id").fetchall()
        ((tables,),) = look.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except apsw.Error:
        return False
    finally:
        look.close()
    return mark != APPLICATION_ID and bool(mark or tables)


def _open_server(url: str) -> Database:
    try:
        import psycopg  # noqa: F401  # an extra; asked for here so that its absence has words
    except ImportError as error:
        raise Unusable(
            "PostgreSQL needs its driver: install pettui[postgresql] and start again."
        ) from error
    from peewee import PostgresqlDatabase

    parts = urlsplit(url)
    more: dict[str, Any] = dict(parse_qsl(parts.query))  # sslmode, connect_timeout, ...
    # Like a file's connections, a server's only read until a change opens them for writing.
    more["options"] = f"{more.get('options', '')} -c default_transaction_read_only=on".strip()
    return PostgresqlDatabase(
        parts.path.lstrip("/") or "pettui",
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        host=more.pop("host", None) or parts.hostname,  # a folder, for a socket of this machine
        port=more.pop("port", None) or parts.port,
        autoconnect=False,
        prefer_psycopg3=True,
        **more,
    )


def bind(target: Target, *, create: bool = False, patience: float = PATIENCE_SECONDS) -> Database:
    """Make the models use this database; raises Missing or Unusable with words for people.

    `patience` is how many seconds a write waits for its turn at the gate before it gives up.
    """
    engine = (
        _open_file(target.path, create=create, patience=patience)
        if target.path
        else _open_server(target.url)
    )
    database.initialize(engine)
    return engine


@contextmanager
def connected() -> Iterator[None]:
    """Hold a connection for one thread; opens it if need be and closes what it opened."""
    opened = False
    if database.is_closed():
        with _in_words():
            database.connect()
        opened = True
    try:
        yield
    finally:
        if opened:
            close()


def close() -> None:
    """Close this thread's connection inside the gate: the last one to close writes the WAL back."""
    engine = database.obj
    with contextlib.ExitStack() as stack:
        if isinstance(engine, SqliteFile):
            with contextlib.suppress(gate.Busy, OSError):
                stack.enter_context(gate.held(engine.path, "closing", seconds=CLOSE_SECONDS))
        database.close()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        shown = getattr(database.obj, "path", "the server")
        raise Unusable(f"The database ({shown}) cannot be opened: {error}.") from error
    except DatabaseError as error:
        raise Unusable(f"This is not a database that pettui can read: {error}.") from error


@contextmanager
def reading() -> Iterator[None]:
    """Read several things as of one moment."""
    if database.in_transaction():
        yield
    elif isinstance(database.obj, SqliteFile):
        with database.transaction("DEFERRED"):
            yield
    else:
        with database.transaction():
            yield


def data_version() -> int:
    """Give a number that changes when another connection has committed.

    On SQLite this costs 2 microseconds; on a server it is the number of the last change.
    """
    if isinstance(database.obj, SqliteFile):
        return int(database.execute_sql("PRAGMA data_version").fetchone()[0])
    return newest_change()


def newest_change() -> int:
    """Give the number of the last change, whoever made it; 0 before the first."""
    found = database.execute_sql("SELECT max(id) FROM change").fetchone()[0]
    return int(found or 0)


def file_marks() -> tuple[int, int]:
    """Give (application id, schema number); a server's schema is its newest migration's."""
    if not isinstance(database.obj, SqliteFile):
        if not database.table_exists("schema_migration"):
            return APPLICATION_ID, 0
        newest = database.execute_sql("SELECT max(name) FROM schema_migration").fetchone()[0]
        return APPLICATION_ID, int(newest[:4]) if newest else 0
    return (
        int(database.execute_sql("PRAGMA application_id").fetchone()[0]),
        int(database.execute_sql("PRAGMA user_version").fetchone()[0]),
    )
