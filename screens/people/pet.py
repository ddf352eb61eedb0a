"""The page of a pet: what to know before it is handled, and all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.content import Content

from pettui.history.door import Refused
from pettui.people.leaving import Coming
from pettui.people.pages import PetPage, pet_page
from screens.people.finding import ask_for
from screens.people.page import RecordPage, columns, facts, section
from screens.widgets.menu import Choice, Confirm
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row, Rows

BAR = 24  # cells of the longest bar in the course of weights
WEIGHTS = 8  # of them are shown


def weight_bars(weights: Sequence[tuple[date, str]]) -> list[tuple[date, str, str]]:
    """Give day, bar and text of the newest weights; the heaviest has the longest bar."""
    shown = weights[:WEIGHTS]
    numbers = [float(text.split()[0]) for _, text in shown]
    most = max(numbers, default=0.0) or 1.0
    return [
        (day, "█" * max(1, round(number / most * BAR)), text)
        for (day, text), number in zip(shown, numbers, strict=True)
    ]


class PetScreen(RecordPage):
    """A pet: what to know before it is handled, vaccinations, groom notes, visits."""

    kind = "pet"
    page: PetPage | None = None

    async def shop_changed(self) -> None:
        """Read the page again."""
        try:
            page = await self.desk.gateway.run(pet_page, self.desk.shop, self.key)
        except Refused as error:
            self.desk.say(str(error))
            self.dismiss()
            return
        self.page, self.pet, self.client, self.notes = page, page.id, page.owner, page.notes
        self.name_of = page.name
        self.show(self._head(page), (*page.alerts, *page.missing), self._rows(page))

    @staticmethod
    def _head(page: PetPage) -> Content:
        lines = [
            assemble(
                line(page.name, "bold"), line(f"   {page.about}"),
                line(f"   {page.gone}", "$text-warning") if page.gone else "",
            ),
            line(f"{page.owner_name}  {page.owner_phone}".strip()),
        ]  # fmt: skip
        if page.groom_notes:
            lines.append(plain(page.groom_notes, "$text-muted"))
        if page.vet:
            lines.append(line(f"Vet: {page.vet}", "$text-muted"))
        return Content("\n").join(lines)

    def _rows(self, page: PetPage) -> list[Row]:
        owner = Row(f"client:{page.owner}", line(page.owner_name, "bold"), line(page.owner_phone))
        return [
            *section("Owner", [owner]),
            *self._shots(page),
            *self.visit_rows("Coming", page.coming, pets=False),
            *self.visit_rows("Called off", page.called_off, pets=False),
            *self._services(page),
            *self._groomings(page),
            *section("Feeding and medication", (
                Row(f"instruction:{one.id}", line(one.words(self.desk.shop)))
                for one in page.instructions
            )),
            *section("Weight", (
                Row(f"weight:{day}",
                    columns(self.desk.shop.day(day), (bar, "$accent"), f" {text}"))
                for day, bar, text in weight_bars(page.weights)
            )),
            *section("Photographs", (
                Row(f"photo:{one.id}", line(one.caption or "photograph"), line("Enter opens it"))
                for one in page.photos
            )),
            *self.note_rows(page.notes),
            *facts(page.details),
            *self.visit_rows("Past", page.past, pets=False),
            *self.more_row(page.more_past),
        ]  # fmt: skip

    def _shots(self, page: PetPage) -> list[Row]:
        day = self.desk.shop.day
        return section("Vaccinations", (
            Row(
                f"shot:{shot.vaccine}",
                columns(shot.name, line(
                    f"{'LAPSED' if shot.lapsed else 'until'} {day(shot.expires)}",
                    "$text-error" if shot.lapsed else "",
                ), line(f"  {shot.comment}" if shot.comment else "", "$text-muted")),
            )
            for shot in page.shots
        ))  # fmt: skip

    def _services(self, page: PetPage) -> list[Row]:
        """Show by service what is agreed, and what visits have taught."""
        money = self.desk.shop.money
        words: dict[str, list[str]] = {}
        for one in page.agreed:
            said = [money.text(one.price)] if one.price is not None else []
            said += [f"{one.minutes} minutes"] if one.minutes is not None else []
            words.setdefault(one.name, []).append(f"agreed {', '.join(said)}")
        for habit in page.habits:
            if habit.words:
                words.setdefault(habit.name, []).append(habit.words)
        return section("Services", (
            Row(f"service:{name}", columns(name, line(" · ".join(said))))
            for name, said in words.items()
        ))  # fmt: skip

    def _groomings(self, page: PetPage) -> list[Row]:
        day = self.desk.shop.day
        return section("Groom notes", (
            Row(f"grooming:{one.id}",
                columns(day(one.day) if one.day else "", line(one.words)), line(one.author))
            for one in page.groomings
        ))  # fmt: skip

    # What else can be done

    @on(Rows.Picked)
    def _picked_here(self, event: Rows.Picked) -> None:
        kind, _, key = event.row.id.partition(":")
        if kind == "shot":
            self.work(self._set_shot(int(key)))
        elif kind == "photo":
            self.work(self._open_photo(int(key)))

    async def _open_photo(self, photo: int) -> None:
        from pettui.people.photos import open_outside

        path = await self.desk.gateway.run(open_outside, photo)
        self.desk.say(f"Opened {path.name}.")

    def choices(self) -> list[Choice]:
        """Give what else can be done with a pet."""
        gone = self.page.gone if self.page else ""
        return [
            Choice("shot", "enter a vaccination"),
            Choice("grooming", "write a groom note", "blade, style"),
            Choice("move", "move to another owner", "with its history"),
            Choice("active", "make active again" if gone == "inactive" else "make inactive",
                   why_not="has died" if gone == "deceased" else ""),
            Choice("deceased",
                   "it lives: that was a mistake" if gone == "deceased" else "it has died",
                   "" if gone == "deceased" else "no messages about it any more"),
        ]  # fmt: skip

    async def do(self, what: str) -> None:
        """Do what was chosen."""
        from pettui.people import leaving

        desk, gone = self.desk, self.page.gone if self.page else ""
        if what == "shot":
            await self._choose_shot()
        elif what == "grooming":
            await self._groom_note()
        elif what == "active":
            await desk.write(leaving.set_pet_active, self.key, gone == "inactive", desk.actor)
        elif what == "deceased":
            await self._set_deceased(died=gone != "deceased")
        elif what == "move":
            other = await ask_for(desk, "To which owner?")
            kind, _, key = (other or "").partition(":")
            if kind == "client":
                left = await desk.write(leaving.move_pet, desk.shop, self.key, int(key), desk.actor)
                self._tell("Still booked for the old owner:", left)
            elif kind:
                desk.say("Choose a client: the pet moves to them.", "warning")

    async def _set_deceased(self, *, died: bool) -> None:
        from pettui.people.leaving import set_deceased

        desk = self.desk
        if died:
            sure = await desk.push_screen_wait(Confirm("Has this pet died?", yes="it has"))
            if not sure:
                return
        left = await desk.write(set_deceased, desk.shop, self.key, died, desk.actor)
        self._tell("Still booked; call them off:", left)

    def _tell(self, words: str, left: Sequence[Coming]) -> None:
        if left:
            self.desk.say(f"{words} {'; '.join(one.words for one in left)}", "warning")

    async def _choose_shot(self) -> None:
        from pettui.people.vaccines import kinds
        from screens.widgets.menu import Menu

        known = await self.desk.gateway.run(kinds)
        picked = await self.desk.push_screen_wait(
            Menu("Which vaccination?", [Choice(str(kind.id), kind.name) for kind in known[:9]])
        )
        if picked is not None:
            await self._set_shot(int(picked))

    async def _set_shot(self, vaccine: int) -> None:
        from pettui.people.vaccines import set_shot
        from screens.widgets.ask import Ask, Understood

        shop = self.desk.shop

        def read(said: str) -> Understood[date]:
            day = shop.parse_day(said)
            return Understood(day, shop.day(day))

        day = await self.desk.push_screen_wait(
            Ask("Valid until", read, placeholder="11/3/2027, +1y")
        )
        if day is not None:
            await self.desk.write(set_shot, self.key, vaccine, day, self.desk.actor)

    async def _groom_note(self) -> None:
        from pettui.people.grooming import Grooming, save
        from screens.widgets.ask import Ask, Understood

        text = await self.desk.push_screen_wait(
            Ask("Groom note", lambda said: Understood(said), placeholder="#7F body, teddy face")
        )
        if text is not None:
            desk = self.desk
            note = Grooming(day=desk.shop.today(), text=text)
            await desk.write(save, desk.shop, self.key, note, desk.actor)
