"""Plans a break that comes again: what and when, what stands in the way, then the time blocks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pettui.dates import parse_time
from pettui.history.door import Refused
from pettui.team.schedule.breaks import BreakPlan, BreakWish, add, preview, ticket_of
from pettui.team.schedule.reading import Grid
from pettui.text import capital, count
from screens.book.blocking import read_wish
from screens.team.schedule.leaving import go_to_visit
from screens.team.schedule.spans import ask_span, read_weekdays, weekday_words
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

_AHEAD = 12  # weeks that are offered
_SHOWN = 8


async def plan_breaks(desk: Desk, person: tuple[int, str], shown: Grid) -> None:
    """Ask what, when and for whom; show conflicts; block the time."""
    shop = desk.shop

    def what(text: str) -> Understood[tuple[str, int, int]]:
        words, _, at = text.rpartition(" at ")
        if not words:
            raise ValueError("Say what, how long and when: lunch 30 at 12.")
        wish, start = read_wish(words), parse_time(at)
        if start + wish.length > 1440:
            raise ValueError("A break ends on the same day.")
        until = shop.time(start + wish.length)
        return Understood(
            (wish.reason, wish.length, start), f"{wish.reason}, {shop.time(start)}-{until}"
        )

    said = await desk.push_screen_wait(
        Ask("A break that comes again", what, value="Lunch 30 at 12",
            words="What, how many minutes, and when.")
    )  # fmt: skip
    if said is None:
        return
    reason, length, start = said

    def when(text: str) -> Understood[tuple[int, ...]]:
        weekdays = read_weekdays(text)
        return Understood(weekdays, f"every {weekday_words(weekdays)}")

    weekdays = await desk.push_screen_wait(Ask("On which weekdays?", when, value="mon-fri"))
    if weekdays is None:
        return
    who = await desk.push_screen_wait(
        Menu("For whom", [Choice("one", person[1]), Choice("all", "everybody")])
    )
    if who is None:
        return
    first = max(shown.days[0], shop.today())
    span = await ask_span(desk, reason, first, first + timedelta(weeks=_AHEAD, days=-1))
    if span is None:
        return
    people = tuple(e.employee for e in shown.people) if who == "all" else (person[0],)
    await _write(desk, BreakWish(people, weekdays, start, length, reason, *span))


async def _write(desk: Desk, wish: BreakWish) -> None:
    plan = await desk.gateway.run(preview, desk.shop, wish)
    if not plan.fits and not plan.held:
        raise Refused("Nobody of them works at that time on these days, or it is there already.")
    over = False
    if plan.conflicts:
        chosen = await _ask_about(desk, plan)
        if chosen is None:
            return
        if chosen.startswith("row:"):
            holder = next(h for h in plan.conflicts if h.row == int(chosen[4:]))
            go_to_visit(desk, await desk.gateway.run(ticket_of, holder))
            return
        over = chosen == "over"
    done = await desk.write(add, desk.shop, wish, desk.actor, seen=plan, over=over)
    desk.say(f"{capital(done.words)}. u takes it back.")


async def _ask_about(desk: Desk, plan: BreakPlan) -> str | None:
    shop = desk.shop
    choices = [
        Choice("leave", "Leave these days without the break",
               count(len(plan.fits), "break") + " written"),
        Choice("over", "Block them too", "double booked on purpose"),
        *(
            Choice(f"row:{h.row}", f"{shop.short_day(h.day)} {shop.time(h.start)} {h.title}",
                   f"{h.label}, look at it first")
            for h in plan.conflicts[:_SHOWN]
        ),
    ]  # fmt: skip
    more = len(plan.conflicts) - _SHOWN
    stand = "stands" if len(plan.conflicts) == 1 else "stand"
    words = f"{count(len(plan.conflicts), 'visit')} {stand} where the break would be" + (
        f"; the first {_SHOWN} are listed." if more > 0 else "."
    )
    return await desk.push_screen_wait(Menu("Conflicts", choices, words=words))
