"""Rules of the area book."""
