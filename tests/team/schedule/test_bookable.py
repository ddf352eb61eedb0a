"""Whatever is edited in whatever order, nobody is bookable but when the rules say so.

The rules stand here a second time, minute by minute and without a database (DOMAIN 3.2, 11).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import travel

from db.models import Change, TicketRow
from pettui.book.checking import check
from pettui.book.free import openings
from pettui.history.undo import undo
from pettui.stock.abilities import Limits, limits_of, save_limits
from pettui.team.schedule import closing
from pettui.team.schedule.closing import CloseWish, close_days, reopen
from pettui.team.schedule.opening import paint_opening
from pettui.team.schedule.painting import Target, paint
from pettui.team.schedule.regular import paint_regular, set_rotation
from pettui.team.schedule.words import REGULAR, Entry
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA, DAY
from tests.team.schedule.test_painting import entries, own_shop

PEOPLE = ("Kim", "Luis", "Ana")
FIRST, DAYS = DAY + timedelta(1), 21  # from the Tuesday on nothing is booked
LENGTH = 15  # minutes that nails take

days = st.integers(0, DAYS - 1).map(lambda n: FIRST + timedelta(n))
people = st.sampled_from(PEOPLE)
week_hours = entries().filter(lambda entry: not entry.kind)
edits = st.one_of(
    st.tuples(st.just("paint"), people, days, entries() | st.just(REGULAR)),
    st.tuples(st.just("regular"), people, st.integers(0, 2), st.integers(0, 6), week_hours),
    st.tuples(st.just("rotate"), people, st.integers(1, 3), days),
    st.tuples(st.just("close"), days),
    st.tuples(st.just("reopen"), days),
    st.tuples(st.just("open"), st.integers(0, 6), week_hours.filter(lambda e: e.ranges)),
    st.tuples(st.just("limit"), people, st.sampled_from(["everything", "nails", "bath"])),
    st.tuples(st.just("undo")),
)


@dataclass
class Model:
    """The rules once more: sets of minutes, and nothing else."""

    weeks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PEOPLE, 1))
    anchors: dict[str, date] = field(default_factory=lambda: dict.fromkeys(PEOPLE, DAY))
    regular: dict[tuple[str, int, int], frozenset[int]] = field(default_factory=dict)
    plans: dict[tuple[str, date], frozenset[int]] = field(default_factory=dict)
    closed: set[date] = field(default_factory=set)
    can: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(PEOPLE, True))

    def works(self, name: str, day: date) -> frozenset[int]:
        """Give the minutes that somebody works."""
        if (name, day) in self.plans:
            return self.plans[name, day]
        if day in self.closed:
            return frozenset()
        turn = (day - self.anchors[name]).days // 7 % self.weeks[name]
        return self.regular.get((name, turn, day.weekday()), frozenset())

    def bookable(self, name: str, day: date) -> set[int]:
        """Give the quarters of an hour at which nails can begin."""
        works = self.works(name, day)
        fitting = {s for s in range(0, 1440, 15) if works >= set(range(s, s + LENGTH))}
        return fitting if self.can[name] else set()


def minutes(entry: Entry) -> frozenset[int]:
    return frozenset(minute for start, end in entry.ranges for minute in range(start, end))


def small_shop() -> Model:
    model = Model()
    for name, span in (("Kim", (540, 1020)), ("Luis", (540, 1020)), ("Ana", (480, 840))):
        for weekday in range(6):
            model.regular[name, 0, weekday] = frozenset(range(*span))
    return model


def edit(shop: Shop, model: Model, what: str, *said: object) -> None:
    """Do one edit in the shop, by its rule, and in the model."""
    everywhere = {row.id for row in TicketRow.select()}
    match (what, *said):
        case ("paint", str(name), date() as day, Entry() as entry):
            target = [Target(steps.column(name), day)]
            paint(shop, target, entry, DANA, agreed=everywhere)
            if entry.is_regular:
                model.plans.pop((name, day), None)
            else:
                model.plans[name, day] = minutes(entry)
        case ("regular", str(name), int(week), int(weekday), Entry() as entry):
            week %= model.weeks[name]
            places = [(week, weekday)]
            paint_regular(shop, steps.column(name), places, entry, DANA, agreed=everywhere)
            model.regular[name, week, weekday] = minutes(entry)
        case ("rotate", str(name), int(weeks), date() as day):
            set_rotation(shop, steps.column(name), weeks, day, DANA, agreed=everywhere)
            for weekday in range(7):
                for week in range(model.weeks[name], weeks):
                    first = model.regular.get((name, 0, weekday), frozenset())
                    model.regular[name, week, weekday] = first
                for week in range(weeks, 3):
                    model.regular.pop((name, week, weekday), None)
            model.weeks[name] = weeks
            model.anchors[name] = day - timedelta(day.weekday())
        case ("close", date() as day) if day not in model.closed:
            close_days(shop, [CloseWish(day)], DANA, agreed=everywhere)
            model.closed.add(day)
        case ("reopen", date() as day):
            ids = [each.id for each in closing.closures(shop, day, day)]
            if ids:
                reopen(shop, ids, DANA)
            model.closed.discard(day)
        case ("open", int(weekday), Entry() as entry):
            paint_opening(shop, [weekday], entry.ranges, DANA, agreed=everywhere)
        case ("limit", str(name), str(to)):
            now = limits_of(steps.column(name))
            codes = {"nails": "NAILS", "bath": "BATH"}
            items = frozenset({steps.item(codes[to])} if to in codes else ())
            wish = Limits(now.employee, now.name, bool(items), items, frozenset(), now.version)
            save_limits(shop, wish, DANA)
            model.can[name] = to != "bath"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.lists(edits, min_size=1, max_size=14))
def test_nobody_is_bookable_but_when_the_rules_say_so(
    shop_template: Path, taken: list[tuple[object, ...]]
) -> None:
    with own_shop(shop_template) as shop, travel("2026-11-20 13:00", tick=False):
        model = small_shop()
        before: list[Model] = []
        for what, *said in taken:
            if what == "undo":
                if before:
                    undo(DANA)
                    model = before.pop()
                continue
            kept, count = copy.deepcopy(model), Change.select().count()
            edit(shop, model, str(what), *said)
            if Change.select().count() > count:
                before.append(kept)
        plan = steps.plan(steps.row("NAILS", who=None, of="Coco"))
        for offset in range(DAYS):
            day = FIRST + timedelta(offset)
            found = {(each.label, each.start) for each in openings(shop, plan, day)}
            assert found == {(n, start) for n in PEOPLE for start in model.bookable(n, day)}, day
        _asks_outside(shop, model)


def _asks_outside(shop: Shop, model: Model) -> None:
    """What lies outside is booked by nobody who was not asked."""
    for offset in range(0, DAYS, 5):
        day = FIRST + timedelta(offset)
        for name in PEOPLE:
            for start in (0, 465, 535, 720, 835, 1015):
                wish = steps.plan(steps.row("NAILS", name, "Coco"), day=day, at=start)
                fits = model.works(name, day) >= set(range(start, start + LENGTH))
                if not fits or not model.can[name]:
                    assert check(shop, wish).needs_asking, (name, day, start)
