"""The acts of the matters room: registering and merging."""
