"""What the keys of the wait list do: book, change, call, let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book import booking
from pettui.book.plan import Plan
from pettui.book.search.asking import Answer
from pettui.book.waiting import marking
from pettui.book.waiting.listing import Line
from pettui.book.waiting.planning import plan_for
from pettui.book.waiting.searching import offers, plan_at
from pettui.book.waiting.taking import Gone
from pettui.book.waiting.values import TODAY, Waiting
from pettui.book.waiting.wanted import wanted_of
from pettui.book.waiting.windows import next_day
from pettui.text import capital
from screens.book.waiting.opening import put_on_list
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.book.waiting.screen import WaitScreen

OWN_WORDS = "words"


async def take(screen: WaitScreen, one: Line) -> None:
    """Offer times, and book the one that is chosen; the form is there for any other.

    Whoever was slower than another desk is told, and sees the list as it is.
    """
    desk, entry = screen.desk, one.entry
    plans = await desk.gateway.run(_plans, desk.shop, one)
    choices = [Choice(str(n), words, hint) for n, (words, hint, _) in enumerate(plans)]
    choices.append(Choice("form", "Another time", "opens the booking with all of it"))
    verb = "Move" if entry.moves is not None else "Book"
    nothing = "" if plans else "Nothing is free at a time that would suit."
    menu = Menu(f"{verb} {entry.who}: {entry.services}", choices, words=nothing)
    menu.add_class("-wide")
    picked = await desk.push_screen_wait(menu)
    if picked is None:
        return
    try:
        if picked == "form":
            await _in_the_form(screen, await desk.gateway.run(_some_plan, desk.shop, one))
        else:
            await _book(screen, plans[int(picked)][2])
    except Gone:
        await screen.shop_changed()
        raise


def _plans(shop: Shop, one: Line) -> list[tuple[str, str, Plan]]:
    """Give the times to offer, in words, with their plans; a walk-in's estimate comes first."""
    entry, soon = one.entry, one.estimate
    found: list[tuple[str, str, Plan]] = []
    if entry.kind == TODAY and soon is not None and soon.start is not None:
        today = shop.today()
        people = tuple(
            next(iter(wish.employees), None) or soon.employee for wish in entry.rows
        )  # fmt: skip
        plan = plan_for(entry, today, soon.start, employees=people)
        words = f"today {shop.time(soon.start)} with {soon.label}"
        found.append((words, "the next who is available", plan))
    for answer in offers(shop, entry):
        plan = plan_at(shop, entry, answer)
        if not any((p.day, p.start) == (plan.day, plan.start) for _, _, p in found):
            found.append((_words(shop, answer), answer.why, plan))
    return found[:8]


def _words(shop: Shop, answer: Answer) -> str:
    who = ", ".join(dict.fromkeys(answer.labels))
    # How far that is stands in the reason beside it.
    day = "today" if answer.day == shop.today() else shop.short_day(answer.day)
    return f"{day} {shop.time(answer.start)} with {who}"


def _some_plan(shop: Shop, one: Line) -> Plan:
    """Give a plan to begin with in the form: the first day that would suit, at its first hour."""
    entry = one.entry
    day = next_day(entry.windows, shop.now()) or shop.today()
    start = max(9 * 60, min((w.earliest for w in entry.windows), default=0))
    return plan_for(entry, day, min(start, 23 * 60))


async def _book(screen: WaitScreen, plan: Plan) -> None:
    """Book a plan at once, or open the form where something speaks against it."""
    desk = screen.desk
    try:
        done = await desk.write(booking.save, desk.shop, plan, desk.actor, verb=_verb(plan))
    except booking.NeedsConsent:
        await _in_the_form(screen, plan)
        return
    desk.say(capital(done.words))


async def _in_the_form(screen: WaitScreen, plan: Plan) -> None:
    from screens.book.form.screen import BookingForm
    from screens.book.form.start import FormStart

    title = "From the wait list"
    form = BookingForm(FormStart(plan=plan, title=title, verb=_verb(plan)))
    done = await screen.desk.push_screen_wait(form)
    if done is not None:
        screen.desk.say(capital(done.words))


def _verb(plan: Plan) -> str:
    return "moved" if plan.ticket is not None else ""


async def new(screen: WaitScreen) -> None:
    """Put somebody on the list; the cursor goes there."""
    done = await put_on_list(screen.desk)
    if done is not None:
        await screen.shop_changed()
        screen.go_to(done.entry)


async def edit(screen: WaitScreen, one: Line) -> None:
    """Change what somebody waits for."""
    await put_on_list(screen.desk, wanted_of(one.entry))


async def call(screen: WaitScreen, one: Line) -> None:
    """Ask what a call came to; the number is in sight."""
    desk, entry = screen.desk, one.entry
    hints = {
        "reached": "and offers times",
        "voicemail": "stays on the list",
        "no answer": "stays on the list",
    }
    choices = [Choice(answer, capital(answer), hints[answer]) for answer in marking.ANSWERS]
    title = f"Called {_whom(entry)}"
    answer = await desk.push_screen_wait(Menu(title, choices, words=entry.phone))
    if answer is not None:
        desk.say(capital(await desk.write(marking.called, entry.id, answer, desk.actor)))
    if answer == "reached":
        await take(screen, one)


def _whom(entry: Waiting) -> str:
    return f"{entry.client_name} about {entry.pets}" if entry.pets else entry.client_name


async def leave(screen: WaitScreen, one: Line) -> None:
    """Ask why somebody leaves, and take them off the list."""
    desk, entry = screen.desk, one.entry
    choices = [Choice(way.words, capital(way.words), way.hint) for way in marking.WAYS]
    choices.append(Choice(OWN_WORDS, "Another reason", "in one's own words"))
    menu = Menu(f"{entry.who} leaves the list", choices)
    menu.add_class("-wide")
    reason = await desk.push_screen_wait(menu)
    if reason == OWN_WORDS:
        reason = await desk.push_screen_wait(Ask("Why?", _as_it_is))
    if reason is None:
        return
    seen = ((entry.id, entry.version),)
    desk.say(capital(await desk.write(marking.leave, seen, reason, desk.actor)))


def _as_it_is(text: str) -> Understood[str]:
    return Understood(text)


async def history(screen: WaitScreen, one: Line) -> None:
    """Show who did what to an entry, and when."""
    from pettui.book.waiting.story import of_entry
    from screens.book.history import paragraphs
    from screens.widgets.text_page import TextPage

    desk = screen.desk
    told = await desk.gateway.run(of_entry, desk.shop, one.entry.id)
    await desk.push_screen_wait(TextPage(told.title, paragraphs(desk.shop, told)))


async def come_back(screen: WaitScreen, one: Line) -> None:
    """Put somebody who left back on the list."""
    desk, entry = screen.desk, one.entry
    desk.say(
        capital(await desk.write(marking.come_back, entry.id, entry.version, desk.actor))
    )  # fmt: skip
