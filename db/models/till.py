"""Payments of tickets, and the tender types that the shop takes."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from db.fields import InstantField, MoneyField
from db.models.base import Record
from db.models.book import Ticket


class Tender(Record):
    """A way to pay that the shop takes."""

    name = CharField(unique=True)
    position = IntegerField(default=0)
    active = BooleanField(default=True)


class Payment(Record):
    """One payment on a ticket; any number of them a ticket (DOMAIN 13.3)."""

    ticket = ForeignKeyField(Ticket, backref="payments")
    tender = ForeignKeyField(Tender)
    amount = MoneyField()
    reference = CharField(default="")
    at = InstantField()
    origin = CharField(null=True, unique=True)
