"""The team: who works when, the shop and its settings."""
