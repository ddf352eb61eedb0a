"""What a row of any table was and became, in words: for the log of all changes of the shop."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import BooleanField, Field, ForeignKeyField, Model

from db.fields import DayField, InstantField, JsonField, MinutesField, MoneyField
from db.models import ALL, Bookable, ChangedRow, Employee, Series
from db.models.base import fields_of, key_name, table_of, tuples
from pettui import clock
from pettui.book.waiting import story as of_waiting
from pettui.history import story
from pettui.history.story import Line
from pettui.people import story as of_people
from pettui.team.shop import Shop
from pettui.text import HIDDEN

MOST = 200
"""How many differences of one change are shown."""
_MODELS: dict[str, type[Model]] = {table_of(model): model for model in ALL}
_OF_TICKETS = {"ticket", "ticket_row", "ticket_note", "hold", "payment"}
_OF_PEOPLE = {"client", "phone", *of_people.PARTS}
_SILENT = {"id", "bookable", "branch", "version", "created", "origin", "position", "seal"}
_SUBJECT = ("name", "label", "first_name", "employee", "item", "day", "weekday", "right", "title")
"""What says which row it is, the best first; at most two of them are said."""
_TIMES = {"start", "end"}
_COSTS = {"cost", "backbar"}


def of_rows(shop: Shop, rows: list[ChangedRow]) -> tuple[Line, ...]:
    """Write what differs in the rows of a change; beyond `MOST` it only counts."""
    labels = dict(tuples(Bookable.select(Bookable.id, Bookable.label)))
    found: list[Line] = []
    for place, row in enumerate(rows):
        if row.table in _OF_TICKETS:
            found += story.lines_of(shop, row, labels)
        elif row.table in _OF_PEOPLE:
            found += of_people.lines_of(shop, row)
        elif row.table in of_waiting.TABLES:
            found += of_waiting.lines_of(shop, row)
        elif row.table == "series" and row.old is None:
            found.append(_series(shop, row))
        else:
            found += _lines(shop, row)
        if len(found) >= MOST:
            left = len(rows) - place - 1
            more = [Line("", "and more", "", f"{left} more rows")] if left else []
            return (*found[:MOST], *more)
    return tuple(found)


def _series(shop: Shop, row: ChangedRow) -> Line:
    """Write a new series as its rule; its fields by themselves say little."""
    from pettui.book.series import record, saying  # few changes are about series

    fields = fields_of(Series)
    values = {name: fields[name].python_value(value) for name, value in (row.new or {}).items()}
    return Line("", "comes again", "", saying.say(shop, record.rule_of(Series(**values))))


def _lines(shop: Shop, row: ChangedRow) -> list[Line]:
    old: dict[str, Any] = row.old or {}
    new: dict[str, Any] = row.new or {}
    model = _MODELS.get(row.table)
    fields = fields_of(model) if model is not None else {}
    fresh = row.old is None or row.new is None
    subject = _subject(shop, row, model, fields)
    lines = []
    for name in dict.fromkeys((*old, *new)):
        if name in _SILENT or (fresh and (new or old).get(name) in (None, "", False, [])):
            continue
        field = fields.get(name)
        before, after = (_seen(shop, field, name, side.get(name)) for side in (old, new))
        hidden = HIDDEN in after and old.get(name) != new.get(name)  # looks alike, and is not
        if before != after or hidden:
            lines.append(Line(subject, name.replace("_", " "), before, after))
    if not lines and fresh:
        was, now = ("there", "") if row.new is None else ("", "there")
        lines.append(Line("", subject, was, now))
    return lines


def _subject(
    shop: Shop, row: ChangedRow, model: type[Model] | None, fields: dict[str, Field[Any]]
) -> str:
    values = {**(row.old or {}), **(row.new or {})}
    if model is not None and not any(name in values for name in _SUBJECT[:2]):
        now = model.get_or_none(fields[key_name(model)] == row.key)
        if now is not None:
            values = {**{n: fields[n].db_value(v) for n, v in now.__data__.items()}, **values}
    said = [
        _shown(shop, fields.get(name), name, values[name])
        for name in _SUBJECT
        if values.get(name) not in (None, "")
    ]
    return " ".join((row.table.replace("_", " "), *said[:2]))


def _seen(shop: Shop, field: Field[Any] | None, name: str, value: Any) -> str:
    """Write a value for whoever looks: numbers of employees and costs are not for everybody."""
    said = _shown(shop, field, name, value)
    if name in _COSTS and said and not shop.may("stock.cost"):
        return HIDDEN * 3
    is_number = name == "phone" and isinstance(field, Field) and field.model is Employee
    return shop.phone_text(said) if is_number else said


def _shown(shop: Shop, field: Field[Any] | None, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKeyField):
        return _name_of(field.rel_model, int(value))
    if isinstance(field, DayField):
        return shop.day(date.fromisoformat(str(value)))
    if isinstance(field, InstantField):
        at = clock.wall_of(field.python_value(value), shop.zone)
        return f"{shop.day(at.date())} {shop.time(at.hour * 60 + at.minute)}"
    if isinstance(field, MoneyField):
        return shop.money.text(int(value))
    if isinstance(field, MinutesField):
        return shop.time(int(value)) if name in _TIMES else f"{value} min"
    if isinstance(field, BooleanField):
        return "yes" if value else "no"
    if name == "weekday":
        return shop.formats.weekdays[int(value) % 7]
    if isinstance(field, JsonField):
        value = field.python_value(value) if isinstance(value, str) else value
        return ", ".join(map(str, value)) if isinstance(value, list) else _plain(value)
    return " ".join(str(value).split())


def _plain(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _name_of(model: type[Model], key: int) -> str:
    if model is Employee:
        model = Bookable
    now = model.get_or_none(fields_of(model)[key_name(model)] == key)
    if now is None:
        return "one that is gone"
    for name in ("label", "name", "first_name", "number", "what", "title"):
        if value := now.__data__.get(name):
            return " ".join(str(value).split())
    return f"number {key}"
