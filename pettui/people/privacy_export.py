"""Everything that is on record of one person, as CSV and JSON in one folder, for that person."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from db.models import (
    Client,
    ClientAlias,
    GroomNote,
    Note,
    Payment,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Phone,
    Photo,
    RecallCall,
    Series,
    Ticket,
    TicketNote,
    TicketRow,
    Vaccination,
)
from db.models.base import Row, fields_of, table_of, tuples
from db.moment import one_moment
from pettui import clock
from pettui.book.waiting import records
from pettui.exports.describing import Table, tables
from pettui.exports.folder import drafted
from pettui.exports.values import csv_row, json_line
from pettui.history.door import Refused
from pettui.people import photos
from pettui.people.merging import GONE
from pettui.team.shop import Shop
from pettui.text import count


def export_person(shop: Shop, client: int, target: Path) -> dict[str, int]:
    """Write what is on record of a client into a new folder; gives the rows of each table.

    Raises Refused where the client is gone, or where the folder cannot be used.
    """
    for right in ("shop.export", "people.phones"):
        if not shop.may(right):
            from pettui.team.access.rights import words_of

            raise Refused(f"It has phone numbers in it: it takes the right to {words_of(right)}.")
    with one_moment():
        row = Client.get_or_none(Client.id == client)
        if row is None:
            raise Refused(GONE)
        number = row.number
        described = {table.name: table for table in tables()}
        found: dict[str, list[dict[str, Any]]] = {}
        with drafted(target) as draft:
            for model, which in _parts(client):
                table = described[table_of(model)]
                fields = fields_of(model)
                chosen = [fields[column.name] for column in table.columns]
                rows = tuples(model.select(*chosen).where(which).order_by(model.id))
                if not rows:
                    continue
                with draft.file(f"{table.name}.csv") as file:
                    file.write(_csv(shop, table, rows))
                write = json_line(table.columns)
                found[table.name] = [json.loads(write(one)) for one in rows]
            for name, path in _files(client):
                with draft.file(name, "files") as file, path.open("rb") as source:
                    file.write_bytes(source.read())
            counts = {name: len(rows) for name, rows in found.items()}
            with draft.file("person.json") as file:
                file.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
            with draft.file("README.txt") as file:
                file.write(_readme(shop, number, counts))
        return counts


def _parts(client: int) -> list[tuple[type[Row], Any]]:
    pets = [key for (key,) in tuples(Pet.select(Pet.id).where(Pet.client == client))]
    tickets = [key for (key,) in tuples(Ticket.select(Ticket.id).where(Ticket.client == client))]
    return [
        (Client, Client.id == client), (ClientAlias, ClientAlias.client == client),
        (Phone, Phone.client == client),
        (Pet, Pet.client == client),
        *((model, model.pet.in_(pets)) for model in (
            PetWeight, PetInstruction, GroomNote, Photo, Vaccination, PetPrice,
            RecallCall,
        )),
        (Note, (Note.client == client) | Note.pet.in_(pets)),
        (Series, Series.client == client), (Ticket, Ticket.client == client),
        *records.parts(client),
        *((model, model.ticket.in_(tickets)) for model in (TicketRow, TicketNote, Payment)),
    ]  # fmt: skip


def _csv(shop: Shop, table: Table, rows: list[tuple[Any, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    cells = csv_row(table.columns, shop.money, raw=False)
    writer.writerows(cells(row) for row in rows)
    return out.getvalue()


def _files(client: int) -> list[tuple[str, Path]]:
    pets = Pet.select(Pet.id).where(Pet.client == client)
    names = [
        *tuples(Photo.select(Photo.file).where(Photo.pet.in_(pets))),
        *tuples(
            Vaccination.select(Vaccination.document).where(
                Vaccination.pet.in_(pets), Vaccination.document != ""
            )
        ),
    ]
    found = []
    for (name,) in names:
        try:
            found.append((str(name), photos.file_of(str(name), "file")))
        except Refused:
            continue  # what is lost already cannot be given
    return found


def _readme(shop: Shop, number: int, counts: dict[str, int]) -> str:
    at = clock.wall_of(clock.instant(), shop.zone)
    lines = [
        f"{shop.name}: what is on record of client {number}",
        f"Written on {at:%Y-%m-%d} at {at:%H:%M} ({shop.zone}).",
        "",
        "Each .csv file is one list, UTF-8 with a line of names first; person.json has all of",
        "them, for programs. Amounts are plain decimals in the .csv files, and whole numbers of",
        f"the smallest unit of {shop.currency} in person.json; moments are in UTC. A text that a",
        "spreadsheet would take for a formula begins with an apostrophe in the .csv files.",
        "Photographs and documents of pets are in the folder `files`.",
        "",
        *(f"{name}.csv: {count(rows, 'row')}" for name, rows in counts.items()),
    ]
    return "\n".join(lines) + "\n"
