"""Backups of the DaySmart family (123Pet, inkBook, Salon Iris): one XML file with all tables."""
