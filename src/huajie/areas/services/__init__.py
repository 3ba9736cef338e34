"""What is done with areas."""
