"""vCard files (.vcf) of telephones and address books, in the versions 2.1, 3.0 and 4.0."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from notecard.core.customers import plain_name, real_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Address, Contact, Person, Read, RowProblem, Tells
from notecard.core.words import _
from notecard.sources.countries import country_code
from notecard.sources.days import day_of_year
from notecard.sources.source import Options, Source
from notecard.sources.vcard_lines import Property, properties

_BEGIN = ("BEGIN", "VCARD")
_END = ("END", "VCARD")
# What is kept of a card; of everything else not even the beginning is.
_WANTED: Final = frozenset(
    [
        "FN", "N", "NICKNAME", "ORG", "EMAIL", "TEL", "ADR", "BDAY", "LANG", "UID", "KIND",
        "X-ADDRESSBOOKSERVER-KIND",
    ]
)  # fmt: skip
_MOST = 500  # properties of a card that count
_NO_YEAR = "X-APPLE-OMIT-YEAR"


class VCard:
    """The cards of an address book, each a person; groups of them are left out."""

    id, label, system = "vcard", "vCard (.vcf)", "vcard"
    tells = Tells(totals=0, lines=0)

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether a row is the beginning of a card."""
        return bool(words) and words[0].strip().upper() == ":".join(_BEGIN)

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield one contact a card; one that breaks off is a problem."""
        line = 0
        try:
            for line, read in _cards(properties(place, options.progress)):  # noqa: B007 - told below
                if read is not None:
                    yield read
        except (OSError, EOFError, zlib.error) as error:
            raise SourceError(
                _("The file cannot be read on: {reason}.").format(reason=error),
                _("Check the name and the folder, or export the address book again."),
                path=place,
                line=line,
            ) from error
        if not line:
            raise SourceError(
                _("There is no card in the file."),
                _("Export the address book as vCard (.vcf)."),
                path=place,
            )


def _cards(told: Iterable[Property]) -> Iterator[tuple[int, Read | None]]:
    """Yield each card with the line it begins in; one without an end ends where the next begins."""
    card: list[Property] = []
    begins = within = 0  # line of the card; depth of cards that stand inside it
    for each in told:
        mark = (each.name, each.value.strip().upper())
        if mark == _BEGIN and card and card[-1].name == "AGENT":
            within += 1
        elif mark == _BEGIN:
            if begins:
                yield begins, _read(begins, card)
            begins, card, within = each.line, [], 0
        elif mark == _END and within:
            within -= 1
        elif mark == _END and begins:
            yield begins, _read(begins, card)
            begins, card = 0, []
        elif begins and not within and _counts(each) and len(card) < _MOST:
            card.append(each)
    if begins:
        yield begins, RowProblem(begins, "", _("The file breaks off within this card."))


def _counts(told: Property) -> bool:
    return told.name in _WANTED or (told.name == "AGENT" and not told.value.strip())


def _read(line: int, card: list[Property]) -> Read | None:
    """Return the person of a card; None for a group."""
    if any(each.name.endswith("KIND") and each.text().casefold() == "group" for each in card):
        return None
    person = _person(card)
    if not person.is_known:
        return RowProblem(line, "", _("The card has no name, no e-mail and no telephone number."))
    return Contact(person)


def _person(card: list[Property]) -> Person:
    names = _first(card, "N").parts() + [""] * 5
    full = _first(card, "FN").text() or " ".join((names[1], names[2], names[0], names[4]))
    emails = [each.text() for each in _best(card, "EMAIL")]
    phones = [_phone(each) for each in _best(card, "TEL") if "FAX" not in each.types]
    emails, phones = [plain_name(each) for each in emails if each], list(filter(None, phones))
    return Person(
        system_id=plain_name(_first(card, "UID").text().removeprefix("urn:uuid:")),
        name=real_name(full) or plain_name(_first(card, "ORG").parts()[0]),
        given=plain_name(names[1]),
        email=emails[0] if emails else "",
        phone=phones[0] if phones else "",
        address=_address(_best(card, "ADR")),
        birthday=_birthday(_first(card, "BDAY")),
        language=_language(_best(card, "LANG")),
        also=(*emails[1:], *phones[1:]),
    )


def _first(card: list[Property], name: str) -> Property:
    return next((each for each in card if each.name == name), Property(0, name, {}, ""))


def _best(card: list[Property], name: str) -> list[Property]:
    """Return the properties of a name, the preferred ones first."""
    return sorted((each for each in card if each.name == name), key=lambda each: each.preference)


def _phone(told: Property) -> str:
    return plain_name(told.text().removeprefix("tel:").partition(";")[0])


def _address(told: list[Property]) -> Address:
    """Return the preferred address, or that at home, or the first."""
    filled = [each for each in told if any(each.parts())]
    if not filled:
        return Address()
    best = min(filled, key=lambda each: (each.preference, "HOME" not in each.types))
    parts = [plain_name(part) for part in best.parts()] + [""] * 7
    return Address(
        lines=tuple(filter(None, (parts[2], parts[1], parts[0]))),
        city=parts[3],
        region=parts[4],
        postcode=parts[5],
        country=country_code(parts[6]),
    )


def _birthday(told: Property) -> str:
    day = day_of_year(told.text())
    invented = told.parameters.get(_NO_YEAR, ())  # a year that says there is none
    return f"-{day[4:]}" if invented and day.startswith(invented[0]) else day


def _language(told: list[Property]) -> str:
    code = told[0].text().partition("-")[0].casefold() if told else ""
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


SOURCE: Final[Source] = VCard()
