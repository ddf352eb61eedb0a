"""The time clock: who is in, what was punched, and what hours come of it (DOMAIN 6)."""
