"""The program that runs, copied into an environment of its own with compiled files.

Nothing is fetched from anywhere: the kiosk runs exactly the versions that install it.
"""

from __future__ import annotations

import compileall
import importlib.metadata as metadata
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pettui.machine.hands import Hands
from pettui.machine.places import PROGRAM, UNIT, carried
from pettui.machine.tree import Tree

PACKAGES = ("pettui", "screens", "db")
EXTRAS = frozenset({"postgresql"})
LAUNCHER = """\
#!{python} -I
from pettui.__main__ import main

main()
"""
_NAME = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?([^;]*)(?:;(.*))?")


class NotCopied(Exception):
    """The program that runs cannot be copied; the text says why and what to do."""


def base_python(hands: Hands) -> Path:
    """Give the interpreter below all environments; raises NotCopied if the kiosk may not see it."""
    found = hands.python()
    if hands.is_private(found):
        raise NotCopied(
            f"This pettui runs on {found}, which lies in a person's folder: the kiosk's account"
            " may not read it. Install pettui with the system's Python and try again."
        )
    return found


def libraries() -> list[metadata.Distribution]:
    """Give what the program needs and what is installed of it, by name; raises NotCopied."""
    found: dict[str, metadata.Distribution] = {}
    open_ends = [(line, EXTRAS) for line in _own_requirements()]
    while open_ends:
        line, asked = open_ends.pop()
        name, extras, marker = _read(line)
        if "extra" in marker and not any(re.search(rf"['\"]{e}['\"]", marker) for e in asked):
            continue
        try:
            known = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or Python, or an extra that is not used here
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key not in found or extras:
            found[key] = known
            open_ends += [(needed, extras) for needed in known.requires or ()]
    if "textual" not in found:
        raise NotCopied("The libraries of this pettui cannot be found; install it with pip.")
    return [found[key] for key in sorted(found)]


def _own_requirements() -> list[str]:
    try:
        return metadata.requires("pettui") or []
    except metadata.PackageNotFoundError:
        path = Path(__file__).parents[2] / "pyproject.toml"
    try:
        project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    except (OSError, KeyError) as error:
        raise NotCopied("This pettui does not know what it needs; install it with pip.") from error
    extra = project.get("optional-dependencies", {}).get("postgresql", [])
    return [*project["dependencies"], *extra]


def _read(line: str) -> tuple[str, frozenset[str], str]:
    found = _NAME.match(line)
    if not found:
        return line, frozenset(), ""
    extras = frozenset(part.strip() for part in (found[2] or "").split(",") if part.strip())
    return found[1], extras, found[4] or ""


def is_own(tree: Tree) -> bool:
    """Tell whether this very program is the machine's copy, which says no more where it is from."""
    return Path(sys.prefix).resolve() == tree.at(PROGRAM).resolve()


def copy(tree: Tree) -> bool:
    """Make the environment anew and let it take the old one's place; tell whether it changed.

    A kiosk that is running keeps what it has loaded, and starts with the new one.
    """
    if is_own(tree):
        return False
    place = tree.at(PROGRAM)
    new, old = place.with_name(f"{place.name}.new"), place.with_name(f"{place.name}.old")
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    _fill(new, tree.hands)
    compileall.compile_dir(
        new / "lib", quiet=2, workers=0, stripdir=str(new), prependdir=str(PROGRAM)
    )
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return True


def _fill(new: Path, hands: Hands) -> None:
    python = base_python(hands)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = new / "lib" / version / "site-packages"
    site.mkdir(parents=True, mode=0o755)
    binaries = new / "bin"
    binaries.mkdir(mode=0o755)
    for name in ("python", "python3"):
        (binaries / name).symlink_to(python)
    (new / "pyvenv.cfg").write_text(
        f"home = {python.parent}\ninclude-system-site-packages = false\n", encoding="utf-8"
    )
    for library in libraries():
        for source, inside in _files(library):
            target = site / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    here = Path(__file__).parents[2]
    for package in PACKAGES:
        shutil.copytree(
            here / package, site / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy2(carried(UNIT), site / "pettui" / "machine" / "files" / UNIT)
    launcher = binaries / "pettui"
    launcher.write_text(LAUNCHER.format(python=PROGRAM / "bin" / "python"), encoding="utf-8")
    launcher.chmod(0o755)
    for path in (new, *new.rglob("*")):  # whatever the umask was: everybody reads, root writes
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == launcher else 0o644)


def _files(library: metadata.Distribution) -> Iterator[tuple[Path, Path]]:
    """Give a library's files and where they go: only what lies in the folder of libraries."""
    for file in library.files or ():
        source = Path(str(library.locate_file(file)))
        if "__pycache__" in source.parts or ".." in Path(str(file)).parts or not source.is_file():
            continue
        yield source, Path(str(file))
    if not library.files:
        raise NotCopied(
            f"The files of {library.metadata['Name']} are not listed where it is installed;"
            " install pettui with pip into an environment of its own and try again."
        )
