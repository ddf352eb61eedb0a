"""A shift whose end was forgotten: the question at the next punch, and what its answer means."""

from __future__ import annotations

from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Answer, Forgotten


def as_planned(shop: Shop, asked: Forgotten) -> Answer:
    """Answer yes: out when the schedule ended. Raises Refused where there is no plan."""
    raise NotImplementedError


def at_time(shop: Shop, asked: Forgotten, text: str) -> Answer:
    """Answer with a time as people type it (`1730`, `5:30p`); its words echo day and hours.

    A time before the start is the next day's (a shift over midnight). Raises Refused with the
    remedy for what is no time, lies ahead, or makes the shift longer than one may be.
    """
    raise NotImplementedError


def not_known(shop: Shop, asked: Forgotten) -> Answer:
    """Answer "I cannot say": the shift stays open and a manager is told."""
    raise NotImplementedError


def worked_through(shop: Shop, asked: Forgotten) -> Answer:
    """Answer "I have been at work ever since": the punch now ends that shift, marked for review."""
    raise NotImplementedError
