"""The pages of the matters room."""
