"""Out: words for the owner's own hand, true in every particular."""
