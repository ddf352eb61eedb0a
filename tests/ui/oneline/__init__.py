"""The line in which a visit is booked."""
