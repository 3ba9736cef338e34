"""What a row means for the register: who is mentioned, where, what is stated of them, and what is told."""
