"""`pettui book`: books a visit that is said in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output, session

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.book.booking import Booked
    from pettui.book.oneline.understood import Understood
    from pettui.team.shop import Shop

EXAMPLES = """\
Say who, what, when and by whom, in any order. What cannot be understood, is missing or may be
several is told, with the words that would say it; then nothing is booked. The same line said twice
books once: it finds the visit that it made.

examples:
  pettui book bella fg fri 2p kim
  pettui book "ortega bella bath, coco nails fri am" --dry-run
  pettui book bella 0142 fg 90m +6w after 3 any
  pettui book bella fg asap "kim or luis" --json
  pettui book bella fg fri 2p --note "call first"
"""


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "book", help="book a visit that is said in one line", epilog=EXAMPLES,
        description="Books a visit that is said in one line.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("text", nargs="+", metavar="TEXT", help="bella fg fri 2p kim")
    made.add_argument("--dry-run", action="store_true", help="say what it means, book nothing")
    made.add_argument("--note", default="", metavar="TEXT", help="a note that the visit shows")
    made.add_argument("--anyway", action="store_true", help="book it in spite of conflicts")
    made.add_argument(
        "--again", action="store_true", help="book it although such a visit is booked already"
    )
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Understand the line, and book it."""
    from pettui.book.oneline.lines import Lines

    note = arguments.note.replace('"', "'").strip()
    text = " ".join(arguments.text) + (f' "{note}"' if note else "")
    with session.shop() as shop:
        said = Lines().understand(shop, text)
        if not said.is_ready:
            return _not_ready(shop, said, arguments)
        return _book(shop, said, arguments)


def _not_ready(shop: Shop, said: Understood, arguments: Namespace) -> int:
    from pettui.book.oneline import saying

    nothing = bool(said.unknown) or (said.question is not None and said.question.kind == "time")
    if arguments.json:
        status = "nothing" if nothing else "not understood"
        output.data_json({"status": status, **saying.as_json(shop, said)})
    words = [one.words for one in said.missing]
    if said.wrong:
        words.append(said.wrong)
    if said.question is not None and (said.question.must or not words):
        words += saying.question_text(said.question)
    output.words("\n".join(words or ["Nothing was said. See pettui book --help."]))
    return codes.NOTHING if nothing else codes.USAGE


def _book(shop: Shop, said: Understood, arguments: Namespace) -> int:
    from pettui.book.oneline import booking

    found = said.proposal
    plan = booking.once(shop, found.plan) if found is not None else None
    there = None if arguments.again else booking.standing(shop, said)
    if there is not None:
        return _tell_already(shop, said, there, arguments)
    stops = [p.words for p in found.problems if p.weight == "stop"] if found else []
    asks = [p.words for p in found.problems if p.weight == "ask"] if found else []
    if plan is None or stops or (asks and not arguments.anyway):
        hint = "" if stops else " --anyway books it all the same."
        _show(shop, said, arguments, "refused")
        output.words(f"Nothing was booked: {'; '.join(stops or asks)}.{hint}")
        return codes.REFUSED
    if arguments.dry_run:
        _show(shop, said, arguments, "possible")
        output.words("Nothing was booked: --dry-run.")
        return codes.OK
    from pettui.book.booking import save
    from pettui.history.actor import nobody_signed_in

    done = save(shop, plan, nobody_signed_in(), agreed=asks)
    _show(shop, said, arguments, "booked", done)
    return codes.OK


def _show(
    shop: Shop, said: Understood, arguments: Namespace, status: str, done: Booked | None = None
) -> None:
    from pettui.book.oneline import saying
    from pettui.text import capital

    if arguments.json:
        ticket = {"ticket": done.number} if done is not None else {}
        output.data_json({"status": status, **ticket, **saying.as_json(shop, said)})
    else:
        output.data(*saying.as_text(shop, said))
    if said.question is not None and said.question.kind == "day":
        other = said.question.choices[-1].label
        output.words(f"{said.question.words} Taken as the first; the other is {other}.")
    if done is not None:
        output.words(f"{capital(done.words)} (ticket {done.number}).")


def _tell_already(shop: Shop, said: Understood, there: Any, arguments: Namespace) -> int:
    from pettui.book.oneline import saying

    if arguments.json:
        place = {"day": there.day.isoformat(), "start": saying.clock(there.start)}
        output.data_json({"status": "already", "ticket": there.number, **place, "line": said.line})
    output.words(f"Booked already: {there.words(shop)}. --again books another one.")
    return codes.OK
