"""The log of all changes of the shop: by day, person, thing and word; what came after closing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import chunked, fn

from db.connection import reading
from db.models import Change, ChangedRow, Ticket
from db.models.base import tuples
from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.history.lines import of_rows
from pettui.history.story import Line
from pettui.history.things import About, changes_about
from pettui.team.shop import Shop
from pettui.text import count, fold

RIGHT = "report.team"
"""Who may look: the log says what everybody did."""
MOST = 200
_AT_ONCE = 400


class Wish(NamedTuple):
    """What is looked for; what is left out does not matter.

    Attributes:
        since: the first day.
        until: the last day.
        who: a number, or a part of the name of whoever did it.
        terminal: a part of the name of the terminal.
        words: parts of what was done, of names and of terminals; all of them must occur.
        about: a kind of thing, or one of them.
        after_close: only what changed a ticket after it had been closed.
    """

    since: date | None = None
    until: date | None = None
    who: str = ""
    terminal: str = ""
    words: str = ""
    about: About | None = None
    after_close: bool = False


class Logged(NamedTuple):
    """One change in the log, on the shop's wall clock."""

    id: int
    at: datetime
    who: str
    where: str
    what: str
    kind: str
    undone: bool
    after_close: bool
    ticket: int | None


class Log(NamedTuple):
    """Changes, the newest first, and whether there are older ones."""

    changes: tuple[Logged, ...]
    more: bool


def read(shop: Shop, wish: Wish, by: Actor, *, most: int = MOST, before: int | None = None) -> Log:
    """Read the newest changes that fit.

    Args:
        shop: the shop.
        wish: what is looked for.
        by: who looks; they need the right.
        most: at most so many.
        before: only changes older than this one, to turn the page.

    Raises Forbidden, and Refused for a thing that there is not.
    """
    require(by)
    found: list[Logged] = []
    with reading():
        only = changes_about(shop, wish.about) if wish.about is not None else None
        whose = _whose(wish.who)
        for part in chunked(_rows(shop, wish, before), _AT_ONCE):
            fitting = [row for row in part if _fits(row, wish, whose, only)]
            late = _after_close([row[0] for row in fitting])
            for key, at, _, who, where, what, kind, undone in fitting:
                ticket = late.get(key, _NOTHING)
                if wish.after_close and not ticket.late:
                    continue
                if len(found) == most:
                    return Log(tuple(found), more=True)
                wall = clock.wall_of(at, shop.zone)
                found.append(
                    Logged(key, wall, who, where, what, kind, bool(undone), ticket.late,
                           ticket.ticket)
                )  # fmt: skip
    return Log(tuple(found), more=False)


def lines_of(shop: Shop, changed: int, by: Actor) -> tuple[Line, ...]:
    """Read what one change wrote, from what to what. Raises Forbidden and Refused."""
    require(by)
    with reading():
        if Change.get_or_none(Change.id == changed) is None:
            raise Refused("There is no such change.")
        rows = ChangedRow.select().where(ChangedRow.change == changed).order_by(ChangedRow.id)
        return of_rows(shop, list(rows))


def require(by: Actor) -> None:
    """Raise Forbidden unless somebody may look."""
    from pettui.team.access import having

    if having.sign_in_is_on():
        having.require(RIGHT, by)


def authors(by: Actor) -> tuple[str, ...]:
    """Give the names of all who ever changed something, whoever did most recently first."""
    require(by)
    newest = fn.MAX(Change.id)
    rows = Change.select(Change.account_name, newest).group_by(Change.account_name)
    with reading():
        return tuple(name for name, _ in tuples(rows.order_by(newest.desc())) if name)


def number_about(shop: Shop, about: About) -> str:
    """Say how many changes are about a thing; raises Refused where there is no such thing."""
    with reading():
        found = len(changes_about(shop, about))
    return count(found, "change")


