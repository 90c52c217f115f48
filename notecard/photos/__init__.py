"""Out: pictures of written cards that are safe to post."""
