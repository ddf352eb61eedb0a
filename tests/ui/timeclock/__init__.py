"""The time clock in the back office, used by keys."""
