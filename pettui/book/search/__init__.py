"""Where a visit fits: days are read a few at a time and searched in memory."""
