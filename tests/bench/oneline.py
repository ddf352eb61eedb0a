"""Times a line that is typed in the book: from each key to what the line means by then."""

from __future__ import annotations

from pathlib import Path

from tests.bench.queries import Clock
from tests.bench.report import Row, high, median

LIMIT = 50  # milliseconds from a key to its echo, at the median (DESIGN 10: typing in the find box)
WORDS = (
    "{pet} {last} fg fri 2p",
    "{pet} {last} bath nt next tue am",
    "{last} {pet} fg+nt asap",
    "{pet} fg sat after 10 any",
)


def lines(database: Path, name: str) -> list[Row]:
    """Type lines about some of a made-up shop's clients; it only reads."""
    from db import connection
    from db.models import Client, Pet
    from db.models.base import tuples
    from pettui.book.oneline.lines import Lines
    from pettui.book.oneline.resolving import Cursor
    from pettui.team.shop import load_shop

    connection.bind(connection.Target(database, "")).connect()
    shop = load_shop()
    cursor = Cursor(shop.today(), shop.now().hour * 60, None)
    people = (
        Pet.select(Pet.name, Client.last_name)
        .join(Client)
        .where(Pet.active, ~Pet.deceased, Client.active)
        .order_by(Pet.id)
    )
    clock = Clock()
    for number, (pet, last) in enumerate(tuples(people.limit(len(WORDS) * 3))):
        typed = WORDS[number % len(WORDS)].format(pet=pet.lower(), last=last.lower())
        reader = Lines()
        for end in range(1, len(typed) + 1):
            clock.of(reader.understand, shop, typed[:end], cursor)
    connection.close()
    middle = median(clock.times)
    return [
        Row(
            f"a key in the one-line booking, {name}",
            f"{middle:.1f} ms (95th {high(clock.times):.1f})",
            f"at most {LIMIT} ms",
            middle <= LIMIT,
        )
    ]
