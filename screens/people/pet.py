"""The page of a pet: what to know before it is handled, vaccinations, visits, notes."""

from __future__ import annotations

from textual.content import Content

from pettui.history.door import Refused
from pettui.people.pages import PetPage, pet_page
from screens.people.person import PersonScreen
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row


class PetScreen(PersonScreen):
    """A pet: what to know before it is handled, vaccinations, groom notes, visits."""

    async def shop_changed(self) -> None:
        """Read the page again."""
        try:
            page = await self.desk.gateway.run(pet_page, self.desk.shop, self.key)
        except Refused as error:
            self.desk.say(str(error))
            self.dismiss()
            return
        self.pet, self.client, self.notes = page.id, page.owner, page.notes
        self.show(self._head(page), page.alerts, self._rows(page))

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
        shots = [
            Row(
                f"vaccine:{name}",
                assemble(
                    line(f"{name:<16} "),
                    line(
                        f"{'LAPSED' if lapsed else 'until'} {self.desk.shop.day(day)}",
                        "$text-error" if lapsed else "",
                    ),
                ),
            )
            for name, day, lapsed in page.vaccinations
        ]
        heading = [Row("heading:shots", line("Vaccinations"), heading=True)] if shots else []
        owner = [
            Row("heading:owner", line("Owner"), heading=True),
            Row(f"client:{page.owner}", line(page.owner_name, "bold"), line(page.owner_phone)),
        ]
        return [
            *owner, *heading, *shots,
            *self.visit_rows("Coming", page.coming, pets=False),
            *self.note_rows(page.notes),
            *self.visit_rows("Past", page.past, pets=False),
            *self.more_row(page.more_past),
        ]  # fmt: skip
