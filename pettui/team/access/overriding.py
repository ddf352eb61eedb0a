"""One action by another person's PIN, at somebody else's desk, with a reason."""

from __future__ import annotations

from collections.abc import Collection

from pettui.history.actor import Actor, Lent
from pettui.history.door import Refused
from pettui.team.access import having, signing_in
from pettui.team.access.rights import words_of
from pettui.text import clean


def lend(
    who: str, secret: str, reason: str, right: str, to: Actor, *, more: Collection[str] = ()
) -> Actor:
    """Give the author of one action: whoever asked, with the rights of whoever allows it.

    The action writes down, in its own change, who allowed what and why. The rights are asked for
    again when it is written.

    Args:
        who: the number or name of whoever allows it.
        secret: their PIN or password.
        reason: why; it stays with the change.
        right: what is needed.
        to: who asks.
        more: what else the action takes; whoever allows it must have all of it.

    Raises:
        Refused: a wrong PIN, no reason, or they may not do that either.
    """
    why = clean(reason, 120)
    if not why:
        raise Refused("Reason: say why. It stays with the change, for everybody who looks later.")
    found = signing_in.sign_in(who, secret, to.terminal)
    if isinstance(found, signing_in.Refusal):
        raise Refused(found.words)
    lender = found.actor
    if lender.account is None:
        raise Refused("Type the number or name of whoever allows it.")
    has = having.rights_of(lender)
    for each in (right, *more):
        if each not in has:
            raise Refused(f"{lender.name} may not {words_of(each)} either. Ask somebody who may.")
    return to._replace(lent=Lent(lender.account, lender.name, why))
