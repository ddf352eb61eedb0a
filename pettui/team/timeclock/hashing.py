"""The slow hash of a PIN: argon2id with the pepper, as dear as this machine can bear."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import NamedTuple

from pettui.team.timeclock import pepper


class Cost(NamedTuple):
    """What one look at a PIN costs: rounds over that much memory (kibibytes)."""

    rounds: int
    memory: int = 19 * 1024


AIM = 0.12
"""Seconds that a look should take; RELIABILITY 4 wants 0.1 to 0.25."""

LEAST = Cost(2)
"""Below this no machine goes, however slow; it is what OWASP asks for."""

CHEAP = Cost(1, 1024)
"""For people who do not exist: a made-up shop, and tests."""

MOST_ROUNDS = 40
_SEPARATOR = ":"


@lru_cache(maxsize=1)
def calibrated() -> Cost:
    """Give the cost that takes about AIM on this machine; takes that long the first time."""
    import argon2

    tried = argon2.PasswordHasher(LEAST.rounds, LEAST.memory, 1)
    began = time.perf_counter()
    tried.hash(b"how long does it take")
    took = time.perf_counter() - began
    return Cost(max(LEAST.rounds, min(MOST_ROUNDS, round(LEAST.rounds * AIM / took))))


def hashed(pin: str, key: bytes, cost: Cost) -> str:
    """Hash a PIN; the result names the key (not the PIN), the cost and its own salt."""
    import argon2

    hasher = argon2.PasswordHasher(cost.rounds, cost.memory, 1)
    return pepper.mark(key) + _SEPARATOR + hasher.hash(pepper.digest(key, "pin", pin))


def fits(pin: str, secret: str, key: bytes) -> bool:
    """Tell whether a PIN is the hashed one; takes as long as the hash was made to cost."""
    import argon2

    made_with, _, encoded = secret.partition(_SEPARATOR)
    try:
        found = argon2.PasswordHasher().verify(encoded, pepper.digest(key, "pin", pin))
    except argon2.exceptions.VerificationError:
        return False
    except argon2.exceptions.InvalidHashError:
        return False  # altered behind the program's back; `pettui doctor --verify` tells
    return found and made_with == pepper.mark(key)


def made_with(secret: str) -> str:
    """Give the mark of the key that a PIN was hashed with."""
    return secret.partition(_SEPARATOR)[0]


def cost_of(secret: str) -> Cost:
    """Give what a hash cost; raises ValueError for what is none."""
    import argon2

    try:
        found = argon2.extract_parameters(secret.partition(_SEPARATOR)[2])
    except argon2.exceptions.InvalidHashError as error:
        raise ValueError("not a hash of ours") from error
    return Cost(found.time_cost, found.memory_cost)


def is_weak(secret: str, took: float) -> bool:
    """Tell whether a hash that was just looked at should be made anew on this machine."""
    cost = cost_of(secret)
    if cost.rounds < LEAST.rounds or cost.memory < LEAST.memory:
        return True
    return took < AIM / 3 and calibrated().rounds >= cost.rounds * 2


@lru_cache(maxsize=1)
def nobody() -> str:
    """Give the hash of a PIN that nobody has, to be looked at where there is no other."""
    return hashed("", b"nobody".ljust(pepper.LENGTH, b"."), calibrated())
