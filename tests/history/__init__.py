"""The door for changes: history, undo, clashes, retries."""
