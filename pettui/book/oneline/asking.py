"""Questions that a line leaves open, each answer with the line that says it without a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pettui.book.oneline.people import Household, Households, PetHere
from pettui.book.oneline.understood import Choice, Question
from pettui.book.oneline.values import Piece, Reading
from pettui.book.oneline.vocabulary import Called
from pettui.dates import distance
from pettui.team.shop import Shop
from pettui.text import digits, fold

SHOWN = 9  # answers with a number


def replaced(line: str, piece: Piece, words: str) -> str:
    """Give the line with one piece said otherwise."""
    return f"{line[: piece.start]}{words}{line[piece.end :]}"


def added(line: str, piece: Piece, words: str) -> str:
    """Give the line with words after a piece."""
    return f"{line[: piece.end]} {words}{line[piece.end :]}"


def of_client(line: str, reading: Reading, found: Households, today: date) -> Question:
    """Ask which client is meant."""
    last = max(reading.names, key=lambda name: name.end)
    terms = [name.text for name in reading.names]
    choices = []
    for one in found.found[:SHOWN]:
        label, detail = household_words(one, today)
        choices.append(Choice(label, detail, added(line, last, telling(one, found, terms))))
    more = found.more or len(found.found) > SHOWN
    said = " ".join(terms)
    many = "More than nine" if more else str(len(found.found))
    words = f"{many} fit “{said}”. Choose, or type a last name or digits of the phone."
    return Question("client", words, tuple(choices), more=more)


def household_words(one: Household, today: date) -> tuple[str, str]:
    """Give how a client reads with the pets that were named, or with all, and when it was here."""
    meant = [pet for pet in one.pets if pet.id in one.meant]
    label = f"{', '.join(pet.name for pet in meant)} · {one.name}" if meant else one.name
    if len(meant) == 1:
        detail = meant[0].detail
    else:
        detail = "" if meant else ", ".join(pet.name for pet in one.pets)
    inactive = "" if one.active else "inactive"
    last = f"here {distance(one.last, today)}" if one.last is not None else ""
    return label, " · ".join(part for part in (one.phone, detail, last, inactive) if part)


def telling(one: Household, found: Households, terms: Sequence[str]) -> str:
    """Give the shortest words that tell a client from the others who were found."""
    others = [other for other in found.found if other.client != one.client]
    number = f"#{one.number}"
    if found.more:
        return number
    name = fold(one.last_name)
    if name.isalpha() and name not in terms and not any(_may_be(other, name) for other in others):
        return name
    ends = digits(one.phone)[-4:]
    if len(ends) == 4 and not ends.startswith("0") and not int(ends) % 5:
        return number  # it would look like a time
    return number if len(ends) < 4 or any(ends in digits(o.phone) for o in others) else ends


def _may_be(other: Household, name: str) -> bool:
    words = fold(f"{other.name} {' '.join(pet.name for pet in other.pets)}").split()
    return any(word.startswith(name) for word in words)


def of_pets(line: str, piece: Piece, pets: Sequence[PetHere], *, begun: bool) -> Question:
    """Ask which of a client's pets is meant: the one a word begins, or any where none is said."""
    choices = []
    for pet in pets[:SHOWN]:
        name = pet.name.lower()
        words = replaced(line, piece, name) if begun else added(line, piece, name)
        choices.append(Choice(pet.name, pet.detail, words))
    if not begun and 1 < len(pets) < SHOWN:
        every = "+".join(pet.name.lower() for pet in pets)
        choices.append(Choice("all of them", "", added(line, piece, every)))
    return Question("pet", "Which pet comes?", tuple(choices), more=len(pets) > SHOWN)


def of_words(line: str, piece: Piece, known: Sequence[Called], codes: bool) -> Question:
    """Ask which service, or which employee, some letters mean."""
    choices = []
    for one in known[:SHOWN]:
        short = one.code if codes and one.code.isalnum() else ""
        said = short or one.label.lower()
        if not codes and len([o for o in known if fold(o.label) == fold(one.label)]) > 1:
            said = max((one.label, *one.others), key=len).lower()
        choices.append(Choice(one.label, one.code.upper(), replaced(line, piece, said)))
    kind, what = ("service", "service") if codes else ("employee", "groomer")
    words = f"Which {what} is “{piece.text}”?"
    return Question(kind, words, tuple(choices), more=len(known) > SHOWN)  # type: ignore[arg-type]  # one of two kinds


def of_next(shop: Shop, line: str, piece: Piece) -> Question | None:
    """Offer the other day that `next fri` may mean; the first holds unless it is chosen."""
    spoken = piece.day
    if spoken is None or spoken.other is None:
        return None
    choices = tuple(
        Choice(shop.day(day), detail, replaced(line, piece, shop.day(day)))
        for day, detail in ((spoken.day, "the first to come"), (spoken.other, "the one after"))
    )
    return Question("day", f"“{piece.text}” may be either.", choices, must=False)


def of_hour(shop: Shop, line: str, piece: Piece, minute: int) -> Question:
    """Ask which of two hours is meant when the clocks go back."""
    clock = shop.time(minute)
    choices = (
        Choice(f"the first {clock}", "before the clocks go back", added(line, piece, "first")),
        Choice(f"the second {clock}", "after they went back", added(line, piece, "second")),
    )
    words = f"{clock} comes twice that night: the clocks go back. Which one?"
    return Question("hour", words, choices)
