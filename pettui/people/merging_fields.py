"""The fields of two records side by side: what differs, what is taken unless somebody chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from db.models import Bookable, Breed, Choice, Client, Photo, Vet
from pettui import clock
from pettui.history.door import Refused
from pettui.people.record import words_of
from pettui.people.typed import weight_text
from pettui.team.shop import Shop

TEXTS = frozenset(
    {"alert", "comment", "preferences", "groom_notes", "behavior_note", "medical_note"}
)
"""Texts of which both can be kept, one below the other."""
FLAGS = frozenset({"behavior", "medical"})
"""Lists of dangers: those of both are kept, for nobody may lose one."""

CLIENT_FIELDS = (
    "first_name", "last_name", "title", "email", "address", "city", "state", "postcode", "alert",
    "comment", "preferences", "preferred_employee", "birthday", "anniversary", "gender",
    "occupation", "spouse", "children", "web", "card_number", "class_of", "source", "referred_by",
    "emergency_name", "emergency_phone", "emergency_relation", "service_discount",
    "product_discount", "mail_appointments", "text_appointments", "call_appointments",
    "mail_marketing", "text_marketing", "call_marketing", "post_marketing", "mail_bad",
    "text_bad", "active",
)  # fmt: skip
PET_FIELDS = (
    "name", "species", "breed", "size", "coat", "weight", "born", "sex", "neutered", "color",
    "behavior", "behavior_note", "medical", "medical_note", "alert", "groom_notes", "vet",
    "microchip", "rhythm", "deceased", "active", "primary_photo",
)  # fmt: skip
_WORDS = {
    "class_of": "class", "source": "found us by", "preferred_employee": "preferred groomer",
    "active": "active", "deceased": "died", "referred_by": "referred by",
    "primary_photo": "picture",
}  # fmt: skip
_EMPTY = (None, "", "0")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that differs: both values as people read them, and whose is taken.

    `take` is "keep", "gone", or "both" (texts alone).
    """

    name: str
    words: str
    keep: str
    gone: str
    take: str

    @property
    def ways(self) -> tuple[str, ...]:
        """What can be chosen."""
        if self.name in FLAGS:
            return ("both",)
        return ("keep", "gone", *(("both",) if self.name in TEXTS else ()))


def fields_of_two(shop: Shop, names: Sequence[str], kept: Any, lost: Any) -> tuple[Field, ...]:
    """Give the fields in which two records differ, with what is taken unless somebody chooses.

    A value comes before none; texts and dangers of both are kept; a consent that only one gave
    is not given, as is right for whoever took it back.
    """
    found = []
    for name in names:
        mine, theirs = (row.__data__.get(name) for row in (kept, lost))
        if mine == theirs:
            continue
        found.append(
            Field(
                name, _WORDS.get(name) or words_of(name), _shown(shop, name, mine),
                _shown(shop, name, theirs), _usual(name, mine, theirs),
            )
        )  # fmt: skip
    return tuple(found)


def _usual(name: str, mine: Any, theirs: Any) -> str:
    if name in FLAGS:
        return "both"
    if name.endswith(("_marketing", "_appointments")):
        return "gone" if mine else "keep"
    if name in ("active", "mail_bad", "text_bad", "deceased"):
        return "keep" if mine else "gone"
    if _is_empty(mine):
        return "gone"
    return "both" if name in TEXTS and not _is_empty(theirs) else "keep"


def _is_empty(value: Any) -> bool:
    return value in _EMPTY or (isinstance(value, Decimal) and not value)


def settled(fields: Sequence[Field], choices: Mapping[str, str]) -> tuple[Field, ...]:
    """Give the fields with what somebody chose; raises Refused for what cannot be chosen."""
    found = []
    for field in fields:
        take = choices.get(field.name, field.take)
        if take not in field.ways and field.name not in FLAGS:
            raise Refused(f"{field.words}: choose one of {', '.join(field.ways)}.")
        found.append(field if field.name in FLAGS else replace(field, take=take))
    return tuple(found)


def chosen_values(fields: Sequence[Field], kept: Any, lost: Any) -> dict[str, Any]:
    """Give the values that the kept record gets."""
    values: dict[str, Any] = {}
    for field in fields:
        mine, theirs = (row.__data__.get(field.name) for row in (kept, lost))
        if field.name in FLAGS:
            flags = [flag for text in (mine, theirs) for flag in str(text).split(",") if flag]
            values[field.name] = ",".join(dict.fromkeys(flags))
        elif field.take == "both":
            texts = [str(text) for text in (mine, theirs) if text]
            values[field.name] = "\n".join(dict.fromkeys(texts))
        elif field.take == "gone":
            values[field.name] = theirs
    return values


def _shown(shop: Shop, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name in _NAMED:
        return _NAMED[name](int(value))
    if name == "primary_photo":
        return _photo(shop, int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return shop.day(value)
    if isinstance(value, Decimal):
        return f"{value:f} %" if value else ""
    if name.endswith("phone"):
        return shop.phone_text(str(value))
    if name == "weight":
        return weight_text(int(value), shop.region)
    return " ".join(str(value).replace(",", ", ").split()) if name in FLAGS else str(value)


def _row(model: Any, key: int, field: str) -> str:
    found = model.get_or_none(model.id == key)
    return str(getattr(found, field)) if found is not None else "one that is gone"


def _client(key: int) -> str:
    row = Client.get_or_none(Client.id == key)
    return f"{row.first_name} {row.last_name}".strip() if row else "somebody who is gone"


def _photo(shop: Shop, key: int) -> str:
    row = Photo.get_or_none(Photo.id == key)
    if row is None:
        return "one that is gone"
    day = shop.day(clock.wall_of(row.at, shop.zone).date())
    return f"{row.caption}, {day}" if row.caption else f"of {day}"


_NAMED: dict[str, Callable[[int], str]] = {
    "breed": lambda key: _row(Breed, key, "name"),
    "vet": lambda key: _row(Vet, key, "practice"),
    "class_of": lambda key: _row(Choice, key, "name"),
    "source": lambda key: _row(Choice, key, "name"),
    "preferred_employee": lambda key: _row(Bookable, key, "label"),
    "referred_by": _client,
}
