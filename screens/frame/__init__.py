"""The frame of the back office: commands, status line, footer, live following."""
