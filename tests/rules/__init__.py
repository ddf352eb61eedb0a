"""Text, money, dates and the clock: pure decisions."""
