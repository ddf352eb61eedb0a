"""Who changed what, when and where, from what to what; one hash chain a terminal."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from db.fields import InstantField, JsonField
from db.models.base import Row


class Change(Row):
    """One named change, written in the same transaction as the rows that it changed."""

    command = CharField(
        max_length=36, unique=True
    )  # a UUID: a retry after an unknown commit is harmless
    what = CharField()
    at = InstantField()
    account = IntegerField(null=True)  # the signed-in employee's id; no key, it outlives them
    account_name = CharField(default="")
    terminal = CharField()
    sequence = IntegerField()
    kind = CharField(max_length=4, default="do")  # "do", "undo" or "redo"
    reverses = ForeignKeyField("self", null=True, backref="reversed_by")
    reversed = BooleanField(default=False)
    undoable = BooleanField(default=True)
    digest = CharField(max_length=64)

    class Meta:
        """Indexes."""

        indexes = ((("terminal", "sequence"), True),)


class ChangedRow(Row):
    """One row of a change: its old and new values, as the database keeps them."""

    change = ForeignKeyField(Change, backref="rows")
    table = CharField(column_name="table_name")
    key = IntegerField()
    old = JsonField(null=True)  # only the fields that differ; null for a new row
    new = JsonField(null=True)  # null for a deleted row
    ticket = IntegerField(null=True, index=True)
    client = IntegerField(null=True, index=True)

    class Meta:
        """Indexes."""

        indexes = ((("table", "key"), False),)


class OldHistory(Row):
    """History text that an import brought along, shown with the ticket's own."""

    ticket = IntegerField(index=True)
    text = TextField()
    origin = CharField(null=True, unique=True)
