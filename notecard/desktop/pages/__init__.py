"""The pages of the window; a page knows no other page."""
