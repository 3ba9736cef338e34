"""The tables of this room, one idea a file."""
