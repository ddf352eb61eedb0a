"""Kills, full disks, broken files, many writers."""
