"""The time clock: punches, credentials, requests, rules of hours, pay periods, notices."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    BigIntegerField,
    BooleanField,
    CharField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from db.connection import SqliteFile
from db.fields import DayField, InstantField, JsonField, MinutesField, MoneyField, RateField


def up(migrator: Any, db: Database) -> None:  # the runner hands it over untyped
    class Branch(Model):
        class Meta:
            database = db
            table_name = "branch"

    class Employee(Model):
        bookable = IntegerField(primary_key=True, column_name="id")

        class Meta:
            database = db
            table_name = "employee"

    class Credential(Model):
        version = IntegerField(default=1)
        employee = ForeignKeyField(Employee)
        kind = CharField(max_length=10)
        secret = TextField(default="")
        lookup = CharField(unique=True, null=True, max_length=64)
        made_at = InstantField()
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "credential"
            constraints = [SQL("CHECK (kind IN ('pin', 'badge', 'password'))")]

    class PinFailure(Model):
        version = IntegerField(default=1)
        who = IntegerField(default=0)
        terminal = CharField(max_length=40)
        failures = IntegerField(default=0)
        boot = CharField(max_length=36, default="")
        boot_ms = BigIntegerField(default=0)
        at = InstantField()

        class Meta:
            database = db
            table_name = "pin_failure"
            indexes = ((("who", "terminal"), True),)

    class BreakKind(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        name = CharField()
        paid = BooleanField(default=False)
        meal = BooleanField(default=False)
        minutes = MinutesField(null=True)
        position = IntegerField(default=0)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "break_kind"

    class PayRate(Model):
        version = IntegerField(default=1)
        employee = ForeignKeyField(Employee)
        name = CharField()
        hourly = MoneyField(null=True)
        position = IntegerField(default=0)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "pay_rate"

    class Punch(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        employee = ForeignKeyField(Employee)
        kind = CharField(max_length=5)
        at = InstantField()
        zone = CharField(max_length=64)
        offset = IntegerField()
        day = DayField()
        terminal = CharField(max_length=40)
        sequence = IntegerField()
        boot = CharField(max_length=36, default="")
        boot_ms = BigIntegerField(default=0)
        clock = CharField(max_length=14, default="good")
        source = CharField(max_length=10)
        verified = BooleanField(default=True)
        break_kind = ForeignKeyField(BreakKind, null=True)
        rate = ForeignKeyField(PayRate, null=True)
        comment = TextField(default="")
        amends = ForeignKeyField("self", null=True)
        void = BooleanField(default=False)
        after = ForeignKeyField("self", null=True)
        reason = CharField(default="")
        account = IntegerField(null=True)
        account_name = CharField(default="")

        class Meta:
            database = db
            table_name = "punch"
            indexes = (
                (("terminal", "sequence"), True),
                (("employee", "day"), False),
                (("day", "employee"), False),
            )
            constraints = [
                SQL("CHECK (kind IN ('in', 'out', 'break', 'back'))"),
                SQL("CHECK (clock IN ('good', 'unsynchronised', 'behind', 'ahead'))"),
                SQL("CHECK (amends_id IS NULL OR after_id IS NULL)"),
            ]

    class PunchRequest(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        employee = ForeignKeyField(Employee)
        after = ForeignKeyField(Punch, null=True)
        kind = CharField(max_length=5)
        break_kind = ForeignKeyField(BreakKind, null=True)
        said = InstantField()
        day = DayField()
        scheduled = BooleanField(default=False)
        comment = TextField(default="")
        asked_at = InstantField()
        terminal = CharField(max_length=40)
        state = CharField(max_length=10, default="waiting")
        decided_at = InstantField(null=True)
        decided_by = IntegerField(null=True)
        decided_name = CharField(default="")
        answer = CharField(default="")
        result = ForeignKeyField(Punch, null=True)

        class Meta:
            database = db
            table_name = "punch_request"
            indexes = ((("state", "day"), False), (("employee", "day"), False))
            constraints = [
                SQL("CHECK (kind IN ('in', 'out', 'break', 'back'))"),
                SQL("CHECK (state IN ('waiting', 'approved', 'changed', 'refused', 'withdrawn'))"),
            ]

    class HourAdjustment(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        employee = ForeignKeyField(Employee)
        day = DayField()
        minutes = IntegerField()
        reason = CharField()
        at = InstantField()
        account = IntegerField(null=True)
        account_name = CharField(default="")
        about = DayField(null=True)
        multiplier = RateField(null=True)
        punch = ForeignKeyField(Punch, null=True)
        void = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "hour_adjustment"
            indexes = ((("employee", "day"), False),)

    class PayPeriod(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        first_day = DayField()
        last_day = DayField()
        closed_at = InstantField()
        account = IntegerField(null=True)
        account_name = CharField(default="")
        hours = JsonField(null=True)

        class Meta:
            database = db
            table_name = "pay_period"
            indexes = ((("branch", "first_day"), True),)
            constraints = [SQL("CHECK (last_day >= first_day)")]

    class OvertimeRule(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        name = CharField()
        interval = CharField(max_length=11)
        limit = MinutesField(default=0)
        multiplier = RateField()
        first_day = DayField()
        last_day = DayField(null=True)
        position = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "overtime_rule"
            constraints = [
                SQL("CHECK (\"interval\" IN ('day', 'week', 'two_weeks', 'seventh_day'))")
            ]

    class Notice(Model):
        version = IntegerField(default=1)
        branch = ForeignKeyField(Branch)
        text = CharField()
        first_day = DayField()
        last_day = DayField()
        kiosk = BooleanField(default=True)
        book = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "notice"
            indexes = ((("branch", "last_day"), False),)
            constraints = [SQL("CHECK (last_day >= first_day)")]

    db.create_tables(
        [
            Credential,
            PinFailure,
            BreakKind,
            PayRate,
            Punch,
            PunchRequest,
            HourAdjustment,
            PayPeriod,
            OvertimeRule,
            Notice,
        ]
    )
    # A shop that exists already gets the two kinds of break that nearly every shop has.
    db.execute_sql(
        "INSERT INTO break_kind (version, branch_id, name, paid, meal, minutes, position, active)"
        " SELECT 1, id, 'Break', 1 = 1, 1 = 0, 10, 0, 1 = 1 FROM branch"
        " UNION ALL SELECT 1, id, 'Meal', 1 = 0, 1 = 1, 30, 1, 1 = 1 FROM branch"
    )
    _punches_stay(db)


def _punches_stay(db: Database) -> None:
    """Let the engine itself refuse to change or remove a punch; a guard against accidents."""
    if isinstance(db, SqliteFile):
        for action in ("UPDATE", "DELETE"):
            db.execute_sql(
                f"CREATE TRIGGER punch_stays_{action.lower()} BEFORE {action} ON punch"
                " BEGIN SELECT RAISE(ABORT, 'a punch is never changed or removed'); END"
            )
        return
    db.execute_sql(
        "CREATE FUNCTION punch_stays() RETURNS trigger AS $$ BEGIN"
        " RAISE EXCEPTION 'a punch is never changed or removed'; END $$ LANGUAGE plpgsql"
    )
    db.execute_sql(
        "CREATE TRIGGER punch_stays BEFORE UPDATE OR DELETE ON punch"
        " FOR EACH ROW EXECUTE FUNCTION punch_stays()"
    )
