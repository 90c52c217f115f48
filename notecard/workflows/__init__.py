"""What the owner does, one file each: the only writers."""
