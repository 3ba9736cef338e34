"""The acts of the people room: registering, merging, revealing, correcting."""
