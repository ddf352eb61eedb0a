"""Pages on paper: fonts that can write everybody's name, and sheets of the size used here."""
