"""What the demo writes that nobody else may."""
