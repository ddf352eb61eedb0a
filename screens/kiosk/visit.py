"""One person at the clock: who they are, what they want, and what was done."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from pettui.history.door import Refused
from pettui.team.timeclock import naming, punching
from pettui.team.timeclock.facts import (
    Answer,
    BreakChoice,
    Kind,
    Named,
    NeedsPin,
    Punched,
    Standing,
    Wrong,
)
from screens.kiosk.card import Card, Choice, Line, Takes
from screens.kiosk.counter import Back, Leave
from screens.kiosk.plan import plan_of, state_of
from screens.kiosk.rules import Failed

if TYPE_CHECKING:
    from screens.kiosk.clerk import Clerk

COMMENT, ROLE = "6", "7"


class Visit:
    """Somebody stands at the clock, from their number to the confirmation."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.shop = clerk.shop
        self.answer: Answer | None = None
        self.rate: int | None = None

    async def begin(self, typed: str) -> None:
        """Go through a visit. Raises Leave in the end, and SomebodyElse when another comes."""
        try:
            named = await self._identify(typed)
            standing = await self.clerk.rules.run(punching.standing, self.shop, named)
            self.rate = standing.rate
            if standing.forgotten is not None:
                from screens.kiosk.forgotten import ask_about

                self.answer = await ask_about(self.clerk, standing.forgotten, standing.greeting)
            await self._serve(named, standing)
        except Back:
            raise Leave from None

    async def _identify(self, typed: str) -> Named:
        clerk = self.clerk
        found = await clerk.rules.run(naming.name, self.shop, typed, clerk.by)
        if isinstance(found, NeedsPin):
            card = Card(
                "Now your PIN, then Enter", prompt=found.words, takes=Takes.PIN,
                foot="Esc: back to the clock",
            )  # fmt: skip
            pin = await clerk.counter.ask(card, clerk.seconds * 2)
            found = await clerk.rules.run(naming.name, self.shop, found.number, clerk.by, pin=pin)
        if isinstance(found, Named):
            return found
        words = found.words if isinstance(found, Wrong) else "That is not known here."
        await clerk.counter.tell(Card(words, ink="bad", foot=""), clerk.seconds)
        raise Leave

    async def _serve(self, named: Named, standing: Standing) -> None:
        note = ""
        while True:
            try:
                key = await self.clerk.counter.ask(
                    self._card(standing), self.clerk.seconds * 2, note=note
                )
            except Leave as leave:
                if leave.idle:
                    await self._nothing_done(standing)
                raise
            note = ""
            try:
                await self._do(key, named, standing)
            except Back:
                continue
            except punching.Changed as changed:
                standing, note = changed.standing, str(changed)
            except Refused as refused:
                note = str(refused)

    def _card(self, standing: Standing) -> Card:
        plan = plan_of(self.shop, standing, self.answer)
        role = self._role(standing, plan.kind)
        enter = plan.words + (f", as {role}" if role else "")
        choices = [Choice(offer.key, offer.words, offer.why_not) for offer in plan.offers]
        if plan.kind == "out":
            choices.append(Choice(COMMENT, "Clock out with a comment"))
        if role:
            choices.append(Choice(ROLE, "Work as something else"))
        said = (*plan.lines, standing.hint)
        return Card(
            standing.greeting, lines=tuple(Line(words) for words in said if words), enter=enter,
            choices=tuple(choices), takes=Takes.CHOICE, foot="0 or Esc: back to the clock",
        )  # fmt: skip

    def _role(self, standing: Standing, kind: Kind) -> str:
        """Give the role to work under, "" where there is nothing to choose."""
        if kind != "in" or len(standing.rates) < 2:
            return ""
        return next((one.name for one in standing.rates if one.id == self.rate), "")

    async def _do(self, key: str, named: Named, standing: Standing) -> None:
        plan = plan_of(self.shop, standing, self.answer)
        offer = next((one for one in plan.offers if one.key == key), None)
        if key == COMMENT:
            await self._punch(named, standing, "out", comment=await self._comment())
        elif key == ROLE:
            await self._choose_role(standing)
        elif offer is None or offer.id == "punch":
            kind = (offer and offer.kind) or plan.kind
            wanted = kind == "out" and self.shop.setting("kiosk.comment")
            comment = await self._comment() if wanted else ""
            await self._punch(named, standing, kind, comment=comment)
        elif offer.kind == "back":
            await self._punch(named, standing, "back")
        elif offer.id in ("break", "meal"):
            chosen = await self._break(standing, meal=offer.id == "meal")
            await self._punch(named, standing, "break", break_kind=chosen.id)
        elif offer.id == "missed":
            from screens.kiosk.missed import tell_missed

            await tell_missed(self.clerk, named)
        else:
            from screens.kiosk.hours import show_hours

            await show_hours(self.clerk, named)

    async def _choose_role(self, standing: Standing) -> None:
        rates = standing.rates[:9]
        choices = tuple(Choice(str(n), one.name) for n, one in enumerate(rates, 1))
        card = Card("What do you work as?", choices=choices, takes=Takes.CHOICE)
        key = await self.clerk.counter.ask(card, self.clerk.seconds * 2)
        self.rate = rates[int(key) - 1].id

    async def _break(self, standing: Standing, *, meal: bool) -> BreakChoice:
        kinds = [one for one in standing.breaks if one.active and one.meal == meal][:9]
        if not kinds:
            raise Refused("There is no such break here. A manager can add one.")
        if len(kinds) == 1:
            return kinds[0]
        choices = tuple(Choice(str(n), one.words) for n, one in enumerate(kinds, 1))
        title = "Which meal?" if meal else "Which break?"
        card = Card(title, enter=kinds[0].words, choices=choices, takes=Takes.CHOICE)
        key = await self.clerk.counter.ask(card, self.clerk.seconds * 2)
        return kinds[int(key or "1") - 1]

    async def _comment(self) -> str:
        card = Card(
            "A comment on today?", prompt="Comment", takes=Takes.WORDS, enter="Clock out",
            lines=(Line("Nothing typed is no comment."),),
        )  # fmt: skip
        return await self.clerk.counter.ask(card, self.clerk.seconds * 10)

    async def _punch(
        self, named: Named, standing: Standing, kind: Kind, *,
        break_kind: int | None = None, comment: str = "",
    ) -> None:  # fmt: skip
        """Punch until it is committed or given up; the same command, so never twice."""
        clerk, command = self.clerk, str(uuid.uuid4())
        while True:
            try:
                punched = await clerk.rules.run(
                    punching.punch, self.shop, named, kind, clerk.by, seen=standing.seen,
                    command=command, break_kind=break_kind,
                    rate=self.rate if kind == "in" else None, comment=comment, answer=self.answer,
                )  # fmt: skip
                break
            except Failed as failed:
                await clerk.ask_again(str(failed))
        done = self._done(standing, punched)
        clerk.house.card(done, "", "")
        await clerk.house.punched(punched)
        await clerk.counter.tell(done, clerk.seconds)

    def _done(self, standing: Standing, punched: Punched) -> Card:
        at = self.clerk.minute_of(punched.at)
        today = f"Today {punched.today}" if punched.today else ""
        said = (
            Line(standing.person.name, "bright"), Line(today), Line(punched.doubt, "bad"),
        )  # fmt: skip
        return Card(
            punched.words, figure=self.shop.time(at), ink="good",
            lines=tuple(line for line in said if line.text), foot="",
        )  # fmt: skip

    async def _nothing_done(self, standing: Standing) -> None:
        card = Card(
            "Nothing was punched", lines=(Line(standing.person.name), Line(state_of(standing))),
            ink="bad", foot="",
        )  # fmt: skip
        await self.clerk.counter.tell(card, min(3, self.clerk.seconds))
