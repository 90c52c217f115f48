"""What a check-in call may be, country by country; to add one: a file in `resources/calling`."""

import tomllib
from collections.abc import Mapping
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any, Final

from notecard import resources
from notecard.core.calls import CallingCountry
from notecard.core.errors import SettingsError
from notecard.core.words import _

ANYWHERE: Final = "anywhere"


@cache
def calling_countries(own: Path | None = None) -> Mapping[str, CallingCountry]:
    """Read every country by its code, and under no code what holds anywhere else.

    Raises SettingsError, naming the file, when one is not as it should be.
    """
    found = (_read(path) for path in resources.listed("calling", "*.toml", own))
    return {country.code: country for country in found}


def country_of(region: str, own: Path | None = None) -> CallingCountry:
    """Return what is known of a country, or what holds anywhere."""
    every = calling_countries(own)
    return every.get(region, every[""])


def _read(path: Path) -> CallingCountry:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        return _country(path.stem, document)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=error),
            _("Compare it with the file anywhere.toml that came with the program."),
        ) from error


def _country(stem: str, document: Mapping[str, Any]) -> CallingCountry:
    code = "" if stem == ANYWHERE else stem.upper()
    if code and (len(code) != 2 or not code.isalpha()):
        raise ValueError(_("a file is named as the two letters of its country"))
    start, end = time(document["start"]), time(document["end"])
    words = tuple(str(each) for each in document["words"])
    if start >= end or not words:
        raise ValueError(_("the polite hours end before they begin, or nothing is said"))
    return CallingCountry(code, str(document["name"]), start, end, words, str(document["source"]))
