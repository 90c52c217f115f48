"""A cell that says yes or no, in the languages of tills."""

from typing import Final

from notecard.sources.header_words import plainly

_YES: Final = frozenset(
    (
        *("yes", "y", "true", "t", "1", "1.0", "x", "on", "\u2713", "\u2714", "\u2611"),
        *("ja", "j", "wahr", "oui", "o", "vrai", "si", "s", "vero", "verdadero", "waar", "tak"),
        *("prawda", "sim", "verdadeiro"),
    )
)
_NO: Final = frozenset(
    (
        *("no", "n", "false", "f", "0", "0.0", "off", "none", "\u2717", "\u2718", "\u2610"),
        *("nein", "falsch", "non", "faux", "nee", "onwaar", "nie", "falsz", "nao", "falso", ""),
    )
)


def yes_or_no(cell: str) -> bool | None:
    """Return whether a cell says yes; an empty one says no, None is neither."""
    raw = cell.strip().casefold()
    word = raw if raw in _YES | _NO else plainly(raw).strip(" .-!\u2013\u2014")
    if word in _NO:
        return False
    return True if word in _YES else None
