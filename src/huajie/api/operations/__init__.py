"""What machines can ask, one file for each kind of thing."""
