"""Reads the lines of a shop: chooses the reading whose names fit somebody; it writes nothing."""

from __future__ import annotations

from db.connection import reading as open_for_reading
from pettui.book.oneline.edges import Book
from pettui.book.oneline.people import Households, households
from pettui.book.oneline.reading import readings
from pettui.book.oneline.resolving import NOWHERE, Cursor, Line
from pettui.book.oneline.understood import Understood
from pettui.book.oneline.values import Reading
from pettui.book.oneline.vocabulary import Vocabulary, read_vocabulary
from pettui.spoken.days import Sight
from pettui.team.shop import Shop

NEAR = 1.0  # a reading that costs so much more is asked only where the better ones find nobody


class Lines:
    """Reads the lines of one shop. It remembers whom it looked up until `forget` is called."""

    def __init__(self) -> None:
        self._words: Vocabulary | None = None
        self._found: dict[tuple[str, ...], Households] = {}

    def forget(self) -> None:
        """Look everything up again, because somebody has written."""
        self._words = None
        self._found.clear()

    def understand(self, shop: Shop, line: str, cursor: Cursor = NOWHERE) -> Understood:
        """Give what a line means, with price, time, groomer and conflicts; it writes nothing."""
        with open_for_reading():
            if self._words is None:
                self._words = read_vocabulary(shop.branch)
            now = shop.now()
            sight = Sight(now.date(), **shop.sight)
            minute = now.hour * 60 + now.minute
            book = Book(self._words, sight, shop.formats.english, minute)
            reading, found = self._meant(readings(line, book))
        # The search for a place reads a few days at a time, and so do not hold the book open.
        seen = _for_eyes(shop, found)
        return Line(shop, line, cursor, book, reading, seen).understood()

    def _meant(self, ways: list[Reading]) -> tuple[Reading, Households]:
        """Choose the likeliest reading whose names fit somebody, best a single client."""
        several: tuple[Reading, Households] | None = None
        if not ways[0].names:
            return ways[0], Households()
        for way in ways:
            if several is not None and way.cost > ways[0].cost + NEAR:
                break
            if not way.names:
                several = several or (way, Households())
                continue
            found = self._households(tuple(name.text for name in way.names))
            if len(found.found) == 1:
                return way, found
            if found.found and (several is None or not several[1].found):
                several = (way, found)
        if several is not None and several[1].found:
            return several
        return self._without_some(ways[0])

    def _without_some(self, way: Reading) -> tuple[Reading, Households]:
        """Leave out words that are nobody's name, from the end: `bella fg fri 2p no rush`."""
        names = way.names
        for kept in range(len(names) - 1, max(0, len(names) - 4), -1):
            found = self._households(tuple(name.text for name in names[:kept]))
            if found.found:
                left = set(names[kept:])
                groups = (
                    group._replace(names=tuple(one for one in group.names if one not in left))
                    for group in way.groups
                )
                some = tuple(group for group in groups if group.names or group.jobs)
                return way._replace(groups=some, strange=names[kept:]), found
        return way, Households()

    def _households(self, terms: tuple[str, ...]) -> Households:
        if terms not in self._found:
            if len(self._found) > 200:
                self._found.clear()
            self._found[terms] = households(terms)
        return self._found[terms]


def _for_eyes(shop: Shop, found: Households) -> Households:
    """Hide the phone numbers from whoever may not see them; typed digits find them all the same."""
    if shop.may("people.phones"):
        return found
    hidden = (one._replace(phone=shop.phone_text(one.phone)) for one in found.found)
    return found._replace(found=tuple(hidden))
