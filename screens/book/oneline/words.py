"""What the line says of itself: the visit with its price, dangers, conflicts and what is open."""

from __future__ import annotations

from textual.content import Content

from pettui.book.oneline import saying
from pettui.book.oneline.understood import Question, Understood
from pettui.book.oneline.values import Reading
from pettui.team.shop import Shop
from screens.book.form import words as form
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

PROMPT = "bella fg fri 2p kim"
_EXAMPLES = (
    "who · what · when · by whom, in any order:  milo+mia bath, coco nails fri am  ·  +6w 9"
    '  ·  after 3  ·  asap  ·  90m  ·  any  ·  kim!  ·  "a note"'
)


def examples() -> Content:
    """Say how one types here, as long as nothing is typed."""
    return line(_EXAMPLES, "$text-muted")


def head(shop: Shop, said: Understood) -> Content:
    """Write when and by whom, what it costs, and how long it takes."""
    found = said.proposal
    if found is None or not found.rows:
        return Content()
    if found.checked is None:
        return assemble(form.sums(shop, found))
    return assemble(
        line(saying.head(shop, found), "bold"),
        line(f"  {form.length(found.checked.minutes)}"),
        line(f"  {shop.money.text(found.checked.total)}", "bold $accent"),
    )


def who(said: Understood) -> Content:
    """Write whose visit it is: pets, owner, phone, breed."""
    if said.client is None:
        return Content()
    pets = [pet for pet in said.client.pets if pet.id in said.wish.pets]
    names = ", ".join(pet.name for pet in pets)
    detail = pets[0].detail if len(pets) == 1 else ""
    more = " · ".join(part for part in (said.client.phone, detail) if part)
    return assemble(
        line(names, "bold"),
        line(f" · {said.client.name}" if names else said.client.name),
        line(f"  {more}", "$text-muted"),
        line("" if said.client.active else "  inactive", "$text-warning"),
        line(f"  {said.note}" if said.note else "", "$text-accent"),
    )


def rows(shop: Shop, said: Understood, width: int) -> Content:
    """Write the services under one another."""
    found = said.proposal
    if found is None:
        return Content()
    wrong = {problem.row for problem in found.problems if problem.weight != "tell"}
    timed = found.checked is not None
    lines = [
        form.row_of(shop, place, row, width, wrong=place in wrong, timed=timed).left
        for place, row in enumerate(found.rows)
    ]
    lines += [line(f"  and {form.good(shop, good)}", "$text-muted") for good in found.goods.kept]
    if said.wish.plan.note:
        lines.append(line(f"  “{said.wish.plan.note}”", "$text-muted"))
    return Content("\n").join(lines)


def dangers(said: Understood) -> Content:
    """Write what must stand out before saving."""
    return form.banner(said.proposal) if said.proposal is not None else Content()


def open_points(said: Understood) -> Content:
    """Write what is wrong, missing, in conflict, or to be chosen."""
    lines: list[Content] = []
    if said.wrong:
        lines.append(line(f"x {said.wrong}", "bold $text-error"))
    if said.reading.pieces:
        lines += [line(f"· {one.words}", "$text-warning") for one in said.missing[:1]]
        rest = [one.field for one in said.missing[1:]]
        if rest:
            lines.append(line(f"· Then: {', '.join(rest)}.", "$text-muted"))
    if said.proposal is not None and said.proposal.problems:
        lines.append(form.problems(said.proposal.problems))
    if said.question is not None:
        style = "bold $accent" if said.question.must else "$text-muted"
        lines.append(line(f"? {said.question.words}", style))
    return Content("\n").join(lines)


def answers(question: Question | None) -> list[Row]:
    """Give the numbered answers to what is open."""
    if question is None:
        return []
    return [
        Row(
            choice.line,
            assemble((f"{number} ", "$accent"), line(choice.label, "bold")),
            line(choice.detail),
        )
        for number, choice in enumerate(question.choices, 1)
    ]


def keys(said: Understood | None, *, choosing: bool, kept: bool) -> str:
    """Say what the keys do now."""
    if choosing:
        return "1-9 or Enter chooses  arrows move  Esc back to the line"
    if kept:
        return "kept from before  ctrl+u clears it  Enter books  Esc back"
    if said is None or not said.reading.pieces:
        return "Tab completes  ctrl+o opens the form  Esc back"
    more = "Tab completes  " if said.completed else ""
    if said.question is not None and said.question.choices:
        more += "Down to the answers  "
    if said.question is not None and said.question.must and said.question.choices:
        enter = "Enter chooses"
    elif not said.is_ready:
        enter = ""
    elif said.proposal is not None and any(p.weight == "ask" for p in said.proposal.problems):
        enter = "Enter asks before it books"
    else:
        enter = "Enter books it"
    return "  ".join(part for part in (enter, f"{more}ctrl+o opens the form  Esc back") if part)


def roles(reading: Reading) -> list[tuple[int, int, str]]:
    """Give what each part of the line is taken for, as (start, end, component of the field)."""
    parts = {
        "name": "who", "service": "what", "length": "what", "day": "when", "time": "when",
        "soonest": "when", "which": "when", "employee": "whom", "anybody": "whom", "note": "note",
    }  # fmt: skip
    return [(p.start, p.end, f"line--{parts[p.role]}") for p in reading.pieces if p.role in parts]
