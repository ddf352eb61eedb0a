"""The wait list: walk-ins in the lobby, and people who want a full day (DOMAIN 8)."""
