"""A rich shop: made up, then worked in, with something in every table that an export has."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import apsw
import pytest

from db import connection
from db.models import (
    Ability,
    BreakKind,
    Change,
    Choice,
    Client,
    ClientAlias,
    Credential,
    Employee,
    FuturePrice,
    GroomNote,
    HourAdjustment,
    Household,
    Item,
    ItemLink,
    Notice,
    NotSame,
    OldHistory,
    Override,
    OvertimeRule,
    PayPeriod,
    PayRate,
    Pet,
    PetInstruction,
    PinFailure,
    Punch,
    PunchRequest,
    RecallCall,
    RightException,
    Role,
    Rotation,
    Row,
    Series,
    Setting,
    Ticket,
    TicketNote,
    Vaccination,
    Vaccine,
    VaccineNeed,
    Vet,
    WaitEmployee,
    WaitEntry,
    WaitRow,
    WaitWindow,
)
from pettui.exports.describing import tables
from pettui.exports.run import export
from pettui.history import undo
from pettui.history.door import Door, change
from pettui.people import clients, photos
from pettui.people.clients import NewClient, NewPet
from pettui.team.shop import load_shop
from tests import small_shop
from tests.demo.conftest import make
from tests.small_shop import DANA

EVIL = '=1+1 "[/]",\r\n\t\x1b]0;x\x07 \u202e עברית 🐩\u200d é \u2028 \x00 end'


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _first(model: type[Row]) -> Any:
    return model.select().order_by(model._meta.primary_key).first()


def _fill(door: Door) -> None:
    """Put something into the tables that the made-up shop may leave empty."""
    last, first = Client.select().order_by(Client.id.desc()).first(), _first(Client)
    pet, item = _first(Pet), _first(Item)
    door.update(first, referred_by=last, preferences=EVIL)  # refers to a row that comes after it
    home = door.insert(Household, name=EVIL)
    door.update(last, household=home, household_primary=True, comment=EVIL)
    door.insert(Choice, kind="coat", name=EVIL)
    door.insert(Vet, practice="Lakeside", name=EVIL)
    door.insert(PetInstruction, pet=pet, text=EVIL, **_category())
    door.insert(GroomNote, pet=pet, day=date(2026, 1, 2), text=EVIL, style="teddy")
    door.insert(VaccineNeed, vaccine=_first(Vaccine), item=item)
    door.insert(FuturePrice, item=item, day=date(2027, 1, 1), price=123)
    other = Item.select().where(Item.id != item.id).first()
    door.insert(ItemLink, item=item, other=other, forced=True)
    staff = Employee.select().order_by(Employee.number.desc()).first()
    if not Ability.select().where(Ability.employee == staff, Ability.item == item).exists():
        door.insert(Ability, employee=staff, item=item)
    door.insert(TicketNote, ticket=_first(Ticket), text=EVIL, at=door.at, author=EVIL)
    series = door.insert(
        Series, branch=_branch(), client=first, unit="W", every=6, weekdays=1,
        start=date(2026, 1, 5), visits=8,
    )  # fmt: skip
    door.update(_first(Ticket), series=series, series_day=date(2026, 1, 5))
    waiting = door.insert(
        WaitEntry, branch=_branch(), client=first, kind="later", comment=EVIL, phone=EVIL,
        added=door.at, moves=_first(Ticket),
    )  # fmt: skip
    wanted = door.insert(WaitRow, entry=waiting, pet=pet, item=item)
    door.insert(WaitEmployee, entry=waiting, row=wanted, employee=staff)
    door.insert(WaitWindow, entry=waiting, first=date(2027, 1, 1), weekdays=31, earliest=540)
    door.insert(RecallCall, pet=pet, outcome="voicemail", at=door.at, note=EVIL, author=EVIL)
    door.insert(Credential, employee=staff, kind="pin", secret=EVIL, made_at=door.at)
    door.insert(PinFailure, who=1, terminal="kiosk", failures=3, at=door.at)
    clock_in = door.insert(
        Punch, branch=_branch(), employee=staff, kind="in", at=door.at, zone="UTC", offset=-300,
        day=date(2026, 1, 2), terminal=EVIL[:40], sequence=1, source="pin", comment=EVIL,
        rate=door.insert(PayRate, employee=staff, name=EVIL, hourly=1850),
        break_kind=_first(BreakKind),
    )  # fmt: skip
    door.insert(
        Punch, branch=_branch(), employee=staff, kind="in", at=door.at, zone="UTC", offset=0,
        day=date(2026, 1, 2), terminal="desk", sequence=1, source="manager", amends=clock_in,
        reason=EVIL,
    )  # fmt: skip
    door.insert(
        PunchRequest, branch=_branch(), employee=staff, after=clock_in, kind="out", said=door.at,
        day=date(2026, 1, 2), asked_at=door.at, terminal="kiosk", comment=EVIL,
        break_kind=_first(BreakKind),
    )  # fmt: skip
    door.insert(
        HourAdjustment, branch=_branch(), employee=staff, day=date(2026, 1, 2), minutes=-15,
        reason=EVIL, at=door.at, punch=clock_in, multiplier=Decimal("1.5"),
    )  # fmt: skip
    week = {"first_day": date(2026, 1, 1), "last_day": date(2026, 1, 7)}
    door.insert(PayPeriod, branch=_branch(), closed_at=door.at, hours={"1": 480}, **week)
    door.insert(
        OvertimeRule, branch=_branch(), name=EVIL, interval="week", limit=2400,
        multiplier=Decimal("1.5"), first_day=date(2026, 1, 1),
    )  # fmt: skip
    door.insert(Notice, branch=_branch(), text=EVIL, **week)
    door.insert(Rotation, employee=staff, weeks=2, anchor=date(2026, 1, 5))
    door.insert(Role, key="bather", name=EVIL, rights=["book.see"])
    door.insert(
        ClientAlias, number=999_001, was=999_001, client=Client.select().first(), at=door.at,
        origin="old:7",
    )  # fmt: skip
    door.insert(NotSame, kind="client", one=1, other=2)
    door.insert(RightException, employee=staff, right="book.see", granted=False)
    door.insert(
        Override,
        right="till.void",
        by=staff,
        by_name=EVIL,
        reason=EVIL,
        at=door.at,
        terminal="desk",
    )
    values: list[Any] = [None, 0, -1, 1.5, 2**70, "", EVIL, {"b": [1], "a": None}]
    for number, value in enumerate(values):
        door.insert(Setting, branch=_branch(), name=f"test.{number}", value=value)
    door.bulk(OldHistory, [(1, EVIL)], ("ticket", "text"))


PICTURES = (
    b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9000,  # larger than what is read at once
    b"\x89PNG\r\n\x1a\n\r\n\x00\xff",
    b"GIF89a",
)


def _add_pictures(folder: Path) -> None:
    """Give a pet two photographs, one that was removed (undo needs its file), and a document."""
    keys = []
    for number, data in enumerate(PICTURES):
        (folder / f"{number}.jpg").write_bytes(data)
        keys.append(photos.add(_first(Pet).id, folder / f"{number}.jpg", DANA, EVIL))
    photos.remove(keys[-1], DANA)
    name = f"{'d0' * 16}.pdf"
    photos.folder().joinpath(name).write_bytes(b"%PDF-1.7 \x00 rabies")
    with change("document", DANA) as door:
        door.update(_first(Vaccination), document=name)


def _category() -> dict[str, Any]:
    return {"category": "feeding"} if "category" in PetInstruction._meta.fields else {}


def _branch() -> int:
    return load_shop().branch


@pytest.fixture(scope="session")
def rich_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the rich shop and its export once; tests get copies."""
    folder = tmp_path_factory.mktemp("rich")
    make(folder / "shop.db")
    connection.bind(connection.Target(folder / "shop.db", ""))
    with connection.connected():
        with change(EVIL, DANA) as door:
            _fill(door)
        _add_pictures(folder)
        clients.create(load_shop(), NewClient("Ada Byron", pets=(NewPet("Gone"),)), DANA)
        undo.undo(DANA)
        clients.create(load_shop(), NewClient("Bob Byron", pets=(NewPet("Here"),)), DANA)
        undo.undo(DANA)
        undo.redo(DANA)
        assert Change.select().where(Change.reverses.is_null(False)).count() == 3
        export(folder / "export", quiet)
    small_shop.unbind()
    return folder


@pytest.fixture
def rich(rich_template: Path, tmp_path: Path) -> Iterator[Path]:
    """Give a folder with the rich shop and its export; the models are bound to nothing."""
    shutil.copytree(rich_template, tmp_path / "rich")
    yield tmp_path / "rich"
    small_shop.unbind()


def stored(database: Path) -> dict[str, bytes]:
    """Give every file that a shop keeps beside its database."""
    return {path.name: path.read_bytes() for path in photos.folder_beside(database).iterdir()}


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of every table of a database as the engine keeps it."""
    look = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    names = [
        name
        for (name,) in look.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name != "schema_migration" and not name.startswith("sqlite_")
    ]
    found = {
        name: sorted(look.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608  # its own names
        for name in names
    }
    look.close()
    assert {table.name for table in tables()} < set(found)
    return found
