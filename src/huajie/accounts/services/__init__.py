"""What is done with staff, units and postings."""
