"""What to write: facts from the purchases, phrases from the bank, and a check that all is true.

To add a phrase: one entry in `resources/prompts/<language>/<angle>.toml`, or in the owner's own
folder of that name; `phrases` says what it may hold.
"""
