"""How many examples the expensive properties are tried with."""

from __future__ import annotations

from hypothesis import settings

USUAL = 100  # examples of a property that says nothing: hypothesis' own default


def few(examples: int) -> int:
    """Give a small number of examples, which grows with the profile (`thorough` tries more)."""
    return examples * settings().max_examples // USUAL
