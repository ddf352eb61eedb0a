"""The commands; they open screens only when asked to."""
