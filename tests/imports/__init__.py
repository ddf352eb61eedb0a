"""Imports of other programs' backups."""
