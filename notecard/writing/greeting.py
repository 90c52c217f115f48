"""How to greet somebody: by the name they go by here, else by their whole name, else without.

A name is never taken apart: which part of it one is called by differs from country to country.
"""

import re
import unicodedata

from notecard.core.customers import Customer, plain_name
from notecard.core.facts import Fact

_LONGEST = 30  # characters: what a salutation line holds beside "Dear"
_MOST_WORDS = 4
_PLAIN_SIGNS = frozenset(" '’.-‐·\u200c\u200d")
_NOT_A_PERSON = re.compile(
    r"\b(?:customer|client|guest|walk-?in|account|shop|store|ltd|limited|llc|inc|gmbh|plc|test|"
    r"unknown|anonymous|cash|sale|sales|none|null|n/a|co|company|office|admin)\b",
    re.IGNORECASE,
)


def greeting_facts(customer: Customer) -> dict[str, Fact]:
    """Return the name to greet with: `given` where it is known, else `full_name`, else nothing."""
    for id, name in (("given", customer.given), ("full_name", customer.name)):
        plain = plain_name(name[:1000])
        if is_natural(plain):
            return {id: Fact(id, "name", plain, ())}
    return {}


def is_natural(name: str) -> bool:
    """Whether one could write "Dear ..." before it: letters only, of a person's length and case."""
    letters = [char for char in name if unicodedata.category(char)[0] in "LM"]
    if not letters or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS:
        return False
    if len(letters) + sum(char in _PLAIN_SIGNS for char in name) != len(name):
        return False
    shouts = name.isupper() and len(letters) > 2
    mumbles = name.islower() and name.upper() != name
    return not (shouts or mumbles or _NOT_A_PERSON.search(name))
