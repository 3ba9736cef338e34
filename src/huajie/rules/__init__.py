"""Rules: plain Python. What the law and the district set, as dated data with its source; a rule advises, a person decides."""
