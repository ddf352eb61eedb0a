"""Many terminals on one shop at once, and an oracle that knows nothing of the rules' code."""
