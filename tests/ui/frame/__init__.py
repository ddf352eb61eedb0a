"""The frame of the back office."""
