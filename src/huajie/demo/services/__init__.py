"""What the demo writes that no office could: the past."""
