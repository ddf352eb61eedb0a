"""What an import of clients read, took, left and could not understand, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pettui.text import count

SHOWN = 15  # lines of one kind; --json has all of them


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one line of the file."""

    line: int
    words: str


@dataclass
class ClientsReport:
    """The whole import."""

    file: str
    dry_run: bool = False
    rows: int = 0
    clients: int = 0
    pets: int = 0
    filled: int = 0
    """Clients that were here and got what was empty."""
    breeds: list[str] = field(default_factory=list)
    """Breeds that the shop did not know."""
    vaccinations: int = 0
    vaccines: list[str] = field(default_factory=list)
    """Kinds of vaccinations that the shop did not keep."""
    inactive: int = 0
    """New clients who no longer come."""
    deceased: int = 0
    """New pets that have died."""
    bad: list[Remark] = field(default_factory=list)
    """Rows that make no client."""
    left: list[Remark] = field(default_factory=list)
    """Rows of people who are here already, or twice in the file."""
    notes: list[Remark] = field(default_factory=list)
    """What was taken in another way than it is written."""
    ambiguous: str = ""
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Give the report for machines."""

        def lines(remarks: list[Remark]) -> list[dict[str, Any]]:
            return [{"line": remark.line, "words": remark.words} for remark in remarks]

        return {
            "file": self.file, "dry_run": self.dry_run, "rows": self.rows,
            "clients": self.clients, "pets": self.pets, "filled": self.filled,
            "new_breeds": self.breeds, "vaccinations": self.vaccinations,
            "new_vaccines": self.vaccines, "inactive": self.inactive, "deceased": self.deceased,
            "bad": lines(self.bad), "left": lines(self.left),
            "notes": lines(self.notes), "ambiguous": self.ambiguous,
            "seconds": round(self.seconds, 3),
        }  # fmt: skip

    def as_text(self) -> str:
        """Write the report for people; of long lists the first lines are shown."""
        said: list[str] = []
        for head, remarks in (
            ("Rows that make no client", self.bad),
            ("Left, because they seem to be here already", self.left),
            ("Taken otherwise than written", self.notes),
        ):
            if remarks:
                said += [f"{head} ({len(remarks)}):"]
                said += [f"  line {remark.line}: {remark.words}" for remark in remarks[:SHOWN]]
                more = len(remarks) - SHOWN
                said += [f"  and {more} more (--json lists all)"] if more > 0 else []
        if self.notes:
            said.append(
                "Correct what matters in the file and read it again with --update-empty,"
                " or on the pages of these clients."
            )
        for what, new in (("Breeds", self.breeds), ("Vaccinations", self.vaccines)):
            if new:
                shown = ", ".join(new[:8]) + (", ..." if len(new) > 8 else "")
                said.append(f"{what} that are new here ({len(new)}): {shown}")
        among = [
            words for number, words in (
                (self.vaccinations, count(self.vaccinations, "vaccination")),
                (self.inactive, count(self.inactive, "inactive client")),
                (self.deceased, count(self.deceased, "deceased pet")),
            ) if number
        ]  # fmt: skip
        said += [f"Among them: {', '.join(among)}."] if among else []
        said += [self.ambiguous] if self.ambiguous else []
        said.append(
            f"{count(self.rows, 'row')} read: {count(self.clients, 'new client')} with"
            f" {count(self.pets, 'new pet')}, {len(self.left)} left, {self.filled} filled,"
            f" {len(self.bad)} not understood."
        )
        return "\n".join(said)
