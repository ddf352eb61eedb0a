"""Whoever may not see phone numbers reads two digits of them in what fills the book, too.

The wait list, its matches and history, recalls, series, the one-line booking, and the sharing out
of somebody's day: each as a bather sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from time_machine import travel

from db.models import Client, Phone, Ticket, WaitEntry
from pettui.book.matching.finding import match
from pettui.book.matching.values import Opened
from pettui.book.oneline import saying
from pettui.book.oneline.lines import Lines
from pettui.book.series.listing import listed as series
from pettui.book.spreading.calling import to_call
from pettui.book.spreading.doing import spread
from pettui.book.spreading.leaving import away_on, proposal
from pettui.book.waiting import listing, reading, saving, story
from pettui.book.waiting.wanted import wanted_of
from pettui.history import audit
from pettui.history.actor import Actor
from pettui.history.audit import Wish
from pettui.history.door import Refused, change
from pettui.people.recall.reading import recall
from pettui.team.shop import Shop
from pettui.team.viewing import seen_by
from tests.book.series.steps import repeat, visit
from tests.book.steps import TUESDAY, column
from tests.book.waiting.steps import listed, wanted
from tests.people.recall.past import came
from tests.small_shop import DANA, DAY
from tests.team.access.steps import actor, be

OWN, OTHERS = "(212) 555-0188", "212 555 0166"
WHOLE = ("0142", "0177", "0199", "0188", "0166", "2125550")


@pytest.fixture
def ana(guarded: Shop) -> Iterator[Actor]:
    """Give a bather, in a shop where people wait, are due, and come again; Luis is ill."""
    with travel("2026-11-23 12:40+00:00", tick=False):
        repeat(guarded, visit(guarded), "every 6 weeks, 4 times")
        listed(guarded, "Bella", "NAILS", phone=OTHERS)
        listed(guarded, "Coco", "BATH")
        came(guarded, "Mimi", 60, 120, 180)
        yield be("Ana", "bather")


def _calls(shop: Shop) -> object:
    if not Ticket.select().where(Ticket.pet_names == "Rex", Ticket.status == "cancelled").exists():
        for name in ("Kim", "Ana"):
            away = away_on(shop, column(name), DAY)
            spread(shop, proposal(shop, away), DANA, away=away)
        away = away_on(shop, column("Luis"), DAY)
        spread(shop, proposal(shop, away), DANA, away=away)
    return to_call(shop)


def _asked(shop: Shop) -> object:
    with change("another Ortega", DANA) as door:
        if not Client.select().where(Client.first_name == "Mario").exists():
            other = door.insert(
                Client, number=door.next_number(shop.branch, "client"), first_name="Mario",
                last_name="Ortega", created=door.at,
            )  # fmt: skip
            door.insert(
                Phone, client=other, number="5550188", shown=OWN, digits="2125550188", primary=True
            )
    return Lines().understand(shop, "ortega bath tue 2p")


def _changed(shop: Shop) -> object:
    found = audit.read(shop, Wish(words="wait list"), ANA).changes
    return [audit.lines_of(shop, each.id, ANA) for each in found]


ANA = Actor(None, "the log", "desk")


def _said(shop: Shop) -> object:
    said = Lines().understand(shop, "bella bath tue 2p luis")
    return said, saying.as_text(shop, said), saying.as_json(shop, said)


def _entry(name: str) -> int:
    return next(int(e.id) for e in WaitEntry.select() if saving.name_of(e) == name)


SHOWN: dict[str, Callable[[Shop], object]] = {
    "the wait list": lambda shop: listing.load(shop),
    "an entry": lambda shop: reading.read(shop),
    "its history": lambda shop: story.of_entry(shop, _entry("Bella")),
    "the log of the list": _changed,
    "who fits": lambda shop: match(shop, [Opened(TUESDAY, None, 0, 1440)]),
    "who is due": lambda shop: recall(shop),
    "who is due, by digits": lambda shop: recall(shop, text="0199"),
    "series": lambda shop: series(shop),
    "series by digits": lambda shop: series(shop, text="0142"),
    "one line": _said,
    "which client is meant": _asked,
    "what becomes of visits": lambda shop: proposal(shop, away_on(shop, column("Luis"), DAY)),
    "whom to phone": _calls,
}


@pytest.mark.parametrize("name", SHOWN)
def test_no_whole_number_of_the_book_is_shown(guarded: Shop, ana: Actor, name: str) -> None:
    whole = repr(SHOWN[name](seen_by(guarded, actor("Kim"))))
    assert any(number in whole for number in WHOLE), "this shows numbers to whoever may"
    seen = repr(SHOWN[name](seen_by(guarded, ana)))
    assert not [number for number in WHOLE if number in seen]
    assert "··" in seen


def test_digits_that_are_typed_find_in_one_line(guarded: Shop, ana: Actor) -> None:
    said = Lines().understand(seen_by(guarded, ana), "0142 bella bath tue 2p luis")
    assert said.client is not None
    assert (said.client.name, said.client.phone) == ("Maria Ortega", "···-··42")


@pytest.mark.parametrize("pet", ["Bella", "Coco"])
def test_saving_an_entry_leaves_the_number_that_was_not_seen(
    guarded: Shop, ana: Actor, pet: str
) -> None:
    before = WaitEntry.get_by_id(_entry(pet)).phone
    shop = seen_by(guarded, ana)
    (seen,) = reading.read(shop, ids=[_entry(pet)])
    saving.save(shop, replace(wanted_of(seen), comment="in a hurry"), ana)
    kept = WaitEntry.get_by_id(_entry(pet))
    assert (kept.phone, kept.comment) == (before, "in a hurry")


def test_dots_are_no_number(guarded: Shop, ana: Actor) -> None:
    asked = wanted("Rex", "BATH", phone="(···) ···-··99")
    with pytest.raises(Refused, match="Phone: type the whole number"):
        saving.save(seen_by(guarded, ana), asked, ana)
