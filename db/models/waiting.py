"""Who waits for a place in the book, and who was asked to come again."""

from __future__ import annotations

from peewee import SQL, CharField, ForeignKeyField, IntegerField, TextField

from db.fields import DayField, InstantField, MinutesField
from db.models.base import Record
from db.models.book import Ticket
from db.models.people import Client, Pet
from db.models.stock import Item
from db.models.team import Branch, Employee


class WaitEntry(Record):
    """Somebody on the wait list: a walk-in in the lobby, or one who wants a full day (DOMAIN 8)."""

    branch = ForeignKeyField(Branch)
    client = ForeignKeyField(Client, backref="waiting")
    kind = CharField(max_length=5)  # "today" for walk-ins, "later" for full days
    status = CharField(max_length=9, default="waiting")
    reason = CharField(default="")  # why they left
    comment = TextField(default="")
    source = CharField(default="Main Desk")
    phone = CharField(default="")  # the number to call for this, as it was given
    added = InstantField()
    tried = InstantField(null=True)  # the last call
    answer = CharField(default="")  # of the last call: "reached", "voicemail", "no answer"
    calls = IntegerField(default=0)
    ended = InstantField(null=True)
    ticket = ForeignKeyField(Ticket, null=True)  # what it was booked as
    moves = ForeignKeyField(Ticket, null=True, index=False)  # the visit that wants to be earlier
    origin = CharField(null=True, unique=True)

    class Meta:
        """Indexes and constraints."""

        indexes = ((("branch", "status"), False),)
        constraints = [
            SQL("CHECK (kind IN ('today', 'later'))"),
            SQL("CHECK (status IN ('waiting', 'booked', 'left'))"),
        ]


class WaitRow(Record):
    """A service that somebody waits for, with its pet; in the order in which they are done."""

    entry = ForeignKeyField(WaitEntry, backref="rows")
    position = IntegerField(default=0)
    pet = ForeignKeyField(Pet, null=True)
    item = ForeignKeyField(Item)


class WaitEmployee(Record):
    """Whom somebody waits for: of one row, or of the whole entry; without any, whoever is free."""

    entry = ForeignKeyField(WaitEntry, backref="wanted", index=False)
    row = ForeignKeyField(WaitRow, null=True)  # None for every row without its own
    position = IntegerField(default=0)  # the first is the dearest
    employee = ForeignKeyField(Employee)

    class Meta:
        """Indexes."""

        indexes = ((("entry", "row", "employee"), True),)


class WaitWindow(Record):
    """When it would suit: days, weekdays, and the bounds of the start (DOMAIN 8.6)."""

    entry = ForeignKeyField(WaitEntry, backref="windows")
    first = DayField(null=True)  # None for any day from today on
    last = DayField(null=True)  # None for no last day
    weekdays = IntegerField(default=127)  # bit 0 is Monday
    earliest = MinutesField(default=0)
    latest = MinutesField(default=1439)  # the latest start, not the end

    class Meta:
        """Constraints."""

        constraints = [
            SQL("CHECK (weekdays BETWEEN 1 AND 127)"),
            SQL("CHECK (earliest >= 0 AND latest <= 1439 AND earliest <= latest)"),
        ]


class RecallCall(Record):
    """A call to somebody who was due: what came of it, and until when they are left in peace."""

    pet = ForeignKeyField(Pet, backref="recalls", index=False)
    item = ForeignKeyField(Item, null=True, index=False)  # None for every service
    outcome = CharField(max_length=9)
    at = InstantField()
    until = DayField(null=True)  # not listed again before; None where the outcome decides
    note = CharField(default="")
    author = CharField(default="")

    class Meta:
        """Indexes and constraints."""

        indexes = ((("pet", "item", "at"), False),)
        constraints = [
            SQL("CHECK (outcome IN ('reached', 'voicemail', 'no answer', 'later', 'stop'))"),
        ]
