"""Series of visits, the wait list, and calls to those who are due."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    BooleanField,
    CharField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from db.fields import DayField, InstantField, MinutesField


def up(migrator: Any, db: Database) -> None:  # the runner hands it over untyped
    class Branch(Model):
        class Meta:
            database = db
            table_name = "branch"

    class Client(Model):
        class Meta:
            database = db
            table_name = "client"

    class Pet(Model):
        class Meta:
            database = db
            table_name = "pet"

    class Item(Model):
        class Meta:
            database = db
            table_name = "item"

    class Ticket(Model):
        class Meta:
            database = db
            table_name = "ticket"

    class Employee(Model):
        bookable = IntegerField(primary_key=True, column_name="id")

        class Meta:
            database = db
            table_name = "employee"

    class Series(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        client = ForeignKeyField(Client, null=True)
        unit = CharField(max_length=1)
        every = IntegerField(default=1)
        weekdays = IntegerField(default=0)
        monthly = CharField(max_length=7, default="date")
        ordinal = IntegerField(default=0)
        short_month = CharField(max_length=4, default="last")
        start = DayField()
        visits = IntegerField(null=True)
        until = DayField(null=True)
        active = BooleanField(default=True)
        origin = CharField(null=True, unique=True)

        class Meta:
            database = db
            table_name = "series"
            constraints = [
                SQL("CHECK (unit IN ('D', 'W', 'M'))"),
                SQL("CHECK (every BETWEEN 1 AND 366)"),
                SQL("CHECK (weekdays BETWEEN 0 AND 127)"),
                SQL("CHECK (monthly IN ('date', 'weekday'))"),
                SQL("CHECK (ordinal BETWEEN -1 AND 5)"),
                SQL("CHECK (short_month IN ('last', 'skip'))"),
            ]

    class WaitEntry(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        client = ForeignKeyField(Client)
        kind = CharField(max_length=5)
        status = CharField(max_length=9, default="waiting")
        reason = CharField(default="")
        comment = TextField(default="")
        source = CharField(default="Main Desk")
        phone = CharField(default="")
        added = InstantField()
        tried = InstantField(null=True)
        answer = CharField(default="")
        calls = IntegerField(default=0)
        ended = InstantField(null=True)
        ticket = ForeignKeyField(Ticket, null=True)
        moves = ForeignKeyField(Ticket, null=True, index=False)
        origin = CharField(null=True, unique=True)

        class Meta:
            database = db
            table_name = "wait_entry"
            indexes = ((("branch", "status"), False),)
            constraints = [
                SQL("CHECK (kind IN ('today', 'later'))"),
                SQL("CHECK (status IN ('waiting', 'booked', 'left'))"),
            ]

    class WaitRow(Model):
        version = IntegerField(default=1)
        entry = ForeignKeyField(WaitEntry)
        position = IntegerField(default=0)
        pet = ForeignKeyField(Pet, null=True)
        item = ForeignKeyField(Item)

        class Meta:
            database = db
            table_name = "wait_row"

    class WaitEmployee(Model):
        version = IntegerField(default=1)
        entry = ForeignKeyField(WaitEntry, index=False)
        row = ForeignKeyField(WaitRow, null=True)
        position = IntegerField(default=0)
        employee = ForeignKeyField(Employee)

        class Meta:
            database = db
            table_name = "wait_employee"
            indexes = ((("entry", "row", "employee"), True),)

    class WaitWindow(Model):
        version = IntegerField(default=1)
        entry = ForeignKeyField(WaitEntry)
        first = DayField(null=True)
        last = DayField(null=True)
        weekdays = IntegerField(default=127)
        earliest = MinutesField(default=0)
        latest = MinutesField(default=1439)

        class Meta:
            database = db
            table_name = "wait_window"
            constraints = [
                SQL("CHECK (weekdays BETWEEN 1 AND 127)"),
                SQL("CHECK (earliest >= 0 AND latest <= 1439 AND earliest <= latest)"),
            ]

    class RecallCall(Model):
        version = IntegerField(default=1)
        pet = ForeignKeyField(Pet, index=False)
        item = ForeignKeyField(Item, null=True, index=False)
        outcome = CharField(max_length=9)
        at = InstantField()
        until = DayField(null=True)
        note = CharField(default="")
        author = CharField(default="")

        class Meta:
            database = db
            table_name = "recall_call"
            indexes = ((("pet", "item", "at"), False),)
            constraints = [
                SQL("CHECK (outcome IN ('reached', 'voicemail', 'no answer', 'later', 'stop'))"),
            ]

    db.create_tables([Series, WaitEntry, WaitRow, WaitEmployee, WaitWindow, RecallCall])
    series = ForeignKeyField(Series, field=Series.id, null=True, index=False)
    migrator.migrate(
        migrator.add_column("ticket", "series_id", series),
        migrator.add_column("ticket", "series_day", DayField(null=True)),
        migrator.add_index("ticket", ("series_id", "series_day"), unique=True),
    )
