"""People: clients, pets, warnings, finding."""
