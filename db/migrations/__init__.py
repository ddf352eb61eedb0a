"""The schema's history: numbered migrations, never changed once released."""
