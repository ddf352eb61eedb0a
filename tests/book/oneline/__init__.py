"""One-line booking."""
