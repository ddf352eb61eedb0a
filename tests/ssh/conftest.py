"""One sshd for all tests of a file; the shop is each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ssh.server import Server


@pytest.fixture(scope="package")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start an sshd, and stop it with all that is left of its sessions."""
    server = Server(tmp_path_factory.mktemp("ssh"))
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def server(sshd: Server, shop_file: Path) -> Iterator[Server]:
    """Let sshd's sessions work on a copy of the small shop."""
    sshd.serve(shop_file)
    yield sshd
    sshd.end_sessions()
