"""The list of clients that answers while one types: in order of name, page after page by key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Case, fn

from db.connection import reading
from db.models import Client, Pet, Phone, SearchLine, Ticket
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.people import balance
from pettui.people.find import terms_of
from pettui.team.shop import Shop

ORDERS = ("name", "newest", "visit")


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client in the list. `owes` is in the smallest coin; a credit is less than 0."""

    id: int
    number: int
    name: str
    pets: str
    phone: str
    town: str
    last_visit: date | None
    next_visit: date | None
    no_shows: int
    owes: int
    alert: str
    inactive: bool


@dataclass(frozen=True, slots=True)
class ClientLines:
    """A page of the list; `after` asks for the next one, None when this is the last."""

    lines: tuple[ClientLine, ...]
    after: str | None


def list_clients(
    shop: Shop,
    text: str = "",
    *,
    order: str = "name",
    inactive: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> ClientLines:
    """Give a page of the clients whose name, pet, phone, e-mail or town holds every word typed.

    Words begin where a word of the client's begins; when nothing is found so, anywhere. Digits
    may be any part of a phone number.

    Args:
        shop: the shop.
        text: what was typed; "" lists everybody.
        order: "name", "newest", or "visit" for the latest last visit first.
        inactive: whether to list those who were made inactive, too.
        after: the `after` of the page before.
        limit: how many to give.
    """
    terms = terms_of(text, shop.region)
    with reading():
        if after is not None:
            inside = after.startswith("in")
            rows = _rows(terms, order, after, limit, inactive=inactive, inside=inside)
        else:
            inside = False
            rows = _rows(terms, order, None, limit, inactive=inactive, inside=False)
            if not rows and terms:
                inside = True
                rows = _rows(terms, order, None, limit, inactive=inactive, inside=True)
        more = len(rows) > limit
        rows = rows[:limit]
        lines = _lines(shop, rows)
        key = None
        if more:
            last = lines[-1].last_visit
            part = (str(last) if last else "") if order == "visit" else rows[-1][1]
            key = f"{'in' if inside else 'at'}:{rows[-1][0]}:{part}"
        return ClientLines(lines, key)


def _rows(
    terms: list[str], order: str, after: str | None, limit: int, *, inactive: bool, inside: bool
) -> list[tuple[Any, ...]]:
    line = SearchLine.text.concat(" ")
    query = SearchLine.select(
        SearchLine.client, SearchLine.name, Client.number, Client.first_name, Client.last_name,
        Client.city, Client.alert, Client.active,
    ).join(Client)  # fmt: skip
    parts = [term if inside or term.isdigit() else f" {term}" for term in terms]
    which: list[Any] = [line.contains(part) for part in parts]
    which += [] if inactive else [Client.active]
    if order == "visit":
        return _by_visit(query, which, after, limit)
    query = query.where(*which) if which else query
    if after is not None:
        _, key, name = after.split(":", 2)
        if order == "newest":
            query = query.where(SearchLine.client < int(key))
        else:
            later = (SearchLine.name > name) | (SearchLine.client > int(key))
            query = query.where(SearchLine.name >= name, later)
    if order == "newest":
        query = query.order_by(SearchLine.client.desc())
    else:
        query = query.order_by(SearchLine.name, SearchLine.client)
    return tuples(query.limit(limit + 1))


def _by_visit(query: Any, which: list[Any], after: str | None, limit: int) -> list[tuple[Any, ...]]:
    from pettui.people.last_visits import after_of, by_last_visit

    _, key, day = after.split(":", 2) if after is not None else ("", "", "")
    begin = (after_of(day), int(key)) if after is not None else None
    which = which or [SearchLine.client.is_null(False)]
    ids = [client for client, _ in by_last_visit(which, begin, limit + 1)]
    rows = {row[0]: row for row in tuples(query.where(SearchLine.client.in_(ids)))}
    return [rows[client] for client in ids if client in rows]


def _lines(shop: Shop, rows: list[tuple[Any, ...]]) -> tuple[ClientLine, ...]:
    ids = [row[0] for row in rows]
    pets: dict[int, list[str]] = {}
    here = (Pet.client.in_(ids)) & Pet.active & ~Pet.deceased
    for owner, name in tuples(Pet.select(Pet.client, Pet.name).where(here).order_by(Pet.name)):
        pets.setdefault(owner, []).append(name)
    phones = dict(
        tuples(Phone.select(Phone.client, Phone.shown).where(Phone.client.in_(ids), Phone.primary))
    )
    visits = _visits(ids, shop.today())
    owed = balance.owes(ids)
    found = []
    for key, _, number, first, last, town, alert, active in rows:
        past, coming, missed = visits.get(key, (None, None, 0))
        found.append(
            ClientLine(
                key, number, f"{first} {last}".strip(), ", ".join(pets.get(key, ())),
                shop.phone_text(phones.get(key)), town, _day(past), _day(coming), int(missed or 0),
                owed.get(key, 0), alert, not active,
            )
        )  # fmt: skip
    return tuple(found)


def _visits(clients: Collection[int], today: date) -> dict[int, tuple[Any, Any, int]]:
    """Give by client: the last visit, the next one, and how many were missed."""
    coming = Ticket.status.in_(list(LIVE)) & (Ticket.day >= today)
    query = (
        Ticket.select(
            Ticket.client,
            fn.MAX(Case(None, [(Ticket.status == "closed", Ticket.day)])),
            fn.MIN(Case(None, [(coming, Ticket.day)])),
            fn.SUM(Case(None, [(Ticket.status == "no-show", 1)], 0)),
        )
        .where(Ticket.client.in_(list(clients)))
        .group_by(Ticket.client)
    )
    return {key: (past, soon, missed) for key, past, soon, missed in tuples(query)}


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
