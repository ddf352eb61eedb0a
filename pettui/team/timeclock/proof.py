"""Whether each punch is still what the history recorded when it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import chunked, fn

from db.models import Change, ChangedRow, Employee, Punch
from db.models.base import fields_of, table_of, tuples
from pettui.team.shop import Shop
from pettui.team.timeclock import wording
from pettui.text import count

AT_ONCE = 500


def broken_punches(shop: Shop) -> list[str]:
    """Give words for the first punch of each terminal that is not as it was made.

    One that was altered, removed or put in behind the program's back is found: its row does not
    say what the change says that wrote it. (An altered change breaks its chain instead.)
    """
    found: dict[str, str] = {}
    for terminal, words in _broken(shop):
        found.setdefault(terminal, words)
    return list(found.values())


def proven() -> str:
    """Say how many punches there are, and how many came from elsewhere and have no record."""
    all_of_them = Punch.select().count()
    recorded = _recorded().count()
    more = f"; {count(all_of_them - recorded, 'punch', 'punches')} came with an import"
    return f"{count(all_of_them, 'punch', 'punches')} as they were made" + (
        more if all_of_them > recorded else ""
    )


def _recorded() -> Any:
    return ChangedRow.select(ChangedRow.key).where(
        ChangedRow.table == table_of(Punch), ChangedRow.old.is_null()
    )


def _broken(shop: Shop) -> Iterator[tuple[str, str]]:
    names = list(fields_of(Punch))
    rows = Punch.select(*(fields_of(Punch)[name] for name in names)).order_by(Punch.id)
    oldest = _recorded().select(fn.MIN(ChangedRow.key)).scalar()
    imported = _something_was_imported()
    expected = _records()
    for part in chunked(tuples(rows), AT_ONCE):
        for values in part:
            row = {
                name: fields_of(Punch)[name].db_value(value)
                for name, value in zip(names, values, strict=True)
            }
            record = expected.pop(row["id"], None)
            if record is None:
                if not imported or (oldest is not None and row["id"] > oldest):
                    yield row["terminal"], f"{_words(shop, row)} was put in: no change made it"
                continue
            wrong = [n for n, old in record.items() if n in row and row[n] != old]
            if wrong:
                yield record["terminal"], f"{_words(shop, record)} was altered: {_what(wrong)}"
    for record in expected.values():
        yield record["terminal"], f"{_words(shop, record)} was removed"


def _records() -> dict[int, dict[str, Any]]:
    rows = ChangedRow.select(ChangedRow.key, ChangedRow.new).where(
        ChangedRow.table == table_of(Punch), ChangedRow.old.is_null()
    )
    return {key: {"id": key, **(new or {})} for key, new in tuples(rows.order_by(ChangedRow.id))}


def _something_was_imported() -> bool:
    """Tell whether there is a change without rows: that is how many at once are written."""
    mine = ChangedRow.select(ChangedRow.id).where(ChangedRow.change == Change.id)
    return bool(Change.select().where(~fn.EXISTS(mine)).exists())


def _words(shop: Shop, row: dict[str, Any]) -> str:
    who = Employee.get_or_none(Employee.bookable == row.get("employee"))
    name = f"{who.first_name} {who.last_name}".strip() if who is not None else "somebody"
    at = wording.at_wall(shop, _wall(row), shop.today())
    return f"{row['terminal']}: punch {row['id']} ({name}, {row['kind']}, {at})"


def _wall(row: dict[str, Any]) -> Any:
    from datetime import timedelta

    at = Punch.at.python_value(row["at"])
    return (at + timedelta(minutes=row["offset"])).replace(tzinfo=None)


def _what(names: list[str]) -> str:
    said = {"at": "its time", "employee": "whose it is", "kind": "what it is", "day": "its day"}
    return ", ".join(dict.fromkeys(said.get(name, name.replace("_", " ")) for name in names))
