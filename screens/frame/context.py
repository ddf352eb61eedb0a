"""What is selected on a screen: the facts that decide which commands apply."""

from __future__ import annotations

from typing import NamedTuple


class Context(NamedTuple):
    """What the cursor is on and what is at hand; a screen sets it whenever that changes.

    An area that needs more facts subclasses this.
    """

    status: str = ""  # the status of the visit under the cursor; "" when there is none
    block: bool = False  # whether the cursor is on a time block
    free: bool = False  # whether the cursor is on time that can be booked
    marked: int = 0  # how many visits are marked
    copied: bool = False  # whether there is something to book again
    read_only: str = ""  # why nothing may be changed here; "" when it may


EMPTY = Context()
