"""The list of calls to those who are due and have no visit ahead."""
