"""Tests of screens; what they share is in `tests.ui.helpers`."""
