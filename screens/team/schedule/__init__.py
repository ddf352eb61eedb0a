"""The screens of the schedule: the grid, regular weeks, closed days."""
