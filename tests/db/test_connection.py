"""What names a database, and that nothing writes past the door."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import OperationalError

from db import connection, writing
from db.connection import Missing, Target, Unusable
from db.models import Client, database
from pettui.team.shop import Shop


def test_writing_without_the_door_is_refused(shop: Shop) -> None:
    names = [client.first_name for client in Client.select().order_by(Client.id)]
    with pytest.raises(OperationalError):
        Client.update(first_name="Mallory").execute()
    with pytest.raises(OperationalError):
        Client.delete().execute()
    with pytest.raises(OperationalError):
        database.execute_sql("DROP TABLE client")
    assert [client.first_name for client in Client.select().order_by(Client.id)] == names
    assert shop.name == "Wagging Tails"


@pytest.mark.usefixtures("shop")
def test_the_door_is_shut_again_after_a_write() -> None:
    with writing.write_tx("test"):
        Client.update(alert="ring twice").execute()
    with pytest.raises(OperationalError):
        Client.update(alert="").execute()
    assert {client.alert for client in Client.select()} == {"ring twice"}


@pytest.mark.usefixtures("shop")
def test_a_write_that_fails_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError), writing.write_tx("test"):
        Client.update(alert="half").execute()
        raise ZeroDivisionError
    assert {client.alert for client in Client.select()} == {""}
    with pytest.raises(OperationalError):
        Client.update(alert="").execute()


@pytest.mark.usefixtures("shop")
def test_a_write_inside_another_is_a_defect_and_says_so() -> None:
    with writing.write_tx("test"), pytest.raises(RuntimeError), writing.write_tx("inner"):
        pass


def test_a_database_that_was_replaced_takes_no_writes(shop: Shop, shop_file: Path) -> None:
    copy = shop_file.with_name("other.db")
    copy.write_bytes(shop_file.read_bytes())
    copy.replace(shop_file)
    with pytest.raises(Unusable, match="replaced"), writing.write_tx("test"):
        Client.update(alert="lost").execute()
    assert shop.name == "Wagging Tails"


def test_settings_that_keep_data_safe_hold_on_every_connection(shop: Shop) -> None:
    def pragma(name: str) -> object:
        return database.execute_sql(f"PRAGMA {name}").fetchone()[0]

    for _ in range(2):
        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2
        assert pragma("foreign_keys") == 1
        assert pragma("trusted_schema") == 0
        database.close()
        database.connect()
    assert shop.name == "Wagging Tails"


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False),
        ((3, 50, 6), False), ((3, 50, 7), True), ((3, 51, 0), False), ((3, 51, 2), False),
        ((3, 51, 3), True), ((3, 54, 1), True), ((3, 6, 23), True),
    ],
)  # fmt: skip
def test_the_wal_fault_is_known_by_version(version: tuple[int, ...], safe: bool) -> None:
    assert connection.wal_is_safe(version) is safe


def test_the_sqlite_that_comes_with_the_program_is_safe() -> None:
    assert connection.wal_is_safe(connection.sqlite_version())


def test_names_of_databases() -> None:
    assert Target.parse("~/shop.db").path == Path.home() / "shop.db"
    assert Target.parse("sqlite:////srv/shop.db").path == Path("/srv/shop.db")
    server = Target.parse("postgresql://dana:s3cret@db.example:5433/shop")
    assert not server.is_sqlite
    assert server.shown == "postgresql://dana@db.example:5433/shop"


@pytest.mark.parametrize("name", ["", "  ", "mysql://x/y", "ftp://a"])
def test_names_that_mean_nothing_are_refused(name: str) -> None:
    with pytest.raises(Unusable):
        Target.parse(name)


@given(password=st.text(alphabet=st.characters(codec="ascii", categories=("L", "N")), min_size=8))
def test_a_password_is_never_shown(password: str) -> None:
    secret = f"pw-{password}"  # not a word of the URL itself
    assert secret not in Target.parse(f"postgresql://u:{secret}@h/d").shown


def test_a_missing_or_empty_database_is_missing_not_broken(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        connection.bind(Target(tmp_path / "none.db", ""))
    (tmp_path / "empty.db").touch()
    with pytest.raises(Missing):
        connection.bind(Target(tmp_path / "empty.db", ""))


def test_a_folder_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"shop\.db"):
        connection.bind(Target(tmp_path, ""), create=True)


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unusable, match="cannot be used"):
        connection.bind(Target(tmp_path / "file" / "shop.db", ""), create=True)


def test_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "file_system_of", lambda _: "cifs")
    with pytest.raises(Unusable, match="network share"):
        connection.bind(Target(tmp_path / "shop.db", ""), create=True)


def test_two_connections_see_each_others_commits(shop: Shop, shop_file: Path) -> None:
    seen = connection.data_version()
    assert connection.data_version() == seen
    pid = os.fork()
    if pid == 0:  # another terminal
        code = 1
        try:
            database.obj = None
            connection.bind(Target(shop_file, "")).connect()
            with writing.write_tx("other"):
                Client.update(alert="from the other").execute()
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(pid, 0)[1] == 0
    assert connection.data_version() != seen
    assert shop.name == "Wagging Tails"
