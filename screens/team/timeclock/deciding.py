"""Deciding: what somebody asks for, what is missing, and what is doubtful."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import amending
from pettui.team.timeclock import deciding as rules
from pettui.team.timeclock.cards import WORDS, RequestLine, ShiftLines
from pettui.team.timeclock.entering import NewPunch
from pettui.team.timeclock.listing import doubts, shift_text
from screens.stock.form import Pick
from screens.team.timeclock import asking, reading
from screens.team.timeclock.forms import EchoForm
from screens.team.timeclock.punches import after_words, read, told_clash
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


async def decide(desk: Desk, target: Target) -> None:
    """Offer what can be decided about what is under the cursor, numbered."""
    if target.kind == "request":
        await _request(desk, target)
    elif target.kind == "missed":
        await _missed(desk, target)
    else:
        await _shift(desk, target)


async def approve(desk: Desk, target: Target) -> None:
    """Take what is under the cursor as it is, without another question."""
    if target.kind == "request":
        asked = await _asked(desk, target)
        await _approve(desk, asked)
        return
    view = await read(desk, target.employee, target.day)
    shift = _shift_of(view, target)
    said = doubts(shift)
    if any(part not in said for part in target.words.split("; ")):
        raise Refused("This was decided in the meantime. Look at it again.")
    if _missing(shift, ()):
        await _shift(desk, target)  # nothing to approve before what is missing is entered
        return
    await _confirm(desk, view, shift)


# Requests


async def _asked(desk: Desk, target: Target) -> RequestLine:
    view = await read(desk, target.employee, target.day)
    for day in view.card.days:
        for asked in day.requests:
            if asked.request == target.id:
                return asked._replace(seen=target.seen or asked.seen)
    raise Refused("This request was answered in the meantime.")


async def _request(desk: Desk, target: Target) -> None:
    asked = await _asked(desk, target)
    view = await read(desk, target.employee, target.day)
    comment = f"\n“{asked.comment}”" if asked.comment else ""
    chosen = await desk.push_screen_wait(
        Menu(
            f"{view.card.name}, {desk.shop.short_day(asked.day)}: {asked.words}",
            [
                Choice("yes", f"approve: {asked.words}"),
                Choice("other", "approve another time…"),
                Choice("no", "refuse…", "with words for them"),
                Choice("card", f"open the card of {view.card.name}"),
            ],
            words=f"Asked {asked.asked}.{comment}",
        )
    )
    if chosen == "yes":
        await _approve(desk, asked)
    elif chosen == "other":
        await _other_time(desk, asked, view)
    elif chosen == "no":
        why = await asking.ask_reason(
            desk, f"Refuse {asked.words}?", f"{view.card.name} reads the reason at the clock."
        )
        if why:
            await told_clash(
                desk.write(rules.refuse, desk.shop, asked.request, desk.actor, why, seen=asked.seen)
            )
            desk.say(f"Refused {asked.words} of {view.card.name}.")
    elif chosen == "card":
        open_card(desk, target)


async def _approve(desk: Desk, asked: RequestLine) -> None:
    await told_clash(
        desk.write(rules.approve, desk.shop, asked.request, desk.actor, seen=asked.seen)
    )
    desk.say(f"Approved {asked.words}.")


async def _other_time(desk: Desk, asked: RequestLine, view: PersonView) -> None:
    shop = desk.shop
    fields: list[tuple[str, Line | Pick]] = [
        ("Time", Line("Time", shop.time(asked.minute), placeholder="17:30, 5p")),
        ("Day", Line("Day", shop.day(asked.day))),
        ("Answer", Line("Answer", placeholder="why another time; they read it")),
    ]

    def echo(values: Mapping[str, str]) -> str:
        day, minute = asking.the_day(shop, values["Day"]), asking.the_minute(values["Time"], "Time")
        return f"{WORDS[asked.kind]} {shop.time(minute)} on {shop.day(day)}."

    async def save(values: Mapping[str, str]) -> str:
        day, minute = asking.the_day(shop, values["Day"]), asking.the_minute(values["Time"], "Time")
        at = await asking.instant(desk, day, minute)
        if at != asked.at:
            asking.the_reason(values["Answer"], "Answer")
        await told_clash(
            desk.write(
                rules.approve, shop, asked.request, desk.actor, seen=asked.seen, at=at,
                answer=values["Answer"],
            )
        )  # fmt: skip
        return echo(values)

    done = await desk.push_screen_wait(
        EchoForm(f"{view.card.name} asks for {asked.words}", fields, save, echo)
    )
    if done:
        after_words(desk, f"Approved {done}", closed=view.card.period.closed)


# Days without punches


async def _missed(desk: Desk, target: Target) -> None:
    shop = desk.shop
    view = await read(desk, target.employee, target.day)
    plan = await desk.gateway.run(reading.plan, shop, target.employee, target.day)
    period = view.card.period
    from screens.team.timeclock.punches import add

    if not plan:
        await add(desk, target.employee, target.day, period)
        return
    start, end = shop.time(plan[0][0]), shop.time(plan[-1][1])
    chosen = await desk.push_screen_wait(
        Menu(
            f"{view.card.name}, {shop.short_day(target.day)}: no punches",
            [
                Choice("planned", f"was here as planned: {start}-{end}", "asks for the reason"),
                Choice("other", "was here at other times…"),
                Choice("card", f"open the card of {view.card.name}"),
            ],
            words="Whoever was not here needs nothing: a day without punches counts nothing.",
        )
    )
    reason = "forgot to clock in and out"
    if chosen == "planned":
        await add(desk, target.employee, target.day, period, start=start, end=end, reason=reason)
    elif chosen == "other":
        await add(desk, target.employee, target.day, period, reason=reason)
    elif chosen == "card":
        open_card(desk, target)


# Shifts


def _shift_of(view: PersonView, target: Target) -> ShiftLines:
    for day in view.card.days:
        for shift in day.shifts:
            if any(punch.punch == target.id for punch in shift.punches):
                return shift
    raise Refused("This punch counts for nothing any more. Look at the day again.")


def _missing(shift: ShiftLines, plan: tuple[tuple[int, int], ...]) -> list[Missing]:
    """Say which punches a shift lacks, in their order."""
    found: list[Missing] = []
    begun: int | None = None
    if shift.punches[0].kind != "in":
        found.append(Missing("in", plan[0][0] if plan else None))
    for punch in shift.punches:
        if punch.kind == "back" and begun is None:
            found.append(Missing("break", None))
        elif punch.kind != "back" and begun is not None:
            found.append(Missing("back", begun + USUAL))
        begun = punch.minute if punch.kind == "break" else None
    if shift.punches[-1].kind != "out":
        if begun is not None:
            found.append(Missing("back", begun + USUAL))
        last = shift.punches[-1].minute
        likely = plan[-1][1] if plan and plan[-1][1] > last and not shift.open else None
        found.append(Missing("out", likely))
    return found


async def _shift(desk: Desk, target: Target) -> None:
    view = await read(desk, target.employee, target.day)
    shift = _shift_of(view, target)
    plan = await desk.gateway.run(reading.plan, desk.shop, target.employee, target.day)
    missing = _missing(shift, plan)
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
        await _confirm(desk, view, shift)
    elif chosen == "void":
        await _void(desk, view, shift)
    elif chosen == "card":
        open_card(desk, target)
    else:
        from screens.team.timeclock.punches import amend

        punch = int(chosen.partition(":")[2])
        await amend(desk, Target("punch", target.employee, target.day, punch))


async def _confirm(desk: Desk, view: PersonView, shift: ShiftLines) -> None:
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
    from pettui.team.timeclock import moments
    from pettui.team.timeclock.shifts import minutes_between
    from pettui.team.timeclock.totals import both_text

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


def open_card(desk: Desk, target: Target) -> None:
    """Open the card that something is on, with the cursor there."""
    from screens.team.timeclock.card import CardScreen

    screen = desk.screen
    if not isinstance(screen, CardScreen) or screen.employee != target.employee:
        desk.push_screen(CardScreen(target.employee, target.day, (), target))
