"""Why a workbook is not opened."""

LETTERS = 150_000_000  # of all cells: more is Harmful


class Harmful(Exception):
    """A workbook that is larger than any should be, or made to seem small."""


class NoWorkbook(Exception):
    """What is no workbook at all, or damaged."""


class Locked(Exception):
    """A workbook with a password."""
