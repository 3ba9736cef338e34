"""What people type, brought to one form each, so that equal things compare as equal."""
