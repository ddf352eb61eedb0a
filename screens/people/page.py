"""What can be done on the page of a client or a pet, besides looking: edit, history, more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from screens.people.person import PersonScreen
from screens.widgets.menu import Choice
from screens.widgets.plain import Part, assemble, line
from screens.widgets.rows import Row

NAME = 18  # cells of a first column


def columns(first: str, *rest: Part) -> Content:
    """Put a first column, measured in cells, before the rest."""
    return assemble(line(first).truncate(NAME - 1, ellipsis=True, pad=True), " ", *rest)


def section(title: str, rows: Iterable[Row]) -> list[Row]:
    """Put rows below a heading; nothing where there are none."""
    found = list(rows)
    return [Row(f"heading:{title}", line(title), heading=True), *found] if found else []


def facts(details: Sequence[tuple[str, str]]) -> list[Row]:
    """Show what is on record, a line each."""
    return section(
        "On record",
        (Row(f"fact:{words}", columns(words, line(value))) for words, value in details),
    )


class RecordPage(PersonScreen):
    """A page whose record can be changed. Subclasses give `kind` and `more`."""

    kind = ""

    def action_people_edit(self) -> None:
        """Change the note under the cursor, or else the record, in a form."""
        self.work(self._edit())

    async def _edit(self) -> None:
        from screens.people.editing import edit

        if not await self.edit_part(*self._part()):
            await edit(self.desk, f"{self.kind}:{self.key}")

    def action_people_remove(self) -> None:
        """Take away the note under the cursor, or the record, if it was made by mistake."""
        self.work(self._remove())

    async def _remove(self) -> None:
        if not await self.remove_part(*self._part()):
            await self.remove_record()

    def _part(self) -> tuple[str, str]:
        kind, _, key = self.rows.row.id.partition(":") if self.rows.row else ("", "", "")
        return kind, key

    async def edit_part(self, kind: str, key: str) -> bool:
        """Change what the cursor is on, where it has a form of its own; else give False."""
        from screens.people.noting import change_note

        if kind == "note":
            await change_note(self.desk, self.notes[int(key)])
        return kind == "note"

    async def remove_part(self, kind: str, key: str) -> bool:
        """Take away what the cursor is on, where that can be; else give False."""
        from screens.people.noting import remove_note

        if kind == "note":
            await remove_note(self.desk, self.notes[int(key)])
        return kind == "note"

    async def remove_record(self) -> None:
        """Take away the whole record, if it was made by mistake."""

    def action_people_pet(self) -> None:
        """Add a pet of this client."""
        from screens.people.editing import add_pet

        self.work(add_pet(self.desk, self.client))

    def action_people_history(self) -> None:
        """Show who changed what, and when."""
        self.work(self._history())

    async def _history(self) -> None:
        from pettui.people import story
        from screens.book.history import paragraphs
        from screens.widgets.text_page import TextPage

        rule = story.of_pet if self.kind == "pet" else story.of_client
        told = await self.desk.gateway.run(rule, self.desk.shop, self.key)
        await self.desk.push_screen_wait(TextPage(told.title, paragraphs(self.desk.shop, told)))

    def action_people_more(self) -> None:
        """Choose what else can be done with the record."""
        self.work(self._more())

    async def _more(self) -> None:
        from screens.widgets.menu import Menu

        picked = await self.desk.push_screen_wait(Menu("What else?", self.choices()))
        if picked is not None:
            await self.do(picked)

    def choices(self) -> list[Choice]:
        """Give what else can be done."""
        return []

    async def do(self, what: str) -> None:
        """Do what was chosen."""
