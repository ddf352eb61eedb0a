"""Roles and rights: everybody who works here, or every role, by all that may be allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.team.access import granting, own_roles
from pettui.team.access.granting import Matrix, Profile
from pettui.team.access.rights import RIGHTS
from pettui.team.access.roles import OWNER, Bundle
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.team.access.cells import columns_of, rows_of
from screens.team.access.grid import LEGEND, RightsGrid
from screens.widgets.menu import Choice, Menu
from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from screens.desk import Desk

_OF_PEOPLE = ("access.role", "access.copy", "access.secret")
_OF_OWN_ROLES = ("access.rename", "access.remove")


def open_access(desk: Desk) -> None:
    """Open roles and rights, or go back to them where they are open already."""
    for screen in desk.screen_stack:
        if isinstance(screen, AccessScreen):
            while desk.screen is not screen:
                desk.pop_screen()
            return
    desk.push_screen(AccessScreen())


class AccessScreen(DeskScreen):
    """The matrix; a letter a cell, and below it what the one under the cursor means."""

    AREAS = ("access",)
    CSS_PATH = "../../styles/access.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("access"),
        Binding("escape", "back", "back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix((), ())
        self.of_roles = False
        self.head = Static("", id="head", markup=False)
        self.grid = RightsGrid()
        self.detail = Static("", id="detail", markup=False)

    def body(self) -> ComposeResult:
        """Show the head, the matrix, and what is under the cursor."""
        yield self.head
        yield self.grid
        yield self.detail

    def on_mount(self) -> None:
        """Read who may do what."""
        super().on_mount()
        self.grid.focus()
        self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Read it again; the cursor stays where it is."""
        desk = self.desk
        self.matrix = await desk.gateway.run(granting.matrix, desk.shop)
        self._show()

    def _show(self) -> None:
        signs = self.desk.shop.setting("access.sign_in")
        state = "people sign in here" if signs else "nobody signs in, so everybody may everything"
        title = "Roles" if self.of_roles else "Roles and rights"
        self.head.update(
            assemble(
                line(title, "bold"),
                line(f"  {state}  ", "$text-muted" if signs else "$text-warning"),
                line(LEGEND, "$text-muted"),
            )
        )
        self.grid.show_cells(
            columns_of(self.matrix, of_roles=self.of_roles),
            rows_of(self.matrix, of_roles=self.of_roles),
        )

    # What is under the cursor

    def person(self) -> Profile | None:
        """Give the person under the cursor."""
        found = (each for each in self.matrix.people if str(each.employee) == self.grid.who)
        return None if self.of_roles else next(found, None)

    def role(self) -> Bundle | None:
        """Give the role under the cursor."""
        found = (each for each in self.matrix.roles if each.key == self.grid.who)
        return next(found, None) if self.of_roles else None

    def why_not(self, command: Command) -> str:
        """Say what cannot be done to the person or role under the cursor."""
        person, role = self.person(), self.role()
        if command.id in _OF_PEOPLE and person is None:
            return "Put the cursor on a person (v)."
        if command.id in _OF_OWN_ROLES and (role is None or not own_roles.is_own(role.key)):
            return "Put the cursor on a role of your own (v shows the roles, n makes one)."
        if command.id in ("access.open", "access.default"):
            if role is not None and role.key == OWNER:
                return "An owner may do everything; that role stays as it is."
            if person is not None and person.role.key == OWNER:
                return f"{person.name} is an owner, who may do everything. Choose another role (r)."
        if command.id == "access.default":
            if person is not None and self.grid.right not in person.exceptions:
                return "This is as the role says already."
            if role is not None and not role.changed:
                return f"The role {role.name} has its own rights."
        return super().why_not(command)

    @on(RightsGrid.Moved)
    def _moved(self) -> None:
        self.detail.update(self._meaning())
        self.show_offers()

    def _meaning(self) -> Content:
        right = RIGHTS.get(self.grid.right)
        if right is None:
            return Content("")
        person, role = self.person(), self.role()
        waits = f" Nothing asks for it before {right.waits} is there." if right.waits else ""
        if person is not None:
            verb = "may" if right.key in person.rights else "may not"
            apart = person.exceptions.get(right.key)
            how = "the role decides" if apart is None else f"{'given' if apart else 'taken'} apart"
            words = f"{person.name} ({person.role.name.lower()}) {verb} {right.words}: {how}."
        elif role is not None:
            verb = "may" if right.key in role.rights else "may not"
            words = f"Whoever is {role.name.lower()} {verb} {right.words}."
        else:
            return Content("")
        return assemble(line(words), "\n", line(f"{right.key}.{waits}", "$text-muted"))

    # Commands

    @on(RightsGrid.Picked)
    async def _picked(self) -> None:
        await self.desk.action_command("access.open")

    def action_access_open(self) -> None:
        """Give the right under the cursor, or take it."""
        self.work(self._turn())

    async def _turn(self) -> None:
        desk, right = self.desk, self.grid.right
        if (person := self.person()) is not None:
            granted = right not in person.rights
            desk.say(
                await desk.write(
                    granting.set_right, person.employee, right, desk.actor, granted=granted
                )
            )
        elif (role := self.role()) is not None:
            rights = role.rights ^ {right}
            desk.say(await desk.write(granting.set_bundle, role.key, rights, desk.actor))

    def action_access_default(self) -> None:
        """Let the role decide again."""
        self.work(self._default())

    async def _default(self) -> None:
        desk, right = self.desk, self.grid.right
        if (person := self.person()) is not None:
            granted = right in person.role.rights
            await desk.write(
                granting.set_right, person.employee, right, desk.actor, granted=granted
            )
        elif (role := self.role()) is not None:
            desk.say(await desk.write(granting.reset_bundle, role.key, desk.actor))

    def action_access_role(self) -> None:
        """Choose another role for the person under the cursor."""
        self.work(self._role())

    async def _role(self) -> None:
        desk, person = self.desk, self.person()
        if person is None:
            return
        choices = [
            Choice(each.key, each.name, "now" if each.key == person.role.key else "")
            for each in self.matrix.roles
        ]
        role = await desk.push_screen_wait(Menu(f"The role of {person.name}", choices))
        if role is not None:
            desk.say(
                await desk.write(
                    granting.set_role, person.employee, role, desk.actor, seen=person.version
                )
            )

    def action_access_copy(self) -> None:
        """Give somebody else the profile of the person under the cursor."""
        self.work(self._copy())

    async def _copy(self) -> None:
        desk, person = self.desk, self.person()
        if person is None:
            return
        others = [each for each in self.matrix.people if each.employee != person.employee]
        choices = [Choice(str(each.employee), each.name, each.role.name) for each in others]
        if len(others) > 1:
            choices.append(Choice("", "everybody of the same role", person.role.name))
        words = f"They get the role {person.role.name} and all that differs from it."
        title = f"Who is to be like {person.name}?"
        to = await desk.push_screen_wait(Menu(title, choices, words=words))
        if to is None:
            return
        same = [each.employee for each in others if each.role.key == person.role.key]
        takers = [int(to)] if to else same
        desk.say(await desk.write(granting.copy_profile, person.employee, takers, desk.actor))

    def action_access_secret(self) -> None:
        """Give the person under the cursor a PIN or a password."""
        person = self.person()
        if person is not None:
            from screens.team.access.secret import give

            self.work(give(self.desk, person.employee, person.name))

    def action_access_new(self) -> None:
        """Make a role of one's own; its column is shown, to tick what it may do."""
        self.work(self._new())

    async def _new(self) -> None:
        from screens.team.access.role_form import ask_role

        like = self.role() or (person.role if (person := self.person()) is not None else None)
        made = await ask_role(self.desk, self.matrix.roles, like.key if like else "")
        if made is not None:
            self.of_roles = True
            await self.shop_changed()
            self.grid.go_to(made)
            self.desk.say("Enter or Space ticks what it may do; r among the people gives it.")

    def action_access_rename(self) -> None:
        """Give the role under the cursor another name."""
        if (role := self.role()) is not None:
            from screens.team.access.role_form import ask_name

            self.work(ask_name(self.desk, role))

    def action_access_remove(self) -> None:
        """Remove the role under the cursor."""
        if (role := self.role()) is not None:
            self.work(self._remove(role))

    async def _remove(self, role: Bundle) -> None:
        desk = self.desk
        said = await desk.write(own_roles.remove_role, role.key, desk.actor)
        desk.say(f"{said} {desk.keys.shown('desk.undo')} brings it back.")

    def action_access_turn(self) -> None:
        """Change between the people and the roles."""
        self.of_roles = not self.of_roles
        self._show()

    def action_access_sign_in(self) -> None:
        """Let people sign in here, or no more."""
        from screens.team.access.secret import turn

        self.work(turn(self.desk))

    def action_back(self) -> None:
        """Go back."""
        self.app.pop_screen()
