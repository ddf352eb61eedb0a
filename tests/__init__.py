"""The tests, in the same areas as the program."""
