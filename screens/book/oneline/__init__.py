"""The line in which a visit is booked with few keys, over the book that it goes into."""
