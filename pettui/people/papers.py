"""Documents of vaccinations: a certificate as PDF or picture, kept with the shop's photographs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.models import Vaccination
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people import photos

_HEADS = (*photos.HEADS, (re.compile(rb"%PDF-"), "pdf"))
_KNOWN = "a document that is known here: PDF, JPEG, PNG, GIF, WebP or HEIC"
_GONE = "This vaccination is no longer on the pet's record."


@contextmanager
def kept(source: str) -> Iterator[str]:
    """Copy a document into the shop's folder and give its name there; "" where none is named.

    It is kept when what is done meanwhile succeeds, and removed when that fails. Raises Wrong
    when the file is neither a PDF nor a picture, or cannot be read.
    """
    if not source.strip():
        yield ""
        return
    path = photos.keep(source, _HEADS, _KNOWN, field="document")
    try:
        yield path.name
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_outside(pet: int, vaccine: int) -> Path:
    """Open the document of a pet's vaccination with the machine's own viewer; gives its path.

    Raises Refused with the path where this terminal has no screen for it, as over SSH.
    """
    row = Vaccination.get_or_none(Vaccination.pet == pet, Vaccination.vaccine == vaccine)
    if row is None:
        raise Refused(_GONE)
    if not row.document:
        raise Refused("There is no document of this vaccination.")
    return photos.show_file(photos.file_of(row.document, "document"), "document")


def remove(pet: int, vaccine: int, by: Actor) -> None:
    """Take the document off; its file stays, so that undo brings it back."""
    with change("", by) as door:
        row = Vaccination.get_or_none(Vaccination.pet == pet, Vaccination.vaccine == vaccine)
        if row is None:
            raise Refused(_GONE)
        door.what = f"{row.pet.name}: document of {row.vaccine.name} removed"
        door.update(row, document="")
