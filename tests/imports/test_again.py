"""Imports that were run before, are tried out, or meet a shop that is there already."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from db.models import Client, Item, Pet, Slot, Ticket, TicketRow
from pettui.history import undo
from pettui.history.door import change
from pettui.imports.daysmart import run as daysmart
from pettui.people import merging
from pettui.team.shop import Shop, load_shop
from tests import small_shop
from tests.imports import backups
from tests.imports.make_large import SMALL
from tests.imports.test_grooming_shop import BASE


def test_a_second_run_changes_nothing_and_says_so(imported_file: Path) -> None:
    before = backups.everything(imported_file)
    report = backups.take(SMALL, imported_file)
    assert backups.everything(imported_file) == before
    assert report.taken == 0
    assert report.tables["tblClients"].left == Counter({"here already": 5})
    assert report.tables["tblTicketsSummary"].left == Counter({"here already": 12})


def test_every_row_of_every_table_is_accounted_for(tmp_path: Path) -> None:
    report = backups.take(SMALL, tmp_path / "shop.db")
    assert len(report.tables) == 164
    for table in report.tables.values():
        assert table.read == table.taken + table.left_total, table.name
    assert report.read == 510
    assert "bookkeeping" in report.tables["tblLog"].why()


def test_a_dry_run_reports_the_same_and_changes_nothing(tmp_path: Path) -> None:
    dry, real = tmp_path / "dry.db", tmp_path / "real.db"
    backups.bind(dry)
    before = backups.everything(dry)
    tried = backups.take(SMALL, dry, dry_run=True)
    assert backups.everything(dry) == before
    done = backups.take(SMALL, real)
    assert {n: (t.read, t.taken, t.left) for n, t in tried.tables.items()} == {
        n: (t.read, t.taken, t.left) for n, t in done.tables.items()
    }


def test_what_people_changed_since_is_kept(imported: Shop, imported_file: Path) -> None:
    with change("edited", backups.ME) as door:
        door.update(Client.get(Client.number == 1000), last_name="Client")
        door.update(Item.get(Item.code == "BP"), price=4500)
        door.update(Ticket.get(Ticket.number == 1005), status="no-show")
    before = backups.everything(imported_file)
    backups.take(SMALL, imported_file)
    assert backups.everything(imported_file) == before


def test_who_was_merged_since_is_not_brought_back(imported: Shop, imported_file: Path) -> None:
    first, second, third = Client.select().where(~Client.anonymous).order_by(Client.id).limit(3)
    merging.merge_clients(imported, first.id, second.id, backups.ME)
    merging.merge_clients(imported, third.id, first.id, backups.ME)  # and once more
    before = backups.everything(imported_file)
    report = backups.take(SMALL, imported_file)
    assert backups.everything(imported_file) == before
    assert report.taken == 0


@pytest.mark.parametrize(("keep", "gone"), [("Bella", "Old Joe"), ("Old Joe", "Bella")])
def test_a_pet_that_was_merged_since_is_not_brought_back(
    tmp_path: Path, keep: str, gone: str
) -> None:
    backup, path = backups.write(tmp_path / "backup.xml", BASE), tmp_path / "shop.db"
    backups.take(backup, path)
    pets = {pet.name: pet.id for pet in Pet.select()}
    merging.merge_pets(load_shop(), pets[keep], pets[gone], backups.ME)
    before = [backups.everything(path)[table] for table in ("pet", "vaccination", "pet_weight")]
    report = backups.take(backup, path)
    after = [backups.everything(path)[table] for table in ("pet", "vaccination", "pet_weight")]
    assert after == before and report.tables["tblPets"].taken == 0


def test_a_merge_that_was_undone_is_known_as_two(imported: Shop, imported_file: Path) -> None:
    kept, lost = Client.select().where(~Client.anonymous).order_by(Client.id).limit(2)
    merging.merge_clients(imported, kept.id, lost.id, backups.ME)
    undo.undo(backups.ME)
    before = backups.everything(imported_file)
    assert backups.take(SMALL, imported_file).taken == 0
    assert backups.everything(imported_file) == before


def test_a_newer_backup_adds_what_is_new(imported_file: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.xml"
    text = SMALL.read_text(encoding="utf-8")
    more = backups.write(
        tmp_path / "more.xml",
        [
            (
                "tblClients",
                {"ClientID": 1004, "FirstName": "Nora", "LastName": "New", "PK": 6, "Guid": "ab-1"},
            ),
            ("tblTicketsSummary", _ticket(1012, 1004)),
            ("tblTicketsRow", _row(1012, "C", "2021-06-22 12:45:00", "2021-06-22 13:15:00")),
        ],
    ).read_text(encoding="utf-8")
    body = more[more.index("</xs:schema>") + len("</xs:schema>") :]
    newer.write_text(text.replace("</NewDataSet>", "") + body, encoding="utf-8")
    report = backups.take(newer, imported_file)
    assert report.taken == 3
    ticket = Ticket.get(Ticket.number == 1012)
    assert ticket.client.first_name == "Nora"
    # It overlaps Walk In's consultation from 12:30 to 13:00, which came with the first import.
    assert ticket.double_booked == "as imported"
    row = TicketRow.get(TicketRow.ticket == ticket)
    assert row.lane == 1
    assert {s.lane for s in Slot.select().where(Slot.row == row)} == {1}


def test_a_shop_that_is_there_keeps_its_own_and_gets_the_rest(shop: Shop, shop_file: Path) -> None:
    numbers = {t.number for t in Ticket.select()}
    report = backups.take(SMALL, shop_file)
    assert not report.made_shop
    assert report.shop == "Wagging Tails"
    assert report.tables["tblHours"].why() == "the shop has hours of its own"
    assert Ticket.select().count() == len(numbers) + 12
    moved = [note for note in report.said() if note.startswith("tickets: ticket 1000 is number")]
    assert moved, list(report.said())
    assert Ticket.select().where(Ticket.day == date(2021, 6, 22)).count() == 6
    assert Ticket.select().where(Ticket.day == small_shop.DAY).count() == 3


def test_cancelling_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    backups.bind(path)
    before = backups.everything(path)

    def cancel(what: str, _done: int, _total: int) -> None:
        if what == "rows":
            raise KeyboardInterrupt

    staged = daysmart.read(SMALL)
    with pytest.raises(KeyboardInterrupt):
        daysmart.import_backup(staged, backups.ME, backups.TORONTO, progress=cancel)
    staged.close()
    assert backups.everything(path) == before


def _ticket(number: int, client: int) -> dict[str, object]:
    return {
        "TicketID": number, "TicketType": 0, "TicketStatus": "Open", "ClientID": client,
        "FirstName": "Nora", "LastName": "New", "DateScheduled": "2021-06-22 00:00:00",
        "Subtotal": "0.0000", "Total": "0.0000", "DateCreated": "2021-06-18 00:00:00",
        "TimeCreated": "1899-12-30 12:00:00", "PK": 13, "Guid": f"t-{number}",
    }  # fmt: skip


def _row(ticket: int, code: str, start: str, end: str) -> dict[str, object]:
    return {
        "TicketID": ticket, "EmployeeID": 100, "ID": code, "PS": "S", "Description": "Consultation",
        "StartDateTime": start, "EndDateTime": end, "StartDate": "2021-06-22 00:00:00", "PK": 99,
        "Guid": f"r-{ticket}",
    }  # fmt: skip
