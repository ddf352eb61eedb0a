"""Species, breeds, pets and their vaccinations, as far as a backup has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from db.models import Breed, Pet, PetInstruction, PetWeight, Vaccination, Vaccine
from pettui import clock
from pettui.imports.daysmart.context import AGAIN, HERE, Run
from pettui.imports.daysmart.values import Reader, day, minute
from pettui.people import breeds as known_breeds
from pettui.people import vets
from pettui.team.founding import WEEKDAYS
from pettui.text import clean, clean_note, fold

_BEHAVIOR = (
    ("fldBiter", "bites"), ("fldHairDryer", "dryer"), ("fldHyper", "hyper"), ("fldShy", "shy"),
    ("fldBarker", "barker"), ("fldChews", "chews"),
)  # fmt: skip
_MEDICAL = (
    ("fldHeart", "heart"), ("fldEpileptic", "epileptic"), ("fldDiabetic", "diabetic"),
    ("fldSensitiveSkin", "skin"), ("fldDeaf", "deaf"), ("fldBlind", "blind"),
)  # fmt: skip
# What ticking these meant is not documented; they are kept in the vendor's words.
_UNCLEAR = (
    ("fldAgWithAnimals", "'Ag with animals' was ticked"),
    ("fldAgWithPeople", "'Ag with people' was ticked"),
    ("fldBurns", "'Burns' was ticked"), ("fldLeashOn", "'Leash on' was ticked"),
    ("fldRabies", "'Rabies' was ticked"),
)  # fmt: skip
_TEXTS = (
    ("fldGroomComments", "Groom"), ("fldTexture", "Coat"), ("fldKennelComments", "Kennel"),
    ("fldFood", "Food"),
    ("fldFeeding", "Feeding"), ("fldExercise", "Exercise"), ("fldComments", ""), ("fldNotes", ""),
)  # fmt: skip
_WEIGHT = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*([a-zA-Z]*)")
_GRAMS = {"": "453.59237", "lb": "453.59237", "lbs": "453.59237", "pounds": "453.59237",
          "kg": "1000", "kgs": "1000", "g": "1", "oz": "28.349523"}  # fmt: skip
_COLUMNS = (
    "id", "client", "name", "species", "breed", "coat", "weight", "born", "sex", "neutered",
    "color", "behavior", "medical", "alert", "groom_notes", "vet",
    "behavior_note", "medical_note", "deceased", "active", "origin",
)  # fmt: skip


def breeds(run: Run) -> None:
    """Take the breeds with their species."""
    for found in Breed.select():
        run.breeds[(fold(found.species), fold(found.name))] = found.id
    origins = {origin for (origin,) in Breed.select(Breed.origin).tuples() if origin}
    table = "tblBreeds"
    species = _species(run)
    seeds = {(fold(b.species), fold(b.name)): b for b in known_breeds.breeds()}
    fresh: list[tuple[str, str, str, str, str]] = []
    seen: set[tuple[str, str]] = set()
    for _, fields in run.stage.rows(table):
        row = run.reader(table, fields)
        name = clean(row.text("fldItem"))
        kind = clean(row.text("fldTypeName")) or species.get(row.number("fldType", -1), "Dog")
        key = (fold(kind), fold(name))
        origin = run.origin(table, fields, f"{kind}-{name}")
        if not name:
            run.report.leave(table, "without a name")
        elif key in run.breeds or origin in origins:
            run.report.leave(table, HERE)
        elif key in seen:
            run.report.leave(table, AGAIN)
        else:
            seen.add(key)
            seed = seeds.get(key)  # the file knows no sizes; pettui's own list does
            size, coat = (seed.size, seed.coat) if seed else ("", "")
            fresh.append((kind, name, size, coat, origin))
            run.report.took(table)
    run.door.bulk(Breed, fresh, ("species", "name", "size", "coat", "origin"))
    for key, kind, name in Breed.select(Breed.id, Breed.species, Breed.name).tuples():
        run.breeds[(fold(kind), fold(name))] = key


def _species(run: Run) -> dict[int, str]:
    found = {}
    for _, fields in run.stage.rows("tblPetsTypes"):
        row = run.reader("tblPetsTypes", fields)
        name = clean(row.text("fldItem"))
        if name:
            found[row.number("fldID", -1)] = name
            run.report.leave("tblPetsTypes", "a species is a word here, kept with breeds and pets")
        else:
            run.report.leave("tblPetsTypes", "without a name")
    return found


def pets(run: Run) -> None:
    """Take the pets with flags, notes, weight and vet."""
    weights: list[tuple[int, date, int]] = []
    run.door.bulk(Pet, _pets(run, _Vets(run), weights), _COLUMNS)
    run.door.bulk(PetWeight, weights, ("pet", "day", "grams"))


class _Vets:
    """The practices of a backup, by the number or the name that its pets give them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[str, int | None] = {"": None, "0": None}
        for _, fields in run.stage.rows("tblPetsVets"):
            self._take(run.reader("tblPetsVets", fields))

    def _take(self, row: Reader) -> None:
        name = clean(" ".join((row.text("fldFirstName"), row.text("fldLastName"))))
        business = clean(row.text("fldBusiness"), 200)
        street = (row.text(f"fld{part}") for part in ("Address", "City", "State", "ZIP"))
        made = vets.practice(
            self._run.door, business or name, name if business else "",
            phone=row.text("fldPhoneWork") or row.text("fldPhoneMobile"),
            email=row.text("fldEMail"), address=", ".join(part for part in street if part),
        )  # fmt: skip
        if made is None:
            self._run.report.leave("tblPetsVets", "without a name")
            return
        for key in (row.text("fldVetID").strip(), fold(name), fold(business)):
            self._known.setdefault(key, made)
        self._run.report.took("tblPetsVets")

    def named(self, text: str) -> int | None:
        """Give the practice that a pet names; one that is words alone becomes a record."""
        key = text if text in self._known else fold(text)
        if key not in self._known:
            self._known[key] = vets.practice(self._run.door, text)
        return self._known[key]


