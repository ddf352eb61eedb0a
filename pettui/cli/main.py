"""The command line: finds the command that is meant, loads that one alone, and runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output

if TYPE_CHECKING:
    from argparse import ArgumentParser

COMMANDS = {
    "init": ("pettui.cli.init", "make a new shop, by asking or by options"),
    "demo": ("pettui.cli.demo", "open a made-up shop with two busy years, in a file of its own"),
    "day": ("pettui.cli.day", "show the book of a day"),
    "book": ("pettui.cli.book", "book a visit that is said in one line"),
    "series": ("pettui.cli.series", "show and extend standing appointments"),
    "find": ("pettui.cli.find", "find clients, pets and tickets"),
    "slots": ("pettui.cli.slots", "find free times for a visit"),
    "recall": ("pettui.cli.recall", "list who is due to come again and has no visit ahead"),
    "wait": ("pettui.cli.wait", "show the wait list, and put somebody on it"),
    "prices": ("pettui.cli.prices", "print the price list"),
    "import": ("pettui.cli.importing", "take over a backup, an export or a list of clients"),
    "export": ("pettui.cli.export", "write everything into a folder of plain files"),
    "duplicates": ("pettui.cli.duplicates", "list clients and pets who are likely on record twice"),
    "person": ("pettui.cli.person", "write out or erase what is on record of one client"),
    "punch": ("pettui.cli.punch", "clock in, out, or for a break"),
    "who": ("pettui.cli.who", "show who is in, on a break, and expected"),
    "hours": ("pettui.cli.hours", "show, export and print people's hours"),
    "schedule": ("pettui.cli.schedule", "show, print and export who works when"),
    "away": ("pettui.cli.away", "mark somebody ill and share out their visits"),
    "closures": ("pettui.cli.closures", "show, close and open days of the shop"),
    "notice": ("pettui.cli.notice", "show, put up and take down notices for everybody"),
    "pin": ("pettui.cli.pin", "give people the PINs that name them at the time clock"),
    "badge": ("pettui.cli.badge", "give people the badges that name them at the time clock"),
    "staff": ("pettui.cli.staff", "show and change who works here"),
    "audit": ("pettui.cli.audit", "show who changed what, when and where"),
    "access": ("pettui.cli.access", "show and change who may do what"),
    "kiosk": ("pettui.cli.kiosk", "open the time clock, or make this machine one"),
    "ssh-setup": ("pettui.cli.ssh_setup", "give staff the desk over SSH, and nothing else"),
    "settings": ("pettui.cli.settings", "show and change the shop's settings"),
    "migrate": ("pettui.cli.migrate", "bring the database to this program's schema"),
    "doctor": ("pettui.cli.doctor", "look whether the database and its surroundings are sound"),
}
"""The commands: the module of each, and what it does. Only the chosen one's is imported."""

EXAMPLES = """\
examples:
  pettui                       open the desk
  pettui demo                  look around in a made-up shop
  pettui init                  make a shop; asks for what it needs
  pettui day fri --json        Friday's book, for a script
  pettui find bella 0142       a pet or client by any parts of names and numbers

The database is the one that --database names, else PETTUI_DATABASE, else the one in the
configuration file, else shop.db in pettui's data folder (`pettui doctor` shows the path).
"""


def run(argv: Sequence[str]) -> int:
    """Run one command line and give its exit code; says in words what went wrong."""
    output.prepare()
    try:
        return _run(_database_first(argv))
    except KeyboardInterrupt:
        output.words("\nInterrupted.")
        return codes.INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more. What is still buffered must not raise the same again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return codes.NO_READER
    except Exception as error:  # noqa: BLE001  # the outermost frame: people never see a traceback
        from pettui.cli import failing

        return failing.explain(error)


def _run(argv: list[str]) -> int:
    if not argv:
        from pettui.cli import opening

        return opening.desk()
    if argv == ["--version"] or argv == ["-V"]:
        from pettui import __version__

        output.data(f"pettui {__version__}")
        return codes.OK
    chosen = _chosen(argv)
    try:
        arguments = _without_parser(chosen, argv) if chosen and argv[0] == chosen else None
        arguments = arguments or parser(chosen).parse_args(argv)
    except SystemExit as end:  # argparse has said why
        sys.stdout.flush()
        return int(end.code or 0)
    if arguments.database:
        os.environ["PETTUI_DATABASE"] = arguments.database
    if arguments.acting:
        os.environ["PETTUI_AS"] = arguments.acting
    if arguments.slow:
        os.environ["PETTUI_SLOW"] = "1"
    if chosen is None:
        from pettui.cli import opening

        return opening.desk()
    code = import_module(COMMANDS[chosen][0]).run(arguments)
    sys.stdout.flush()
    return int(code)


def _database_first(argv: Sequence[str]) -> list[str]:
    """Put the database before the command, where the parser wants it; people say it behind, too."""
    named: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in ("--database", "-d"):
            named += [word, *([value] if (value := next(words, None)) is not None else [])]
        elif word.startswith("--database="):
            named.append(word)
        else:
            rest.append(word)
    return named + rest


_GLOBAL = {"database": None, "acting": None, "slow": False}
"""What the options before the command mean where none is given."""


def plain(command: str) -> Any:
    """Give what a command alone means, without a parser; None where its module does not say.

    To load argparse and to make a parser would be a fifteenth of the time of `pettui day`.
    """
    known = getattr(import_module(COMMANDS[command][0]), "PLAIN", None)
    return None if known is None else SimpleNamespace(**_GLOBAL, **known)


def _without_parser(command: str, argv: list[str]) -> Any:
    """Give what a short line means where its module can tell; None where a parser has to."""
    if len(argv) == 1:
        return plain(command)
    brief = getattr(import_module(COMMANDS[command][0]), "brief", None)
    known = brief(argv[1:]) if brief is not None else None
    return None if known is None else SimpleNamespace(**_GLOBAL, **known)


def _chosen(argv: Sequence[str]) -> str | None:
    """Give the command that is named, without reading the options of any."""
    words = iter(argv)
    for word in words:
        if word in ("--database", "-d", "--as"):
            next(words, None)
        elif not word.startswith("-"):
            return word if word in COMMANDS else None
    return None


def parser(chosen: str | None) -> ArgumentParser:
    """Make the parser: of the chosen command, or of the names of all when none is chosen."""
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    made = ArgumentParser(
        prog="pettui",
        description="Runs a pet-grooming shop from a terminal. Without a command it opens the"
        " desk: the appointment book.",
        epilog=EXAMPLES + "\n" + codes.WORDS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "-d", "--database", metavar="NAME", help="the shop's file, or a postgresql:// URL"
    )
    made.add_argument(
        "--as", metavar="NUMBER", dest="acting", help="act as the employee with this number"
    )
    made.add_argument(
        "--slow", action="store_true", help="for slow lines: 16 colours, and only what changes"
    )
    made.add_argument("-V", "--version", action="version", version=_version())
    # Naming the program here keeps argparse from laying out a help text (and loading shutil).
    subparsers: Any = made.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", prog="pettui"
    )
    if chosen:
        import_module(COMMANDS[chosen][0]).add(subparsers)
        return made
    for name, (_, words) in COMMANDS.items():
        subparsers.add_parser(name, help=words, add_help=False)
    return made


def _version() -> str:
    from pettui import __version__

    return f"pettui {__version__}"
