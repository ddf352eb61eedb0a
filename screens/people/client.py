"""The page of a client: how to reach them, what to know, pets, visits, notes, what is on record."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from pettui.history.door import Refused
from pettui.people import clients
from pettui.people.pages import ClientPage, client_page
from screens.people.finding import ask_for
from screens.people.page import RecordPage, facts, section
from screens.widgets.menu import Choice
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row


class ClientScreen(RecordPage):
    """A client: how to reach them, what to know, pets, visits, notes."""

    kind = "client"
    _going = False  # while it is being removed

    def __init__(self, key: int, page: ClientPage | None = None) -> None:
        super().__init__(key)
        self.page = page

    def body(self) -> ComposeResult:
        """Show what was read already, if it was."""
        if self.page is not None:
            self.begin(*self._told(self.page))
        yield from super().body()

    async def shop_changed(self) -> None:
        """Read the page again."""
        if self._going:
            return
        try:
            page = await self.desk.gateway.run(client_page, self.desk.shop, self.key)
        except Refused as error:
            self.desk.say(str(error))
            self.dismiss()
            return
        self.show(*self._told(page))

    def _told(self, page: ClientPage) -> tuple[Content, list[str], list[Row]]:
        self.page, self.client, self.notes = page, page.id, page.notes
        self.name_of = page.name
        return self._head(page), self._alerts(page), self._rows(page)

    @staticmethod
    def _alerts(page: ClientPage) -> list[str]:
        return [words for words in (page.alert, page.no_shows) if words]

    def _head(self, page: ClientPage) -> Content:
        shop = self.desk.shop
        reach = "  ".join(f"{number} ({kind})" for kind, number in page.phones) or "no phone number"
        known = f"client since {page.since.year}"
        owes = f"   owes {shop.money.text(page.owes)}" if page.owes > 0 else ""
        credit = f"   has {shop.money.text(-page.owes)} to spend" if page.owes < 0 else ""
        lines = [
            assemble(
                line(page.name, "bold"), line(f"   client {page.number}", "$text-muted"),
                line("   inactive", "$text-warning") if not page.active else "",
                line(owes or credit, "$text-warning" if owes else ""),
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
        home = page.home
        others = [one for one in home.members if one.id != page.id] if home else []
        return [
            title, *pets,
            *self.visit_rows("Coming", page.coming, pets=True),
            *self.visit_rows("Called off", page.called_off, pets=True),
            *self.note_rows(page.notes),
            *section("Household", (
                Row(f"client:{one.id}", line(one.name, "bold"),
                    line(f"{one.phone}  primary" if one.primary else one.phone))
                for one in others
            )),
            *facts(page.details),
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

    # What else can be done

    def choices(self) -> list[Choice]:
        """Give what else can be done with a client."""
        page = self.page
        active = page is None or page.active
        at_home = page is not None and page.home is not None
        return [
            Choice("join", "put into a household", "with another client"),
            Choice("leave", "take out of the household",
                   why_not="" if at_home else "lives in no household"),
            Choice("active", "make inactive" if active else "make active again",
                   "hidden in lists; nothing is deleted" if active else ""),
            Choice("remove", "remove", "was made by mistake"),
            Choice("merge", "merge with another record", "of the same person"),
            Choice("export", "write out all that is on record", "for the client"),
            Choice("erase", "erase the person", "money stays; cannot be undone"),
            Choice("wait", "put on the wait list", "here, or for another day"),
        ]  # fmt: skip

    async def do(self, what: str) -> None:
        """Do what was chosen."""
        from pettui.people import household

        if what == "active":
            await self._set_active(active=self.page is not None and not self.page.active)
        elif what == "remove":
            await self.remove_record()
        elif what == "merge":
            await self._merge()
        elif what in ("export", "erase"):
            await self._privacy(what)
        elif what == "wait":
            from screens.book.waiting.opening import put_on_list

            await put_on_list(self.desk, client=self.key)
        elif what == "leave":
            await self.desk.write(household.leave, self.key, self.desk.actor)
        elif what == "join":
            other = await ask_for(self.desk, "Whose household?")
            kind, _, key = (other or "").partition(":")
            if kind == "client":
                await self.desk.write(household.join, self.key, int(key), self.desk.actor)
            elif kind:
                self.desk.say("Choose a client: the household is theirs.", "warning")

    async def _merge(self) -> None:
        from screens.people.merging import merge_with

        self._going = True  # this record may be the one that goes
        stays = None
        try:
            stays = await merge_with(self.desk, self.key)
        finally:
            self._going = stays not in (None, self.key)
        if stays is not None and self._going:
            page = await self.desk.gateway.run(client_page, self.desk.shop, stays)
            self.desk.switch_screen(ClientScreen(stays, page))
        else:
            await self.shop_changed()

    async def _privacy(self, what: str) -> None:
        from screens.people import privacy

        if what == "erase":
            await privacy.erase_client(self.desk, self.key)
        elif self.page is not None:
            await privacy.export_client(self.desk, self.key, self.page.number)

    async def _set_active(self, *, active: bool) -> None:
        from screens.people.leaving import set_active

        await set_active(self.desk, self.key, active=active)

    async def remove_part(self, kind: str, key: str) -> bool:
        """Take a note away; what has a page of its own is not meant by the client's removal."""
        if kind in ("pet", "client", "ticket"):
            more = self.desk.keys.shown("people.more")
            self.desk.say(f"Open it to remove it; {more} has what removes the whole client.")
            return True
        return await super().remove_part(kind, key)

    async def remove_record(self) -> None:
        """Remove the client, if nothing refers to it; else offer to make it inactive."""
        from screens.people.leaving import remove_client

        self._going = True
        if await remove_client(self.desk, self.key):
            self.dismiss()
            return
        self._going = False
        await self.shop_changed()
