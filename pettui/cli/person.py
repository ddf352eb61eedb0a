"""`pettui person`: what one person may ask for: their records, or to be forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pettui.cli import asking, codes, output, session
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.people.merging import numbered
from pettui.people.privacy import erase, erasure_of
from pettui.text import count

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop

EXAMPLES = """\
NUMBER is the client's number, as the client's page shows it.

examples:
  pettui person export 1042 ortega       all that is on record, into the new folder ortega
  pettui person erase 1042               asks twice; it cannot be undone
  pettui person erase 1042 --yes 1042    for scripts: the number again, instead of the questions
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "person", help="write out or erase what is on record of one client", epilog=EXAMPLES,
        description="Writes what is on record of one client into plain files, or erases the"
        " person while the money stays.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    verbs = made.add_subparsers(dest="verb", metavar="VERB", required=True)
    out = verbs.add_parser("export", help="write CSV and JSON into a new folder")
    out.add_argument("number", type=int, metavar="NUMBER", help="the client's number")
    out.add_argument("folder", type=Path, metavar="FOLDER", nargs="?", help="client-NUMBER")
    gone = verbs.add_parser("erase", help="erase the person; the money rows stay")
    gone.add_argument("number", type=int, metavar="NUMBER", help="the client's number")
    gone.add_argument("--yes", type=int, metavar="NUMBER", help="the number again: do not ask")


def run(arguments: Namespace) -> int:
    """Export or erase."""
    with session.shop() as shop:
        client = numbered(arguments.number)
        if client is None:
            output.words(f"No client has the number {arguments.number}.")
            return codes.NOTHING
        if arguments.verb == "erase":
            return _erase(shop, client, arguments.yes)
        return _export(shop, client, arguments.folder or Path(f"client-{arguments.number}"))


def _export(shop: Shop, client: int, folder: Path) -> int:
    from pettui.people.privacy_export import export_person
    from pettui.team.access.having import require

    require("shop.export", nobody_signed_in())
    rows = sum(export_person(shop, client, folder).values())
    output.words(f"Wrote {count(rows, 'row')} into {folder}.")
    return codes.OK


def _erase(shop: Shop, client: int, said: int | None) -> int:
    told = erasure_of(shop, client)
    if told.refused:
        raise Refused(told.refused)
    if said is None:
        if not asking.can_ask():
            raise Refused(f"Nobody is here to ask. Say it with --yes {told.number}.")
        output.words(
            f"This erases {told.name}: {told.takes or 'the name'}; {told.stays or 'nothing'} stays."
            " It cannot be undone. Backups and exports made before still hold the person."
        )
        if asking.choose("Erase this person? [n/y] ", "ny") == "n":
            return codes.OK

        def number(text: str) -> int:
            if text != str(told.number):
                raise ValueError(f"Type {told.number}, or press Ctrl+C to leave it.")
            return told.number

        said = asking.ask("Type the client's number to erase", number)
    if said != told.number:
        raise Refused(f"{said} is not the number of this client, {told.number}. Nothing was done.")
    done = erase(shop, client, nobody_signed_in())
    for path in done.left:
        output.words(f"{path} could not be removed. Remove it by hand.")
    output.words(f"Erased: {done.name} from now on.")
    return codes.OK
