"""FLOOR 3: what people see. Textual apps, screens, widgets, styles; no rule, no query."""
