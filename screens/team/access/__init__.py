"""Screens of access: signing in, the matrix of rights, and another person's PIN."""
