"""A groomer is ill: who takes over, who waits, who is phoned."""
