"""Deadlines: the calendar that an operator keeps, and clocks that run for the records of other rooms. It knows no matter."""
