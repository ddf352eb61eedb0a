"""The log of all changes of the shop."""
