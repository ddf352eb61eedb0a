"""Makes up pets: their breed, build, manners, health, and what they come for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pettui.demo import names
from pettui.people.breeds import BreedSeed, breeds

POPULAR = (
    "Goldendoodle", "Labradoodle", "Shih Tzu", "Poodle (Miniature)", "Poodle (Toy)", "Maltese",
    "Yorkshire Terrier", "Bichon Frise", "Havanese", "Cockapoo", "Cavapoo", "Maltipoo",
    "Golden Retriever", "Labrador Retriever", "German Shepherd", "Miniature Schnauzer",
    "Cocker Spaniel", "Pomeranian", "Cavalier King Charles Spaniel", "Poodle (Standard)",
    "West Highland White Terrier", "Siberian Husky", "Australian Shepherd", "Bernedoodle",
    "Goldendoodle (Mini)", "Lhasa Apso", "Pembroke Welsh Corgi", "French Bulldog", "Chihuahua",
    "Portuguese Water Dog", "Soft Coated Wheaten Terrier", "Bernese Mountain Dog", "Beagle",
    "Dachshund", "Mixed Breed (Small)", "Mixed Breed (Medium)", "Mixed Breed (Large)",
    "Labrador Mix", "Terrier Mix", "Shih Tzu Mix", "Newfoundland", "Great Pyrenees", "Pug",
)  # fmt: skip
CATS = ("Domestic Shorthair", "Domestic Longhair", "Maine Coon", "Persian", "Ragdoll", "Siamese")
GRAMS = {
    "XS": (1800, 4500), "S": (4700, 11000), "M": (11500, 23000), "L": (23500, 41000),
    "XL": (41500, 70000),
}  # fmt: skip
MAIN = {
    "curly": ("FG", "FG", "FG", "FG", "FGH"), "long": ("FG", "FG", "FG", "BB", "FGH"),
    "wire": ("FG", "FG", "HS"), "double": ("BD", "DS", "DS", "BB"), "short": ("BB", "BD", "BB"),
    "": ("BB", "FG"),
}  # fmt: skip


@dataclass(slots=True)
class MadePet:
    """A pet, with what the days need to know of it and what is written of it."""

    id: int
    name: str
    cat: bool
    breed: BreedSeed
    size: str
    coat: str
    main: str
    born: int
    bites: bool = False
    heart: bool = False
    lapsed: bool = False
    gone: bool = False  # died: it stays on record and comes no more
    agreed: int = 0  # a price agreed for its main service


class Kennel:
    """Makes up one pet after another."""

    def __init__(self, rng: Random, today: date) -> None:
        self.vets: tuple[int | None, ...] = (None,)  # the practices that pets go to
        self._rng = rng
        self._more = Random(f"pets {today}")  # noqa: S311  # dice of the rarer fields
        self._today = today
        by_name = {(b.species, b.name): b for b in breeds()}
        self._popular = [by_name["Dog", name] for name in POPULAR]
        self._cats = [by_name["Cat", name] for name in CATS]
        self._dogs = [b for b in breeds() if b.species == "Dog" and b.size and b.coat]

    def pet(self, key: int, arrival: int) -> MadePet:
        """Make up a pet whose owner comes first on a day, given by its ordinal."""
        rng = self._rng
        cat = rng.random() < 0.07
        if cat:
            breed = rng.choice(self._cats)
        else:
            breed = rng.choice(self._popular if rng.random() < 0.85 else self._dogs)
        coat = breed.coat or rng.choice(("short", "long", "double", "curly"))
        main = ("CG" if rng.random() < 0.7 else "CL") if cat else rng.choice(MAIN[coat])
        age = 70 + int(rng.expovariate(1 / 900)) if rng.random() < 0.4 else rng.randint(300, 4200)
        made = MadePet(
            id=key, name=rng.choice(names.PETS), cat=cat, breed=breed, size=breed.size or "S",
            coat=coat, main=main, born=arrival - min(age, 5200),
        )  # fmt: skip
        made.bites = rng.random() < 0.05
        made.heart = rng.random() < 0.025
        made.lapsed = rng.random() < 0.08
        made.agreed = 500 * rng.randint(9, 20) if rng.random() < 0.04 else 0
        return made

    def row(self, pet: MadePet, client: int, breed_id: int) -> tuple[object, ...]:
        """Give the row of a pet in the order of `COLUMNS`."""
        rng = self._rng
        low, high = GRAMS[pet.size]
        grams = rng.randrange(low, high, 100) if rng.random() < 0.85 else None
        own = "" if pet.breed.size else pet.size
        years = (self._today.toordinal() - pet.born) / 365
        return (
            pet.id, client, pet.name, pet.breed.species, breed_id, own,
            "" if pet.breed.coat else pet.coat, grams,
            date.fromordinal(pet.born) if rng.random() < 0.8 else None,
            rng.choice(("male", "female")), rng.random() < 0.8 if rng.random() < 0.9 else None,
            rng.choice(names.COLORS), self._manners(pet), self._health(pet, years),
            rng.choice(names.PET_ALERTS) if rng.random() < 0.06 else "", self._groom_notes(pet),
            rng.choice(self.vets), pet.gone, not pet.gone, *self._record(),
        )  # fmt: skip

    def _record(self) -> tuple[object, ...]:
        dice = self._more
        chip = f"9810{dice.randrange(10**11):011d}" if dice.random() < 0.5 else ""
        rhythm = dice.choice((4, 6, 6, 8)) if dice.random() < 0.25 else None
        return chip, rhythm, dice.choice(names.MANNERS) if dice.random() < 0.06 else ""

    def _manners(self, pet: MadePet) -> str:
        rng = self._rng
        flags = []
        if pet.bites:
            flags += ["bites", "muzzle"] if rng.random() < 0.6 else ["bites"]
        if pet.main == "FGH" or rng.random() < 0.04:
            flags.append("dryer")
        if rng.random() < 0.22:
            flags.append(
                rng.choice(("clippers", "hyper", "shy", "barker", "chews", "escapes", "aggressive"))
            )
        return ",".join(flags)

    def _health(self, pet: MadePet, years: float) -> str:
        rng = self._rng
        flags = ["heart"] if pet.heart else []
        if years > 11:
            flags.append("senior")
            if rng.random() < 0.3:
                flags.append(rng.choice(("deaf", "blind", "joints")))
        if rng.random() < 0.06:
            flags.append(rng.choice(("skin", "allergic", "diabetic", "epileptic")))
        return ",".join(flags)

    def _groom_notes(self, pet: MadePet) -> str:
        rng = self._rng
        if pet.main not in ("FG", "FGH", "CL") or rng.random() < 0.25:
            return rng.choice(names.EXTRAS) if rng.random() < 0.15 else ""
        body = f"{rng.choice(names.BLADES)} body, {rng.choice(names.STYLES)}"
        return f"{body}; {rng.choice(names.EXTRAS)}" if rng.random() < 0.6 else body

    def vaccinations(self, pet: MadePet) -> list[tuple[str, date]]:
        """Give the pet's vaccinations by name, with the day on which each runs out."""
        rng = self._rng
        kinds = ("Rabies", "FVRCP") if pet.cat else ("Rabies", "DHPP", "Bordetella")
        found = []
        for kind in kinds:
            if kind == "Rabies" and pet.lapsed:
                ends = self._today - timedelta(days=rng.randint(4, 240))
            elif kind == "Rabies":
                ends = self._today + timedelta(days=rng.randint(8, 1000))
            elif rng.random() < 0.3:
                continue
            else:
                ends = self._today + timedelta(days=rng.randint(-50, 340))
            found.append((kind, ends))
        return found


COLUMNS = (
    "id", "client", "name", "species", "breed", "size", "coat", "weight", "born", "sex",
    "neutered", "color", "behavior", "medical", "alert", "groom_notes", "vet", "deceased", "active",
    "microchip", "rhythm", "behavior_note",
)  # fmt: skip
