"""The shop itself, who and what can be booked, and when they work."""

from __future__ import annotations

from peewee import (
    SQL,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from db.fields import DayField, InstantField, JsonField, MinutesField
from db.models.base import Record


class Branch(Record):
    """One place of business. A shop with one branch never sees the word."""

    name = CharField()
    zone = CharField()
    currency = CharField(max_length=3)
    locale = CharField(default="en_US")
    phone = CharField(default="")
    money_format = JsonField(null=True)
    day_format = JsonField(null=True)
    region = CharField(max_length=2, default="US")


class Setting(Record):
    """A setting that was changed from its default; values are JSON."""

    branch = ForeignKeyField(Branch, backref="settings")
    name = CharField()
    value = JsonField(null=True)

    class Meta:
        """Indexes."""

        indexes = ((("branch", "name"), True),)


class Counter(Record):
    """The next number that people see (tickets, clients, employees); never a row id."""

    branch = ForeignKeyField(Branch)
    name = CharField()
    next_value = IntegerField(default=1000)

    class Meta:
        """Indexes."""

        indexes = ((("branch", "name"), True),)


class Bookable(Record):
    """A column of the book: an employee or a resource, with as many lanes as it holds pets."""

    branch = ForeignKeyField(Branch, backref="bookables")
    kind = CharField(max_length=10)  # "employee" or "resource"
    label = CharField()  # what the head of its column says
    position = IntegerField(default=0)
    lanes = IntegerField(default=1)
    shown = BooleanField(default=True)
    active = BooleanField(default=True)
    color = CharField(default="")

    class Meta:
        """Constraints."""

        constraints = [SQL("CHECK (kind IN ('employee', 'resource'))"), SQL("CHECK (lanes >= 1)")]


class Employee(Record):
    """Somebody who works here. Its id is the id of its column in the book."""

    bookable = ForeignKeyField(Bookable, primary_key=True, column_name="id")
    number = IntegerField(unique=True)
    first_name = CharField(default="")
    last_name = CharField(default="")
    phone = CharField(default="")
    email = CharField(default="")
    role = CharField(default="groomer")
    limited = BooleanField(default=False)  # may do only what Ability lists (DOMAIN 11.1)
    comment = TextField(default="")
    origin = CharField(null=True, unique=True)  # where an import took it from


class Resource(Record):
    """A tub, dryer, table or kennel. Its id is the id of its column in the book."""

    bookable = ForeignKeyField(Bookable, primary_key=True, column_name="id")
    kind = CharField()  # "tub", "dryer", ...: a service asks for a kind, any free one serves


class OpeningHours(Record):
    """When the branch is open on a weekday (0 is Monday); no row means closed."""

    branch = ForeignKeyField(Branch, backref="opening_hours")
    weekday = IntegerField()
    start = MinutesField()
    end = MinutesField()

    class Meta:
        """Indexes and constraints."""

        indexes = ((("branch", "weekday", "start"), True),)
        constraints = [SQL('CHECK ("end" > start)')]


class Closure(Record):
    """A day on which the branch is closed."""

    branch = ForeignKeyField(Branch, backref="closures")
    day = DayField(index=True)
    reason = CharField(default="")
    holiday = CharField(default="")  # the holiday's name in the calendar that offered it
    notice = CharField(default="")  # words for clients and staff, "" for none
    notice_from = DayField(null=True)  # the first day that shows them


class Shift(Record):
    """Regular working hours of an employee on a weekday (0 is Monday)."""

    employee = ForeignKeyField(Employee, backref="shifts")
    week = IntegerField(default=0)  # which week of the employee's rotation, 0 the first
    weekday = IntegerField()
    start = MinutesField()
    end = MinutesField()

    class Meta:
        """Indexes and constraints (an overnight shift is refused: DOMAIN 3.2.9)."""

        indexes = ((("employee", "week", "weekday", "start"), True),)
        constraints = [SQL('CHECK ("end" > start)')]


class Rotation(Record):
    """The weeks of an employee's regular schedule that take turns; no row means one week."""

    employee = ForeignKeyField(Employee, unique=True, backref="rotations")
    weeks = IntegerField()
    anchor = DayField()  # a day in a first week

    class Meta:
        """Constraints."""

        constraints = [SQL("CHECK (weeks BETWEEN 2 AND 12)")]


class DayPlan(Record):
    """One employee's exception for one day: other hours, or off with a reason (DOMAIN 3.2.1)."""

    employee = ForeignKeyField(Employee, backref="day_plans")
    day = DayField()
    off = BooleanField(default=False)
    start = MinutesField(null=True)
    end = MinutesField(null=True)
    reason = CharField(default="")
    off_kind = CharField(default="")  # "vacation", "sick", ...: why somebody is off

    class Meta:
        """Indexes; several rows a day make a split shift."""

        indexes = ((("day", "employee"), False),)


class Role(Record):
    """A named bundle of rights; `key` is what an employee's role says."""

    key = CharField(max_length=20, unique=True)
    name = CharField()
    rights = JsonField()  # names of rights
    position = IntegerField(default=0)
    active = BooleanField(default=True)


class RightException(Record):
    """A right that one employee has, or has not, whatever the role says."""

    employee = ForeignKeyField(Employee, backref="right_exceptions")
    right = CharField(max_length=40, column_name="right_name")
    granted = BooleanField()

    class Meta:
        """Indexes."""

        indexes = ((("employee", "right"), True),)


class Override(Record):
    """One action that somebody allowed with their own PIN, at another person's desk."""

    right = CharField(max_length=40, column_name="right_name")
    by = ForeignKeyField(Employee, backref="overrides")
    by_name = CharField(default="")
    asked_by = IntegerField(null=True)
    asked_name = CharField(default="")
    reason = CharField(default="")
    at = InstantField()
    terminal = CharField(max_length=40)
