"""A made-up district: people, what happened to them, and the lists that offices keep of it, all from a fixed seed."""
