"""What pages of matters ask: forms normalise and explain, they do not decide."""
