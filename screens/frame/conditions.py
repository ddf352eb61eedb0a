"""When a command applies: each gives the reason why it does not just now, "" when it does."""

from __future__ import annotations

from screens.frame.context import Context

_OVER = ("cancelled", "late cancel", "no-show", "void")


def on_visit(context: Context) -> str:
    """Require a visit under the cursor, or marked ones."""
    return "" if context.status or context.marked else "Put the cursor on a visit first."


def on_entry(context: Context) -> str:
    """Require a visit or a time block under the cursor, or marked visits."""
    if context.status or context.marked or context.block:
        return ""
    return "Put the cursor on a visit or a time block first."


def change_entry(context: Context) -> str:
    """Require a visit or a time block that may still be changed."""
    if context.read_only:
        return context.read_only
    if context.status == "closed":
        return "This ticket is closed. Undo its closing (u), or book the visit again (y, p)."
    if context.status in _OVER:
        return f"This visit is over ({context.status}). Undo that (u), or book it again (y, p)."
    return on_entry(context)


def change_visit(context: Context) -> str:
    """Require a visit, and no time block, that may still be changed."""
    if context.block and not context.marked:
        return "A time block has no pet. Put the cursor on a visit."
    return context.read_only or on_visit(context) or change_entry(context)


def change_book(context: Context) -> str:
    """Require that something may be written here."""
    return context.read_only


def waits(context: Context) -> str:
    """Require somebody who waits under the cursor."""
    if context.read_only:
        return context.read_only
    if context.status in ("booked", "left"):
        return f"This entry is off the list ({context.status})."
    return "" if context.status else "Put the cursor on somebody who waits."


def left(context: Context) -> str:
    """Require somebody who left the wait list."""
    if context.status == "left":
        return context.read_only
    return "Put the cursor on somebody who left the list (z shows them)."


def paste(context: Context) -> str:
    """Require something that was copied."""
    return context.read_only or ("" if context.copied else "Copy a visit first (y).")
