"""What is done with the calendar and with running clocks."""
