"""The wait list on the screen."""
