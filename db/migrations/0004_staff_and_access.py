"""Rotating weeks, kinds of time off, notices of closed days; roles, rights and overrides."""

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
)

from db.fields import DayField, InstantField, JsonField


def up(migrator: Any, db: Database) -> None:  # the runner hands it over untyped
    class Employee(Model):
        bookable = IntegerField(primary_key=True, column_name="id")

        class Meta:
            database = db
            table_name = "employee"

    class Rotation(Model):
        version = IntegerField(default=1)
        employee = ForeignKeyField(Employee, unique=True)
        weeks = IntegerField()
        anchor = DayField()

        class Meta:
            database = db
            table_name = "rotation"
            constraints = [SQL("CHECK (weeks BETWEEN 2 AND 12)")]

    class Role(Model):
        version = IntegerField(default=1)
        key = CharField(max_length=20, unique=True)
        name = CharField()
        rights = JsonField()
        position = IntegerField(default=0)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "role"

    class RightException(Model):
        version = IntegerField(default=1)
        employee = ForeignKeyField(Employee)
        right = CharField(max_length=40, column_name="right_name")
        granted = BooleanField()

        class Meta:
            database = db
            table_name = "right_exception"
            indexes = ((("employee", "right"), True),)

    class Override(Model):
        version = IntegerField(default=1)
        right = CharField(max_length=40, column_name="right_name")
        by = ForeignKeyField(Employee)
        by_name = CharField(default="")
        asked_by = IntegerField(null=True)
        asked_name = CharField(default="")
        reason = CharField(default="")
        at = InstantField()
        terminal = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "override"

    db.create_tables([Rotation, Role, RightException, Override])
    migrator.migrate(
        migrator.add_column("closure", "holiday", CharField(default="")),
        migrator.add_column("closure", "notice", CharField(default="")),
        migrator.add_column("closure", "notice_from", DayField(null=True)),
        migrator.add_column("day_plan", "off_kind", CharField(default="")),
        migrator.add_column("shift", "week", IntegerField(default=0)),
        migrator.drop_index("shift", "shift_employee_id_weekday_start"),
        migrator.add_index("shift", ("employee_id", "week", "weekday", "start"), unique=True),
    )
