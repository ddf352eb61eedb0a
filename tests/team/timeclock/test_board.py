"""Who is in, on a break and expected; names, figures and notices as everybody sees them."""

from __future__ import annotations

from datetime import date

import pytest

from db.models import Closure, DayPlan, Employee
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks, missed, notices, people, rates, who
from pettui.team.timeclock.breaks import BreakForm
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import DANA, KIOSK, employee, look, named, press


def test_the_board_of_a_morning(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Ana")
    clockwork.until(23, 9, 12)
    board = who.board(shop)
    assert [(p.person.name, p.since) for p in board.inside] == [("Ana", "8:58")]
    assert [(a.person.name, a.at, a.late) for a in board.expected] == [
        ("Kim", "9:00", 12),
        ("Luis", "9:00", 12),
    ]
    press(shop, "Ana", "break", break_kind=-2)
    clockwork.pass_time(minutes=3)
    board = who.board(shop)
    assert [(p.person.name, p.since, p.note) for p in board.on_break] == [("Ana", "9:12", "Meal")]
    press(shop, "Ana")
    assert who.board(shop).inside[0].since == "8:58"  # since they came, not since the break
    clockwork.until(23, 14)
    press(shop, "Ana")
    clockwork.until(23, 18)
    board = who.board(shop)
    assert (board.inside, board.on_break, board.expected) == ((), (), ())


def test_figures_and_surnames_are_hidden_where_the_owner_hides_them(
    shop: Shop, clockwork: Clockwork
) -> None:
    press(shop, "Ana")
    plain = put(shop, "kiosk.figures", "no", DANA)
    shown = who.board(plain).inside[0]
    assert (shown.since, shown.at) == ("", None)
    full = put(shop, "kiosk.names", "full name", DANA)
    assert who.board(full).inside[0].person.name == "Ana Silva"
    initials = put(shop, "kiosk.names", "initials", DANA)
    assert who.board(initials).inside[0].person.name == "AS"


def test_namesakes_are_told_apart(shop: Shop, clockwork: Clockwork) -> None:
    with change("namesakes", DANA) as door:
        door.update(Employee.get_by_id(employee("Luis")), first_name="Ana", last_name="Moreno")
    names = {p.name for p in people.shown(shop, people.everybody(shop.branch)).values()}
    assert names == {"Kim", "Ana M.", "Ana S."}
    with change("namesakes", DANA) as door:
        door.update(Employee.get_by_id(employee("Luis")), last_name="Soto")
    names = {p.name for p in people.shown(shop, people.everybody(shop.branch)).values()}
    assert names == {"Kim", "Ana 1001", "Ana 1002"}


def test_the_notices_of_a_day(shop: Shop, clockwork: Clockwork) -> None:
    notices.add(shop, "Staff meeting at 5", DANA)
    notices.add(shop, "Not yet", DANA, first_day=date(2026, 11, 24))
    notices.add(shop, "Only in the book", DANA, kiosk=False)
    with change("closed", DANA) as door:
        door.insert(Closure, branch=shop.branch, day=date(2026, 11, 26), reason="Thanksgiving")
        door.insert(Closure, branch=shop.branch, day=date(2026, 12, 25), reason="Christmas")
        door.insert(
            DayPlan, employee=employee("Luis"), day=date(2026, 11, 23), off=True, reason="sick"
        )
    assert [(told.text, told.kind) for told in who.board(shop).notices] == [
        ("Staff meeting at 5", "notice"),
        ("Closed Thu 26 Nov: Thanksgiving", "closed"),
        ("Off today: Luis", "off"),
    ]
    in_book = notices.of_day(shop, date(2026, 11, 23), where="book")
    assert [told.text for told in in_book] == ["Staff meeting at 5", "Only in the book"]
    assert "Luis" not in [awaited.person.name for awaited in who.board(shop).expected]


def test_notices_are_changed_and_taken_down(shop: Shop, clockwork: Clockwork) -> None:
    key = notices.add(shop, "Meeting [/] \x1b[31mat 5", DANA)
    note = notices.kept(shop)[0]
    assert note.text == "Meeting [/] [31mat 5"
    notices.edit(shop, note._replace(text="Meeting at 6"), DANA)
    assert notices.kept(shop)[0].text == "Meeting at 6"
    with pytest.raises(Refused, match="changed this"):
        notices.edit(shop, note._replace(text="Meeting at 7"), DANA)
    assert notices.remove(shop, key, DANA) == "Meeting at 6"
    with pytest.raises(Refused, match="no such notice"):
        notices.remove(shop, key, DANA)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("  ", None, None, "empty"),
        ("x" * 201, None, None, "200 letters"),
        ("over", date(2026, 11, 20), date(2026, 11, 22), "over already"),
        ("turned", date(2026, 11, 25), date(2026, 11, 24), "ends before it begins"),
    ],
)
def test_notices_that_make_no_sense_are_refused(
    shop: Shop,
    clockwork: Clockwork,
    text: str,
    first: date | None,
    last: date | None,
    words: str,
) -> None:
    with pytest.raises(Refused, match=words):
        notices.add(shop, text, DANA, first_day=first, last_day=last)


