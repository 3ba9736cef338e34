"""Who is who, and which matters are one: record linkage in plain Python, without Django."""
