"""The time clock: the program on the machine's own screen, with one thing to do."""
