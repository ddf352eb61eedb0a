"""Counts what is asked of the database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a query."""
        self.heard.append(str(record.msg))


@contextmanager
def queries() -> Iterator[list[str]]:
    """Give the list that fills with the queries that are asked meanwhile."""
    logger, ear = logging.getLogger("peewee"), _Ear()
    before = logger.level
    logger.addHandler(ear)
    logger.setLevel(logging.DEBUG)
    try:
        yield ear.heard
    finally:
        logger.removeHandler(ear)
        logger.setLevel(before)
