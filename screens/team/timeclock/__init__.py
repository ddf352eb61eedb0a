"""The time clock in the back office (F6): who is in, what to decide, hours, and pay periods."""
