"""Notecard: thank a few customers a day in your own handwriting."""

__version__ = "0.1.0"
