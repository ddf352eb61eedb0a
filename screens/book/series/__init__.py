"""The screens of standing appointments."""
