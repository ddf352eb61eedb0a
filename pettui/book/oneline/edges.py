"""What the words at one place of a line may be: a day, a service, an employee, a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pettui.book.oneline.values import Piece, Word
from pettui.book.oneline.vocabulary import Match, Vocabulary
from pettui.spoken import days, ranges, times
from pettui.spoken.days import Sight, Spoken
from pettui.spoken.words import split, weekday
from pettui.text import digits

NAME = 2.2  # what a word costs that is taken for a name; whatever is surer costs less
_FIRST = 0.3  # by how much it is likelier at the beginning
_HARDLY = 1.5  # what is added for a weekday: hardly anybody is called so
_AMBIGUOUS = ("tom", "sun", "sunny", "mon", "tod", "eve", "mor", "mid", "sat", "april", "may")
_FILL = (
    "with", "w/", "for", "at", "on", "please", "pls", "by", "the", "groomer", "@", "in", "to", "a",
    "an", "of", "is", "book", "appt", "appointment", "visit",
)  # fmt: skip
_SHORT = ("a", "an", "of", "is")
_ANYBODY = (
    ("any",), ("anyone",), ("anybody",), ("whoever",), ("any", "groomer"), ("any", "one"),
    ("whoever", "is", "free"), ("no", "preference"),
)  # fmt: skip
_SOONEST = (
    ("asap",), ("soonest",), ("next", "fit"), ("first", "free"), ("next", "free"),
    ("first", "available"), ("next", "available"), ("next", "opening"), ("first", "opening"),
)  # fmt: skip
_LENGTH = re.compile(r"\d{1,3}(?:m|mins?|minutes)|\d{1,2}(?:[.,]\d{1,2})?(?:h|hrs?|hours?)"
                     r"|\d{1,2}h\d{1,2}m?|\d{1,2}:\d{2}h")  # fmt: skip
_PHONE = re.compile(r"[#+]?[\d()./ -]*\d[\d()./ -]*")
_LONGEST_SERVICE = 5  # words


class Edge(NamedTuple):
    """Words from one place to another (not included), taken for something, at a cost."""

    stop: int
    cost: float
    piece: Piece


class Book(NamedTuple):
    """What a line is read with.

    Attributes:
        vocabulary: the shop's services and employees.
        sight: what days are seen from.
        english: gives a phrase of the locale in the words that dates are read in.
        now: minutes since midnight.
    """

    vocabulary: Vocabulary
    sight: Sight
    english: Callable[[str], str] = str
    now: int = 0


def edges(words: Sequence[Word], place: int, book: Book) -> list[Edge]:
    """Give all that may begin at a place."""
    word = words[place]
    if word.kind == "note":
        return [Edge(place + 1, 0, Piece("note", word.text, word.start, word.end))]
    if word.kind in ("comma", "join"):
        role = "comma" if word.kind == "comma" else "join"
        return [Edge(place + 1, 0, Piece(role, word.text, word.start, word.end))]  # type: ignore[arg-type]  # one of two roles
    run = 1
    while (
        place + run < len(words) and words[place + run].kind in ("word", "join") and run < days.MOST
    ):
        run += 1
    texts = [one.text for one in words[place : place + run]]
    found: list[Edge] = []
    for length in range(run, 0, -1):
        if words[place + length - 1].kind == "join":
            continue  # "between 2 and 4" is one phrase, but none ends with the "and"
        phrase = texts[:length]
        span = (" ".join(phrase), word.start, words[place + length - 1].end)
        last = place + length == len(words)
        for cost, piece in _pieces(phrase, span, book, first=place == 0, last=last):
            found.append(Edge(place + length, cost, piece))
    return found


Costed = tuple[float, Piece]


def _pieces(
    phrase: list[str], span: tuple[str, int, int], book: Book, *, first: bool, last: bool
) -> Iterator[Costed]:
    key = tuple(phrase)
    if key in _SOONEST:
        yield 0.5, Piece("soonest", *span)
    if key in _ANYBODY:
        yield 0.5, Piece("anybody", *span)
    yield from _when(phrase, span, book)
    if len(phrase) <= _LONGEST_SERVICE:
        yield from _service(phrase, span, book)
    if len(phrase) <= 3:
        yield from _employee(phrase, span, book, last=last)
    if len(phrase) == 1:
        yield from _single(phrase[0], span, first=first)
    elif len(phrase) == 2 and phrase[1] in ("min", "mins", "minutes", "hours", "hour", "hrs", "h"):
        yield from _length("".join(phrase), span, 0.4)


def _when(phrase: list[str], span: tuple[str, int, int], book: Book) -> Iterator[Costed]:
    said = split(book.english(span[0]))
    extra = 1.0 if len(phrase) == 1 and phrase[0] in _AMBIGUOUS else 0.0
    several = ranges.read(said, book.sight)
    if several is not None:
        yield 0.7, Piece("day", *span, day=Spoken(several.first), days=several)
        return
    try:
        day = days.read(said, book.sight)
    except ValueError as error:
        yield 0.9, Piece("day", *span, wrong=str(error))
        day = None
    if day is not None:
        yield 0.8 + extra, Piece("day", *span, day=day)
    if len(said) <= times.MOST:
        at = _is_short_part(said)
        time = None if at else times.read(said)
        if time is not None:
            cost = 0.8 + extra
            if said[0].isdigit() and len(said) == 1:
                cost += _number_cost(said[0], time.start)
            yield cost, Piece("time", *span, span=time)


def _is_short_part(said: list[str]) -> bool:
    """Tell whether two letters would be a part of the day: too few beside names."""
    return len(said) == 1 and len(said[0]) < 3 and said[0].isalpha() and said[0] not in ("am", "pm")


def _number_cost(text: str, minute: int) -> float:
    """Give what speaks against a bare number being a time: rather a length, or of a phone."""
    if minute % 5 or (text.startswith("0") and len(text) == 4 and minute < 300):
        return 3.0
    return 0.2 if len(text) < 3 or 360 <= minute <= 1260 else 1.5


def _service(phrase: list[str], span: tuple[str, int, int], book: Book) -> Iterator[Costed]:
    match = book.vocabulary.service(phrase)
    if match is None:
        return
    cost = {0: 0.8, 1: 0.9, 2: 1.2, 3: 1.6}[match.rank]
    if match.rank >= 2 and len(span[0]) < 3:
        cost += 1.2
    yield cost, Piece("service", *span, ids=match.ids, whole=match.rank < 2)


def _employee(
    phrase: list[str], span: tuple[str, int, int], book: Book, *, last: bool
) -> Iterator[Costed]:
    requested = phrase[-1].endswith("!")
    said = [*phrase[:-1], phrase[-1].rstrip("!")]
    if not said[-1]:
        return
    match: Match | None = book.vocabulary.employee(said, least=1 if last else 2)
    if match is None:
        return
    cost = {0: 0.9, 1: 1.7, 2: 1.8, 3: 2.1}[match.rank] + (0.6 if len(said[-1]) < 2 else 0)
    if requested:
        cost = min(cost, 0.9)
    piece = Piece("employee", *span, ids=match.ids, requested=requested, whole=match.rank < 2)
    yield cost, piece._replace(text=" ".join(said))


def _single(text: str, span: tuple[str, int, int], *, first: bool) -> Iterator[Costed]:
    if text in _FILL:  # a short one may be the beginning of a groomer's name
        yield 1.9 if text in _SHORT else 0.3, Piece("fill", *span)
    if text in ("first", "second", "1st", "2nd"):
        yield 0.2, Piece("which", *span, minutes=1 if text in ("first", "1st") else 2)
    if _LENGTH.fullmatch(text):
        # `1h30` is half past one in French; beside a time it is a length.
        yield from _length(text.removesuffix("h") if ":" in text else text, span, 0.7)
    elif text.isascii() and text.isdigit() and 15 <= int(text[:4]) <= 240 and len(text) < 4:
        yield from _length(text, span, 1.6)
    cost = NAME if _may_name(text) else 4.0
    cost -= _FIRST if first else 0
    if len(text) > 2 and text not in _AMBIGUOUS and weekday(text) is not None:
        cost += _HARDLY
    yield cost, Piece("name", *span)


def _may_name(text: str) -> bool:
    """Tell whether a word may be a name, digits of a phone, or a client's number (#1042)."""
    if any(letter.isalpha() for letter in text):
        return not text[0].isdigit()  # 2p and 90m are none
    least = 1 if text.startswith("#") else 3
    return _PHONE.fullmatch(text) is not None and len(digits(text)) >= least


def _length(text: str, span: tuple[str, int, int], cost: float) -> Iterator[Costed]:
    try:
        yield cost, Piece("length", *span, minutes=times.parse_length(text))
    except ValueError:
        return
