"""`pettui settings`: shows and changes what the shop has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.team import settings
from pettui.text import count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.settings import SettingLine
    from pettui.team.shop import Shop

EXAMPLES = """\
A changed setting is undone at the desk with u, as any change is.

examples:
  pettui settings list                 all of them; `list book` those about the book
  pettui settings list --changed       what this shop has chosen for itself
  pettui settings get book.step
  pettui settings set book.step 10
  pettui settings set shop.hours mon-fri 8-18, sat 9-13
  pettui settings unset book.step      back to its default
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "settings", help="show and change the shop's settings",
        description="Shows and changes the shop's settings.", epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    verbs = made.add_subparsers(dest="verb", metavar="VERB", required=True)
    shown = verbs.add_parser("list", help="show all, or those with some words")
    shown.add_argument("text", nargs="*", metavar="TEXT", help="words in name or sentence")
    shown.add_argument("--changed", action="store_true", help="only those that were changed")
    got = verbs.add_parser("get", help="show the value of one")
    given = verbs.add_parser("set", help="give one another value")
    gone = verbs.add_parser("unset", help="take one back to its default")
    for verb in (got, given, gone):
        verb.add_argument("name", metavar="NAME", help="such as book.step")
    given.add_argument("value", nargs="+", metavar="VALUE", help='what it is to be; "" is nothing')
    for verb in (shown, got, given, gone):
        verb.add_argument("--json", action="store_true", help="for machines")


def run(arguments: Namespace) -> int:
    """Show or change settings."""
    with session.shop() as shop:
        try:
            return _VERBS[arguments.verb](shop, arguments)
        except settings.NotUnderstood as error:
            output.words(str(error))
            return codes.USAGE


def _list(shop: Shop, arguments: Namespace) -> int:
    found = settings.lines(shop, " ".join(arguments.text))
    found = [line for line in found if line.changed or not arguments.changed]
    if arguments.json:
        output.data_json([as_json(line) for line in found])
    else:
        output.data(*as_text(found))
    if not found:
        output.words("No setting is like that.")
        return codes.NOTHING
    return codes.OK


def _get(shop: Shop, arguments: Namespace) -> int:
    line = settings.line_of(shop, arguments.name)
    if arguments.json:
        output.data_json(as_json(line))
    else:
        output.data(line.shown)
    return codes.OK


def _set(shop: Shop, arguments: Namespace) -> int:
    before = settings.line_of(shop, arguments.name)
    now = settings.put(shop, arguments.name, " ".join(arguments.value), nobody_signed_in())
    return _tell(now, before, arguments)


def _unset(shop: Shop, arguments: Namespace) -> int:
    before = settings.line_of(shop, arguments.name)
    return _tell(settings.unset(shop, arguments.name, nobody_signed_in()), before, arguments)


def _tell(shop: Shop, before: SettingLine, arguments: Namespace) -> int:
    line = settings.line_of(shop, arguments.name)
    if arguments.json:
        output.data_json(as_json(line))
    if line.shown == before.shown:
        output.words(f"{line.name} was {line.shown or 'nothing'} already.")
    else:
        was = before.shown or "nothing"
        output.words(f"{line.name} is {line.shown or 'nothing'} now; it was {was}.")
    return codes.OK


_VERBS = {"list": _list, "get": _get, "set": _set, "unset": _unset}


def as_text(lines: list[SettingLine]) -> list[str]:
    """Write settings in lines that read well aloud; a changed one says so."""
    out: list[str] = []
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            out += ["", f"{group}:"] if out else [f"{group}:"]
        changed = f" (changed; the default is {line.default})" if line.changed else ""
        if not line.changed and not line.is_fact:
            changed = " (default)"
        out += [f"  {line.name} = {line.shown or 'nothing'}{changed}", f"      {line.words}"]
    if lines:
        out += ["", f"{count(len(lines), 'setting')}, {sum(n.changed for n in lines)} changed"]
    return out


def as_json(line: SettingLine) -> dict[str, Any]:
    """Give a setting for machines."""
    return {
        "name": line.name,
        "value": line.value,
        "shown": line.shown,
        "default": None if line.is_fact else line.default,
        "changed": line.changed,
        "group": line.group,
        "words": line.words,
        "allowed": line.allowed,
    }
