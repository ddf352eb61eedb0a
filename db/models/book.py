"""Series, tickets, their rows, what they hold, and the slots that no two may have."""

from __future__ import annotations

from peewee import (
    SQL,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from db.fields import DayField, InstantField, MinutesField, MoneyField, RateField
from db.models.base import Record, Row
from db.models.people import Client, Pet
from db.models.stock import Item
from db.models.team import Bookable, Branch, Employee, Resource


class Series(Record):
    """The rule by which visits of a client, or blocks, come again (DOMAIN 7)."""

    branch = ForeignKeyField(Branch)
    client = ForeignKeyField(Client, null=True, backref="series")  # None for blocks
    unit = CharField(max_length=1)  # D days, W weeks, M months
    every = IntegerField(default=1)
    weekdays = IntegerField(default=0)  # of W: bit 0 is Monday
    monthly = CharField(max_length=7, default="date")  # of M: "date" or "weekday"
    ordinal = IntegerField(default=0)  # of "weekday": 1 to 4, -1 is the last of the month
    short_month = CharField(max_length=4, default="last")  # day 31 in a short month: last, skip
    start = DayField()  # the first date of the rule; its day and weekday are the rule's
    visits = IntegerField(null=True)  # ends after so many dates
    until = DayField(null=True)  # or on this date; one of the two is always set
    active = BooleanField(default=True)
    origin = CharField(null=True, unique=True)

    class Meta:
        """Constraints."""

        constraints = [
            SQL("CHECK (unit IN ('D', 'W', 'M'))"),
            SQL("CHECK (every BETWEEN 1 AND 366)"),
            SQL("CHECK (weekdays BETWEEN 0 AND 127)"),
            SQL("CHECK (monthly IN ('date', 'weekday'))"),
            SQL("CHECK (ordinal BETWEEN -1 AND 5)"),
            SQL("CHECK (short_month IN ('last', 'skip'))"),
        ]


class Ticket(Record):
    """One visit of one client (DOMAIN 1.1), or a time block, which has no client."""

    branch = ForeignKeyField(Branch)
    number = IntegerField()
    kind = CharField(max_length=5, default="visit")  # "visit" or "block"
    status = CharField(max_length=12, default="booked")
    client = ForeignKeyField(Client, null=True, backref="tickets")
    client_name = CharField(default="")  # copies: the past is never read from today's records
    pet_names = CharField(default="")
    day = DayField()
    note = TextField(default="")
    reason = CharField(default="")  # of a block; of an ending
    double_booked = CharField(default="")  # why it was booked over another, "" when it was not
    confirmed_by = CharField(default="")
    created_via = CharField(default="Main Desk")
    referral = CharField(default="")
    created = InstantField()
    arrived = InstantField(null=True)
    started = InstantField(null=True)
    ready = InstantField(null=True)
    closed = InstantField(null=True)
    ended = InstantField(null=True)  # cancelled, no-show, void
    tax1_name = CharField(default="")
    tax2_name = CharField(default="")
    tax3_name = CharField(default="")
    tax1_service = RateField(default="0")
    tax2_service = RateField(default="0")
    tax3_service = RateField(default="0")
    tax1_product = RateField(default="0")
    tax2_product = RateField(default="0")
    tax3_product = RateField(default="0")
    tax2_compound = BooleanField(default=False)
    tax3_compound = BooleanField(default=False)
    subtotal = MoneyField(default=0)
    tax1 = MoneyField(default=0)
    tax2 = MoneyField(default=0)
    tax3 = MoneyField(default=0)
    rounding = RateField(default="0")  # what rounding the taxes gave or took, in cents
    total = MoneyField(default=0)
    series = ForeignKeyField(Series, null=True, backref="tickets", index=False)
    series_day = DayField(null=True)  # the date of the rule that it stands for, wherever it is
    origin = CharField(null=True, unique=True)

    class Meta:
        """Indexes and constraints."""

        indexes = (
            (("branch", "number"), True),
            (("client", "day"), False),
            (("day", "status"), False),
            (("series", "series_day"), True),  # one visit a date, whoever extends it
        )
        constraints = [
            SQL("CHECK (kind IN ('visit', 'block'))"),
            SQL(
                "CHECK (status IN ('booked', 'confirmed', 'arrived', 'in progress', 'ready',"
                " 'closed', 'cancelled', 'late cancel', 'no-show', 'void'))"
            ),
        ]


class TicketRow(Record):
    """One service, product or block of a ticket, with its own pet, employee, start and length."""

    ticket = ForeignKeyField(Ticket, backref="rows")
    position = IntegerField(default=0)
    kind = CharField(max_length=1, default="S")  # S service, P product, B block
    item = ForeignKeyField(Item, null=True)
    pet = ForeignKeyField(Pet, null=True, backref="rows")
    employee = ForeignKeyField(Employee, null=True)
    day = DayField(null=True)
    start = MinutesField(null=True)  # minutes since midnight, shop-local
    setup = MinutesField(default=0)
    process = MinutesField(default=0)
    finish = MinutesField(default=0)
    lane = IntegerField(default=0)
    requested = BooleanField(default=False)  # the client asked for this employee
    description = CharField(default="")
    category_name = CharField(default="")
    pet_name = CharField(default="")
    employee_name = CharField(default="")
    quantity = IntegerField(default=1)
    used = IntegerField(default=1)
    price = MoneyField(default=0)
    price_from = CharField(default="")
    minutes_from = CharField(default="")
    discount = MoneyField(default=0)
    percent = RateField(default="0")
    subtotal = MoneyField(default=0)
    total = MoneyField(default=0)
    tax1 = BooleanField(default=False)
    tax2 = BooleanField(default=False)
    tax3 = BooleanField(default=False)
    taxable = MoneyField(default=0)
    cost = MoneyField(default=0)
    backbar = MoneyField(default=0)
    commission_used = MoneyField(default=0)
    commission_purchased = MoneyField(default=0)
    origin = CharField(null=True, unique=True)

    class Meta:
        """Indexes and constraints."""

        indexes = ((("day", "employee"), False), (("ticket", "position"), False))
        constraints = [
            SQL("CHECK (kind IN ('S', 'P', 'B'))"),
            SQL(
                "CHECK (start IS NULL OR (start >= 0 AND start + setup + process + finish <= 1440))"
            ),
            SQL("CHECK (setup >= 0 AND process >= 0 AND finish >= 0 AND lane >= 0)"),
        ]


class Hold(Record):
    """A resource that a row keeps for part of its time."""

    row = ForeignKeyField(TicketRow, backref="holds")
    resource = ForeignKeyField(Resource)
    phase = CharField(default="all")
    lane = IntegerField(default=0)

    class Meta:
        """Indexes."""

        indexes = ((("row", "resource", "phase"), True),)


class Slot(Row):
    """Five busy minutes of an employee or a resource. Derived from rows and holds.

    The key (who, slot, lane) is what makes a double booking impossible on every engine.
    `slot` counts five-minute steps since 1 January of year 1: date ordinal x 288 + minute / 5.
    """

    who = ForeignKeyField(Bookable, index=False)  # the key begins with it
    slot = BigIntegerField()
    lane = IntegerField(default=0)
    row = ForeignKeyField(TicketRow, index=True)

    class Meta:
        """The key."""

        primary_key = CompositeKey("who", "slot", "lane")


class TicketNote(Record):
    """A dated note on a ticket."""

    ticket = ForeignKeyField(Ticket, backref="notes")
    text = TextField()
    at = InstantField()
    author = CharField(default="")
