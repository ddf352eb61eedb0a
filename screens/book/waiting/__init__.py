"""The wait list on the screen: the list, its form, and the pane beside the book."""
