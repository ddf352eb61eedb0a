"""A new database that appears under its name only when all of it is done."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def new_file(path: Path | None) -> Iterator[Path]:
    """Give where a new database is made; it is put at `path` afterwards, or thrown away."""
    from db import rights
    from db.connection import Unusable
    from pettui.history.door import Refused

    near = path.parent if path else None
    try:
        if near is not None:
            near.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = tempfile.TemporaryDirectory(prefix=".pettui-import-", dir=near)
    except OSError as error:
        raise Unusable(f"No database can be made in {near}: {error.strerror or error}.") from error
    with made as folder:
        draft = Path(folder) / "shop.db"
        yield draft
        if path is None:
            return
        if path.exists() and path.stat().st_size:
            raise Refused(f"Somebody made {path} in the meantime. Nothing was changed; try again.")
        _bring_photographs(draft, path)
        draft.replace(path)
        rights.share(path)


def _bring_photographs(draft: Path, path: Path) -> None:
    """Put the new shop's photographs where its database will look for them.

    They come first: files that no database knows do no harm. What is there already stays; a
    file of the same name is the same one.
    """
    from db.connection import Unusable
    from pettui.people.photos import folder_beside

    made, target = folder_beside(draft), folder_beside(path)
    if not made.is_dir():
        return
    try:
        target.mkdir(mode=0o700, exist_ok=True)
        for file in made.iterdir():
            file.replace(target / file.name)
    except OSError as error:
        raise Unusable(f"The photographs cannot be put into {target}: {error.strerror}.") from error
