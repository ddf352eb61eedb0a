"""Clients of a backup with their phones, notes and search lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from db.models import Client, Note, Phone
from pettui.imports.daysmart.context import AGAIN, HERE, Run
from pettui.imports.daysmart.values import Reader, day, moment
from pettui.people import lists, phones
from pettui.text import clean, clean_note, digits

_COLUMNS = (
    "id", "number", "first_name", "last_name", "email", "address", "city", "state", "postcode",
    "alert", "comment", "source", "class_of", "preferred_employee", "birthday", "anniversary",
    "mail_appointments", "text_appointments", "call_appointments", "mail_marketing",
    "post_marketing", "mail_bad", "text_bad", "title", "gender", "occupation", "spouse", "children",
    "web", "card_number", "emergency_name", "emergency_phone", "emergency_relation",
    "service_discount", "product_discount", "anonymous", "active", "created", "origin",
)  # fmt: skip
_WORDS = (
    "Title", "Sex", "Occupation", "Spouse", "Children", "Link", "IDCard", "EmergencyContactName",
    "EmergencyContactNumber", "EmergencyContactRelationship",
)  # fmt: skip
_PHONES = (("fldHomePhone", "home"), ("fldWorkPhone", "work"), ("fldCellPhone", "mobile"))


def clients(run: Run) -> None:
    """Take the clients; the one called Walk In stands for everybody without a record."""
    run.door.bulk(Client, _clients(run), _COLUMNS)
    run.door.bulk(
        Phone, _client_phones(run), ("client", "kind", "number", "shown", "digits", "primary")
    )


class _Lists:
    """The entries of the shop's lists, looked up once each."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[tuple[str, str], int | None] = {}

    def entry(self, kind: str, name: str) -> int | None:
        """Give the entry of a list by its name; a new name makes a new one."""
        if (kind, name) not in self._known:
            self._known[kind, name] = lists.entry(self._run.door, kind, name)
        return self._known[kind, name]


def _clients(run: Run) -> Iterator[tuple[Any, ...]]:
    table = "tblClients"
    total = run.stage.count(table)
    anonymous = Client.select(Client.id).where(Client.anonymous).first()
    choices = _Lists(run)
    for done, (seq, fields) in enumerate(run.stage.rows(table)):
        if done % 500 == 0:
            run.progress("clients", done, total)
        row = run.reader(table, fields)
        ref = row.text("fldClientID").strip()
        origin = run.origin(table, fields, ref)
        known = run.stage.known(origin)
        if run.stage.find("client", ref) is not None:
            run.report.leave(table, AGAIN)
            continue
        if known is not None:
            run.stage.remember("client", ref, known, fresh=False)
            run.report.leave(table, HERE)
            continue
        walk_in = _is_walk_in(row)
        if walk_in and anonymous is not None:
            run.stage.remember("client", ref, anonymous.id, fresh=False)
            run.report.leave(table, "the shop has a walk-in client")
            continue
        key = run.new_key(Client)
        run.stage.remember("client", ref, key, fresh=True)
        run.stage.learn(origin, key)
        run.stage.put("INSERT INTO fresh_clients (id, seq) VALUES (?, ?)", [(key, seq)])
        run.report.took(table)
        yield _client(run, row, key, origin, walk_in, choices)


def _is_walk_in(row: Reader) -> bool:
    name = (row.text("fldFirstName").strip().lower(), row.text("fldLastName").strip().lower())
    return name == ("walk", "in") or row.text("fldClientID").strip() == "0"


def _client(
    run: Run, row: Reader, key: int, origin: str, walk_in: bool, choices: _Lists
) -> tuple[Any, ...]:
    wanted = row.number("fldClientID")
    number = run.number("client", wanted)
    if number != wanted:
        run.report.note("clients", f"client {wanted} is number {number} here")
    street = ", ".join(clean(row.text(n)) for n in ("fldAddress", "fldAddress2") if row.text(n))
    alert = clean_note(row.text("fldPopUp"))
    if row.yes("fldNoShow"):
        alert = f"{alert}\nNo-show before the import".strip()
    created = moment(row.text("fldDateCreated")) or moment(row.text("fldLastEdit"))
    return (
        key, number, clean(row.text("fldFirstName")), clean(row.text("fldLastName")),
        clean(row.text("fldEMail")), clean(street, 200), clean(row.text("fldCity")),
        clean(row.text("fldState")), clean(row.text("fldZIP"), 20), alert, _comment(row),
        choices.entry(lists.SOURCE, clean(row.text("fldReferral"))),
        choices.entry(lists.CLASS, clean(row.text("fldClass"))),
        run.staff.get(row.number("fldPreferredEmployeeID")),
        day(row.text("fldDOB")), day(row.text("fldAnniversary")),
        row.yes("fldAptEmail"), row.yes("fldAptSMS"), not row.yes("fldDoNotCall"),
        row.yes("fldMailing"), row.yes("fldMailing") and not row.yes("fldDoNotPostalMail"),
        row.yes("fldInvalidEmail"), row.yes("fldInvalidSmsNumber"),
        *(clean(row.text(f"fld{name}")) for name in _WORDS),
        row.rate("fldSDiscount"), row.rate("fldPDiscount"),
        walk_in, not row.yes("fldInactive"), _at(run, created), origin,
    )  # fmt: skip


def _comment(row: Reader) -> str:
    lines = [row.text("fldComment")]
    if friend := clean(row.text("fldReferName")):
        lines.append(f"Referred by {friend}")
    return clean_note("\n".join(lines))


def _at(run: Run, local: datetime | None) -> datetime:
    return run.instant(local) or run.door.at


def _client_phones(run: Run) -> Iterator[tuple[Any, ...]]:
    fresh = run.stage.many("SELECT id, seq FROM fresh_clients ORDER BY id")
    for key, seq in fresh:
        row = run.reader("tblClients", run.stage.row("tblClients", seq))
        chosen = row.number("fldPrimaryPhone", -1)
        order = sorted(range(3), key=lambda place: place != chosen)
        seen: set[str] = set()
        for place in order:
            column, kind = _PHONES[place]
            typed = clean(row.text(column), 40)
            if not typed:
                continue
            phone = _phone(typed, run.shop.region)
            if phone.number in seen:
                continue
            first = not seen
            seen.add(phone.number)
            run.stage.put("INSERT INTO fresh_phones VALUES (?, ?)", [(key, phone.digits)])
            yield (key, kind, phone.number, phone.shown, phone.digits, first)


def _phone(typed: str, region: str) -> phones.PhoneNumber:
    """Read a phone number; whatever stands in its place ("none", "ask") is kept as it is."""
    try:
        return phones.read(typed, region)
    except ValueError:
        return phones.PhoneNumber(typed, typed, digits(typed))


def notes(run: Run) -> None:
    """Take the notes of the clients that this import brought."""
    table = "tblClientNotes"

    def rows() -> Iterator[tuple[Any, ...]]:
        for _, fields in run.stage.rows(table):
            row = run.reader(table, fields)
            owner = run.stage.find("client", row.text("fldClientID").strip())
            text = clean_note(row.text("fldNote"))
            if owner is None or not text:
                run.report.leave(table, "without a text" if owner else "its client is missing")
            elif not owner[1]:
                run.report.leave(table, "its client is here already")
            else:
                at = moment(row.text("fldDateCreated")) or moment(row.text("fldLastEdit"))
                run.report.took(table)
                author = clean(row.text("fldLastEditEmployee"))
                yield (owner[0], clean(row.text("fldCategory")), text, _at(run, at), author)

    run.door.bulk(Note, rows(), ("client", "category", "text", "at", "author"))
