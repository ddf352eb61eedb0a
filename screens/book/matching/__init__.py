"""Who of the wait list fits what became free: a line in the book, and the panel behind it."""
