"""Rules of the area team."""
