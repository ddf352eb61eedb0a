"""A form of fields in groups, a page each; Tab flows through all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.entry import Entry, harmless
from screens.widgets.fields import Group, Typed
from screens.widgets.plain import assemble


class Titles(Widget):
    """The groups' titles on one line; a click goes to a group."""

    DEFAULT_CSS = "Titles { height: auto; margin-bottom: 1; }"
    at: reactive[int] = reactive(0)

    class Clicked(Message):
        """A title was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = list(titles)

    def render(self) -> Content:
        """Write the titles, the open one in brackets: colour alone says nothing."""
        parts: list[tuple[str, str]] = []
        for place, title in enumerate(self._titles):
            here = place == self.at
            parts.append(
                (f"[{title}]" if here else f" {title} ", "bold" if here else "$text-muted")
            )
        return assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which title was clicked."""
        end = 0
        for place, title in enumerate(self._titles):
            end += len(title) + 2
            if event.x < end:
                self.post_message(self.Clicked(place))
                return


class PagedForm(Vertical):
    """Fields in groups. It knows what stands in them, what changed, and what is wrong.

    Args:
        groups: the fields; they are mounted when their group first shows.
        values: the value of each field by its name.
    """

    DEFAULT_CSS = """
    PagedForm {
        height: 1fr;
        VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; display: none; }
        VerticalScroll.-shown { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("tab", "step(1)", show=False),
        Binding("pageup,ctrl+up", "turn(-1)", show=False, priority=True),
        Binding("pagedown,ctrl+down", "turn(1)", show=False, priority=True),
    ]

    class Changed(Message):
        """Something else stands in a field."""

    class Done(Message):
        """Enter was pressed in the last field."""

    def __init__(self, groups: Sequence[Group], values: Mapping[str, Any]) -> None:
        super().__init__()
        self.groups = list(groups)
        self.at = 0
        self.before: dict[str, Typed] = {}
        self.entries: dict[str, Entry] = {}
        for spec in (field for group in groups for field in group.fields):
            typed = harmless(spec, spec.kind.shown(values[spec.name]))
            self.before[spec.name] = typed
            self.entries[spec.name] = Entry(spec, typed)
        self.titles = Titles([group.title for group in groups])
        self.pages = [VerticalScroll(can_focus=False) for _ in groups]

    def compose(self) -> ComposeResult:
        """Put the titles above the open group."""
        self.titles.display = len(self.groups) > 1
        yield self.titles
        yield from self.pages

    # Which group is open, and where the cursor is

    async def open(self, place: int) -> None:
        """Show a group."""
        page = self.pages[place]
        if not page.children:
            await page.mount_all(self.entries[field.name] for field in self.groups[place].fields)
        for other in self.pages:
            other.set_class(other is page, "-shown")
        self.at = self.titles.at = place

    async def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        place = next(
            n for n, group in enumerate(self.groups) if any(f.name == name for f in group.fields)
        )
        await self.open(place)
        box = self.entries[name].box
        if box is not None:
            box.focus()

    @property
    def here(self) -> Entry | None:
        """The field that has the cursor."""
        return next((e for e in self.entries.values() if e.box and e.box.has_focus), None)

    def _order(self) -> list[Entry]:
        return [entry for entry in self.entries.values() if not entry.spec.kind.readonly]

    async def action_step(self, by: int) -> None:
        """Go to the field before or after, on whichever page it is."""
        order = self._order()
        here = self.here
        if here is not None:
            here.check()
        place = order.index(here) + by if here in order else 0
        await self.go_to(order[place % len(order)].spec.name)

    async def action_move(self, by: int) -> None:
        """Move among the candidates, open them, or go to another field."""
        here = self.here
        if here is not None and here.is_open:
            last = len(here.rows.rows) - 1
            place = here.rows.cursor + by
            here.rows.cursor = 0 if place > last else last if place < 0 else place
        elif here is not None and by > 0 and (offers := await here.all_offers()):
            here.show(offers)
        else:
            await self.action_step(by)

    async def action_turn(self, by: int) -> None:
        """Show the group before or after; the cursor goes into its first field."""
        here = self.here
        if here is not None:
            here.check()
        place = (self.at + by) % len(self.groups)
        await self._begin(place)

    async def _begin(self, place: int) -> None:
        names = [f.name for f in self.groups[place].fields if not f.kind.readonly]
        await (self.go_to(names[0]) if names else self.open(place))

    @on(Titles.Clicked)
    async def _clicked(self, event: Titles.Clicked) -> None:
        event.stop()
        await self._begin(event.place)

    @on(Entry.Leave)
    async def _leave(self, event: Entry.Leave) -> None:
        event.stop()
        await self.action_step(event.by)

    @on(Entry.Enter)
    async def _enter(self, event: Entry.Enter) -> None:
        event.stop()
        here = self.here
        if here is not None and here.is_open:
            here.take()
        elif here is self._order()[-1]:
            self.post_message(self.Done())
        else:
            await self.action_step(1)

    def close(self) -> bool:
        """Close the candidates; tells whether any were open."""
        here = self.here
        if here is None or not here.is_open:
            return False
        here.close()
        return True

    def on_descendant_blur(self) -> None:
        """Close candidates that are left by mouse."""
        for entry in self.entries.values():
            if entry.is_open and entry is not self.here:
                entry.check()

    # What stands in it

    @on(Entry.Changed)
    def _changed(self, event: Entry.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @property
    def changed(self) -> dict[str, Typed]:
        """What stands in the fields that are not as they were."""
        return {
            name: entry.typed
            for name, entry in self.entries.items()
            if entry.typed.text != self.before[name].text
            or (entry.typed.token is not None and entry.typed.token != self.before[name].token)
        }

    def put(self, texts: Mapping[str, Typed]) -> None:
        """Put texts into fields; names that the form does not have are left out."""
        for name, typed in texts.items():
            if name in self.entries:
                self.entries[name].put(typed)

    def begin_anew(self, values: Mapping[str, Any]) -> None:
        """Take other values as those that count as not changed, and show them."""
        for name, entry in self.entries.items():
            self.before[name] = harmless(entry.spec, entry.spec.kind.shown(values[name]))
            entry.remark = ""
            entry.put(self.before[name])

    async def read(self) -> dict[str, Any] | None:
        """Give the values of the changed fields; None after it has said what is wrong where."""
        values: dict[str, Any] = {}
        for name, entry in self._to_read():
            try:
                values[name] = entry.value()
            except ValueError as error:
                await self.complain(name, str(error))
                return None
        return values

    def _to_read(self) -> Iterator[tuple[str, Entry]]:
        changed = self.changed
        for name, entry in self.entries.items():
            if name in changed or entry.spec.need:
                yield name, entry

    async def complain(self, name: str, words: str) -> bool:
        """Go to a field and say what is wrong with it; False where there is no such field."""
        if name not in self.entries:
            return False
        await self.go_to(name)
        self.entries[name].complain(words)
        return True
