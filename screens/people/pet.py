"""The page of a pet: what to know before it is handled, and all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from pettui.history.door import Refused
from pettui.people.pages import PetPage, pet_page
from pettui.people.typed import weight_text
from pettui.people.vaccines import Shot
from screens.frame.commands import bindings
from screens.frame.keymap import Offer
from screens.people import pet_parts
from screens.people.page import RecordPage, columns, facts, section
from screens.widgets.menu import Choice
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

    AREAS = ("people", "pet")
    BINDINGS: ClassVar[list[BindingType]] = bindings("pet")
    kind = "pet"
    page: PetPage | None = None
    _leaving = False  # its record is being removed here

    async def shop_changed(self) -> None:
        """Read the page again."""
        try:
            page = await self.desk.gateway.run(pet_page, self.desk.shop, self.key)
        except Refused as error:
            if not self._leaving:
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
                Row(f"photo:{one.id}", line(one.caption or "photograph"),
                    line("stands for the pet" if one.primary else ""))
                for one in page.photos
            )),
            *self.note_rows(page.notes),
            *facts(page.details),
            *self.visit_rows("Past", page.past, pets=False),
            *self.more_row(page.more_past),
        ]  # fmt: skip

    def _shots(self, page: PetPage) -> list[Row]:
        return section("Vaccinations", (
            Row(
                f"shot:{shot.vaccine}",
                columns(shot.name, self._until(shot),
                        line("".join(f"  {words}" for words in (
                            shot.comment, "document on file" if shot.document else "",
                        ) if words), "$text-muted")),
            )
            for shot in page.shots
        ))  # fmt: skip

    def _until(self, shot: Shot) -> Content:
        """Say until when a vaccination counts, and which visit comes after that."""
        until = self.desk.shop.day(shot.expires)
        if shot.before is not None:
            short = self.desk.shop.short_day(shot.before)
            word = "LAPSED" if shot.lapsed else "until"
            return line(f"{word} {until}, BEFORE THE VISIT of {short}", "$text-error")
        return line(f"LAPSED {until}", "$text-error") if shot.lapsed else line(f"until {until}")

    def _services(self, page: PetPage) -> list[Row]:
        """Show by service what is agreed, and what visits have taught."""
        money = self.desk.shop.money
        names: dict[int, str] = {}
        words: dict[int, list[str]] = {}
        for one in page.agreed:
            said = [money.text(one.price)] if one.price is not None else []
            said += [f"{one.minutes} minutes"] if one.minutes is not None else []
            names[one.item] = one.name
            words.setdefault(one.item, []).append(f"agreed {', '.join(said)}")
        for habit in page.habits:
            if habit.words:
                names[habit.item] = habit.name
                words.setdefault(habit.item, []).append(habit.words)
        return section("Services", (
            Row(f"service:{item}", columns(names[item], line(" · ".join(said))))
            for item, said in words.items()
        ))  # fmt: skip

    def _groomings(self, page: PetPage) -> list[Row]:
        shop = self.desk.shop
        return section("Groom notes", (
            Row(f"grooming:{one.id}",
                columns(shop.day(one.day) if one.day else "", line(one.words)),
                line("  ".join(filter(None, (weight_text(one.weight, shop.region), one.author)))))
            for one in page.groomings
        ))  # fmt: skip

    # What else can be done

    @on(Rows.Picked)
    def _picked_here(self, event: Rows.Picked) -> None:
        self.work(self.edit_part(*self._part()))

    async def edit_part(self, kind: str, key: str) -> bool:
        """Open what the cursor is on, where it has a form of its own; else give False."""
        if self.page is not None and await pet_parts.change(self.desk, self.page, kind, key):
            return True
        return await super().edit_part(kind, key)

    async def remove_part(self, kind: str, key: str) -> bool:
        """Take away what the cursor is on, where that can be; else give False."""
        if self.page is not None and await pet_parts.remove(self.desk, self.page, kind, key):
            return True
        return await super().remove_part(kind, key)

    def action_pet_groom(self) -> None:
        """Write down blade, style and weight of today's visit."""
        self._add("grooming")

    def action_pet_weigh(self) -> None:
        """Enter today's weight."""
        self._add("weight")

    def action_pet_shot(self) -> None:
        """Enter a vaccination; the one that is lacking most is offered."""
        self._add("shot")

    def action_pet_why(self) -> None:
        """Show what every service costs for the pet, and why."""
        from screens.stock.why import of_pet

        if self.page is not None:
            self.work(of_pet(self.desk, self.page.id, self.page.name))

    def _add(self, kind: str) -> None:
        if self.page is not None:
            self.work(pet_parts.add(self.desk, self.page, kind))

    def offers(self) -> list[Offer]:
        """Give the commands; in the footer the groom note takes the place of the other note."""
        return [
            offer._replace(command=offer.command._replace(footer=0))
            if offer.command.id == "people.note" else offer
            for offer in super().offers()
        ]  # fmt: skip

    def choices(self) -> list[Choice]:
        """Give what else can be done with a pet."""
        gone = self.page.gone if self.page else ""
        return [
            *pet_parts.ADD,
            Choice("move", "move to another owner", "with its history"),
            Choice("active", "make active again" if gone == "inactive" else "make inactive",
                   why_not="has died" if gone == "deceased" else ""),
            Choice("deceased",
                   "it lives: that was a mistake" if gone == "deceased" else "it has died",
                   "" if gone == "deceased" else "no messages about it any more"),
            Choice("remove", "remove", "was made by mistake"),
            Choice("merge", "merge with another record", "of the same pet and owner"),
            Choice("wait", "put on the wait list", "here, or for another day",
                   f"is {gone}" if gone else ""),
        ]  # fmt: skip

    async def do(self, what: str) -> None:
        """Do what was chosen."""
        from screens.people import pet_leaving

        page = self.page
        if page is None:
            return
        if what == "active":
            await pet_leaving.set_active(self.desk, page.id, active=page.gone == "inactive")
        elif what == "deceased":
            await pet_leaving.set_deceased(self.desk, page.id, died=page.gone != "deceased")
        elif what == "merge":
            await pet_leaving.merge(self.desk, page)
        elif what == "move":
            await pet_leaving.move(self.desk, page.id)
        elif what == "remove":
            await self.remove_record()
        elif what == "wait":
            from screens.book.waiting.opening import put_on_list

            await put_on_list(self.desk, client=page.owner, pet=page.id)
        else:
            await pet_parts.add(self.desk, page, what)

    async def remove_record(self) -> None:
        """Remove the pet, if no visit refers to it; else say what does."""
        from screens.people import pet_leaving

        if self.page is not None:
            self._leaving = True
            try:
                self._leaving = await pet_leaving.remove(self.desk, self.page)
            except BaseException:
                self._leaving = False
                raise
            if self._leaving:
                self.dismiss()
