"""The punch that somebody makes at the clock: checked, written and committed, or refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from peewee import fn

from db.connection import SqliteFile, Unusable
from db.models import ChangedRow, Punch
from db.models.base import database, table_of, tuples
from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Door, Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks, forgotten, people, present, rates, trust, wording
from pettui.team.timeclock import standing as shown
from pettui.team.timeclock.facts import Answer, Forgotten, Kind, Named, Punched, Standing
from pettui.team.timeclock.present import AFTER, KINDS, Now
from pettui.team.timeclock.rows import next_sequence, place_of
from pettui.text import clean

FULL = 2
"""SQLite's `synchronous` from which on a commit is on the disk when it returns."""

FITS: dict[str, tuple[Kind, ...]] = {
    "out": ("in",), "in": ("out", "break"), "break": ("back", "out"),
}  # fmt: skip
"""What can be punched by whoever is like that."""


class Changed(Refused):
    """Something was punched since it was shown; `standing` is how it is now: show and ask."""

    def __init__(self, text: str, standing: Standing) -> None:
        super().__init__(text)
        self.standing = standing


class Asked(Refused):
    """The end of a shift before has to be told first; `question` asks for it."""

    def __init__(self, question: Forgotten) -> None:
        super().__init__(f"{question.question} Answer this first.")
        self.question = question


def standing(shop: Shop, named: Named, answer: Answer | None = None) -> Standing:
    """Give what the clock shows to somebody, and what Enter will do (DESIGN 6).

    With an `answer` to `Standing.forgotten` it is what that makes of it: who has said when they
    left is out, and clocks in.
    """
    reading = trust.read()
    now = _now(shop, named.person.employee, reading)
    if now.forgotten and answer is not None:
        now = now.answered(worked_through=answer.through)
    return shown.show(shop, named, now, reading)


def _now(shop: Shop, employee: int, reading: trust.Reading) -> Now:
    """Read how somebody is; by a clock that is certainly wrong nobody forgot to clock out."""
    now = present.of(shop, employee, reading.at)
    if now.forgotten and trust.judge(reading, trust.known_before(reading, "")) in trust.WRONG:
        return now._replace(forgotten=False)
    return now


