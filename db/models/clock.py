"""The time clock: punches and what stands around them. A punch is never changed or removed."""

from __future__ import annotations

from typing import ClassVar

from peewee import (
    SQL,
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from db.fields import DayField, InstantField, JsonField, MinutesField, MoneyField, RateField
from db.models.base import Record
from db.models.team import Branch, Employee


class Credential(Record):
    """What names a person at a clock or desk: a PIN, a badge, a password. None is kept as it is."""

    employee = ForeignKeyField(Employee, backref="credentials")
    kind = CharField(max_length=10)  # "pin", "badge" or "password"
    secret = TextField(default="")  # the hash of a PIN, with its cost in it
    lookup = CharField(max_length=64, null=True, unique=True)  # keyed digest of a badge's number
    made_at = InstantField()
    active = BooleanField(default=True)

    hidden: ClassVar[frozenset[str]] = frozenset({"secret", "lookup"})

    class Meta:
        """Constraints."""

        constraints = [SQL("CHECK (kind IN ('pin', 'badge', 'password'))")]


class PinFailure(Record):
    """Wrong PINs in a row, of one person at one terminal; 0 is whoever cannot be named."""

    who = IntegerField(default=0)
    terminal = CharField(max_length=40)
    failures = IntegerField(default=0)
    boot = CharField(max_length=36, default="")
    boot_ms = BigIntegerField(default=0)  # milliseconds since that boot, of the newest failure
    at = InstantField()

    class Meta:
        """Indexes."""

        indexes = ((("who", "terminal"), True),)


class BreakKind(Record):
    """A kind of break: paid or not, a meal or a rest, and how long it usually lasts."""

    branch = ForeignKeyField(Branch, backref="break_kinds")
    name = CharField()
    paid = BooleanField(default=False)
    meal = BooleanField(default=False)
    minutes = MinutesField(null=True)
    position = IntegerField(default=0)
    active = BooleanField(default=True)


class PayRate(Record):
    """A role that somebody works under, with what an hour of it pays; most people have one."""

    employee = ForeignKeyField(Employee, backref="pay_rates")
    name = CharField()
    hourly = MoneyField(null=True)
    position = IntegerField(default=0)
    active = BooleanField(default=True)


class Punch(Record):
    """One punch as it was made. What corrects it is a row of its own that points to it.

    The order of somebody's punches is the order of their ids, never that of their times: a
    clock may be wrong. A row that was added later stands after the punch that `after` names.
    """

    branch = ForeignKeyField(Branch, backref="punches")
    employee = ForeignKeyField(Employee, backref="punches")
    kind = CharField(max_length=5)
    at = InstantField()
    zone = CharField(max_length=64)
    offset = IntegerField()  # minutes that the shop's wall clock was ahead of UTC
    day = DayField()  # the day on that wall clock
    terminal = CharField(max_length=40)
    sequence = IntegerField()  # counts the punches of its terminal
    boot = CharField(max_length=36, default="")
    boot_ms = BigIntegerField(default=0)
    clock = CharField(max_length=14, default="good")
    source = CharField(max_length=10)  # "pin", "badge", "desk", "command", "request", "manager"
    verified = BooleanField(default=True)
    break_kind = ForeignKeyField(BreakKind, null=True)
    rate = ForeignKeyField(PayRate, null=True)
    comment = TextField(default="")
    amends = ForeignKeyField("self", null=True, backref="amendments")
    void = BooleanField(default=False)
    after = ForeignKeyField("self", null=True, backref="followers")
    reason = CharField(default="")
    account = IntegerField(null=True)  # who entered it, where that is somebody else
    account_name = CharField(default="")

    class Meta:
        """Indexes and constraints."""

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


class PunchRequest(Record):
    """A punch that somebody says was missed; it counts once a manager has approved it."""

    branch = ForeignKeyField(Branch, backref="punch_requests")
    employee = ForeignKeyField(Employee, backref="punch_requests")
    after = ForeignKeyField(Punch, null=True, backref="requests")  # the punch that it follows
    kind = CharField(max_length=5)
    break_kind = ForeignKeyField(BreakKind, null=True, backref="requests")  # of a break's beginning
    said = InstantField()
    day = DayField()
    scheduled = BooleanField(default=False)  # whether the time is the one that the plan has
    comment = TextField(default="")
    asked_at = InstantField()
    terminal = CharField(max_length=40)
    state = CharField(max_length=10, default="waiting")
    decided_at = InstantField(null=True)
    decided_by = IntegerField(null=True)
    decided_name = CharField(default="")
    answer = CharField(default="")
    result = ForeignKeyField(Punch, null=True, backref="from_requests")

    class Meta:
        """Indexes and constraints."""

        indexes = ((("state", "day"), False), (("employee", "day"), False))
        constraints = [
            SQL("CHECK (kind IN ('in', 'out', 'break', 'back'))"),
            SQL("CHECK (state IN ('waiting', 'approved', 'changed', 'refused', 'withdrawn'))"),
        ]


class HourAdjustment(Record):
    """Signed minutes added to somebody's day by a manager, or carried over a closed period."""

    branch = ForeignKeyField(Branch, backref="adjustments")
    employee = ForeignKeyField(Employee, backref="adjustments")
    day = DayField()  # the day whose period counts it
    minutes = IntegerField()
    reason = CharField()
    at = InstantField()
    account = IntegerField(null=True)
    account_name = CharField(default="")
    about = DayField(null=True)  # the day of a closed period that it corrects
    multiplier = RateField(null=True)  # what these hours count, where that day decides it
    punch = ForeignKeyField(Punch, null=True, backref="adjustments")
    void = BooleanField(default=False)

    class Meta:
        """Indexes."""

        indexes = ((("employee", "day"), False),)


class PayPeriod(Record):
    """A pay period that was closed; its hours stay as they were on that day."""

    branch = ForeignKeyField(Branch, backref="pay_periods")
    first_day = DayField()
    last_day = DayField()
    closed_at = InstantField()
    account = IntegerField(null=True)
    account_name = CharField(default="")
    hours = JsonField(null=True)  # each employee's minutes when it was closed

    class Meta:
        """Indexes and constraints."""

        indexes = ((("branch", "first_day"), True),)
        constraints = [SQL("CHECK (last_day >= first_day)")]


class OvertimeRule(Record):
    """Hours above a limit count more, from a day on; several rules may hold at once."""

    branch = ForeignKeyField(Branch, backref="overtime_rules")
    name = CharField()
    interval = CharField(max_length=11)
    limit = MinutesField(default=0)
    multiplier = RateField()
    first_day = DayField()
    last_day = DayField(null=True)
    position = IntegerField(default=0)

    class Meta:
        """Constraints."""

        constraints = [SQL("CHECK (\"interval\" IN ('day', 'week', 'two_weeks', 'seventh_day'))")]


class Notice(Record):
    """Words for everybody from one day to another: at the kiosk, in the book, on the day sheet."""

    branch = ForeignKeyField(Branch, backref="notices")
    text = CharField()
    first_day = DayField()
    last_day = DayField()
    kiosk = BooleanField(default=True)
    book = BooleanField(default=True)

    class Meta:
        """Indexes and constraints."""

        indexes = ((("branch", "last_day"), False),)
        constraints = [SQL("CHECK (last_day >= first_day)")]
