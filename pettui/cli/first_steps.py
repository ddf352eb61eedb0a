"""Leads through a new shop, a question a line: Enter takes what is offered, `<` goes back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pettui.cli import asking, output, surroundings
from pettui.cli.opening_times import USUAL, parse_hours
from pettui.formats import DayFormat
from pettui.history.door import Refused
from pettui.money import MoneyFormat
from pettui.team.founding import check_zone
from pettui.team.furnishing import (
    offers,
    read_factor,
    read_person,
    read_resources,
    read_staff,
    read_tax,
)
from pettui.team.opening import opening_text
from pettui.team.shop import time_text
from pettui.text import clean, count

Answers = dict[str, Any]
_ROUGHLY = {
    "CNY": 7, "CZK": 20, "DKK": 7, "HUF": 350, "INR": 50, "JPY": 150, "KRW": 1300, "MXN": 15,
    "NOK": 10, "PLN": 4, "SEK": 10, "THB": 30, "TRY": 30, "ZAR": 15,
}  # fmt: skip
"""What the ready-made prices, which are dollars, are multiplied by where a unit buys far less."""

RESOURCES = "2 tubs, 2 dryers, 4 kennels"


class Back(Exception):
    """The person wants the question before."""


def read_name(text: str) -> str:
    """Read the shop's name; raises ValueError where there is none."""
    if not clean(text):
        raise ValueError("The shop needs a name.")
    return clean(text)


def read_zone(text: str) -> str:
    """Read a time zone; raises ValueError with a hint."""
    try:
        return check_zone(text.strip().replace(" ", "_"))
    except Refused as error:
        raise ValueError(str(error)) from error


def read_locale(text: str) -> str:
    """Read a locale; raises ValueError with a hint."""
    locale = text.strip().replace("-", "_")
    DayFormat.for_locale(locale)
    return locale


def read_currency(text: str) -> str:
    """Read a currency's code; raises ValueError with a hint."""
    from babel.numbers import is_currency

    code = text.strip().upper()
    if not is_currency(code):
        raise ValueError(f"{text!r} is not a currency code. Use three letters, such as USD.")
    return code


@dataclass(frozen=True)
class Step:
    """A question: the option that answers it, what reads the answer, what Enter takes.

    `read_here` reads it where the answers before matter.
    """

    option: str
    question: str
    read: Callable[[str], Any]
    default: Callable[[Answers], str] = lambda answers: ""
    echo: Callable[[Answers], str] = lambda answers: ""
    read_here: Callable[[Answers, str], Any] | None = None

    def reader(self, answers: Answers) -> Callable[[str], Any]:
        """Give what reads the answer, which may depend on those before."""
        here = self.read_here
        return self.read if here is None else lambda text: here(answers, text)


def _locale_guess(answers: Answers) -> str:
    guess = surroundings.locale()
    try:
        return read_locale(guess)
    except ValueError:  # the machine names one that nobody describes
        return surroundings.FALLBACK


def usual_factor(currency: str) -> Decimal:
    """Give what the ready-made prices are multiplied by where nobody says otherwise."""
    return Decimal(_ROUGHLY.get(currency.upper(), 1))


def _price_guess(answers: Answers) -> str:
    factor = usual_factor(answers["currency"])
    return f"x{factor}" if factor != 1 else "yes"


def _locale_words(answers: Answers) -> str:
    return f"Dates like {DayFormat.for_locale(answers['locale']).day(date(2026, 11, 27))}."


def _hours_words(answers: Answers) -> str:
    hours = DayFormat.for_locale(answers["locale"]).hours
    rows = [(weekday, start, end) for weekday, (start, end) in answers["open"].items()]
    return f"Open {opening_text(rows, lambda minute: time_text(minute, hours))}."


def _read_hours(answers: Answers, text: str) -> dict[int, tuple[int, int]]:
    """Read opening hours, with weekdays in the language that was said or is likely."""
    locale = answers.get("locale") or _locale_guess(answers)
    return parse_hours(text, DayFormat.for_locale(locale))


def _staff_words(answers: Answers) -> str:
    return f"{count(len(answers['staff']) + 1, 'person', 'people')} in the book."


def _price_words(answers: Answers) -> str:
    factor: Decimal | None = answers["prices"]
    if factor is None:
        return "No price list; g s makes one later."
    money = MoneyFormat.for_shop(answers["currency"], answers["locale"])
    listed = {offer.code: offer for offer in offers(factor, money.places)}
    parts = []
    for code in ("FG", "BB"):
        prices = [price for price, _ in listed[code].cells.values() if price is not None]
        span = f"{money.text(min(prices))} to {money.text(max(prices))}"
        parts.append(f"{listed[code].name.lower()} {span}")
    return f"{', '.join(parts)}, nail trim {money.text(listed['NT'].price)}; g s changes them."


STEPS = (
    Step("name", "The shop's name", read_name),
    Step("zone", "Time zone", read_zone,
         lambda answers: surroundings.zone() or "America/New_York"),
    Step("locale", "Language and country, for dates and money", read_locale,
         _locale_guess, _locale_words),
    Step("currency", "Currency", read_currency,
         lambda answers: surroundings.currency(answers["locale"]) or "USD"),
    Step("open", "Open", parse_hours, lambda answers: USUAL, _hours_words, _read_hours),
    Step("employee", "Your name, as the first employee", read_person),
    Step("staff", "Who else works here, as in Luis Moreno, Ana", read_staff,
         lambda answers: "nobody", _staff_words),
    Step("prices", "Begin with a grooming shop's services and prices? yes, no, or x1.2",
         read_factor, _price_guess, _price_words),
    Step("resources", "Tubs, dryers, tables, kennels", read_resources,
         lambda answers: RESOURCES),
    Step("tax", "Sales tax, as in Sales tax 8.25", read_tax, lambda answers: "none"),
)  # fmt: skip


def _read_yes(text: str) -> bool:
    if text.strip().lower() not in ("y", "yes"):
        raise ValueError("yes makes the shop, < goes back, ctrl+c leaves without one.")
    return True


_SURE = Step("sure", "Make this shop", _read_yes, lambda answers: "yes")


def given(arguments: Namespace) -> Answers:
    """Read the answers that options give; raises ValueError in words."""
    found: Answers = {}
    for step in STEPS:
        said = getattr(arguments, step.option, None)
        if said is not None:
            found[step.option] = step.reader(found)(said)
    return found


def ask_all(answers: Answers) -> Answers:
    """Ask what options do not answer; raises asking.NoAnswer when the person leaves.

    Nothing is written meanwhile: whoever leaves in the middle has made nothing.
    """
    output.words(
        "A new shop. Enter takes what stands in brackets, < goes back a question;"
        " all of it can be changed later."
    )
    steps = [step for step in STEPS if step.option not in answers]
    steps += [_SURE] if steps else []
    found, place = dict(answers), 0
    while place < len(steps):
        step = steps[place]
        try:
            found[step.option] = asking.ask(
                step.question, _or_back(step.reader(found)), step.default(found)
            )
        except Back:
            place = max(0, place - 1)
            continue
        if words := step.echo(found):
            output.words(f"  {words}")
        place += 1
    return found


def _or_back(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def check(text: str) -> Any:
        if text.strip() in ("<", "back"):
            raise Back
        return read(text)

    return check
