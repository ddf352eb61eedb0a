"""The shop's own words: its services and its employees, and who or what a few letters mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pettui.stock.services import initials
from pettui.text import fold


class Called(NamedTuple):
    """A service or an employee, with the folded words by which it may be called."""

    id: int
    label: str  # as it is written, and completed
    code: str
    name: str
    words: tuple[str, ...]
    short: str  # initials
    others: tuple[str, ...] = ()  # other whole names: an employee's first, last and full name


class Match(NamedTuple):
    """What some letters mean: the best of the same rank; 0 is a whole code or name."""

    rank: int
    ids: tuple[int, ...]


class Vocabulary(NamedTuple):
    """The services that can be booked and the people who do them."""

    services: tuple[Called, ...] = ()
    people: tuple[Called, ...] = ()

    def service(self, said: Sequence[str]) -> Match | None:
        """Find the services that folded words mean: code, name, initials, beginnings of words."""
        return _best(self.services, " ".join(said), least=2)

    def employee(self, said: Sequence[str], *, least: int = 2) -> Match | None:
        """Find the employees that folded words mean: name, initials, beginnings."""
        return _best(self.people, " ".join(said), least=least)

    def labels(self) -> dict[tuple[str, int], str]:
        """Give what services and employees are called, by ("service" or "employee", id)."""
        found = {("service", one.id): one.label for one in self.services}
        return found | {("employee", one.id): one.label for one in self.people}


def _best(known: Iterable[Called], said: str, *, least: int) -> Match | None:
    best = 9
    found: list[int] = []
    for one in known:
        rank = _rank(one, said, least)
        if rank is not None and rank <= best:
            found = [*found, one.id] if rank == best else [one.id]
            best = rank
    return Match(best, tuple(found)) if found else None


def _rank(one: Called, said: str, least: int) -> int | None:
    if said in (one.code, one.name) or said in one.others:
        return 0
    if len(said) >= 2 and said == one.short:
        return 1
    if len(said) < least:
        return None
    if one.name.startswith(said) or any(other.startswith(said) for other in one.others):
        return 2
    terms = [term.removesuffix("s") if len(term) > 3 else term for term in said.split()]
    if len(said) >= 3 and all(any(word.startswith(term) for word in one.words) for term in terms):
        return 3
    return None


def service_called(key: int, code: str, name: str) -> Called:
    """Give a service with its words."""
    folded = fold(name)
    words = tuple(word for word in folded.split() if any(letter.isalnum() for letter in word))
    return Called(key, name, fold(code), folded, words, initials(name))


def employee_called(key: int, label: str, first: str, last: str) -> Called:
    """Give an employee with the names that people use."""
    whole = f"{first} {last}".strip()
    others = tuple(dict.fromkeys(fold(name) for name in (first, whole, last) if fold(name)))
    words = tuple(f"{fold(label)} {fold(whole)}".split())
    return Called(key, label, "", fold(label), words, initials(whole or label), others)


def read_vocabulary(branch: int) -> Vocabulary:
    """Read the shop's words; a connection must be open."""
    from db.models import Bookable, Employee
    from db.models.base import tuples
    from pettui.stock.services import services

    rows = (
        Bookable.select(Bookable.id, Bookable.label, Employee.first_name, Employee.last_name)
        .left_outer_join(Employee, on=(Employee.bookable == Bookable.id))
        .where(
            Bookable.branch == branch,
            Bookable.kind == "employee",
            Bookable.active == True,  # noqa: E712  # SQL
            Bookable.shown == True,  # noqa: E712  # SQL
        )
        .order_by(Bookable.position, Bookable.id)
    )
    return Vocabulary(
        tuple(service_called(one.id, one.code, one.name) for one in services()),
        tuple(
            employee_called(key, label, first or "", last or "")
            for key, label, first, last in tuples(rows)
        ),
    )
