"""In: one file for each place purchases come from."""
