"""Says why an answer comes where it does: when it is, who does it, what it leaves."""

from __future__ import annotations

from datetime import date

from pettui.book.search.asking import Order
from pettui.book.search.crews import Crew, Party
from pettui.book.search.gaps import Gap
from pettui.dates import distance

_CHOICES = ("first choice", "second choice", "third choice")


def words(order: Order, day: date, today: date, party: Party, crew: Crew, gap: Gap) -> str:
    """Give the reasons, the one that decides the order first: `tomorrow, leaves no gap`."""
    when, whose, left = distance(day, today), _whose(party, crew), _left(gap)
    said = {
        "soonest": (when, whose, left),
        "gap": (left, when, whose),
        "groomer": (whose, when, left),
    }[order]
    return ", ".join(part for part in said if part)


def _whose(party: Party, crew: Crew) -> str:
    """Say how dear the groomer is, where somebody was named for what is to be chosen."""
    search, staff = party.search, party.lists.staff
    open_rows = [place for place, row in enumerate(search.plan.rows) if row.employee is None]
    if not open_rows:
        return ""
    own = {search.choices[p] for p in open_rows if p < len(search.choices) and search.choices[p]}
    usual = party.lists.preferred.get(search.plan.client)
    named = search.employees
    if not named and not own:
        if not search.others or usual not in staff:
            return ""
        same = {crew.employees[place] for place in open_rows} == {usual}
        return f"{staff[usual].label} as usual" if same else ""
    worst = max(party.ranks[place][crew.employees[place]] for place in open_rows)
    most = max(len(choice) for choice in (*own, named))
    if most == 1 and not (search.others and named):
        return ""
    if worst >= most:
        return "another groomer"
    return _CHOICES[worst] if worst < len(_CHOICES) else f"choice {worst + 1}"


def _left(gap: Gap) -> str:
    if not gap.left:
        return "fills the gap"
    if gap.scrap:
        return f"leaves {gap.scrap} min over"
    return "free on both sides" if gap.alone else "leaves no gap"
