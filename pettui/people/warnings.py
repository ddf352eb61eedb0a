"""What must stand out before a pet is booked or handled: bites, health, lapsed vaccinations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from db.models import Vaccination, Vaccine
from db.models.base import tuples
from pettui.people import flags


def lapsed(pets: Iterable[int], day: date) -> dict[int, tuple[str, ...]]:
    """Give the required vaccinations that lapse before the visit's day, in words, by pet.

    The visit's date counts, not today's (DOMAIN 15, 21.10).
    """
    rows = (
        Vaccination.select(Vaccination.pet, Vaccine.name)
        .join(Vaccine)
        .where(
            Vaccination.pet.in_(list(pets)),
            Vaccination.expires < day,
            Vaccine.required,
            Vaccine.active,
        )
        .order_by(Vaccine.name)
    )
    found: dict[int, tuple[str, ...]] = {}
    for pet, name in tuples(rows):
        found[pet] = (*found.get(pet, ()), f"{name} lapsed")
    return found


def in_words(
    behavior: str,
    medical: str,
    lapsed_vaccines: tuple[str, ...] = (),
    pet_alert: str = "",
    client_alert: str = "",
) -> tuple[str, ...]:
    """Give everything that must stand out, the most dangerous first."""
    marks = flags.read(",".join(part for part in (behavior, medical) if part))
    return (
        *(flag.words for flag in marks if flag.danger),
        *lapsed_vaccines,
        *(flag.words for flag in marks if not flag.danger),
        *(text for text in (pet_alert, client_alert) if text),
    )
