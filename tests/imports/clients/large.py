"""Writes a large list of clients: `python -m tests.imports.clients.large 20000 FILE.csv`."""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

HEAD = (
    "First Name,Last Name,Email,Phone (mobile),Home Phone,Address,City,State,Zip,Notes,"
    "Pet 1 Name,Pet 1 Breed,Pet 1 Weight,Pet 1 DOB,Pet 1 Gender,Pet 2 Name,Pet 2 Breed,Referral"
)
FIRST = ("Ana", "Bo", "Carl", "Dee", "Eva", "Finn", "Gus", "Hal", "Ida", "Jon", "Kay", "Zoë")
LAST = ("Lee", "Smith", "Ortega", "Novak", "Abara", "Whitfield", "Müller", "O'Brien", "Rossi")
BREEDS = ("Poodle", "Labrador Retriever", "Lab", "Shih Tzu", "Beagle", "Siamese", "Moodle")


def write(path: Path, clients: int, seed: int = 3) -> None:
    """Write a list of clients who all have a phone and an e-mail address of their own."""
    dice = Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD.split(","))
        for number in range(clients):
            born = date(2012, 1, 1) + timedelta(days=dice.randrange(5000))
            second = dice.random() < 0.25
            local = f"{200 + number // 10_000}-{number % 10_000:04d}"
            writer.writerow(
                [
                    dice.choice(FIRST), f"{dice.choice(LAST)} {number % 4000}",
                    f"c{number}@example.com",
                    f"({dice.choice((212, 718, 914))}) {local}",
                    f"(646) {local}" if dice.random() < 0.2 else "",
                    f"{number} Main St", "Springfield", "NY", 10_000 + number % 900,
                    "likes liver" if dice.random() < 0.2 else "",
                    dice.choice(("Bella", "Rex", "Max")), dice.choice(BREEDS),
                    f"{dice.randint(5, 90)} lb", f"{born:%m/%d/%Y}", dice.choice(("MN", "FS", "M")),
                    "Coco" if second else "", dice.choice(BREEDS) if second else "",
                    dice.choice(("Google", "Friend", "Yelp", "")),
                ]
            )  # fmt: skip


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
