"""A rule run to see whether it would be refused, and by what; nothing of it is written."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any


class _TriedOut(Exception):
    """Takes back what was written."""


_trying: ContextVar[bool] = ContextVar("trying", default=False)


def try_out(rule: Callable[..., Any], *args: Any) -> None:
    """Run a rule that makes one change, and write nothing; raises whatever the rule raises."""
    token = _trying.set(True)
    try:
        rule(*args)
    except _TriedOut:
        pass
    finally:
        _trying.reset(token)


def end_here() -> None:
    """Roll back the change that is about to be committed, where it was a trial; the door asks."""
    if _trying.get():
        raise _TriedOut