def _pets(
    run: Run, known_vets: _Vets, weights: list[tuple[int, date, int]]
) -> Iterator[tuple[Any, ...]]:
    table = "tblPets"
    total = run.stage.count(table)
    for done, (_, fields) in enumerate(run.stage.rows(table)):
        if done % 500 == 0:
            run.progress("pets", done, total)
        row = run.reader(table, fields)
        ref = row.text("fldPetID").strip()
        owner = run.stage.find("client", row.text("fldClientID").strip())
        origin = run.origin(table, fields, ref)
        known = run.stage.known(origin)
        name = clean(row.text("fldName"))
        if run.stage.find("pet", ref) is not None:
            run.report.leave(table, AGAIN)
        elif known is not None:
            run.stage.remember("pet", ref, known, fresh=False)
            run.report.leave(table, HERE)
        elif owner is None or not name:
            run.report.leave(table, "without a name" if owner else "its client is missing")
        else:
            key = run.new_key(Pet)
            run.stage.remember("pet", ref, key, fresh=True)
            run.stage.learn(origin, key)
            run.stage.put("INSERT INTO fresh_pets VALUES (?, ?)", [(owner[0], name)])
            run.report.took(table)
            grams = _weight(row.text("fldWeight"))
            if grams:
                today = clock.wall_of(run.door.at, run.shop.zone).date()
                weights.append((key, day(row.text("fldLastEdit")) or today, grams))
            yield _pet(run, row, key, owner[0], name, origin, known_vets)


def _pet(
    run: Run, row: Reader, key: int, owner: int, name: str, origin: str, known_vets: _Vets
) -> tuple[Any, ...]:
    species = clean(row.text("fldType")) or "Dog"
    breed_name = clean(row.text("fldBreed"))
    breed = run.breeds.get((fold(species), fold(breed_name)))
    lines = [f"{head}: {row.text(c)}" if head else row.text(c) for c, head in _TEXTS if row.text(c)]
    if breed_name and breed is None:
        lines.insert(0, f"Breed: {breed_name}")
    coat = fold(row.text("fldLength"))
    if coat and coat not in known_breeds.COATS:
        lines.append(f"Coat: {row.text('fldLength')}")
        coat = ""
    lines += [f"In the old program {words}" for column, words in _UNCLEAR if row.yes(column)]
    weight = _weight(row.text("fldWeight"))
    if row.text("fldWeight").strip() and weight is None:
        lines.append(f"Weight: {row.text('fldWeight')}")
    dead = row.yes("fldDead")
    return (
        key, owner, name, species, breed, coat, weight,
        day(row.text("fldDOB")), _sex(row.text("fldGender")), _neutered(row.text("fldBreeding")),
        clean(row.text("fldColor"), 60),
        ",".join(flag for column, flag in _BEHAVIOR if row.yes(column)),
        ",".join(flag for column, flag in _MEDICAL if row.yes(column)), "",
        clean_note("\n".join(lines)), known_vets.named(row.text("fldVet").strip()),
        clean_note(row.text("fldPersonalityComments")), clean_note(row.text("fldMedicalComments")),
        dead, not dead and not row.yes("fldInactive"), origin,
    )  # fmt: skip


def _weight(text: str) -> int | None:
    """Read a weight in grams; a number without a unit is in pounds, as the vendor's is."""
    found = _WEIGHT.match(text.strip())
    if found is None:
        return None
    per = _GRAMS.get(found[2].lower())
    return round(Decimal(found[1].replace(",", ".")) * Decimal(per)) if per else None


