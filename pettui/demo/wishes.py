"""What a client comes for on a day: which pets, which services, with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from pettui.demo.columns import DayColumns
from pettui.demo.menu import Line, Menu
from pettui.demo.people import MadeClient
from pettui.demo.pets import MadePet
from pettui.demo.staff import Crew, Worker

QUICK = ("NT", "NG", "NT", "TB", "EAR")
PUPPY_DAYS = 180
CHANCES = (("NT", 0.16), ("TB", 0.09), ("EAR", 0.05), ("DEM", 0.05), ("MED", 0.03), ("FB", 0.02),
           ("BLU", 0.04), ("PAW", 0.03))  # fmt: skip
BATHS = ("BB", "BD")
WARES = ("SHAM", "COND", "BRUSH", "COMB", "BOW", "BAND", "CHEW")


class Wishes:
    """Makes up visits before they have a time."""

    def __init__(self, rng: Random, crew: Crew, menu: Menu, today: int) -> None:
        self._rng = rng
        self._menu = menu
        self._today = today
        self._workers = {worker.id: worker for worker in crew.workers}

    def visit(self, client: MadeClient, day: DayColumns) -> list[tuple[Line, MadePet, int]] | None:
        """Make up a visit with somebody who works that day; None if nobody can do it."""
        rng = self._rng
        pets = [pet for pet in client.pets if not pet.gone]
        if len(pets) > 1:
            pets = [pet for pet in pets if rng.random() < 0.6] or pets[:1]
        wanted = []
        for pet in pets:
            codes = self._codes(pet, day.ordinal)
            worker = self._somebody(codes, client, day)
            if worker is None:
                continue
            wanted += [self._wish(code, pet, worker, day) for code in codes]
        return wanted or None

    def short(
        self, client: MadeClient, worker: int, gap: int, day: DayColumns
    ) -> list[tuple[Line, MadePet, int]]:
        """Make up a visit of one pet with this employee that fits into a short gap."""
        pet = next(pet for pet in client.pets if not pet.gone)
        codes = ("NT", "EAR") if gap >= 30 else (self._rng.choice(QUICK),)
        if gap >= 30 and not pet.cat and self._rng.random() < 0.4:
            codes = ("FFF",)
        return [self._line(code, pet, worker, day) for code in codes]

    def with_worker(
        self, client: MadeClient, worker: int, day: DayColumns
    ) -> list[tuple[Line, MadePet, int]]:
        """Make up a visit with this employee; now and then the second pet comes along."""
        pets = [pet for pet in client.pets if not pet.gone]
        both = self._rng.random() < 0.3
        wanted = []
        for pet in pets[: 2 if both else 1]:
            codes = self._codes(pet, day.ordinal, quick=False)
            if not self._may(self._workers[worker], codes):
                codes = [self._rng.choice(BATHS), "NT"] if not pet.cat else ["NT", "EAR"]
            wanted += [self._wish(code, pet, worker, day) for code in codes]
        return wanted

    def wares(self) -> list[tuple[Line, int]]:
        """Make up what is bought at the till, mostly nothing."""
        if self._rng.random() > 0.09:
            return []
        return [
            (self._menu.line(self._rng.choice(WARES), "", "", 0, 0), self._rng.choice((1, 1, 2)))
        ]

    def _codes(self, pet: MadePet, ordinal: int, *, quick: bool = True) -> list[str]:
        rng = self._rng
        if quick and rng.random() < 0.2:
            return [rng.choice(QUICK)] if rng.random() < 0.7 or pet.cat else ["FFF"]
        main = pet.main
        if ordinal - pet.born <= PUPPY_DAYS and not pet.cat:
            main = "PUP"
        elif main == "FG" and rng.random() < 0.2:
            main = rng.choice(BATHS)
        codes = [main]
        codes += [code for code, chance in CHANCES if rng.random() < chance and len(codes) < 3]
        return codes

    def _somebody(self, codes: Sequence[str], client: MadeClient, day: DayColumns) -> int | None:
        here = day.hours
        if client.prefers in here and self._may(self._workers[client.prefers], codes):
            return client.prefers
        able = [key for key in here if self._may(self._workers[key], codes)]
        return self._rng.choice(able) if able else None

    def _may(self, worker: Worker, codes: Sequence[str]) -> bool:
        if worker.groups is None:
            return True
        return all(code == "PUP" or self._menu.group(code) in worker.groups for code in codes)

    def _wish(
        self, code: str, pet: MadePet, worker: int, day: DayColumns
    ) -> tuple[Line, MadePet, int]:
        """Give a row; small work is now and then done by somebody else."""
        if code in QUICK and self._rng.random() < 0.15:
            worker = self._rng.choice(list(day.hours))
        return self._line(code, pet, worker, day)

    def _line(
        self, code: str, pet: MadePet, worker: int, day: DayColumns
    ) -> tuple[Line, MadePet, int]:
        years_ago = (self._today - day.ordinal) // 365
        line = self._menu.line(code, pet.size, pet.coat, worker, max(0, years_ago))
        if pet.agreed and code == pet.main:
            line = replace(line, price=pet.agreed, price_from="agreed for this pet")
        return line, pet, worker
