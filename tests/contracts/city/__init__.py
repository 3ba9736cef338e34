"""A city's OpenID Connect provider, small but real: people, passwords, consent and signed tokens, in a process of its own."""
