"""What an export holds, column by column, read from the models: the one place of truth."""

from __future__ import annotations

import ast
import inspect
import io
import sys
import tokenize
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from peewee import BooleanField, Field, ForeignKeyField, IntegerField, Model, TextField
from peewee import CharField as Line

from db.fields import DayField, InstantField, JsonField, MinutesField, MoneyField, RateField
from db.models import ALL, Credential, PinFailure, Row, SearchLine, Slot
from db.models.base import fields_of, table_of

DERIVED: tuple[type[Row], ...] = (Slot, SearchLine)
"""Tables that follow from others; they are made anew when an export is read back."""

WITHHELD: tuple[type[Row], ...] = (Credential, PinFailure)
"""Tables that never leave the shop: PINs and badges are of no use without its own key file."""

_KINDS: tuple[tuple[type[Field[Any]], str], ...] = (  # the first that fits
    (ForeignKeyField, "reference"), (InstantField, "instant"), (DayField, "day"),
    (MoneyField, "money"), (MinutesField, "minutes"), (RateField, "decimal"),
    (JsonField, "json"), (BooleanField, "boolean"), (IntegerField, "integer"),
    (Line, "text"), (TextField, "text"),
)  # fmt: skip
KINDS = {
    "boolean": "true or false",
    "day": "a calendar day of the shop, as 2026-11-23",
    "decimal": "an exact decimal number, in JSON Lines as a string",
    "instant": "a moment in UTC, as 2026-11-23T14:05:00Z",
    "integer": "a whole number",
    "json": "a small structure; in CSV its JSON text",
    "minutes": "whole minutes: a length, or a time of day since midnight",
    "money": "in JSON Lines whole numbers of the currency's smallest unit, in CSV plain decimals",
    "reference": "the key of a row of another table",
    "text": "Unicode text of any length",
}
"""The types of columns, in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: str
    null: bool
    refers_to: str  # a table, "" for other columns
    about: str

    def as_json(self) -> dict[str, Any]:
        """Give the column as `schema.json` has it."""
        made: dict[str, Any] = {"name": self.name, "type": self.kind, "null": self.null}
        if self.refers_to:
            made["refers_to"] = self.refers_to
        if self.about:
            made["about"] = self.about
        return made


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export."""

    name: str
    model: type[Row]
    about: str
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    rules: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in their order."""
        return tuple(column.name for column in self.columns)


@cache
def tables() -> tuple[Table, ...]:
    """Give every table of an export, in the order in which they refer to each other."""
    return tuple(describe(model) for model in ALL if model not in DERIVED + WITHHELD)


def describe(model: type[Row]) -> Table:
    """Describe one table."""
    fields = fields_of(model)
    comments = _comments(model)
    meta = cast("Any", model)._meta
    keys = meta.primary_key
    key = tuple(getattr(keys, "field_names", ())) or (keys.name,)
    unique = [(name,) for name, field in fields.items() if field.unique]
    unique += [tuple(names) for names, only_one in meta.indexes if only_one]
    return Table(
        name=table_of(model),
        model=model,
        about=" ".join((model.__doc__ or "").split()),
        key=key,
        unique=tuple(unique),
        rules=tuple(str(rule.sql) for rule in meta.constraints or ()),
        columns=tuple(_column(f, name, comments.get(name, "")) for name, f in fields.items()),
    )


def _column(field: Field[Any], name: str, about: str) -> Column:
    kind = next((kind for cls, kind in _KINDS if isinstance(field, cls)), "")
    if not kind:
        raise TypeError(f"exports do not know fields like {field.model.__name__}.{name}")
    other = ""
    if isinstance(field, ForeignKeyField):
        other = table_of(cast("type[Model]", field.rel_model))
    return Column(name, kind, bool(field.null), other, about or _COMMON.get(name, ""))


_COMMON = {
    "id": "the row's key",
    "version": "grows with every change of the row",
    "active": "no longer in use when false; nothing that others refer to is removed",
    "origin": "where an import took the row from",
    "position": "its place in lists",
}


def _comments(model: type[Row]) -> dict[str, str]:
    """Give what the models' source says beside each field."""
    try:
        tree, said = _source(model.__module__)
    except (OSError, TypeError, KeyError):
        return {}  # a program without its sources; the types are told all the same
    found: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef) or node.name != model.__name__:
            continue
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                last = line.end_lineno or line.lineno
                words = [said[n] for n in range(line.lineno, last + 1) if n in said]
                if words:
                    found[line.targets[0].id] = " ".join(words)
    return found


@cache
def _source(module: str) -> tuple[ast.Module, dict[int, str]]:
    text = inspect.getsource(sys.modules[module])
    said = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT and "fmt:" not in token.string
    }
    return ast.parse(text), said
