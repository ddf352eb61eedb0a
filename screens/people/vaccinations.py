"""The form of a pet's vaccination: which one, and until when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pettui.people import papers, vaccines
from pettui.people.record import Saved, Wrong
from pettui.people.vaccines import Shot, VaccineKind
from screens.people.files import PICTURES, PathKind
from screens.people.parts import changed, coming_day, saved, values_of
from screens.people.record_form import RecordForm
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group, Listed, Offer
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.history.actor import Actor
    from pettui.team.shop import Shop
    from screens.desk import Desk


@dataclass(frozen=True, slots=True)
class ShotEntry:
    """What the form edits; `id` is the kind's where the pet has a date of it already."""

    id: int | None = None
    version: int = 0
    vaccine: int | str | None = None
    expires: date | None = None
    comment: str = ""
    document: str = ""  # the path of another one; what is on file already stays


def _entry(shot: Shot) -> ShotEntry:
    return ShotEntry(shot.vaccine, shot.version, shot.vaccine, shot.expires, shot.comment)


def _read(
    shop: Shop, pet: int, vaccine: int | None
) -> tuple[ShotEntry, tuple[VaccineKind, ...], bool]:
    """Read a date, for a new one the vaccination that the pet lacks most; is a document on file."""
    known = vaccines.kinds(vaccines.species_of(pet))
    shots = {shot.vaccine: shot for shot in vaccines.shots_of(shop, pet)}
    if vaccine is not None:
        one = vaccines.shot(shop, pet, vaccine)
        return _entry(one), known, bool(one.document)
    lacks = [
        kind for kind in known
        if kind.required and (kind.id not in shots or shots[kind.id].lapsed)
    ]  # fmt: skip
    wanted = lacks[0].id if lacks else None
    if wanted is not None and wanted in shots:
        return _entry(shots[wanted]), known, bool(shots[wanted].document)
    return ShotEntry(vaccine=wanted), known, False


async def edit_shot(desk: Desk, pet: int, name: str, vaccine: int | None = None) -> int | None:
    """Open a vaccination, or a new one; gives the kind's id once it is saved."""
    record, known, on_file = await desk.gateway.run(_read, desk.shop, pet, vaccine)

    def save(shop: Shop, said: ShotEntry, by: Actor) -> Saved:
        kind = said.vaccine
        if not kind:
            raise Wrong("vaccine", "Say which vaccination it is; Down lists them.")
        if said.expires is None:
            raise Wrong("expires", "Say until when it counts, like +1y or 11/3/2027.")
        day, seen = said.expires, said.version if said.id == kind else None

        def write() -> int:
            vaccines.set_shot(
                shop, pet, kind, day, by, said.comment, seen=seen, document=said.document
            )
            return 0

        def now() -> ShotEntry:
            return _entry(vaccines.shot(shop, pet, said.id or 0))

        return saved(write, now)

    draft = f"shot:{record.id} of {pet}" if record.id else f"shot:new of {pet}"
    subject = Subject(
        f"{name}: vaccination", draft, record,
        (_group(desk.shop, known, on_file=on_file),), values_of, changed, save,
    )  # fmt: skip
    first = "expires" if record.vaccine else "vaccine"
    return await desk.push_screen_wait(RecordForm(subject, first=first))


def _group(shop: Shop, known: tuple[VaccineKind, ...], *, on_file: bool) -> Group:
    offers = tuple(
        Offer(kind.name, kind.id, f"required for {kind.needed_for}" if kind.required else "")
        for kind in known
    )
    kinds = Listed(offers, free=True, new="a new kind for your list")
    next_year = shop.day(shop.parse_day("+1y"))
    paper = "one is on file; another file" if on_file else "~/Scans/rabies.pdf"
    return Group("Vaccination", (
        FormField("vaccine", "Vaccination", kinds),
        FormField("expires", "Valid until", coming_day(shop), f"+1y, {next_year}"),
        FormField("comment", "Comment", hint="who gave it, titer, …"),
        FormField("document", "Document", PathKind((*PICTURES, ".pdf")), paper),
    ))  # fmt: skip


async def choose_about(desk: Desk, pet: int, name: str, shot: Shot) -> None:
    """Ask what to do with a vaccination that has a document, and do it."""
    picked = await desk.push_screen_wait(
        Menu(f"{name}: {shot.name}", [
            Choice("edit", "change it"),
            Choice("open", "open the document", "in the machine's own viewer"),
            Choice("remove", "take the document off"),
        ])
    )  # fmt: skip
    if picked == "edit":
        await edit_shot(desk, pet, name, shot.vaccine)
    elif picked == "open":
        path = await desk.gateway.run(papers.open_outside, pet, shot.vaccine)
        desk.say(f"Opened {path.name}.")
    elif picked == "remove":
        await desk.write(papers.remove, pet, shot.vaccine, desk.actor)
        desk.say(f"The document is off. {desk.keys.shown('desk.undo')} brings it back.")
