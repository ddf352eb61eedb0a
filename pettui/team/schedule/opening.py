"""Changes when the shop is open on a weekday, after a look at what then lies outside."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from db.models import OpeningHours
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.hours import Range
from pettui.team.schedule.outside import shown_first
from pettui.team.schedule.painting import Done
from pettui.team.schedule.versions import Seen, refuse_stale, seen_of
from pettui.team.schedule.words import Entry, entry_words
from pettui.team.shop import Shop


def seen_opening(shop: Shop) -> Seen:
    """Give what one sees of the opening hours, for `paint_opening`."""
    return seen_of(OpeningHours.select().where(OpeningHours.branch == shop.branch))


def paint_opening(
    shop: Shop,
    weekdays: Sequence[int],
    ranges: Sequence[Range],
    by: Actor,
    *,
    seen: Seen | None = None,
    agreed: Collection[int] = (),
) -> Done:
    """Write the opening hours of weekdays (0 is Monday), for all weeks; none means closed.

    Nobody's own hours change with it. Raises LeavesOutside for visits that would then lie
    outside opening hours, and Clash when somebody changed them since they were seen.
    """
    wanted = set(weekdays)
    if not wanted or not wanted <= set(range(7)):
        raise Refused("No weekday is chosen.")
    with change("changed the opening hours", by) as door:
        rows = list(OpeningHours.select().where(OpeningHours.branch == shop.branch))
        refuse_stale(rows, seen, "the shop")
        if not ranges and not any(row.weekday not in wanted for row in rows):
            raise Refused("The shop would never be open. Leave it hours on one weekday.")
        with shown_first(shop, agreed, by_opening=True) as left:
            for row in rows:
                if row.weekday in wanted and (row.start, row.end) not in ranges:
                    door.delete(row)
            known = {(row.weekday, row.start, row.end) for row in rows}
            for weekday in sorted(wanted):
                for start, end in ranges:
                    if (weekday, start, end) not in known:
                        door.insert(
                            OpeningHours, branch=shop.branch, weekday=weekday, start=start, end=end
                        )
        names = ", ".join(shop.formats.weekdays[weekday] for weekday in sorted(wanted))
        says = entry_words(shop, Entry(tuple(ranges))) if ranges else "closed"
        door.what = f"opening hours, {names}: {says}"
        return Done(door.what, left.visits)
