"""Makes the image that is booted, from the sources and the locked libraries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAMS = {
    "mmdebstrap": "mmdebstrap",
    "qemu-system-x86_64": "qemu-system-x86",
    "qemu-img": "qemu-utils",
    "mke2fs": "e2fsprogs",
    "systemd-analyze": "systemd",
}
PYTHON = "3.11"  # Debian 12's


def check() -> None:
    """Say what is missing, before anything is begun."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        raise SystemExit(f"The boot test needs more programs: apt-get install {' '.join(missing)}")
    if os.geteuid() != 0:
        raise SystemExit("Only root may make a Debian tree: sudo make boot-test")


def cache() -> Path:
    """Give the folder where the Debian tree and the libraries are kept between runs."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get("BOOT_CACHE") or Path(home) / "pettui-boot")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def image(folder: Path) -> Path:
    """Build the wheel and the image in a folder; give the image."""
    wheels = cache() / "wheels"
    _run(
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "--only-binary=:all:", "--implementation=cp",
        f"--python-version={PYTHON}", "--platform=manylinux_2_28_x86_64",
        "--platform=manylinux2014_x86_64", f"--dest={wheels}",
        "--requirement", str(ROOT / "requirements.lock"),
    )  # fmt: skip
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (wheel,) = folder.glob("pettui-*.whl")
    made = folder / "kiosk.ext4"
    _run(
        str(Path(__file__).with_name("build-image")), str(wheels), str(wheel), str(made),
        BOOT_CACHE=str(cache()),
    )  # fmt: skip
    return made


def _run(*command: str, **environ: str) -> None:
    subprocess.run(command, cwd=ROOT, env=os.environ | environ, check=True)
