"""Every sentence the owner sees passes through here, whole, so that it can be translated."""

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(catalogue: gettext.NullTranslations) -> None:
    """Use this catalogue from now on; called once, by whoever starts the program."""
    global _catalogue
    _catalogue = catalogue


def _(sentence: str) -> str:
    """Return the sentence in the owner's language."""
    return _catalogue.gettext(sentence)


def _n(one: str, many: str, count: int) -> str:
    """Return the form of the sentence that fits the count."""
    return _catalogue.ngettext(one, many, count)
