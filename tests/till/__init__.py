"""Rules of the area till."""
