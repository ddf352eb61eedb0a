"""Exports: everything that a shop keeps, in plain files that any program can read."""
