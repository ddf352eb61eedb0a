"""Tests of the log of all changes, by pressing keys."""