def test_kinds_of_break_are_set_up(shop: Shop, clockwork: Clockwork) -> None:
    assert [kind.words for kind in breaks.kinds(shop)] == [
        "Break, 10 min, paid",
        "Meal, 30 min, unpaid",
    ]
    coffee = breaks.save(shop, BreakForm("Coffee", paid=True, meal=False, minutes=15), DANA)
    assert [kind.name for kind in breaks.kinds(shop)] == ["Break", "Meal", "Coffee"]
    with pytest.raises(Refused, match="already"):
        breaks.save(shop, BreakForm("coffee", paid=True, meal=False, minutes=15), DANA)
    breaks.retire(shop, coffee, DANA)
    press(shop, "Ana")
    with pytest.raises(Refused, match="not offered any more"):
        press(shop, "Ana", "break", break_kind=coffee)
    breaks.restore(shop, coffee, DANA)
    assert press(shop, "Ana", "break", break_kind=coffee).words.startswith("Coffee from 8:58")


def test_only_managers_set_up_breaks_and_roles(shop: Shop) -> None:
    luis = Actor(employee("Luis"), "Luis", "desk")
    with pytest.raises(Refused, match="may not"):
        breaks.save(shop, BreakForm("Nap", paid=True, meal=False, minutes=90), luis)
    with pytest.raises(Refused, match="may not"):
        rates.save(shop, employee("Luis"), "Boss", 9900, luis)


def test_a_missed_punch_becomes_a_request(shop: Shop, clockwork: Clockwork) -> None:
    clockwork.until(23, 17)
    shown = look(shop, "Luis")
    assert shown.hint == "" or "Press 4" in shown.hint
    luis = named(shop, "Luis")
    assert missed.kinds(shop, luis)[0] == ("in", "I forgot to clock in")
    meant = missed.understand(shop, luis, "in", "9")
    assert meant.words == "In today at 9:00."
    assert "manager" in missed.ask(shop, luis, meant, KIOSK, command="a")
    missed.ask(shop, luis, meant, KIOSK, command="a")  # the same command again
    shown = look(shop, "Luis")
    assert (shown.state, shown.enter, shown.since) == ("in", "out", "9:00")
    press(shop, "Luis")
    with pytest.raises(Refused, match="you were in since 9:00"):
        missed.understand(shop, luis, "in", "9:30")
    pause = missed.understand(shop, luis, "break", "12")
    missed.ask(shop, luis, pause, KIOSK, command="b")
    missed.ask(shop, luis, missed.understand(shop, luis, "back", "12:30"), KIOSK, command="c")


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("in", "soon", "not"),
        ("in", "fri", "Say the time"),
        ("in", "12/24 9", "still to come"),
        ("in", "2026-09-01 9", "31 days"),
        ("out", "8:30", "not clocked in"),
        ("back", "8:30", "not clocked in"),
    ],
)
def test_a_missed_punch_that_cannot_be_is_refused(
    shop: Shop, clockwork: Clockwork, kind: str, text: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        missed.understand(shop, named(shop, "Luis"), kind, text)  # type: ignore[arg-type]  # a kind
