"""Days, times and lengths as people say them: the one grammar of every date field."""
