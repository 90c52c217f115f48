"""What is kept: the shop's own data. One file a subject, SQL in and dataclasses out."""
