"""A shift that lacks a punch or is doubtful: what a manager may do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import amending, moments
from pettui.team.timeclock.cards import WORDS, ShiftLines
from pettui.team.timeclock.entering import NewPunch
from pettui.team.timeclock.listing import doubts, shift_text
from pettui.team.timeclock.shifts import minutes_between
from pettui.team.timeclock.totals import both_text
from screens.stock.form import Pick
from screens.team.timeclock import asking, reading
from screens.team.timeclock.forms import EchoForm
from screens.team.timeclock.opening import open_card
from screens.team.timeclock.punches import after_words, amend, read, told_clash
from screens.team.timeclock.reading import PersonView
from screens.team.timeclock.target import Target
from screens.widgets.line import Line
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

LABELS = {"in": "In", "break": "Break", "back": "Back", "out": "Out"}
USUAL = 30
_MEANINGS = {
    "in": "the clock-in", "break": "the start of the break", "back": "the end of the break",
    "out": "the clock-out",
}  # fmt: skip


class Missing(NamedTuple):
    """A punch that a shift lacks, and when it probably was, in minutes since the day's midnight."""

    kind: str
    likely: int | None


def shift_of(view: PersonView, target: Target) -> ShiftLines:
    """Give the shift that a punch is in; raises Refused where it counts for nothing."""
    for day in view.card.days:
        for shift in day.shifts:
            if any(punch.punch == target.id for punch in shift.punches):
                return shift
    raise Refused("This punch counts for nothing any more. Look at the day again.")


def missing_of(shift: ShiftLines, plan: tuple[tuple[int, int], ...]) -> list[Missing]:
    """Say which punches a shift lacks, in their order."""
    found: list[Missing] = []
    begun: int | None = None
    last = 0
    if shift.punches[0].kind != "in":
        found.append(Missing("in", plan[0][0] if plan else None))
    for punch in shift.punches:
        if punch.kind == "back" and begun is None:
            begin = punch.minute - USUAL
            found.append(Missing("break", begin if begin > last else None))
        elif punch.kind != "back" and begun is not None:
            found.append(Missing("back", begun + USUAL))
        begun = punch.minute if punch.kind == "break" else None
        last = punch.minute
    if shift.punches[-1].kind != "out":
        if begun is not None:
            found.append(Missing("back", begun + USUAL))
        likely = plan[-1][1] if plan and plan[-1][1] > last and not shift.open else None
        found.append(Missing("out", likely))
    return found


async def settle(desk: Desk, target: Target) -> None:
    """Offer what can be decided about a shift, numbered."""
    view = await read(desk, target.employee, target.day)
    shift = shift_of(view, target)
    plan = await desk.gateway.run(reading.plan, desk.shop, target.employee, target.day)
    missing = missing_of(shift, plan)
    said = doubts(shift)
    choices: list[Choice] = []
    if missing:
        what = " and ".join(_MEANINGS[each.kind] for each in missing)
        choices.append(Choice("enter", f"enter {what}…"))
    elif said:
        choices.append(Choice("confirm", "it was so: let it count"))
    choices += [
        Choice(f"amend:{punch.punch}", f"change {punch.words} {punch.time}…")
        for punch in shift.punches[:5]
    ]
    choices.append(Choice("void", "void the whole shift…", "it stays in sight"))
    choices.append(Choice("card", f"open the card of {view.card.name}"))
    title = f"{view.card.name}, {desk.shop.short_day(target.day)}: {shift_text(shift)}"
    words = said[:1].upper() + said[1:] + "." if said else ""
    chosen = await desk.push_screen_wait(Menu(title, choices, words=words))
    if chosen is None:
        return
    if chosen == "enter":
        await _enter(desk, view, target.day, missing, shift)
    elif chosen == "confirm":
        await confirm(desk, view, shift)
    elif chosen == "void":
        await _void(desk, view, shift)
    elif chosen == "card":
        open_card(desk, target)
    else:
        punch = int(chosen.partition(":")[2])
        await amend(desk, Target("punch", target.employee, target.day, punch))


