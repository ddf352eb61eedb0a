"""Who is due to come again: their rhythm, the list of calls, and what the calls came to."""
