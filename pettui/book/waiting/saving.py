"""Puts people on the wait list, and changes what they wait for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from db.models import Client, Item, Pet, Phone, WaitEmployee, WaitEntry, WaitRow, WaitWindow
from db.models.base import tuples
from pettui.book.booking import NeedsConsent
from pettui.book.waiting import taking
from pettui.book.waiting.checking import problems_of
from pettui.book.waiting.values import TODAY, When
from pettui.book.waiting.wanted import DESK, Want, Wanted
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Door, Refused, change
from pettui.people import phones
from pettui.team.shop import Shop
from pettui.text import HIDDEN, clean, clean_note, sentence, veiled

MAX_COMMENT = 4000


@dataclass(frozen=True, slots=True)
class Listed:
    """What was saved."""

    entry: int
    words: str


def save(shop: Shop, wanted: Wanted, by: Actor, *, agreed: Collection[str] = ()) -> Listed:
    """Put somebody on the wait list, or change what they wait for.

    Args:
        shop: the shop.
        wanted: who wants what, and when.
        by: who saves it, and where.
        agreed: the words of the problems that the person has seen and accepts.

    Raises:
        NeedsConsent: something speaks against it, such as the same pet and service being on the
            list already (DOMAIN 8.7).
        Refused: it cannot be saved. Clash: somebody changed the entry. Gone: it is off the list.
    """
    try:
        with change("", by, command=wanted.command) as door:
            entry = put(door, shop, wanted, agreed=agreed)
            door.what = _words(wanted)
            return Listed(entry.id, door.what)
    except AlreadyDone as already:
        return Listed(already.key_of(WaitEntry), "on the wait list already")


def put(door: Door, shop: Shop, wanted: Wanted, *, agreed: Collection[str] = ()) -> WaitEntry:
    """Check an entry and write it as part of a change that is open; raises as `save` does."""
    found = problems_of(shop, wanted)
    stops = [problem for problem in found if problem.weight == "stop"]
    if stops:
        raise Refused(sentence(problem.words for problem in stops))
    unseen = tuple(p for p in found if p.words not in agreed)
    if unseen:
        raise NeedsConsent(unseen)
    return _write(door, shop, wanted)


def _write(door: Door, shop: Shop, wanted: Wanted) -> WaitEntry:
    windows = wanted.windows
    if wanted.kind == TODAY and not windows:
        windows = (When(shop.today(), shop.today()),)
    values: dict[str, Any] = {
        "client": wanted.client,
        "kind": wanted.kind,
        "comment": clean_note(wanted.comment, MAX_COMMENT),
        "source": clean(wanted.source, 40) or DESK,
        "phone": _phone(shop, wanted),
        "moves": wanted.moves,
    }
    if wanted.entry is None:
        entry = door.insert(WaitEntry, branch=shop.branch, added=door.at, **values)
    else:
        entry = taking.standing(wanted.entry)
        door.refuse_stale(entry, wanted.version)
    before, version = len(door.written), entry.version
    if wanted.entry is not None:
        door.update(entry, **values)
    _write_people(door, entry, _write_rows(door, entry, wanted.rows), wanted)
    _write_windows(door, entry, windows)
    if wanted.entry is not None and len(door.written) > before and entry.version == version:
        door.touch(entry)
    return entry


def _phone(shop: Shop, wanted: Wanted) -> str:
    """Give the number to call as it is shown; the client's own is not copied, it may change."""
    said = clean(wanted.phone, 60)
    if not said:
        return ""
    if HIDDEN in said:
        return _unseen(said, wanted)
    try:
        shown = phones.read(said, shop.region).shown
    except ValueError as error:
        raise Refused(f"Phone: {error}") from error
    own = Phone.select(Phone.shown).where(Phone.client == wanted.client, Phone.primary)
    return "" if (shown,) in tuples(own) else shown


def _unseen(said: str, wanted: Wanted) -> str:
    """Give the number that whoever saves has not seen: what was kept for the entry, stays."""
    kept = WaitEntry.get_or_none(WaitEntry.id == wanted.entry) if wanted.entry else None
    if kept is not None and kept.phone and said == veiled(kept.phone):
        return str(kept.phone)
    own = Phone.select(Phone.shown).where(Phone.client == wanted.client, Phone.primary)
    if any(said == veiled(shown) for (shown,) in tuples(own)):
        return ""
    raise Refused("Phone: type the whole number, or leave the line empty for the client's own.")


def _write_rows(door: Door, entry: WaitEntry, rows: Sequence[Want]) -> list[WaitRow]:
    old = list(WaitRow.select().where(WaitRow.entry == entry).order_by(WaitRow.position))
    for row in list(WaitEmployee.select().where(WaitEmployee.entry == entry)):
        if row.__data__["row"] in {gone.id for gone in old[len(rows) :]}:
            door.delete(row)
    for gone in old[len(rows) :]:
        door.delete(gone)
    written = []
    for place, want in enumerate(rows):
        values = {"position": place, "pet": want.pet, "item": want.item}
        if place < len(old):
            door.update(old[place], **values)
            written.append(old[place])
        else:
            written.append(door.insert(WaitRow, entry=entry, **values))
    return written


def _write_people(door: Door, entry: WaitEntry, rows: list[WaitRow], wanted: Wanted) -> None:
    lists: list[tuple[int | None, tuple[int, ...]]] = [(None, wanted.employees)]
    lists += [(row.id, want.employees) for row, want in zip(rows, wanted.rows, strict=True)]
    mine = list(
        WaitEmployee.select()
        .where(WaitEmployee.entry == entry)
        .order_by(WaitEmployee.position, WaitEmployee.id)
    )
    for row, people in lists:
        people = tuple(dict.fromkeys(people))
        old = [one for one in mine if one.__data__["row"] == row]
        if tuple(one.__data__["employee"] for one in old) == people:
            continue
        for one in old:
            door.delete(one)
        for place, employee in enumerate(people):
            door.insert(WaitEmployee, entry=entry, row=row, position=place, employee=employee)


def _write_windows(door: Door, entry: WaitEntry, windows: Sequence[When]) -> None:
    old = list(WaitWindow.select().where(WaitWindow.entry == entry).order_by(WaitWindow.id))
    for gone in old[len(windows) :]:
        door.delete(gone)
    for place, window in enumerate(dict.fromkeys(windows)):
        if place < len(old):
            door.update(old[place], **window._asdict())
        else:
            door.insert(WaitWindow, entry=entry, **window._asdict())


def _words(wanted: Wanted) -> str:
    verb = "changed on the wait list" if wanted.entry else "on the wait list"
    who = _who(wanted.client, [row.pet for row in wanted.rows if row.pet is not None])
    items = [row.item for row in wanted.rows]
    services = dict(tuples(Item.select(Item.id, Item.name).where(Item.id.in_(items))))
    return f"{verb}: {who}, {' + '.join(dict.fromkeys(services[item] for item in items))}"


def name_of(entry: WaitEntry) -> str:
    """Give whom an entry is about: its pets, else the client."""
    pets = WaitRow.select(WaitRow.pet).where(WaitRow.entry == entry, WaitRow.pet.is_null(False))
    rows = tuples(pets.order_by(WaitRow.position))
    return _who(entry.__data__["client"], [pet for (pet,) in rows])


def _who(client: int, pets: list[int]) -> str:
    names = dict(tuples(Pet.select(Pet.id, Pet.name).where(Pet.id.in_(pets))))
    if words := ", ".join(dict.fromkeys(names[pet] for pet in pets if pet in names)):
        return words
    owner = Client.get_by_id(client)
    return f"{owner.first_name} {owner.last_name}".strip() or "a client"
