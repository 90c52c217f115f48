"""Text as every database and every file can keep it: text from outside need not be so."""

from dataclasses import fields
from typing import Any, Final

LONGEST: Final = 600  # characters of what is looked up: four bytes each, an index holds 2,700


def is_keepable(text: str) -> bool:
    """Whether there is neither NUL nor half a character (a lone surrogate) in it."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def keepable(text: str) -> str:
    """Return the text without NUL, and with a question mark for half a character."""
    if is_keepable(text):
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def make_keepable(value: Any, longest: int | None = None, whole: str = "") -> None:
    """Mend every text of a frozen dataclass that is just being made, and cut all but one of them.

    A `whole` name is left as long as it is: what it is looked up by is cut elsewhere.
    """
    for field in fields(value):
        told = getattr(value, field.name, None)
        if type(told) is str:
            most = None if field.name == whole else longest
            object.__setattr__(value, field.name, keepable(told)[:most])
        elif type(told) is tuple and told and type(told[0]) is str:
            mended = tuple(keepable(text)[:longest] for text in told)
            object.__setattr__(value, field.name, mended)
