"""`pettui punch`: clocks in and out without a screen, for scripts and slow lines."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pettui.cli import asking, codes, output, secret, session
from pettui.history.actor import nobody_signed_in
from pettui.history.door import Refused
from pettui.team.timeclock import breaks, naming, punching, rates
from pettui.team.timeclock.facts import Answer, Forgotten, Named, NeedsPin, Wrong

if TYPE_CHECKING:
    from argparse import Namespace

    from pettui.team.shop import Shop
    from pettui.team.timeclock.facts import Kind, Punched, Standing

KINDS = ("in", "out", "break", "back", "meal")
EXAMPLES = """\
The PIN is asked for without showing it; a script writes it to standard input, never as an option.
Without in, out ... the command says how you stand, and punches nothing.

examples:
  pettui punch in --as 1002
  pettui punch meal
  pettui punch in --left 17:30          when yesterday's clock-out was forgotten; also
                                        --left planned, --left unknown, --left through
  pettui punch out --comment "Bella took longer" --json
"""
PLAIN: Mapping[str, Any] = {
    "kind": None, "number": None, "pause": None, "role": None, "left": None, "comment": "",
    "json": False,
}  # fmt: skip
"""What `pettui punch` alone means: the same that argparse makes of it."""


def brief(words: list[str]) -> dict[str, Any] | None:
    """Give what `in` or `out --as 1002` means, so that no parser is loaded for it."""
    kind, *more = words
    if kind not in KINDS or not (not more or (len(more) == 2 and more[0] == "--as")):
        return None
    if more and not more[1].isdigit():
        return None
    return {**PLAIN, "kind": kind, "number": more[1] if more else None}


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "punch", help="clock in, out, or for a break", epilog=EXAMPLES,
        description="Clocks somebody in, out, for a break or back.",
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("kind", nargs="?", choices=KINDS, help="what to punch")
    made.add_argument("--as", dest="number", metavar="NUMBER", help="your number; asked for if not")
    made.add_argument("--break", dest="pause", metavar="NAME", help="which kind of break")
    made.add_argument("--role", metavar="NAME", help="what you work as, where you have several")
    made.add_argument("--left", metavar="TIME", help="when you left, if you forgot to clock out")
    made.add_argument("--comment", default="", metavar="TEXT", help="words for the manager")
    made.add_argument("--json", action="store_true", help="write it for machines")


def run(arguments: Namespace) -> int:
    """Name the person, and punch."""
    with session.shop() as shop:
        named = who(shop, arguments.number)
        if named is None:
            return codes.REFUSED
        if arguments.kind is None:
            shown = punching.standing(shop, named)
            _tell_standing(shown, for_machines=arguments.json)
            return codes.OK
        done = _punch(shop, named, arguments)
    if arguments.json:
        output.data_json(as_json(named, done))
    else:
        today = f" Today {done.today}." if done.today else ""
        output.data(f"{named.person.name}: {done.words}{today}")
    if done.doubt:
        output.words(done.doubt)
    return codes.OK


def who(shop: Shop, number: str | None) -> Named | None:
    """Find out who it is, by number and PIN or as the shop wants it; None after saying why not."""
    by = nobody_signed_in()
    alone = number is None and naming.prompt(shop) != naming.NUMBER
    typed = number or (secret.read("Your PIN") if alone else secret.line(naming.NUMBER))
    found = naming.name(shop, typed, by)
    if isinstance(found, NeedsPin):
        found = naming.name(shop, typed, by, pin=secret.read("PIN"))
    if isinstance(found, Named):
        return found._replace(source="command")
    output.words(found.words if isinstance(found, Wrong) else naming.UNKNOWN)
    return None


def _punch(shop: Shop, named: Named, arguments: Namespace) -> Punched:
    kind: Kind = "break" if arguments.kind == "meal" else arguments.kind
    pause = _break(shop, arguments) if kind == "break" else None
    role = _role(named, arguments.role) if kind == "in" and arguments.role else None
    command, answer = str(uuid.uuid4()), None
    while True:
        try:
            return punching.punch(
                shop, named, kind, nobody_signed_in(), seen=None, command=command,
                break_kind=pause, rate=role, comment=arguments.comment, answer=answer,
            )  # fmt: skip
        except punching.Asked as asked:
            if answer is not None:  # it was answered; a manager or another clock was faster
                raise
            answer = _answer(shop, asked.question, arguments.left)
            output.words(answer.words)


def _answer(shop: Shop, asked: Forgotten, said: str | None) -> Answer:
    """Give when somebody left, as they said with --left or say now."""
    from pettui.team.timeclock import forgotten

    if said is None and not asking.can_ask():
        raise Refused(
            f"{asked.question} {asked.hint} Say it with --left: a time, planned, unknown, or"
            " through if you never left."
        )

    def understood(text: str) -> Answer:
        word = text.strip().lower()
        if asked.planned is not None and word in ("planned", "y", "yes"):
            return forgotten.as_planned(shop, asked)
        if word in ("unknown", "?"):
            return forgotten.not_known(shop, asked)
        if word == "through":
            return forgotten.worked_through(shop, asked)
        return forgotten.at_time(shop, asked, text)

    if said is not None:
        return understood(said)

    def checked(text: str) -> Answer:
        try:
            return understood(text)
        except Refused as refused:
            raise ValueError(str(refused)) from refused

    output.words(asked.hint)
    ways = "yes, another time" if asked.planned else "a time"
    output.words(f"Say {ways}, “unknown”, or “through” if you have been at work ever since.")
    return asking.ask(asked.question, checked, default="yes" if asked.planned else "")


def _break(shop: Shop, arguments: Namespace) -> int | None:
    """Give the kind of break that is meant: by its name, else the first meal or rest."""
    offered = breaks.kinds(shop)
    if arguments.pause is None:
        found = [kind for kind in offered if kind.meal == (arguments.kind == "meal")]
    else:
        said = arguments.pause.strip().lower()
        found = [kind for kind in offered if kind.name.lower().startswith(said)]
    if not found:
        names = ", ".join(kind.name for kind in offered) or "none"
        raise Refused(f"There is no such break. The shop has {names}.")
    return found[0].id


def _role(named: Named, said: str) -> int:
    offered = rates.rates(named.person.employee)
    found = [rate for rate in offered if rate.name.lower().startswith(said.strip().lower())]
    if not found:
        names = ", ".join(rate.name for rate in offered) or "only one role"
        raise Refused(f"You do not work under that role. There is {names}.")
    return found[0].id


def _tell_standing(shown: Standing, *, for_machines: bool) -> None:
    if for_machines:
        output.data_json(
            {
                "name": shown.person.name, "number": shown.person.number, "state": shown.state,
                "since": shown.since, "next": shown.enter, "words": shown.words,
                "minutes_today": shown.minutes_today,
                "forgotten": shown.forgotten.question if shown.forgotten else None,
            }
        )  # fmt: skip
        return
    since = f" since {shown.since}" if shown.since else ""
    state = {"out": "out", "in": "in", "break": "on a break"}[shown.state]
    today = f" Today {shown.today}." if shown.today else ""
    output.data(f"{shown.person.name}: {state}{since}.{today}")
    output.words(shown.forgotten.question if shown.forgotten else f"Next: {shown.words}.")


def as_json(named: Named, done: Punched) -> dict[str, Any]:
    """Give a punch for machines."""
    return {
        "name": named.person.name,
        "number": named.person.number,
        "punch": done.kind,
        "at": done.at.isoformat(),
        "state": done.state,
        "already": done.already,
        "minutes_today": done.minutes_today,
        "doubt": done.doubt,
        "words": done.words,
    }
