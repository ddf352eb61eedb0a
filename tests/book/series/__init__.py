"""Rules of series."""
