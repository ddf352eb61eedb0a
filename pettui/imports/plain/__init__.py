"""Reads an export of pettui back: the same shop, from its plain files."""
