"""The figures to reach, measured."""
