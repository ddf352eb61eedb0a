"""Numbers of merged clients, and who looks alike without being the same."""

from __future__ import annotations

from typing import Any

from peewee import CharField, Database, ForeignKeyField, IntegerField, Model

from db.fields import InstantField


def up(migrator: Any, db: Database) -> None:  # the runner hands it over untyped
    class Client(Model):
        class Meta:
            database = db
            table_name = "client"

    class ClientAlias(Model):
        version = IntegerField(default=1)
        number = IntegerField(unique=True)
        was = IntegerField()
        client = ForeignKeyField(Client)
        at = InstantField()
        origin = CharField(null=True, unique=True)

        class Meta:
            database = db
            table_name = "client_alias"

    class NotSame(Model):
        version = IntegerField(default=1)
        kind = CharField(max_length=6)
        one = IntegerField()
        other = IntegerField()

        class Meta:
            database = db
            table_name = "not_same"
            indexes = ((("kind", "one", "other"), True),)

    db.create_tables([ClientAlias, NotSame])
