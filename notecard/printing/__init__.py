"""Out: paper."""
