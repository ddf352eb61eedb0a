"""`make boot-test`: builds the image, boots it, and says of each step whether it went well."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pettui.machine.font import LARGE
from pettui.machine.places import carried
from tests.console.boot import prepare
from tests.console.boot.acceptance import STEPS, Trial
from tests.console.boot.eyes import Eyes
from tests.console.boot.machine import Machine
from tools.consolefont import read

OPENING = timedelta(hours=15, minutes=55)
"""Five to nine in Phoenix, whose shops the image's shop is one of."""


def main() -> int:
    """Build, boot, judge; 0 when all of it went well."""
    options = argparse.ArgumentParser(prog="make boot-test", description=__doc__)
    options.add_argument("--image", type=Path, help="boot this image instead of a new one")
    options.add_argument("--keep", type=Path, help="keep the new image in this folder")
    options.add_argument("--pictures", type=Path, default=prepare.ROOT / "docs" / "screens")
    options.add_argument(
        "--only", default="", metavar="PATTERN", help="only steps whose names match"
    )
    chosen = options.parse_args()
    prepare.check()
    with tempfile.TemporaryDirectory(prefix="pettui-boot-") as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        image = chosen.image or prepare.image(folder)
        return judge(image, chosen.pictures, chosen.only)


def judge(image: Path, pictures: Path, only: str) -> int:
    """Boot an image and take it through all steps; stops at the first that fails."""
    tomorrow = datetime.now(UTC).replace(hour=0, minute=0, second=0) + timedelta(days=1)
    eyes = Eyes(read(carried(LARGE).read_bytes()))
    machine = Machine(image, eyes, begins=tomorrow + OPENING)
    trial = Trial(machine, pictures)
    steps = [step for step in STEPS if step is STEPS[0] or re.search(only, step.__name__)]
    began = time.monotonic()
    try:
        machine.start()
        for number, step in enumerate(steps, 1):
            started = time.monotonic()
            try:
                step(trial)
            except AssertionError as error:
                print(f"FAIL  {step.__name__}: {step.__doc__}\n{error}")
                print(machine.screen(image.with_name("failed.png")))
                print(f"{number - 1} passed, 1 failed")
                return 1
            words = step.__name__.replace("_", " ")
            print(f"ok    {words} ({time.monotonic() - started:.0f} s): {step.__doc__}", flush=True)
    finally:
        machine.close()
    print(f"{trial.acknowledged} punches acknowledged, none lost; {time.monotonic() - began:.0f} s")
    print(f"{len(steps)} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
