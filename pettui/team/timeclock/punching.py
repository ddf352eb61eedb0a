"""How somebody stands at the clock, and the punch that they make."""

from __future__ import annotations

from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Answer, Kind, Named, Punched, Standing


class Changed(Refused):
    """Something was punched since it was shown; `standing` is how it is now: show and ask."""

    def __init__(self, text: str, standing: Standing) -> None:
        super().__init__(text)
        self.standing = standing


def standing(shop: Shop, named: Named) -> Standing:
    """Give what the clock shows to somebody, and what Enter will do (DESIGN 6)."""
    raise NotImplementedError


def punch(
    shop: Shop,
    named: Named,
    kind: Kind,
    by: Actor,
    *,
    seen: int,
    command: str,
    break_kind: int | None = None,
    rate: int | None = None,
    comment: str = "",
    answer: Answer | None = None,
) -> Punched:
    """Make a punch; it is committed with full synchronisation when this returns.

    What is checked is checked in the transaction that writes. A retry with the same `command`
    and the same punch again within some seconds (Enter twice, three taps) write nothing and
    give the punch that there is, with `already`.

    Args:
        named: whom the clock named, and how.
        kind: what Enter or a digit does, as it was shown.
        by: the terminal.
        seen: `Standing.seen` of what was shown.
        command: a UUID, made when Enter was pressed; the same for a retry.
        break_kind: for "break", which kind; None is the first.
        rate: for "in", the role to work under; None is the first.
        comment: words of the person at clock-out.
        answer: what they said about `Standing.forgotten`; becomes a request in the same change.

    Raises:
        Changed: their newest punch is not the one that was shown.
        Refused: not possible now (a break while out); the words say what is.
        db.gate.Busy, db.connection.Unusable: nothing was written.
    """
    raise NotImplementedError