def _sex(text: str) -> str:
    return {"m": "male", "f": "female"}.get(text.strip().lower()[:1], clean(text, 20))


def _neutered(text: str) -> bool | None:
    folded = fold(text)
    if any(word in folded for word in ("neuter", "spay", "fixed", "castrat")):
        return not folded.startswith(("not", "un"))
    return False if "intact" in folded else None


def vaccinations(run: Run) -> None:
    """Take the kinds of vaccination and when each pet's runs out."""
    vaccines: dict[str, int] = {}
    here = {(fold(v.species), fold(v.name)): v.id for v in Vaccine.select()}
    master = "tblPetsVaccinationsMaster"
    for _, fields in run.stage.rows(master):
        row = run.reader(master, fields)
        ref, name = row.text("fldVaccinationID").strip(), clean(row.text("fldDescription"))
        species = clean(row.text("fldType")) or "Dog"
        origin = run.origin(master, fields, ref)
        known = Vaccine.get_or_none(Vaccine.origin == origin)
        same = known.id if known is not None else here.get((fold(species), fold(name)))
        if same is not None:
            vaccines[ref] = same
            run.report.leave(master, HERE)
        elif not name:
            run.report.leave(master, "without a name")
        else:
            made = run.door.insert(
                Vaccine, species=species, name=name, required=row.yes("fldRequiredDefault"),
                active=row.yes("fldActive", default=True), origin=origin,
            )  # fmt: skip
            vaccines[ref] = here[(fold(species), fold(name))] = made.id
            run.report.took(master)
    rows = _vaccinations(run, vaccines)
    run.door.bulk(Vaccination, rows, ("pet", "vaccine", "expires", "comment"))


def _vaccinations(run: Run, vaccines: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    table = "tblPetsVaccinations"
    # The same vaccination may be there several times: the one that lasts longest counts.
    for ref, data in _by_pet(run, table):
        pet = run.stage.find("pet", ref)
        latest: dict[int, Reader] = {}
        for fields in data:
            row = run.reader(table, fields)
            vaccine = vaccines.get(row.text("fldVaccinationID").strip())
            expires = day(row.text("fldExpiration"))
            if pet is None or vaccine is None or expires is None:
                run.report.leave(table, "without a pet, a vaccine or a date")
            elif not pet[1]:
                run.report.leave(table, "its pet is here already")
            elif vaccine in latest:
                before = day(latest[vaccine].text("fldExpiration"))
                run.report.leave(table, "a later one of the same kind counts")
                if before is None or before < expires:
                    latest[vaccine] = row
            else:
                latest[vaccine] = row
        for vaccine, row in latest.items():
            run.report.took(table)
            expires = day(row.text("fldExpiration"))
            yield (pet[0] if pet else 0, vaccine, expires, clean(row.text("fldComment"), 200))


def _by_pet(run: Run, table: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    import json
    from itertools import groupby

    sql = "SELECT ref, data FROM staged WHERE name = ? ORDER BY ref, seq"
    for ref, group in groupby(run.stage.many(sql, table), key=lambda pair: str(pair[0])):
        yield ref, [json.loads(data) for _, data in group]


def instructions(run: Run) -> None:
    """Take instructions (feeding, medication) of the pets brought now."""
    table = "tblPetsInstructions"

    def rows() -> Iterator[tuple[Any, ...]]:
        for _, fields in run.stage.rows(table):
            row = run.reader(table, fields)
            pet = run.stage.find("pet", row.text("fldPetID").strip())
            time, days = minute(row.text("fldTime")), _weekdays(row.text("fldDays"))
            parts = [row.text("fldDescription")]
            parts += [row.text("fldTime")] if time is None else []
            parts += [row.text("fldDays")] if days is None else []
            text = clean(" · ".join(part.strip() for part in parts if part.strip()), 400)
            if pet is None or not text:
                run.report.leave(table, "without a text" if pet else "its pet is missing")
            elif not pet[1]:
                run.report.leave(table, "its pet is here already")
            else:
                run.report.took(table)
                kind = clean(row.text("fldCategory"), 40).lower() or "feeding"
                yield (pet[0], kind, text, time, days or "")

    run.door.bulk(PetInstruction, rows(), ("pet", "kind", "text", "time", "days"))


def _weekdays(text: str) -> str | None:
    """Read weekdays (`Mon, Thu`; daily is "") as they are kept; None for other words."""
    words = [word for word in re.split(r"[\s,;/&+]+", fold(text)) if word]
    if not words or words in (["daily"], ["every", "day"], ["everyday"], ["all"]):
        return ""
    if not all(len(word) >= 3 and word[:3] in WEEKDAYS for word in words):
        return None
    return ",".join(sorted({word[:3] for word in words}, key=WEEKDAYS.index))
