"""The staff's schedule: painted, copied, closed for holidays, printed."""
