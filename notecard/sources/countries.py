"""Countries as files tell them: by two letters, by three, or by name in the languages of tills."""

from functools import lru_cache

from notecard.sources.header_words import folded_word

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")
_NONE = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # no countries
# What people write and the catalogues do not have.
_ALSO = {
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "usa": "US", "us of a": "US", "united states of america": "US",
    "america": "US", "états-unis d'amérique": "US", "etats unis": "US", "eeuu": "US",
    "estados unidos de america": "US", "stati uniti d'america": "US", "holland": "NL",
    "the netherlands": "NL", "republic of ireland": "IE", "eire": "IE", "czech republic": "CZ",
    "russian federation": "RU", "korea": "KR", "republic of korea": "KR", "viet nam": "VN",
    "turkey": "TR", "deutschland": "DE", "osterreich": "AT", "schweiz": "CH", "suisse": "CH",
    "svizzera": "CH", "sverige": "SE", "norge": "NO", "danmark": "DK", "suomi": "FI",
}  # fmt: skip


@lru_cache(10_000)
def country_code(told: str) -> str:
    """Return ISO 3166-1 alpha-2 for a country as it is told, nothing where it is not known."""
    word = folded_word(told)
    if not word:
        return ""
    return _by_word().get(word, "")


@lru_cache(1)
def _by_word() -> dict[str, str]:
    from babel import Locale  # seldom needed, and slow to load
    from babel.core import get_global

    found: dict[str, str] = {}
    aliases = get_global("territory_aliases")
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NONE:
                found.setdefault(folded_word(name), code)
                found.setdefault(folded_word(code), code)
    for code, those in aliases.items():
        if len(code) == 3 and code.isalpha() and len(those) == 1:
            found.setdefault(folded_word(code), those[0])
    return found | {folded_word(name): code for name, code in _ALSO.items()}
