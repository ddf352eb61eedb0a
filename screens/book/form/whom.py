"""The line about who does it."""

from __future__ import annotations

from textual.content import Content

from pettui.history.door import Refused
from pettui.text import clean, fold
from screens.book.form.line import FormLine, Look, Step, muted
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row


class WithLine(FormLine):
    """Who does it; empty means whoever is free."""

    id = "with"
    label = "With"
    placeholder = "whoever is free"

    def text(self) -> str:
        """Show who was chosen; `!` says that the client asked for them."""
        key = self.draft.employee
        if key is None:
            return ""
        return self._label(key) + ("!" if self.draft.requested else "")

    def _label(self, key: int) -> str:
        return self.labels.get(key, "somebody who left")

    labels: dict[int, str] = {}  # noqa: RUF012  # the screen gives them when it opens

    def echo(self) -> Content:
        """Say who is free, and who was chosen when nobody was named."""
        found = self.draft.proposal
        if found is None or not found.staff:
            return (
                muted("name! when the client asks for them") if self.draft.employee else Content()
            )
        parts: list[Content | tuple[str, str] | str] = []
        if self.draft.employee is None and found.employee is not None:
            parts.append((f"{self._label(found.employee)}  ", "bold $accent"))
        shown = [one for one in found.staff if one.employee != (found.employee or 0)]
        mine = [one for one in found.staff if one.employee == (found.employee or 0)]
        for one in (*mine, *shown):
            if one in mine and self.draft.employee is None:
                continue
            words = f"{one.label} {one.words}" if one in shown else one.words
            style = "$text-muted" if one.free or one in shown else "$text-warning"
            parts += [(words, style), ("  ", "")]
        return assemble(*parts)

    def _matching(self, text: str) -> list[int]:
        said = fold(text.rstrip("! "))
        return [
            key
            for key, label in self.labels.items()
            if any(word.startswith(said) for word in fold(label).split()) or fold(label) == said
        ]

    async def look(self, text: str) -> Look:
        """List who is meant, and whether they are free."""
        if not text:
            return Look()
        words = {}
        if self.draft.proposal is not None:
            words = {one.employee: one for one in self.draft.proposal.staff}
        rows = []
        for key in self._matching(text):
            one = words.get(key)
            right = line(one.words, "" if one.free else "$text-warning") if one else Content()
            rows.append(Row(f"who:{key}", line(self._label(key), "bold"), right))
        if not rows:
            return Look((), muted("nobody here is called so"), wrong=True)
        return Look(rows, muted("the client asks for them" if "!" in text else ""))

    async def take(self, text: str, picked: str | None) -> Step:
        """Take who was picked, or whoever is free."""
        draft = self.draft
        if picked is not None:
            draft.employee = int(picked.removeprefix("who:"))
            draft.requested = text.rstrip().endswith("!")
            draft.said_with = True
            return Step.DONE if draft.start is not None else Step.ON
        if clean(text):
            if text != self.text():
                raise Refused(
                    f"Nobody here is called “{clean(text, 40)}”."
                    " Leave it empty for whoever is free."
                )
        elif draft.employee is not None:
            draft.employee, draft.requested, draft.said_with = None, False, True
        return Step.DONE