def looked(by: Actor) -> None:
    """Write down that somebody looked whom another person's PIN allowed it."""
    if by.lent is None:
        return
    words = f"looked at the changes of the shop (allowed by {by.lent.name}: {by.lent.reason})"
    with change(words[:255], by, keep_empty=True, undoable=False):
        require(by)


def _rows(shop: Shop, wish: Wish, before: int | None) -> Iterator[tuple[Any, ...]]:
    """Give changes of the days that are meant, the newest first, some at a time."""
    query = Change.select(
        Change.id, Change.at, Change.account, Change.account_name, Change.terminal, Change.what,
        Change.kind, Change.reversed,
    )  # fmt: skip
    if wish.since is not None:
        query = query.where(Change.at >= _midnight(shop, wish.since))
    if wish.until is not None:
        query = query.where(Change.at < _midnight(shop, wish.until + timedelta(days=1)))
    last = before if before is not None else (Change.select(fn.MAX(Change.id)).scalar() or 0) + 1
    while part := tuples(query.where(Change.id < last).order_by(Change.id.desc()).limit(_AT_ONCE)):
        yield from part
        last = part[-1][0]


def _midnight(shop: Shop, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(shop.zone)).astimezone(UTC)


def _fits(
    row: tuple[Any, ...], wish: Wish, whose: int | None, only: Collection[int] | None
) -> bool:
    key, _, account, name, terminal, what, _, _ = row
    if only is not None and key not in only:
        return False
    if whose is not None and account != whose:
        return False
    if whose is None and wish.who and fold(wish.who) not in fold(name):
        return False
    if wish.terminal and fold(wish.terminal) not in fold(terminal):
        return False
    if not wish.words.strip():
        return True
    story = fold(f"{what} {name} {terminal}")
    return all(word in story for word in fold(wish.words).split())


def _whose(who: str) -> int | None:
    """Give the employee whose number was typed; None where a part of a name was."""
    from db.models import Employee

    said = who.strip()
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        return None
    found = tuples(Employee.select(Employee.bookable).where(Employee.number == int(said)))
    if not found:
        raise Refused(f"Nobody has the number {said}, and nobody had it.")
    return int(found[0][0])


class _Late(NamedTuple):
    ticket: int | None
    late: bool


_NOTHING = _Late(None, late=False)


def _after_close(changes: list[int]) -> dict[int, _Late]:
    """Give, by change, the first ticket that it wrote and whether that one was closed before."""
    if not changes:
        return {}
    rows = ChangedRow.select(ChangedRow.change, ChangedRow.ticket).where(
        ChangedRow.change.in_(changes), ChangedRow.ticket.is_null(False)
    )
    wrote: dict[int, list[int]] = {}
    for key, ticket in tuples(rows.order_by(ChangedRow.id)):
        wrote.setdefault(key, []).append(ticket)
    closed = _closed_since({ticket for tickets in wrote.values() for ticket in tickets})
    return {
        key: _Late(tickets[0], any(closed.get(one, key) < key for one in tickets))
        for key, tickets in wrote.items()
    }


def _closed_since(tickets: set[int]) -> dict[int, int]:
    """Give the change that closed each ticket; 0 for one that came closed, from an import."""
    found: dict[int, int] = {}
    for part in chunked(sorted(tickets), _AT_ONCE):
        rows = ChangedRow.select(
            ChangedRow.change, ChangedRow.key, ChangedRow.old, ChangedRow.new
        ).where(ChangedRow.table == "ticket", ChangedRow.ticket.in_(part))
        told: set[int] = set()
        for key, ticket, old, new in tuples(rows.order_by(ChangedRow.id)):
            if ticket not in told and (old or {}).get("status") == "closed":
                found[ticket] = 0
            if (new or {}).get("status") == "closed":
                found.setdefault(ticket, key)
            if "status" in (old or {}) or "status" in (new or {}):
                told.add(ticket)
        silent = [ticket for ticket in part if ticket not in told]
        here = Ticket.select(Ticket.id).where(Ticket.id.in_(silent), Ticket.status == "closed")
        found |= {ticket: 0 for (ticket,) in tuples(here)}
    return found
