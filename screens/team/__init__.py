"""Screens of the shop itself: its settings, and its first steps."""
