"""`pettui --as NUMBER`: a command or a desk that acts as an employee."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pettui.cli import secret
from pettui.history.actor import Actor, act_as, nobody_signed_in
from pettui.history.door import Refused
from pettui.team.access import having, signing_in
from pettui.team.timeclock import people


@contextmanager
def as_number(number: str) -> Iterator[None]:
    """Let everything meanwhile be done by an employee, with their rights.

    Whoever owns the database's file may act as anybody, for they may do more already (a key of
    SSH that names an employee works so). Everybody else is asked for the PIN or password.
    """
    person = people.by_number(number)
    machine = nobody_signed_in()
    if not having.owns_the_file():
        typed = secret.read(f"PIN or password of number {person.number}")
        found = signing_in.sign_in(number, typed, machine.terminal)
        if isinstance(found, signing_in.Refusal):
            raise Refused(found.words)
    name = people.written(person, "full name")
    act_as(Actor(person.employee, name, machine.terminal))
    try:
        yield
    finally:
        act_as(None)
