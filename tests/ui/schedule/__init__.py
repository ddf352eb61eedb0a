"""The staff's schedule."""
