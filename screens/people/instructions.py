"""The form of an instruction: what a pet gets, when, and on which weekdays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.people import instructions
from pettui.people.instructions import KINDS, Instruction, days_text, read_days
from pettui.people.record import Saved
from screens.people.kinds import choice
from screens.people.parts import changed, saved, values_of
from screens.people.record_form import RecordForm
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group, Said

if TYPE_CHECKING:
    from pettui.history.actor import Actor
    from pettui.team.shop import Shop
    from screens.desk import Desk


async def edit_instruction(desk: Desk, pet: int, name: str, key: int | None = None) -> int | None:
    """Open an instruction, or a new one; gives its id once it is saved."""
    record = Instruction()
    if key is not None:
        record = await desk.gateway.run(instructions.instruction, key)

    def save(shop: Shop, said: Instruction, by: Actor) -> Saved:
        return saved(
            lambda: instructions.save(pet, said, by),
            lambda: instructions.instruction(said.id or 0),
        )

    draft = f"instruction:{key}" if key else f"instruction:new of {pet}"
    subject = Subject(
        f"{name}: feeding and medication", draft, record, (_group(desk.shop),), values_of, changed,
        save,
    )  # fmt: skip
    return await desk.push_screen_wait(RecordForm(subject))


def _group(shop: Shop) -> Group:
    time = Said(
        instructions.read_time,
        lambda value: shop.time(value) if value is not None else "",
        lambda value: shop.time(value) if value is not None else "",
    )
    days = Said(read_days, days_text, lambda value: days_text(value) or "every day")
    return Group("Instruction", (
        FormField("kind", "Kind", choice(KINDS, new="another kind")),
        FormField("text", "What", hint="half a cup, one pill in cheese"),
        FormField("time", "Time", time, "8, 17:30"),
        FormField("days", "Days", days, "mon, thu; empty is every day"),
    ))  # fmt: skip
