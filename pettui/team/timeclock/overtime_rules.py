"""The shop's rules of overtime: read, taken from a ready-made set, added and ended."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from db.models import OvertimeRule
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock.overtime import INTERVALS, PLAIN, SETS, Rule, from_set
from pettui.team.timeclock.periods import DAY, closed_periods
from pettui.team.timeclock.rights import refuse_unless_manager
from pettui.team.timeclock.totals import clock_text, factor_text
from pettui.text import clean

_MOST_MULTIPLIER = 5


def rules(branch: int) -> tuple[Rule, ...]:
    """Read all rules of the shop, those that hold no more too, the earliest first."""
    row = OvertimeRule
    rows = row.select(
        row.name, row.interval, row.limit, row.multiplier, row.first_day, row.last_day, row.id,
        row.version,
    ).where(row.branch == branch)  # fmt: skip
    return tuple(Rule(*r) for r in tuples(rows.order_by(row.first_day, row.position, row.id)))


def words(rule: Rule) -> str:
    """Say a rule: `1.5 x above 8:00 a day`."""
    on = "on " if rule.interval == "seventh_day" else ""
    above = f"above {clock_text(rule.limit)} " if rule.limit else ""
    return f"{factor_text(rule.multiplier)} x {above}{on}{INTERVALS[rule.interval]}"


def use_set(shop: Shop, name: str, first_day: date, by: Actor) -> tuple[Rule, ...]:
    """Let a ready-made set hold from a day on, in place of all rules that held until then.

    Raises Refused for a set that does not exist, and for a day whose hours are closed.
    """
    if name not in SETS:
        raise Refused(f"There are no rules “{clean(name, 40)}”; there are {', '.join(SETS)}.")
    with change(f"overtime rules from {shop.day(first_day)}: {name}", by) as door:
        refuse_unless_manager(by)
        _refuse_closed(shop, first_day)
        for row in OvertimeRule.select().where(OvertimeRule.branch == shop.branch):
            if row.first_day >= first_day:
                door.delete(row)
            elif row.last_day is None or row.last_day >= first_day:
                door.update(row, last_day=first_day - DAY)
        for place, rule in enumerate(from_set(name, first_day)):
            _insert(door, shop, rule, place)
    return rules(shop.branch)


def add_rule(
    shop: Shop, interval: str, limit: int, multiplier: Decimal, first_day: date, by: Actor,
    *, name: str = "",
) -> tuple[Rule, ...]:  # fmt: skip
    """Add one rule from a day on; `limit` is in minutes. Raises Refused in words."""
    if interval not in INTERVALS:
        raise Refused(f"An interval is one of {', '.join(INTERVALS)}.")
    if not PLAIN < multiplier <= _MOST_MULTIPLIER:
        raise Refused(f"Overtime counts more than once and at most {_MOST_MULTIPLIER} times.")
    if not 0 <= limit <= 14 * 1440:
        raise Refused("The limit is a number of hours that somebody can work.")
    rule = Rule(clean(name), interval, limit, multiplier, first_day)
    rule = rule._replace(name=rule.name or words(rule))
    with change(f"overtime from {shop.day(first_day)}: {words(rule)}", by) as door:
        refuse_unless_manager(by)
        _refuse_closed(shop, first_day)
        _insert(door, shop, rule, len(rules(shop.branch)))
    return rules(shop.branch)


def end_rule(shop: Shop, key: int, last_day: date, by: Actor, *, seen: int | None = None) -> None:
    """Let a rule hold until a day, and no more after it; raises Refused or Clash in words."""
    with change("", by) as door:
        refuse_unless_manager(by)
        row = OvertimeRule.get_or_none(OvertimeRule.id == key, OvertimeRule.branch == shop.branch)
        if row is None:
            raise Refused("This rule is no longer there. Look at the rules again.")
        door.refuse_stale(row, seen)
        _refuse_closed(shop, last_day + DAY)
        door.what = f"overtime rule {row.name} ends on {shop.day(last_day)}"
        if last_day < row.first_day:
            door.delete(row)
        else:
            door.update(row, last_day=last_day)


def _insert(door: Door, shop: Shop, rule: Rule, place: int) -> None:
    door.insert(
        OvertimeRule, branch=shop.branch, name=rule.name, interval=rule.interval,
        limit=rule.limit, multiplier=rule.multiplier, first_day=rule.first_day, position=place,
    )  # fmt: skip


def _refuse_closed(shop: Shop, day: date) -> None:
    later = [period for period in closed_periods(shop.branch) if period.last >= day]
    if later:
        raise Refused(
            f"The hours until {shop.day(later[-1].last)} are closed."
            f" Let rules change from {shop.day(later[-1].last + DAY)} on, or later."
        )
