"""Copies weeks from one employee to another: to whom, which days, everything shown, then done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.team.schedule.copying import CopyWish, Step, copy, preview
from pettui.team.schedule.reading import Grid
from pettui.team.schedule.words import entry_words
from pettui.text import count
from screens.team.schedule.leaving import save
from screens.team.schedule.preview import Preview
from screens.team.schedule.showing import ranges_words
from screens.team.schedule.spans import ask_span
from screens.widgets.menu import Choice, Menu
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.desk import Desk


async def copy_weeks(desk: Desk, source: tuple[int, str], shown: Grid) -> None:
    """Ask for everything, show what is overwritten, and copy."""
    shop = desk.shop
    others = [each for each in shown.people if each.employee != source[0]]
    to = await desk.push_screen_wait(
        Menu(f"Copy {source[1]}'s days to", [Choice(str(o.employee), o.label) for o in others])
    )
    if to is None:
        return
    target = next(each for each in others if str(each.employee) == to)
    span = await ask_span(desk, f"{source[1]} to {target.label}", shown.days[0], shown.days[-1])
    if span is None:
        return
    kept = await desk.push_screen_wait(
        Menu(f"Days on which {target.label} is off", [
            Choice("keep", "stay off", "vacation, sick, and other days off"),
            Choice("over", "are overwritten too"),
        ])
    )  # fmt: skip
    if kept is None:
        return
    wish = CopyWish(source[0], target.employee, *span, kept == "keep")
    steps = await desk.gateway.run(preview, shop, wish)
    if not steps:
        desk.say(f"{target.label} has the same hours on these days already.")
        return
    over = sum(1 for step in steps if not step.before.is_regular)
    words = f"{count(len(steps), 'day')} of {target.label} change" + (
        f"; {count(over, 'day')} entered by hand {'is' if over == 1 else 'are'} overwritten."
        if over
        else "; nothing that was entered by hand is overwritten."
    )
    title = f"Copy {source[1]}'s days to {target.label}"
    if await desk.push_screen_wait(Preview(title, words, [_row(shop, step) for step in steps])):
        await save(
            desk,
            lambda agreed: desk.write(copy, shop, wish, desk.actor, seen=steps, agreed=agreed),
        )


def _row(shop: Shop, step: Step) -> Row:
    was = ranges_words(shop, step.was.ranges) or step.was.off
    now = ranges_words(shop, step.now.ranges) or step.now.off
    by_hand = "" if step.before.is_regular else f"  was {entry_words(shop, step.before)}"
    left = assemble(
        line(f"{shop.short_day(step.day)}  ", "bold"),
        line(was),
        line("  ->  ", "$text-muted"),
        line(now, "bold"),
    )
    return Row(step.day.isoformat(), left, line(by_hand, "$text-warning"))
