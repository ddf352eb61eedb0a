"""Days, times and lengths as people say them."""
