"""Rules of the area people."""
