"""The page of a client: how to reach them, what to know, pets, visits, notes."""

from __future__ import annotations

from textual.content import Content

from pettui.history.door import Refused
from pettui.people import clients
from pettui.people.pages import ClientPage, client_page
from screens.people.person import PersonScreen
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row


class ClientScreen(PersonScreen):
    """A client: how to reach them, what to know, pets, visits, notes."""

    async def shop_changed(self) -> None:
        """Read the page again."""
        try:
            page = await self.desk.gateway.run(client_page, self.desk.shop, self.key)
        except Refused as error:
            self.desk.say(str(error))
            self.dismiss()
            return
        self.client, self.notes = page.id, page.notes
        self.show(self._head(page), self._alerts(page), self._rows(page))

    @staticmethod
    def _alerts(page: ClientPage) -> list[str]:
        return [words for words in (page.alert, page.no_shows) if words]

    def _head(self, page: ClientPage) -> Content:
        reach = "  ".join(f"{number} ({kind})" for kind, number in page.phones) or "no phone number"
        months = self.desk.shop.formats.months
        known = f"client since {months[page.since.month - 1]} {page.since.year}"
        lines = [
            assemble(
                line(page.name, "bold"), line(f"   client {page.number}", "$text-muted"),
                line("   inactive", "$text-warning") if not page.active else "",
            ),
            line("  ".join(part for part in (reach, page.email) if part)),
            line("  ·  ".join(part for part in (page.address, known) if part), "$text-muted"),
        ]  # fmt: skip
        if page.comment:
            lines.append(plain(page.comment))
        return Content("\n").join(lines)

    def _rows(self, page: ClientPage) -> list[Row]:
        pets = [
            Row(
                f"pet:{pet.id}",
                assemble(
                    line(pet.name, "bold" if not pet.gone else "dim"),
                    line(f"  ! {', '.join(pet.alerts)}" if pet.alerts else "", "$text-error"),
                    line(f"  {pet.about}", "$text-muted"),
                ),
                line(pet.gone),
            )
            for pet in page.pets
        ]
        title = Row("heading:pets", line("Pets" if pets else "No pets yet"), heading=True)
        return [
            title, *pets,
            *self.visit_rows("Coming", page.coming, pets=True),
            *self.note_rows(page.notes),
            *self.visit_rows("Past", page.past, pets=True),
            *self.more_row(page.more_past),
        ]  # fmt: skip

    def action_people_alert(self) -> None:
        """Set what is shown whenever this client is booked."""
        self.work(self._alert())

    async def _alert(self) -> None:
        from screens.widgets.ask import Ask, Understood

        page = await self.desk.gateway.run(client_page, self.desk.shop, self.key)
        text = await self.desk.push_screen_wait(
            Ask(
                "Alert, shown at every booking", lambda said: Understood(said),
                value=page.alert, placeholder="empty: no alert", need=False,
            )
        )  # fmt: skip
        if text is not None:
            await self.desk.write(clients.set_alert, self.key, text, self.desk.actor)
            self.desk.say("Shown at every booking." if text.strip() else "The alert is taken away.")
