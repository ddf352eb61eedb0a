"""A way to run commands in this process, on a copy of the small shop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pettui.cli import main
from tests import small_shop
from tests.cli.helpers import Ran

Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process, with no database named."""
    monkeypatch.setenv("PETTUI_DATABASE", "")

    def run_it(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main.run(arguments)
        small_shop.unbind()
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run_it


@pytest.fixture
def run_shop(run: Run, shop_file: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process, on the small shop."""
    monkeypatch.setenv("PETTUI_DATABASE", str(shop_file))
    return run
