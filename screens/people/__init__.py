"""Clients and pets: finding them, and their pages."""
