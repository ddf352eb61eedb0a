"""Looking for free time: stepping through the places of a visit, and a search of its own."""
