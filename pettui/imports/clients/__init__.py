"""Takes clients and pets from a CSV file of any other program."""
