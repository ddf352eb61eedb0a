"""The wait list, without a screen."""
