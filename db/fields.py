"""Field types whose values mean the same on every database engine."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from peewee import BigIntegerField, DateField, Field, TextField

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class InstantField(BigIntegerField):
    """An instant, kept as microseconds since 1970 UTC; refuses naive values and reads back UTC."""

    def db_value(self, value: Any) -> Any:
        """Turn an aware datetime into microseconds; raises ValueError for a naive one."""
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("an instant needs a time zone")
            return (value - _EPOCH) // _MICROSECOND
        return value

    def python_value(self, value: Any) -> Any:
        """Turn microseconds into an aware datetime in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class DayField(DateField):
    """A calendar day of the shop; text on SQLite, DATE on PostgreSQL."""

    def db_value(self, value: Any) -> Any:
        """Turn a date into ISO text, which both engines compare rightly."""
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: Any) -> Any:
        """Read ISO text or a date."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class MoneyField(BigIntegerField):
    """An amount in the currency's smallest unit (cents)."""


class MinutesField(BigIntegerField):
    """A length, or a time of day since midnight, in minutes."""

    field_type = "SMALLINT"


class RateField(TextField):
    """An exact decimal rate such as a tax percentage; never a float."""

    def db_value(self, value: Any) -> Any:
        """Write the decimal as plain text: no exponent, no needless zeros, equal if equal."""
        return format(Decimal(value).normalize(), "f") if value is not None else None

    def python_value(self, value: Any) -> Any:
        """Read the text back as a Decimal."""
        return None if value is None else Decimal(value)


class JsonField(TextField):
    """A small structured value, kept as canonical JSON text."""

    def db_value(self, value: Any) -> Any:
        """Write compact JSON with sorted keys, so that equal values are equal text."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def python_value(self, value: Any) -> Any:
        """Read the JSON back."""
        return None if value is None else json.loads(value)


def plain(field: Field[Any], value: Any) -> Any:
    """Give the value as the database keeps it: JSON-friendly, for the history of changes."""
    return field.db_value(value)
