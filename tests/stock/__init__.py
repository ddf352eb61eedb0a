"""Rules of the area stock."""
