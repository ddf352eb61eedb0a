"""The time clock's own account: it takes everybody's punches, and may do nothing else."""

from __future__ import annotations

import uuid

import pytest

from db.models import Change, Punch, PunchRequest
from pettui.book import booking
from pettui.history.door import change
from pettui.team.access import having
from pettui.team.shop import Shop
from pettui.team.timeclock import missed, naming
from pettui.team.timeclock.facts import Named, Wrong
from tests.book.steps import plan, row
from tests.team.access.steps import actor, be
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import KIOSK, PINS, employee, named, number, press


@pytest.fixture(autouse=True)
def an_account_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock run as an account that does not own the database's file."""
    monkeypatch.setattr(having, "owns_the_file", lambda: False)


def test_people_clock_in_whatever_their_role(guarded: Shop, clockwork: Clockwork) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(having, "owns_the_file", lambda: True)
        be("Ana", "kiosk")
    assert isinstance(naming.name(guarded, number("Ana"), KIOSK, pin="000000"), Wrong)
    assert isinstance(naming.name(guarded, number("Ana"), KIOSK, pin=PINS["Ana"]), Named)
    press(guarded, "Ana")
    clockwork.pass_time(hours=3)
    press(guarded, "Ana")
    mine = Punch.select().where(Punch.employee == employee("Ana"))
    assert [punch.kind for punch in mine.order_by(Punch.id)] == ["in", "out"]
    assert Change.select().order_by(Change.id.desc()).get().account == employee("Ana")


def test_a_missed_punch_is_asked_for(guarded: Shop, clockwork: Clockwork) -> None:
    clockwork.until(23, 17)
    luis = named(guarded, "Luis")
    meant = missed.understand(guarded, luis, "in", "9:05")
    told = missed.ask(guarded, luis, meant, KIOSK, command=str(uuid.uuid4()))
    assert "A manager will look at it" in told
    assert PunchRequest.get().__data__["employee"] == employee("Luis")


def test_the_clock_writes_nothing_else(guarded: Shop) -> None:
    with pytest.raises(having.Forbidden):
        booking.save(guarded, plan(row("BATH", "Ana", "Rex")), KIOSK)


def test_nobody_writes_another_persons_punch(guarded: Shop) -> None:
    press(guarded, "Luis")
    made = Punch.get()
    values = {name: value for name, value in made.__data__.items() if name not in ("id", "version")}
    with pytest.raises(having.Forbidden, match=r"team\.hours"), change("a", actor("Ana")) as door:
        door.insert(Punch, **values | {"sequence": made.sequence + 1})
    with pytest.raises(having.Forbidden, match=r"team\.hours"), change("a", KIOSK) as door:
        door.insert(Punch, **values | {"sequence": made.sequence + 1})
