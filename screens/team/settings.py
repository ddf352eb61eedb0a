"""The settings in one list: what each does, what it is, what it was by default."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from pettui.team import settings
from pettui.team.options import OPTIONS, OneOf, YesNo
from pettui.team.settings import SettingLine
from pettui.text import count
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.widgets.ask import Ask, Understood
from screens.widgets.line import Field
from screens.widgets.menu import Choice, Menu
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

_NAME, _VALUE = 25, 20  # cells of the first two columns
_MARK = "*"


class SettingRows(Rows, can_focus=True):
    """The list; the cursor moves by the arrows, by pages, and to the ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-999)", show=False),
        Binding("end", "move(999)", show=False),
    ]

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.page(direction)


class SettingsScreen(DeskScreen):
    """Settings and facts of the shop; a changed one is marked and says so."""

    AREAS = ("settings",)
    CSS_PATH = "../styles/team.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("settings"),
        Binding("escape", "back", "back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, SettingLine] = {}
        self.head = Static("", id="head", markup=False)
        self.field = Field(placeholder="part of a name or of what it does; “changed” for those")
        self.rows = SettingRows(empty="No setting is like that. Esc shows all.")
        self.detail = Static("", id="detail", markup=False)

    def body(self) -> ComposeResult:
        """Show the filter, the list, and what the setting under the cursor does."""
        yield self.head
        self.field.display = False
        yield self.field
        yield self.rows
        yield self.detail

    def on_mount(self) -> None:
        """Read the settings."""
        super().on_mount()
        self.rows.focus()
        self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Read the settings again; the cursor stays where it is."""
        desk = self.desk
        found = await desk.gateway.run(settings.lines, desk.shop, self.field.value)
        self._lines = {each.name: each for each in found}
        rows: list[Row] = []
        group = ""
        for each in found:
            if each.group != group:
                group = each.group
                rows.append(Row(f"#{group}", line(group), heading=True))
            rows.append(_row(each))
        self.rows.show(rows, keep=True)
        changed = sum(each.changed for each in found)
        self.head.update(
            assemble(
                line("Settings", "bold"),
                line(f"  {count(len(found), 'setting')}, {changed} changed ", "$text-muted"),
                line(f"({_MARK})" if changed else "", "$accent"),
            )
        )
        self._show_detail()

    def current(self) -> SettingLine | None:
        """Give the setting under the cursor."""
        row = self.rows.row
        return self._lines.get(row.id) if row is not None else None

    def why_not(self, command: Command) -> str:
        """Let only a setting be changed, and only a changed one go back to its default."""
        if command.area != "settings" or command.id == "settings.filter":
            return super().why_not(command)
        each = self.current()
        if each is None:
            return "No setting is under the cursor."
        if command.id == "settings.default" and each.is_fact:
            return f"{each.name} has no default; every shop says its own."
        if command.id == "settings.default" and not each.changed:
            return f"{each.name} is at its default already."
        return ""

    def rights_for(self, command: Command) -> tuple[str, ...]:
        """Ask for the right to give rights where a setting is about signing in."""
        rights, each = super().rights_for(command), self.current()
        signing_in = each is not None and each.name.startswith("access.")
        return ("shop.access",) if rights and signing_in else rights

    def _show_detail(self) -> None:
        each = self.current()
        self.detail.update(Content("") if each is None else _detail(each))
        self.show_offers()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._show_detail()

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_settings_edit()

    # Changing

    def action_settings_edit(self) -> None:
        """Ask for another value of the setting under the cursor."""
        each = self.current()
        if each is not None:
            self.work(self._edit(each))

    async def _edit(self, each: SettingLine) -> None:
        desk = self.desk
        option = OPTIONS.get(each.name)
        if option is not None and isinstance(option.kind, YesNo | OneOf):
            values = option.kind.values if isinstance(option.kind, OneOf) else (True, False)
            typed = [option.kind.say(value) for value in values]
            choices = [Choice(text, text, _hint(each, text)) for text in typed]
            text = await desk.push_screen_wait(Menu(each.name, choices, words=each.words))
        else:
            text = await desk.push_screen_wait(self._ask(each))
        if text is not None:
            await desk.write(
                settings.put, desk.shop, each.name, text, desk.actor, seen=each.version
            )

    def _ask(self, each: SettingLine) -> Ask[str]:
        desk = self.desk

        async def understand(text: str) -> Understood[str]:
            meant = await desk.gateway.run(settings.understand, desk.shop, each.name, text)
            return Understood(text, meant.words)

        default = f" The default is {each.default}." if each.default else ""
        words = f"{each.words} It is {each.allowed}.{default}"
        return Ask(each.name, understand, value=each.shown, words=words, need=False)

    def action_settings_default(self) -> None:
        """Take the setting under the cursor back to its default."""
        each = self.current()
        if each is not None:
            self.work(self._default(each))

    async def _default(self, each: SettingLine) -> None:
        desk = self.desk
        await desk.write(settings.unset, desk.shop, each.name, desk.actor, seen=each.version)
        desk.say(f"{each.name} is {each.default} again.")

    # The filter

    def action_settings_filter(self) -> None:
        """Filter the settings while one types."""
        self.field.display = True
        self.field.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.work(self.shop_changed, hold_keys=False, group="filter", exclusive=True)

    @on(Input.Submitted)
    def _taken(self) -> None:
        self.rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Let the arrows lead from the filter into the list."""
        if event.key in ("up", "down") and self.field.has_focus:
            event.stop()
            self.rows.focus()

    def action_back(self) -> None:
        """Close the filter, then the settings."""
        if self.field.display:
            self.field.display = False
            self.field.value = ""
            self.rows.focus()
        else:
            self.app.pop_screen()


def _row(each: SettingLine) -> Row:
    value = line(each.shown or "nothing", "bold" if each.changed else "")
    left = assemble(
        (f"{_MARK} " if each.changed else "  ", "$accent"),
        line(each.name).truncate(_NAME, ellipsis=True, pad=True),
        value.truncate(_VALUE, ellipsis=True, pad=True),
        line(f" {each.words}", "$text-muted"),
    )
    return Row(each.name, left, line("changed" if each.changed else ""))


def _detail(each: SettingLine) -> Content:
    default = "" if each.is_fact else f" The default is {each.default}."
    return assemble(
        line(each.words),
        "\n",
        line(f"It is {each.shown or 'nothing'}.{default}"),
        line(f" It can be {each.allowed}.", "$text-muted"),
    )


def _hint(each: SettingLine, text: str) -> str:
    parts = ["now" if text == each.shown else "", "default" if text == each.default else ""]
    return ", ".join(part for part in parts if part)