def punch(
    shop: Shop,
    named: Named,
    kind: Kind,
    by: Actor,
    *,
    seen: int | None,
    command: str,
    break_kind: int | None = None,
    rate: int | None = None,
    comment: str = "",
    answer: Answer | None = None,
) -> Punched:
    """Make a punch; it is committed with full synchronisation when this returns.

    What is checked is checked in the transaction that writes. A retry with the same `command`
    and the same punch again within some seconds (Enter twice, three taps) write nothing and
    give the punch that there is, with `already`.

    Args:
        shop: the shop.
        named: whom the clock named, and how.
        kind: what Enter or a digit does, as it was shown.
        by: the terminal.
        seen: `Standing.seen` of what was shown; None where nothing was, and the kind was said
            in words (a command).
        command: a UUID, made when Enter was pressed; the same for a retry.
        break_kind: for "break", which kind; None is the first.
        rate: for "in", the role to work under; None is the first.
        comment: words of the person at clock-out.
        answer: what they said about `Standing.forgotten`; becomes a request in the same change.

    Raises:
        Changed: their newest punch is not the one that was shown.
        Asked: `answer` is missing, or about another shift.
        Refused: not possible now (a break while out); the words say what is.
        db.gate.Busy, db.connection.Unusable: nothing was written.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    employee = named.person.employee
    try:
        with change("punched", by, command=command, undoable=False) as door:
            _must_last()
            person = people.known(employee)
            door.by = Actor(employee, people.written(person, "full name"), by.terminal)
            reading = trust.read()
            door.at = reading.at
            now = _now(shop, employee, reading)
            again = shown.just_made(now, reading)
            if again is not None and again.kind == kind:
                return _punched(shop, named, again.made.id, reading.at, already=True)
            if seen is not None and now.seen != seen:
                raise Changed(
                    "Something was punched meanwhile. Look again.",
                    shown.show(shop, named, now, reading),
                )
            reason = _settle(door, shop, now, answer, kind, by.terminal, clean(comment, 200))
            if kind == "out" and now.state == "break":
                _write(door, shop, named, "back", reading, reason="clocked out on a break")
            row = _write(
                door, shop, named, kind, reading, reason=reason, comment=clean(comment, 200),
                break_kind=_break(door, shop, kind, break_kind),
                rate=rates.usable(employee, rate) if kind == "in" else None,
            )  # fmt: skip
            door.what = _what(row, named)
    except AlreadyDone as done:
        return _punched(shop, named, _newest_of(done.change_id), clock.instant(), already=True)
    # Only a clock-out changes what today's hours are at this moment.
    minutes = None if kind == "out" else now.minutes(reading.at)
    return _punched(shop, named, row.id, reading.at, minutes=minutes)


def _newest_of(change_id: int) -> int:
    """Give the punch that a change made: the last one, where it ended a break as well."""
    mine = (ChangedRow.change == change_id) & (ChangedRow.table == table_of(Punch))
    return int(tuples(ChangedRow.select(fn.MAX(ChangedRow.key)).where(mine))[0][0])


def _settle(
    door: Door,
    shop: Shop,
    now: Now,
    answer: Answer | None,
    kind: Kind,
    terminal: str,
    comment: str,
) -> str:
    """Check that a punch fits, and keep what was said about a forgotten end; gives a reason."""
    asked = forgotten.question(shop, now)
    if asked is None:
        _must_fit(shop, now, kind)
        return ""
    if answer is None or answer.punch != asked.punch:
        raise Asked(asked)
    if answer.through:
        _must_fit(shop, now, kind)
        return "says they were at work all the time"
    if kind != "in":
        raise Refused("You are out by what you said. Clock in first.")
    forgotten.keep(door, shop, now, answer, terminal, comment)
    return "" if answer.at is not None else "cannot say when they left before"


def _must_fit(shop: Shop, now: Now, kind: Kind) -> None:
    if kind in FITS[now.state]:
        return
    since = f" since {wording.at(shop, now.since, shop.today())}" if now.since else ""
    if now.state == "out":
        raise Refused("You are not clocked in. Clock in first.")
    if now.state == "break":
        raise Refused(f"You are on a break{since}. Come back first, or clock out.")
    raise Refused(f"You are in{since}. Clock out, or take a break.")


def _break(door: Door, shop: Shop, kind: Kind, wanted: int | None) -> int | None:
    if kind != "break":
        return None
    row = breaks.kept(door, shop, wanted)
    return int(row.id) if row is not None else None


def _write(
    door: Door, shop: Shop, named: Named, kind: Kind, reading: trust.Reading, **more: Any
) -> Punch:
    terminal = door.by.terminal
    by_hand = shop.setting("kiosk.clock") == "people"
    state = trust.judge(reading, trust.known_before(reading, terminal), by_hand=by_hand)
    place = place_of(reading.at, shop.zone)
    return door.insert(
        Punch, branch=shop.branch, employee=named.person.employee, kind=kind, terminal=terminal,
        sequence=next_sequence(terminal), boot=reading.boot, boot_ms=reading.boot_ms, clock=state,
        source=named.source, verified=named.verified, **place._asdict(), **more,
    )  # fmt: skip


def _must_last() -> None:
    """Refuse to write where a commit would not survive a power cut."""
    if isinstance(database.obj, SqliteFile):
        lasting = int(database.execute_sql("PRAGMA synchronous").fetchone()[0]) >= FULL
    else:
        lasting = str(database.execute_sql("SHOW synchronous_commit").fetchone()[0]) != "off"
    if not lasting:
        raise Unusable(
            "The database does not wait for the disk, so that a punch could get lost."
            " Nothing was saved; start pettui again, or ask whoever set the server up."
        )


def _what(row: Punch, named: Named) -> str:
    did = {
        "in": "clocked in", "out": "clocked out", "break": "began a break",
        "back": "came back from a break",
    }[row.kind]  # fmt: skip
    return did if named.verified else f"{did}, PIN not checked"


def _punched(
    shop: Shop,
    named: Named,
    punch_id: int,
    at: datetime,
    *,
    minutes: int | None = None,
    already: bool = False,
) -> Punched:
    """Say what was punched, as it stands in the database."""
    row = Punch.get_by_id(punch_id)
    today = clock.wall_of(at, shop.zone).date()
    when = wording.at(shop, row.at, today)
    name = row.break_kind.name if row.break_kind is not None else "Break"
    words = {
        "in": f"Clocked in at {when}",
        "out": f"Clocked out at {when}",
        "break": f"{name} from {when}",
        "back": f"Back at {when}",
    }[row.kind]
    if already:
        words = {"in": "Already clocked in at ", "out": "Already clocked out at "}.get(
            row.kind, "Already: " + words.rsplit(when, 1)[0]
        ) + when
    elif row.kind == "break" and row.break_kind is not None and row.break_kind.minutes:
        end = row.at + timedelta(minutes=row.break_kind.minutes)
        words += f", back at {wording.at(shop, end)}"
    figures = bool(shop.setting("kiosk.figures")) and named.verified
    if figures and minutes is None:
        now = present.of(shop, named.person.employee, at)
        minutes = now.minutes(at)
        if row.kind == "out" and now.ended is not None and now.ended not in now.today:
            minutes += now.ended.worked  # it began before midnight, and is what counts to them
    minutes = minutes if figures else None
    return Punched(
        punch=row.id,
        kind=row.kind,
        at=row.at,
        words=f"{words}.",
        state=AFTER[row.kind],
        minutes_today=minutes,
        today=wording.both(minutes) if minutes is not None else "",
        already=already,
        doubt=_doubt(row),
    )


def _doubt(row: Punch) -> str:
    if not row.verified:
        return "The PIN was not checked. A manager will look at it."
    if row.clock in ("behind", "ahead"):
        return "This clock may be wrong. A manager will look at it."
    return ""
