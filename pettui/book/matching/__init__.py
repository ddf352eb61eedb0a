"""Whom of the wait list a place fits that became free, who comes first, and why others do not."""
