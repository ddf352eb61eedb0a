"""The employees on the screen."""
