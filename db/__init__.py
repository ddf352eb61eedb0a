"""FLOOR 1: what the shop keeps. Models, the database, the gate to it; no rule, no screen."""
