"""What every table has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from peewee import AutoField, DatabaseProxy, Field, IntegerField, Model

database = DatabaseProxy()


class Row(Model):
    """A table of this shop. Rows are written through `pettui.history` alone."""

    if TYPE_CHECKING:
        id: AutoField  # peewee adds it where a model names no key of its own

    class Meta:
        """Peewee's settings."""

        database = database
        legacy_table_names = False
        only_save_dirty = True


class Record(Row):
    """A row that people edit: its version grows with every change, so that a clash is seen."""

    version = IntegerField(default=1)


def fields_of(model: type[Model]) -> dict[str, Field[Any]]:
    """Give the fields of a model by their attribute names."""
    return cast("dict[str, Field[Any]]", model._meta.fields)


def table_of(model: type[Model]) -> str:
    """Give the name of a model's table."""
    return cast("str", model._meta.table_name)


def key_name(model: type[Model]) -> str:
    """Give the attribute name of a model's single primary key."""
    return cast("str", model._meta.primary_key.name)


def tuples(query: Any) -> list[tuple[Any, ...]]:
    """Read a whole query as plain tuples: the fast way, and no cursor stays open."""
    return list(query.tuples())
