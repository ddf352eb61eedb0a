"""What people leave behind in other programs, read into the shop."""
