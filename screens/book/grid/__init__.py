"""The appointment book's own widgets: a day as a grid of columns, and as a list."""
