"""Who changed what, when, from what to what; undo. All writes go through `door.change`."""
