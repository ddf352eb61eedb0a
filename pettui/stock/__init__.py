"""Stock: services and products."""
