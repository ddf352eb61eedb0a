"""The commands: output, exit codes, words."""
