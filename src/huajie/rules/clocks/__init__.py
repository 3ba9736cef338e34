"""Statutory clocks: which duties have a limit, on which day it ends, and how that day was counted."""
