"""`pettui staff`: who works here; people who come, change and leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.team import staff
from pettui.text import capital, clean, count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop
    from pettui.team.staff import StaffLine

EXAMPLES = """\
Nobody is deleted who has done something here: whoever leaves is inactive, and what they did stays.
What is still open with them (visits to come, clients who wish for them) is said first, and nothing
is changed; --anyway goes on. The regular week is planned at the desk (g h), roles and rights are
given there (g a) or by `pettui access`.

examples:
  pettui staff                              who works here; --all with those who left
  pettui staff add "Mia Berg" --role bather --phone 555-0120
  pettui staff edit 1002 --label Ana --email ana@example.com
  pettui staff edit 1002 --no-column        no column in the book
  pettui staff inactive 1002                works here no more
  pettui staff active 1002                  works here again
  pettui staff remove 1007                  entered by mistake: nothing refers to the record
"""
_FIELDS = ("first", "last", "label", "phone", "email", "comment")


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import BooleanOptionalAction, RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "staff", help="show and change who works here", epilog=EXAMPLES,
        description="Shows and changes who works here.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("--all", action="store_true", help="with those who left")
    made.add_argument("--json", action="store_true", help="write the list for machines")
    verbs = made.add_subparsers(dest="verb", metavar="VERB")
    new = verbs.add_parser("add", help="somebody begins to work here")
    new.add_argument("name", nargs="+", metavar="NAME", help="first and last name")
    new.add_argument("--role", default="groomer", metavar="ROLE", help=", ".join(staff.ROLES))
    edit = verbs.add_parser("edit", help="change what is on record")
    edit.add_argument("number", metavar="NUMBER")
    edit.add_argument("--first", metavar="NAME")
    edit.add_argument("--last", metavar="NAME")
    for verb in (new, edit):
        verb.add_argument("--label", metavar="NAME", help="the head of the column in the book")
        verb.add_argument("--phone", metavar="NUMBER")
        verb.add_argument("--email", metavar="ADDRESS")
        verb.add_argument("--comment", metavar="TEXT")
        verb.add_argument(
            "--column", action=BooleanOptionalAction, default=None, help="a column in the book"
        )
    for name, words in (
        ("inactive", "works here no more"), ("active", "works here again"),
        ("remove", "was entered by mistake"),
    ):  # fmt: skip
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("number", metavar="NUMBER")
        if name == "inactive":
            verb.add_argument("--anyway", action="store_true", help="whatever is still open")


def run(arguments: Namespace) -> int:
    """List, or change one."""
    with session.shop() as shop:
        if arguments.verb is None:
            return _list(shop, arguments)
        output.words(_DO[arguments.verb](shop, arguments))
    return codes.OK


def _list(shop: Shop, arguments: Namespace) -> int:
    found = staff.staff_lines(shop, inactive=arguments.all)
    if arguments.json:
        output.data_json([_json(one) for one in found])
        return codes.OK
    for one in found:
        parts = (
            one.role, "" if one.label == one.first else f"{one.label} in the book", one.phone,
            one.email, "" if one.shown else "no column", "limited" if one.limited else "",
            "" if one.active else "works here no more",
        )  # fmt: skip
        output.data(f"{one.number}  {one.name}: {', '.join(part for part in parts if part)}")
    output.words(f"{count(sum(one.active for one in found), 'person', 'people')} work here.")
    return codes.OK


def _json(one: StaffLine) -> dict[str, Any]:
    return {
        "number": one.number, "first": one.first, "last": one.last, "label": one.label,
        "role": one.role, "phone": one.phone, "email": one.email, "comment": one.comment,
        "column": one.shown, "limited": one.limited, "active": one.active,
    }  # fmt: skip


def _the(shop: Shop, number: str) -> StaffLine:
    """Find somebody by number, also one who left."""
    for one in staff.staff_lines(shop):
        if str(one.number) == number.strip():
            return one
    raise Refused(f"Nobody has the number {clean(number, 20) or '(none)'}.")


def _add(shop: Shop, arguments: Namespace) -> str:
    first, _, last = " ".join(arguments.name).strip().partition(" ")
    wish = staff.StaffLine(
        first=first, last=last, label=arguments.label or "", phone=arguments.phone or "",
        email=arguments.email or "", comment=arguments.comment or "", role=arguments.role,
    )  # fmt: skip
    key = staff.save_employee(shop, wish, nobody_signed_in())
    made = next(one for one in staff.staff_lines(shop) if one.id == key)
    if arguments.column is False:
        staff.save_employee(shop, replace(made, shown=False), nobody_signed_in())
    return f"{made.name} works here now, with the number {made.number}."


def _edit(shop: Shop, arguments: Namespace) -> str:
    one = _the(shop, arguments.number)
    said = {name: getattr(arguments, name) for name in _FIELDS}
    given = {name: value for name, value in said.items() if value is not None}
    wish = replace(
        one, **given, shown=one.shown if arguments.column is None else arguments.column
    )  # fmt: skip
    if wish == one:
        return f"{one.name} is so already."
    staff.save_employee(shop, wish, nobody_signed_in())
    return f"{wish.name} is changed."


def _inactive(shop: Shop, arguments: Namespace) -> str:
    from pettui.people.leaving import Concerned
    from pettui.team import leaving

    one = _the(shop, arguments.number)
    if not one.active:
        return f"{one.name} works here no more, as it is."
    agreed = arguments.anyway
    try:
        leaving.set_employee_active(
            shop, one.id or 0, False, nobody_signed_in(), agreed=agreed
        )  # fmt: skip
    except Concerned as still:
        open_ = ". ".join(capital(words) for words in still.concerns)
        raise Refused(
            f"{open_}. Nothing was changed; --anyway goes on, and moves or cancels nothing."
        ) from still
    return f"{one.name} works here no more. What they did stays."


def _active(shop: Shop, arguments: Namespace) -> str:
    from pettui.team import leaving

    one = _the(shop, arguments.number)
    if one.active:
        return f"{one.name} works here already."
    leaving.set_employee_active(shop, one.id or 0, True, nobody_signed_in())
    return f"{one.name} works here again."


def _remove(shop: Shop, arguments: Namespace) -> str:
    from pettui.team import leaving

    one = _the(shop, arguments.number)
    return f"{leaving.remove_employee(one.id or 0, nobody_signed_in())} is removed."


_DO = {
    "add": _add, "edit": _edit, "inactive": _inactive, "active": _active, "remove": _remove,
}  # fmt: skip
