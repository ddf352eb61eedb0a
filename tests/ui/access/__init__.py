"""Tests of signing in, locking and the matrix of rights, by pressing keys."""
