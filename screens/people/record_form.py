"""The form that edits a record: saves, keeps unsaved text, settles with what others wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from pettui.config import state_dir, target
from pettui.history.door import AlreadyDone, Refused
from pettui.people.clashing import Conflict, settle, take_theirs
from pettui.people.record import RecordClash, Wrong
from screens.frame.working import KNOWN, in_words, work_safely
from screens.people.subject import R, Subject
from screens.widgets.drafts import Drafts, Kept
from screens.widgets.fields import Typed
from screens.widgets.form import PagedForm
from screens.widgets.plain import assemble, line, plain

if TYPE_CHECKING:
    from screens.desk import Desk

SOON = 0.8  # seconds after a key until unsaved text is kept


class SaveKey(Static):
    """What saves by mouse."""

    async def on_click(self) -> None:
        """Save."""
        await self.run_action("screen.save")


class RecordForm(ModalScreen[int | None], Generic[R]):
    """Edits a record; gives its id once it is saved, None when it was left."""

    CSS_PATH = "../styles/form.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("escape", "back", show=False),
    ]

    def __init__(
        self, subject: Subject[R], *, first: str = "", typed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._typed = {name: Typed(text) for name, text in (typed or {}).items()}
        self.subject: Subject[R] = subject
        self.record: R = subject.record
        self.form = PagedForm(subject.groups, subject.values(subject.record))
        self._first = first or subject.groups[0].fields[0].name
        self._drafts: Drafts | None = None
        self._soon: Timer | None = None
        self._saving = False
        self._done = False

    @property
    def desk(self) -> Desk:
        """The app, by its own type."""
        from screens.desk import Desk

        if not isinstance(self.app, Desk):
            raise TypeError("this form belongs to the desk")
        return self.app

    def compose(self) -> ComposeResult:
        """Put the fields between title and keys."""
        with Vertical(id="form"):
            with Horizontal(id="head"):
                yield Static(line(self.subject.title), id="title")
                yield SaveKey(assemble(("ctrl+s", "$accent"), " save"), id="save")
            yield self.form
            yield Static("", id="problem", markup=False)
            pages = " · PgDn next page" if len(self.subject.groups) > 1 else ""
            keys = f"Tab next field{pages} · Down lists what can be chosen · Esc back"
            yield Static(line(keys), id="keys")

    def on_mount(self) -> None:
        """Begin in the first field; offer what an earlier form left behind."""
        database = str(target(self.desk.config))
        self._drafts = Drafts(state_dir() / "drafts", database, self.subject.key)
        work_safely(self, self._open())

    async def _open(self) -> None:
        await self.form.go_to(self._first)
        self.form.put(self._typed)
        kept = self._drafts.left_behind() if self._drafts else None
        if kept is not None:
            await self._offer(kept)

    # Unsaved text

    async def _offer(self, kept: Kept) -> None:
        from screens.widgets.menu import Choice, Menu

        labels = {name: entry.spec.label for name, entry in self.form.entries.items()}
        fields = ", ".join(labels[name].lower() for name in kept.texts if name in labels)
        day = self.desk.shop.short_day(kept.at.date())
        when = f"{day} {self.desk.shop.time(kept.at.hour * 60 + kept.at.minute)}"
        menu = Menu(
            "There is text that was never saved",
            (Choice("take", "take it up again"), Choice("throw", "throw it away")),
            words=f"From {when}: {fields}.",
        )
        answer = await self.desk.push_screen_wait(menu)
        if answer == "take":
            for name, was in kept.before.items():
                entry = self.form.entries.get(name)
                if entry is not None and entry.typed.text not in (was, kept.texts[name].text):
                    entry.remark = f"meanwhile: {entry.typed.text or '(empty)'}"
            self.form.put(kept.texts)
            self._keep()
        if answer is not None and self._drafts is not None:
            self._drafts.forget(kept)
            if answer == "take":
                self._keep()

    @on(PagedForm.Changed)
    def _changed(self) -> None:
        self._say("")
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(SOON, self._keep)

    def _keep(self) -> None:
        """Write what is not saved yet to the disk."""
        if self._done or self._drafts is None:
            return
        texts = self.form.changed
        before = {name: self.form.before[name].text for name in texts}
        self._drafts.write(texts, before, self.desk.shop.now())

    def on_unmount(self) -> None:
        """Keep what is typed when the program is ended from outside."""
        self._keep()

    def _leave(self, result: int | None) -> None:
        self._done = True
        if self._drafts is not None:
            self._drafts.drop()
        self.dismiss(result)

    # Saving

    @on(PagedForm.Done)
    def action_save(self) -> None:
        """Save; an error stands beside its field."""
        if not self._saving and not self._done:
            work_safely(self, self._save())

    async def _save(self) -> None:
        self._saving = True
        try:
            await self._try()
        finally:
            self._saving = False

    async def _try(self) -> None:
        self._say("")
        values = await self.form.read()
        if values is None:
            return
        if not values and self.record.id is not None:
            self._leave(None)  # nothing was changed
            return
        mine = self.subject.change(self.record, values)
        for _ in range(9):  # somebody may save again while this is settled
            try:
                if self.subject.before is not None:
                    instead = await self.subject.before(mine)
                    if instead is not None:
                        if instead:
                            self._leave(instead)
                        return
                saved = await self.desk.write(
                    self.subject.save, self.desk.shop, mine, self.desk.actor
                )
            except RecordClash as clash:
                settled = await self._settle(clash, mine)
                if settled is None:
                    return
                mine = settled
            except Wrong as wrong:
                if not await self.form.complain(wrong.field, str(wrong)):
                    self._say(str(wrong))
                return
            except KNOWN as error:
                self._say(str(error))
                return
            except AlreadyDone:
                self._leave(self.record.id)
                return
            except Exception as error:  # noqa: BLE001  # what was typed stays, whatever went wrong
                self._say(in_words(error))
                return
            else:
                for words in saved.warnings:
                    self.desk.say(words, "warning")
                self._leave(saved.id)
                return

    async def _settle(self, clash: RecordClash, mine: R) -> R | None:
        """Put both changes together; None when the person wants to look at the form again."""
        from screens.people.clashes import Clashes

        theirs = clash.record
        who = str(clash).removesuffix(" Look at it again and repeat your change.")
        if not isinstance(theirs, type(mine)):
            raise Refused(str(clash))
        settled = settle(self.record, mine, theirs)
        self.record = theirs
        self.form.begin_anew(self.subject.values(theirs))
        both = self.subject.values(settled.record)
        now = self.subject.values(theirs)
        self.form.put({
            name: entry.spec.kind.shown(both[name])
            for name, entry in self.form.entries.items() if both[name] != now[name]
        })  # fmt: skip
        if not settled.conflicts:
            self.desk.say(f"{who} Both changes are kept.")
            return settled.record
        conflicts = [self._in_words(one, both, now) for one in settled.conflicts]
        taken = await self.desk.push_screen_wait(Clashes(who, conflicts))
        if taken is None:
            for conflict in conflicts:
                field = "phones.0" if conflict.field == "phones" else conflict.field
                entry = self.form.entries.get(field)
                if entry is not None:
                    entry.remark = f"theirs: {conflict.theirs or '(empty)'}"
                    entry.say()
            self._keep()
            return None
        record = settled.record
        for field in taken:
            record = take_theirs(record, theirs, field)
        return record

    def _in_words(
        self, conflict: Conflict, mine: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> Conflict:
        """Write both values as the field writes them: a weight in pounds, a day as here."""
        entry = self.form.entries.get(conflict.field)
        if entry is None:
            return conflict
        texts = (entry.spec.kind.shown(side[conflict.field]).text for side in (mine, theirs))
        return Conflict(conflict.field, entry.spec.label, *texts)

    def _say(self, words: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(plain(words))
        problem.set_class(bool(words), "-shown")

    # Leaving

    def action_back(self) -> None:
        """Close the candidates, then the form; asks only when something would be lost."""
        if not self.form.close() and not self._saving:
            work_safely(self, self._back())

    async def _back(self) -> None:
        changed = self.form.changed
        if changed:
            from screens.widgets.menu import Confirm

            labels = ", ".join(self.form.entries[name].spec.label.lower() for name in changed)
            question = Confirm("Throw this away?", f"Not saved: {labels}.", yes="throw it away")
            if not await self.desk.push_screen_wait(question):
                return
        self._leave(None)
