"""Screens, by keys pressed and text read."""
