"""The pages on which other systems are let in and shut out."""
