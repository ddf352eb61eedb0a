"""The installed command on real pseudo-terminals."""
