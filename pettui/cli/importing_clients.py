"""`pettui import clients`: takes clients and pets from a CSV file of any other program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pettui.cli import asking, codes, output

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.imports.clients.columns import Mapping
    from pettui.imports.clients.reading import Table

ABOUT = """\
Takes clients with their phones and pets from a CSV file: one client a row with any number of
pets, or one pet a row with its owner repeated. The columns are matched by their names, shown
first, and can be corrected. Who is here already is reported and left, so the same file can be
read again. All of it is one change: everything, or nothing.
"""
WAYS = """\
examples:
  pettui import clients old.csv --dry-run
  pettui import clients old.csv --map "Guardian=name" --map "Fur baby=pet_name"
  pettui import clients old.csv --map "#7=-"         leave the seventh column
"""


def add(sources: Any) -> None:
    """Register the source."""
    from argparse import RawDescriptionHelpFormatter

    made = sources.add_parser(
        "clients", help="clients and pets from a CSV file of any program", description=ABOUT,
        epilog=WAYS + "\n" + codes.WORDS, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("file", metavar="FILE", help="the CSV file")
    made.add_argument(
        "-m", "--map", action="append", default=[], metavar="COLUMN=FIELD",
        help="say what a column is; may be given several times",
    )  # fmt: skip
    made.add_argument(
        "-n", "--dry-run", action="store_true", help="do everything, report it, and change nothing"
    )
    made.add_argument("-y", "--yes", action="store_true", help="ask nothing")
    made.add_argument("--skip-bad", action="store_true", help="leave rows out that make no client")
    made.add_argument(
        "--update-empty", action="store_true",
        help="fill what is empty in clients who are here already, and add their missing pets",
    )  # fmt: skip
    made.add_argument(
        "--take-shared", action="store_true",
        help="take people, too, who share a phone or e-mail with another name in the file",
    )  # fmt: skip
    made.add_argument(
        "--dates", choices=("mdy", "dmy"), default="",
        help="whether 3/4/2020 is the 4th of March or the 3rd of April",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="write the report for machines")


def run(arguments: Namespace) -> int:
    """Import the file that is named."""
    from pettui.imports.clients.run import BadRows
    from pettui.imports.report import Unreadable

    try:
        return _run(arguments)
    except BadRows as error:
        if arguments.json:
            output.data_json(error.report.as_json())
        else:
            output.data(*error.report.as_text().split("\n"))
        output.words(str(error))
        return codes.REFUSED
    except Unreadable as error:
        output.words(f"{error} Nothing was changed.")
        return codes.REFUSED
    except KeyboardInterrupt:
        output.words("\nCancelled. Nothing was changed.")
        return codes.INTERRUPTED


def _run(arguments: Namespace) -> int:
    from pettui.cli import session
    from pettui.cli.importing_into import progress
    from pettui.history.actor import nobody_signed_in
    from pettui.imports.clients import columns, reading, shots
    from pettui.imports.clients.run import Wishes, import_clients
    from pettui.text import count

    table = reading.read(Path(arguments.file).expanduser())
    with session.shop() as shop:
        proposed = columns.propose(table, shots.own_names())
        mapping = columns.corrected(table, proposed, arguments.map)
        output.words(shown(table, mapping))
        if asking.can_ask() and not arguments.yes:
            answer = _asked(table, mapping)
            if answer is None:
                output.words("Nothing was changed.")
                return codes.REFUSED
            mapping = answer
        wishes = Wishes(
            dry_run=arguments.dry_run, skip_bad=arguments.skip_bad,
            update_empty=arguments.update_empty, take_shared=arguments.take_shared,
            dates=arguments.dates,
        )  # fmt: skip
        with progress() as told:
            report = import_clients(shop, table, mapping, nobody_signed_in(), wishes, told)
    if arguments.json:
        output.data_json(report.as_json())
    else:
        output.data(*report.as_text().split("\n"))
    what = f"{count(report.clients, 'client')} and {count(report.pets, 'pet')}"
    if report.dry_run and report.bad and not arguments.skip_bad:
        output.words(
            f"Dry run: {count(len(report.bad), 'row')} must be corrected, or left out with"
            f" --skip-bad; the rest is {what}. Nothing was changed."
        )
        return codes.REFUSED
    if report.dry_run:
        output.words(f"Dry run: would take {what}. Nothing was changed.")
    elif report.clients or report.pets or report.filled:
        output.words(f"{what} taken in {report.seconds:.1f} s.")
    else:
        output.words("Nobody in this file is new. Nothing was changed.")
    return codes.OK


def shown(table: Table, mapping: Mapping) -> str:
    """Write which column becomes what, with an example of each."""
    from pettui.text import count, cut, pad, width

    head = ("", "their column", "ours", "example")
    rows = [
        (f"#{at + 1}", name or "(no name)", str(to) if to else "-", table.example(at))
        for at, (name, to) in enumerate(zip(table.columns, mapping, strict=True))
    ]
    widths = [min(34, max(width(row[at]) for row in (head, *rows))) for at in range(3)]
    lines = [
        f"{table.name}: {count(len(table.rows), 'row')}, {table.encoding}, {_part(table.delimiter)}"
    ]
    for row in (head, *rows):
        cells = [pad(cut(row[at], widths[at]), widths[at]) for at in range(3)]
        lines.append("  ".join((*cells, row[3])).rstrip())
    return "\n".join(lines)


def _part(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs"}.get(delimiter, f"“{delimiter}”")


def _asked(table: Table, mapping: Mapping) -> Mapping | None:
    """Let the person correct the columns; None when they leave."""
    from pettui.history.door import Refused
    from pettui.imports.clients import columns

    output.words(f"The fields are: {', '.join(columns.names())}; pet2_name and so on; - for none.")

    def understand(answer: str) -> Mapping | None:
        if answer == "q":
            return None
        try:
            made = mapping if answer == "ok" else columns.corrected(table, mapping, [answer])
            if answer == "ok":
                columns.check(made)
        except Refused as error:
            raise ValueError(str(error)) from error
        return made

    while True:
        question = "Enter to go on, or a correction such as #3=pet_name, or q to leave"
        try:
            answer = asking.ask(question, understand, "ok")
        except asking.NoAnswer:
            return None
        if answer is None or answer == mapping:
            return answer
        mapping = answer
        output.words(shown(table, mapping))