async def confirm(desk: Desk, view: PersonView, shift: ShiftLines) -> None:
    """Let a shift count as it is, with the punches that were seen."""
    seen = [(punch.punch, punch.seen) for punch in shift.punches if punch.doubts]
    seen = seen or [(punch.punch, punch.seen) for punch in shift.punches[:1]]
    await told_clash(desk.write(amending.confirm, desk.shop, seen, desk.actor))
    words = f"{view.card.name}: {shift_text(shift)} counts as it is."
    after_words(desk, words, closed=view.card.period.closed)


async def _void(desk: Desk, view: PersonView, shift: ShiftLines) -> None:
    words = f"{shift_text(shift)} of {view.card.name}"
    why = await asking.ask_reason(desk, f"Void {words}?", "All its punches count for nothing then.")
    if why:
        seen = [(punch.punch, punch.seen) for punch in shift.punches]
        await told_clash(desk.write(amending.void, desk.shop, seen, desk.actor, why))
        after_words(desk, f"Voided {words}.", closed=view.card.period.closed)


async def _enter(
    desk: Desk, view: PersonView, day: date, missing: list[Missing], shift: ShiftLines
) -> None:
    """Ask when the missing punches were, and enter them together."""
    shop = desk.shop
    begin = shift.punches[0]
    fields: list[tuple[str, Line | Pick]] = []
    for each in missing:
        label = _label(fields, each.kind)
        value = shop.time(each.likely % asking.NIGHT) if each.likely is not None else ""
        fields.append((label, Line(label, value, placeholder="9, 17:30, 5p")))
    reason = "forgot to clock " + ("out" if missing[-1].kind == "out" else "in")
    if all(each.kind in ("break", "back") for each in missing):
        reason = "forgot to punch the break"
    fields.append(("Reason", Line("Reason", reason)))
    labels = [label for label, _ in fields[:-1]]
    base = begin.minute if begin.day == day else 0

    def times(values: Mapping[str, str]) -> list[tuple[str, str, int]]:
        found = []
        for label, each in zip(labels, missing, strict=True):
            minute = asking.the_minute(values[label], label)
            if each.kind != "in" and minute < base:
                minute += asking.NIGHT  # a shift over midnight
            found.append((label, each.kind, minute))
        return found

    def echo(values: Mapping[str, str]) -> str:
        return _said(shop, day, times(values), shift)

    async def save(values: Mapping[str, str]) -> str:
        why = asking.the_reason(values["Reason"])
        new = [
            NewPunch(kind, await asking.instant(desk, day, minute))
            for _, kind, minute in times(values)
        ]
        await told_clash(
            desk.write(amending.add, desk.shop, view.card.employee, new, desk.actor, why)
        )
        return echo(values)

    title = f"{view.card.name}, {shop.short_day(day)}: {shift_text(shift)}"
    done = await desk.push_screen_wait(EchoForm(title, fields, save, echo))
    if done:
        after_words(desk, f"Entered {done}", closed=view.card.period.closed)


def _label(fields: list[tuple[str, Line | Pick]], kind: str) -> str:
    """Give a field a name of its own; a shift may lack two ends of breaks."""
    label, names = LABELS[kind], {name for name, _ in fields}
    return label if label not in names else f"{label} {len(names) + 1}"


def _said(shop: Shop, day: date, times: list[tuple[str, str, int]], shift: ShiftLines) -> str:
    words = ", ".join(
        f"{WORDS[kind]} {shop.time(minute % asking.NIGHT)}"
        + (" after midnight" if minute >= asking.NIGHT else "")
        for _, kind, minute in times
    )
    said = f"{words} on {shop.day(day)}"
    at = {kind: moments.instant_of(shop, moments.wall_at(day, m)) for _, kind, m in times}
    start = at.get("in") or shift.punches[0].at
    end = at.get("out") or shift.punches[-1].at
    if end > start:
        said += f": {both_text(minutes_between(start, end))} from in to out"
    return said + "."
