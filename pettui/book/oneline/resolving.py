"""Understands one reading of a line in this shop: who comes, what is done, when, by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pettui.book.oneline import asking, completing, placing
from pettui.book.oneline.edges import Book
from pettui.book.oneline.people import Household, Households, PetHere
from pettui.book.oneline.rows import Work, rows_of
from pettui.book.oneline.understood import Missing, Question, Understood
from pettui.book.oneline.values import Group, Piece, Reading
from pettui.book.oneline.vocabulary import Called
from pettui.book.plan import Plan, PlannedRow
from pettui.book.proposing import Wish
from pettui.dates import Window
from pettui.spoken.moments import window_of
from pettui.team.shop import Shop

NINE = 9 * 60  # a start while none is known, which only a check that finds none sees
_WHO = "Which pet? Type its name, the owner's, or digits of the phone."
_WHAT = "What is done? Type a service, such as fg."
_WHEN = "When? Say it like fri 2p, tom 9, fri am or asap."


class Cursor(NamedTuple):
    """Where the book's cursor is: what a line does not say is taken from it."""

    day: date | None = None
    minute: int | None = None
    employee: int | None = None


NOWHERE = Cursor()


class Line:
    """One line while it is being understood."""

    def __init__(
        self,
        shop: Shop,
        line: str,
        cursor: Cursor,
        book: Book,
        reading: Reading,
        found: Households,
    ) -> None:
        self.shop, self.line, self.cursor, self.book = shop, line, cursor, book
        self.reading, self.found = reading, found
        self.question: Question | None = None
        self.missing: list[Missing] = []
        self.wrong = ""
        self.note = ""

    def understood(self) -> Understood:
        """Give what the line means, with a visit at its time as far as it can be placed."""
        reading = self.reading
        client = self._client()
        if reading.strange:
            words = self.line[reading.strange[0].start : reading.strange[-1].end]
            self.wrong = f"“{words}” is nobody's name and no word of a booking. Quote a note."
        works = self._works(client)
        employees = self._employees(reading.employees)
        window = self._window()
        pets = tuple(dict.fromkeys(p for work in works for p in work.pets if p is not None))
        can_place = not self.wrong and not self.missing and not self._blocked
        wish = self._wish(client, works, employees, window, pets)
        proposal = None
        if wish.plan.rows and (can_place or client is not None or not reading.names):
            if not can_place:
                wish_now = Wish(wish.plan, None, wish.pets, wish.employee, wish.preferred)
                proposal = placing.placed(self.shop, wish_now, employees, soonest=False)
            else:
                soonest = reading.soonest or self._from_cursor
                several = reading.day.days if reading.day is not None else None
                proposal = placing.placed(
                    self.shop, wish, employees, soonest=soonest, several=several
                )
                self._ask(
                    placing.other_times(self.shop, self.line, reading, wish, proposal, employees)
                )
        return Understood(
            self.line, reading, wish, client, self._unknown(), tuple(self.missing), self.question,
            proposal, self.wrong, self.note,
            completing.completed(self.line, reading, self.found, self.book.vocabulary),
        )  # fmt: skip

    @property
    def _blocked(self) -> bool:
        return self.question is not None and self.question.must

    def _ask(self, question: Question | None) -> None:
        if question is not None and (self.question is None or not self.question.must):
            self.question = question

    def _lacks(self, field: str, words: str) -> None:
        if not any(one.field == field for one in self.missing):
            self.missing.append(Missing(field, words))

    # Who

    def _unknown(self) -> str:
        if self.found.found:
            return ""
        return " ".join(self.line[name.start : name.end] for name in self.reading.names)

    def _client(self) -> Household | None:
        found = self.found.found
        if not self.reading.names:
            self._lacks("pet", _WHO)
        elif not found:
            self._lacks("pet", f"Nobody is found for “{self._unknown()}”. {_WHO}")
        elif len(found) > 1:
            self._ask(asking.of_client(self.line, self.reading, self.found, self.book.sight.today))
        else:
            return found[0]
        return None

    def _works(self, client: Household | None) -> list[Work]:
        """Give what is done for which pets; names that are only the owner's make no group."""
        groups = self.reading.groups
        given: list[tuple[Group, tuple[int | None, ...]]] = []
        place = 0
        for group in groups:
            names = group.names
            meant = client.named[place : place + len(names)] if client is not None else ()
            place += len(names)
            pets = self._pets(names, meant, client)
            if group.goes_on and given and not pets:
                pets = given[-1][1]
            if client is not None and not pets and not group.jobs:
                continue  # the owner's name behind the services
            given.append((group, pets))
        works = []
        for group, pets in given:
            if client is not None and not pets:
                named = {pet for _, others in given for pet in others}
                pets = self._unnamed(client, group, named)
            if not group.jobs and client is not None and (pets or client.anonymous):
                self._lacks("service", self._what(client, pets, given))
            for job in group.jobs:
                self._one(job.piece, codes=True)
            own = self._employees(group.employees)
            requested = any(piece.requested for piece in group.employees)
            works.append(Work(pets, group, own[0] if own else None, requested))
        if not any(group.jobs for group in groups):
            self._lacks("service", _WHAT)
        return works

    def _what(
        self,
        client: Household | None,
        pets: tuple[int | None, ...],
        given: list[tuple[Group, tuple[int | None, ...]]],
    ) -> str:
        if client is None or len(given) < 2:
            return _WHAT
        names = [pet.name for pet in client.pets if pet.id in pets]
        return f"What is done for {' and '.join(names)}? Type a service, such as fg."

    def _pets(
        self,
        names: tuple[Piece, ...],
        meant: tuple[tuple[int, ...], ...],
        client: Household | None,
    ) -> tuple[int | None, ...]:
        """Give the pets that names mean; a word that begins several of a client's is asked for."""
        found: list[int] = []
        for name, pets in zip(names, meant, strict=False):
            if len(pets) > 1 and client is not None:
                both = [pet for pet in client.pets if pet.id in pets]
                if len({pet.name for pet in both}) > 1:
                    self._ask(asking.of_pets(self.line, name, both, begun=True))
            found += pets[:1]
        return tuple(dict.fromkeys(found))

    def _unnamed(
        self, client: Household, group: Group, named: set[int | None]
    ) -> tuple[int | None, ...]:
        """Give the pet of a client who was named alone; of several it is asked which."""
        left: list[PetHere] = [pet for pet in client.pets if pet.id not in named]
        if len(left) == 1:
            return (left[0].id,)
        pieces = group.names or self.reading.names
        if left:
            self._ask(asking.of_pets(self.line, pieces[-1], left, begun=False))
        elif not client.anonymous:
            self._lacks("pet", f"{client.name} has no pet that can be booked. The form adds one.")
        return ()

    # What and by whom

    def _one(self, piece: Piece, *, codes: bool) -> None:
        """Ask which service or employee is meant where a piece may be several."""
        if len(piece.ids) < 2:
            return
        words = self.book.vocabulary
        known: dict[int, Called] = {
            one.id: one for one in (words.services if codes else words.people)
        }
        self._ask(asking.of_words(self.line, piece, [known[key] for key in piece.ids], codes))

    def _employees(self, pieces: tuple[Piece, ...]) -> tuple[int, ...]:
        for piece in pieces:
            self._one(piece, codes=False)
        return tuple(dict.fromkeys(piece.ids[0] for piece in pieces))

    # When

    _from_cursor = False

    def _window(self) -> Window | None:
        reading, cursor = self.reading, self.cursor
        if reading.day is not None and reading.day.wrong:
            self.wrong = self.wrong or reading.day.wrong
            return None
        span = reading.time.span if reading.time is not None else None
        spoken = reading.day.day if reading.day is not None else None
        today = self.book.sight.today
        if spoken is None and span is None:
            return self._unsaid(today)
        window = window_of(spoken, span, self.book.sight, self.book.now)
        if reading.soonest:
            return window._replace(day=window.day or today)
        if window.day is None:
            if cursor.day is None:
                is_over = (window.start if window.exact else window.end) <= self.book.now
                if is_over:
                    self._lacks("day", "Which day? That time is over for today.")
                    return window
            window = window._replace(day=cursor.day or today)
        return self._clocked(window)

    def _unsaid(self, today: date) -> Window | None:
        """Give the time of a line that says none: from the cursor on, or as soon as possible."""
        cursor = self.cursor
        if self.reading.soonest:
            return Window(today, 0, 1440)
        if cursor.day is None or cursor.minute is None:
            self._lacks("when", _WHEN)
            return None
        self._from_cursor = True
        self.note = "from the cursor on"
        return Window(cursor.day, cursor.minute, 1440)

    def _clocked(self, window: Window) -> Window:
        """Refuse a time that the clock skips, and ask which one of a time that comes twice."""
        reading, day = self.reading, window.day
        if day is None:
            return window
        if reading.day is not None:
            self._ask(asking.of_next(self.shop, self.line, reading.day))
        if not window.exact or reading.time is None:
            return window
        try:
            self.shop.refuse_gap(day, window.start)
        except ValueError as error:
            self.wrong = self.wrong or str(error)
        if not reading.which and self.shop.comes_twice(day, window.start):
            self._ask(asking.of_hour(self.shop, self.line, reading.time, window.start))
        return window

    # Together

    def _wish(
        self,
        client: Household | None,
        works: list[Work],
        employees: tuple[int, ...],
        window: Window | None,
        pets: tuple[int, ...],
    ) -> Wish:
        reading, cursor = self.reading, self.cursor
        start = window.start if window is not None and window.exact else NINE
        day = (window.day if window is not None else None) or self.book.sight.today
        rows = rows_of(self.shop, works)
        if any(piece.requested for piece in reading.employees):
            rows = tuple(row if row.employee else _requested(row) for row in rows)
        note = reading.note
        if reading.which and window is not None and window.exact:
            which = ("first", "second")[reading.which - 1]
            said = f"the {which} {self.shop.time(window.start)} of this night"
            note = f"{note}; {said}" if note else said
        plan = Plan(client.client if client is not None else 0, day, start, rows, note)
        preferred = None if reading.anybody else cursor.employee
        if employees:
            preferred = employees[0]
        who = employees[0] if len(employees) == 1 else None
        return Wish(plan, window, pets, who, preferred)


def _requested(row: PlannedRow) -> PlannedRow:
    return replace(row, requested=True)
