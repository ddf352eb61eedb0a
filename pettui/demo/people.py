"""Makes up clients with their pets, and writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from db.models import (
    Client,
    Note,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Phone,
    SearchLine,
    Vaccination,
    Vaccine,
)
from pettui.demo import names
from pettui.demo.calendar import WallClock
from pettui.demo.pets import COLUMNS, Kennel, MadePet
from pettui.demo.staff import Crew
from pettui.history.door import Door
from pettui.people import breeds, lists, vets
from pettui.people.searchline import compose, order_of
from pettui.text import fold

BATCH = 1000
NEAR = (
    212, 917, 718, 347, 646, 929, 516, 914, 845, 631, 201, 973, 862, 908, 732, 551, 203, 475,
)  # fmt: skip
AREA_CODES = (
    *NEAR,
    *(n for n in range(220, 800) if n not in NEAR and n % 100 != 11 and n != 555),
)
VACCINES = (
    ("Dog", "Rabies", True), ("Dog", "DHPP", False), ("Dog", "Bordetella", False),
    ("Cat", "Rabies", True), ("Cat", "FVRCP", False),
)  # fmt: skip
FIRST_NUMBER = 1000
STAFF_NOTES = ("Kim", "Luis", "Marcus", "Priya", "Ana", "Dana")


@dataclass(slots=True, eq=False)
class MadeClient:
    """A client, as the days need it: `arrival` and `comes_on` are day ordinals."""

    id: int
    first: str
    last: str
    arrival: int
    created: int  # microseconds since 1970 UTC
    every: int  # days between visits
    prefers: int | None
    loyal: bool
    pets: list[MadePet] = field(default_factory=list)
    visits: int = 0
    last_closed: int = 0  # the instant at which the last visit was paid


def phone(number: int) -> tuple[str, str, str]:
    """Give a fictional number (NXX 555-0100 to 0199): as E.164, as shown, its digits."""
    block, last = divmod(number, 100)
    area = AREA_CODES[block % len(AREA_CODES)]
    return f"+1{area}55501{last:02d}", f"({area}) 555-01{last:02d}", f"{area}55501{last:02d}"


class Population:
    """Makes up clients one after another and writes them in batches."""

    def __init__(self, rng: Random, crew: Crew, clock: WallClock, today: date) -> None:
        self._rng = rng
        self._crew = crew
        self._clock = clock
        self._today = today
        self._kennel = Kennel(rng, today)
        self._next_pet = 1
        self._phones = 0
        self._sources: dict[str, int | None] = {}
        self._classes: tuple[int | None, ...] = ()
        # Dice of their own: what is made up of a record leaves the diary as it was.
        self._more = Random(f"records {today}")  # noqa: S311  # dice, no secret
        self.clients: list[MadeClient] = []

    def write(
        self, door: Door, arrivals: Sequence[int], tell: Callable[[str, int, int], None]
    ) -> None:
        """Write a client for each day of arrival (in order), with everything about it."""
        ids = breeds.write(door)
        self._sources = {n: lists.entry(door, lists.SOURCE, n) for n in names.REFERRALS}
        self._classes = tuple(lists.entry(door, lists.CLASS, n) for n in names.CLASSES)
        self._kennel.vets = (*(vets.practice(door, a, b, phone=c) for a, b, c in names.VETS), None)
        vaccines = {
            (species, name): door.insert(Vaccine, species=species, name=name, required=required).id
            for species, name, required in VACCINES
        }
        for start in range(0, len(arrivals), BATCH):
            part = [
                self._client(number + 1, arrivals[number])
                for number in range(start, min(start + BATCH, len(arrivals)))
            ]
            self._write_batch(door, part, ids, vaccines)
            self.clients += part
            tell("Clients and pets", start + len(part), len(arrivals))

    @property
    def pets(self) -> int:
        """How many pets there are."""
        return self._next_pet - 1

    def _client(self, key: int, arrival: int) -> MadeClient:
        rng = self._rng
        regulars = self._crew.workers[:4]
        made = MadeClient(
            id=key, first=rng.choice(names.FIRST), last=rng.choice(names.LAST), arrival=arrival,
            created=self._clock.instant(arrival - rng.randint(0, 6), rng.randint(490, 950)),
            every=7 * rng.choice((4, 4, 5, 6, 6, 6, 7, 8, 8, 10)),
            prefers=rng.choice(regulars).id if rng.random() < 0.45 else None,
            loyal=key <= 12,
        )  # fmt: skip
        for _ in range(rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3))):
            pet = self._kennel.pet(self._next_pet, arrival)
            while any(pet.name == other.name for other in made.pets):
                pet.name = rng.choice(names.PETS)
            made.pets.append(pet)
            self._next_pet += 1
        first = made.pets[0]
        first.bites |= key in (3, 9)  # whom everybody wants to see in a made-up shop
        first.heart |= key in (5, 11)
        first.lapsed |= key in (7, 12)
        if len(made.pets) > 1 and not made.loyal and rng.random() < 0.08:
            made.pets[-1].gone = True
        return made

    def _write_batch(
        self,
        door: Door,
        part: Sequence[MadeClient],
        ids: dict[tuple[str, str], int],
        vaccines: dict[tuple[str, str], int],
    ) -> None:
        mails = [self._mail(made) for made in part]
        towns = [self._rng.choice(names.TOWNS) for _ in part]
        phones = [list(self._phones_of(made.id)) for made in part]
        door.bulk(
            Client, (self._row(*made) for made in zip(part, mails, towns, strict=True)),
            _CLIENT_COLUMNS,
        )  # fmt: skip
        names_of_phone = ("client", "kind", "number", "shown", "digits", "primary")
        door.bulk(Phone, (row for rows in phones for row in rows), names_of_phone)
        pets = [(pet, made.id) for made in part for pet in made.pets]
        rows = [
            self._kennel.row(pet, client, ids[pet.breed.species, pet.breed.name])
            for pet, client in pets
        ]
        door.bulk(Pet, rows, COLUMNS)
        door.bulk(PetWeight, self._weights(pets, rows), ("pet", "day", "grams"))
        door.bulk(Vaccination, self._shots(pets, vaccines), ("pet", "vaccine", "expires"))
        fed = self._instructions(pets)
        door.bulk(PetInstruction, fed, ("pet", "kind", "text", "time", "days"))
        agreed = ((p.id, self._crew.items[p.main], p.agreed) for p, _ in pets if p.agreed)
        door.bulk(PetPrice, agreed, ("pet", "item", "price"))
        door.bulk(Note, self._notes(part), ("client", "pet", "category", "text", "at", "author"))
        lines = (
            (
                made.id,
                compose(
                    made.first, made.last, mail, (row[4] for row in numbers),
                    (pet.name for pet in made.pets), town[0],
                ),
                order_of(made.first, made.last),
            )
            for made, mail, numbers, town in zip(part, mails, phones, towns, strict=True)
        )  # fmt: skip
        door.bulk(SearchLine, lines, ("client", "text", "name"))

    def _weights(
        self, pets: Sequence[tuple[MadePet, int]], rows: Sequence[tuple[object, ...]]
    ) -> Iterator[tuple[object, ...]]:
        """Give on which day pets were weighed last."""
        last = self._today.toordinal() - 1
        for (pet, _), row in zip(pets, rows, strict=True):
            grams = row[COLUMNS.index("weight")]
            if isinstance(grams, int):
                day = date.fromordinal(min(last, max(pet.born + 60, last - pet.id % 300)))
                yield pet.id, day, grams

    def _row(self, made: MadeClient, mail: str, home: tuple[str, str, str]) -> tuple[object, ...]:
        rng = self._rng
        town, state, postcode = home
        street = f"{rng.randint(1, 480)} {rng.choice(names.STREETS)} "
        return (
            made.id, FIRST_NUMBER + made.id - 1, made.first, made.last, mail,
            street + rng.choice(names.STREET_KINDS), town, state, postcode,
            rng.choice(names.CLIENT_ALERTS) if rng.random() < 0.05 else "",
            self._sources[rng.choice(names.REFERRALS)], made.prefers,
            date(rng.randint(1945, 2003), rng.randint(1, 12), rng.randint(1, 28))
            if rng.random() < 0.3 else None,
            rng.random() < 0.6, made.created, *self._record(made),
        )  # fmt: skip

    def _record(self, made: MadeClient) -> tuple[object, ...]:
        """Give the rarer fields of a client: most have a few of them."""
        dice = self._more
        emergency = ("", "", "")
        if dice.random() < 0.3:
            number = f"({dice.choice(NEAR)}) 555-01{dice.randint(0, 99):02d}"
            emergency = (dice.choice(names.FIRST), number, dice.choice(names.RELATIONS))
        return (
            dice.random() < 0.35, dice.random() < 0.92, *emergency,
            f"{dice.choice(names.FIRST)} {made.last}" if dice.random() < 0.2 else "",
            dice.choice(names.PREFERENCES) if dice.random() < 0.12 else "",
            dice.choice(self._classes) if made.loyal or dice.random() < 0.15 else None,
            "10" if dice.random() < 0.02 else "0",
        )  # fmt: skip

    def _instructions(self, pets: Sequence[tuple[MadePet, int]]) -> Iterator[tuple[object, ...]]:
        for pet, _ in pets:
            if pet.heart:
                yield (pet.id, *names.FEEDING[2])
            elif self._more.random() < 0.04:
                yield (pet.id, *self._more.choice(names.FEEDING))

    def _mail(self, made: MadeClient) -> str:
        if self._rng.random() < 0.12:
            return ""
        plain = fold(f"{made.first}.{made.last}").replace("'", "").replace(" ", "")
        return f"{plain}{made.id}@example.{self._rng.choice(('com', 'com', 'org', 'net'))}"

    def _phones_of(self, client: int) -> Iterator[tuple[int, str, str, str, str, bool]]:
        for place in range(2 if self._rng.random() < 0.25 else 1):
            number, shown, digits = phone(self._phones)
            self._phones += 1
            kind = "mobile" if place == 0 else self._rng.choice(("home", "work"))
            yield client, kind, number, shown, digits, place == 0

    def _shots(
        self, pets: Sequence[tuple[MadePet, int]], vaccines: dict[tuple[str, str], int]
    ) -> Iterator[tuple[int, int, date]]:
        for pet, _ in pets:
            for name, ends in self._kennel.vaccinations(pet):
                yield pet.id, vaccines[pet.breed.species, name], ends

    def _notes(self, part: Sequence[MadeClient]) -> Iterator[tuple[object, ...]]:
        rng = self._rng
        today = self._today.toordinal()
        for made in part:
            if rng.random() < 0.2:
                pet = rng.choice(made.pets) if rng.random() < 0.6 else None
                at = self._clock.instant(rng.randint(min(made.arrival, today - 1), today - 1), 700)
                yield (
                    None if pet else made.id, pet.id if pet else None,
                    "Grooming" if pet else "General", rng.choice(names.NOTES), at,
                    rng.choice(STAFF_NOTES),
                )  # fmt: skip


_CLIENT_COLUMNS = (
    "id", "number", "first_name", "last_name", "email", "address", "city", "state", "postcode",
    "alert", "source", "preferred_employee", "birthday", "mail_marketing", "created",
    "text_marketing", "text_appointments", "emergency_name", "emergency_phone",
    "emergency_relation", "spouse", "preferences", "class_of", "service_discount",
)  # fmt: skip
