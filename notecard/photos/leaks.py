"""Whether words that go out with a picture say who it was written to."""

import re
import unicodedata
from collections.abc import Sequence

from notecard.core.customers import Customer

_LEAST_LETTERS = 2
_LEAST_INSIDE = 4  # letters: shorter names stand in too many words
_LEAST_DIGITS = 6


def leaks(texts: Sequence[str], customer: Customer, shop_words: Sequence[str] = ()) -> list[str]:
    """Return what of the customer stands in the texts: parts of names, e-mail, telephone.

    Words that belong to the shop's own name are no leak: a shop may share a name with a customer.
    """
    own = {word for text in shop_words for word in _words(text)}
    found = [word for text in texts for word in _names_in(text, customer) if word not in own]
    found += [customer.email for text in texts if _holds(text, customer.email)]
    digits = re.sub(r"\D", "", customer.phone)[-_LEAST_DIGITS:]
    if len(digits) == _LEAST_DIGITS:
        found += [customer.phone for text in texts if digits in re.sub(r"\D", "", text)]
    return list(dict.fromkeys(found))


def _names_in(text: str, customer: Customer) -> list[str]:
    parts = _words(f"{customer.name} {customer.given}")
    here, run_together = set(_words(text)), "".join(_words(text))
    return [
        part
        for part in dict.fromkeys(parts)
        if len(part) >= _LEAST_LETTERS
        and (part in here or (len(part) >= _LEAST_INSIDE and part in run_together))
    ]


def _holds(text: str, wanted: str) -> bool:
    return bool(wanted) and wanted.casefold() in text.casefold()


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", kept)
