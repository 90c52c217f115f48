"""An address book, told as a table of words: one row a person."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from notecard.core.customers import plain_name, real_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Address, Contact, Person, Read, RowProblem, Tells
from notecard.core.words import _
from notecard.sources.amounts import cell_text
from notecard.sources.countries import country_code
from notecard.sources.days import day_of_year
from notecard.sources.header_words import Columns, folded_words, has, resolved
from notecard.sources.mapped_row import Cells
from notecard.sources.sheet import find_header, read_rows
from notecard.sources.source import Options

_SEVERAL = " ::: "  # between several values in one cell, as Google writes them


class AddressBook:
    """A source of people made of a table of words.

    `email` and `phone` may name several columns: the first that is filled is the one to use, the
    others are known of the person too.
    """

    id: ClassVar[str]
    label: ClassVar[str]
    system: ClassVar[str]
    tells: ClassVar[Tells] = Tells(totals=0, lines=0)
    way_out: ClassVar[str] = ""

    columns: ClassVar[Columns]
    needs: ClassVar[Sequence[str]]
    lacks: ClassVar[Sequence[str]] = ()

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether every needed column stands in the header, and none of another file's."""
        return has(words, self.columns, self.needs, self.lacks)

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield one contact a row."""
        header = find_header(place, self.recognises)
        if header is None:
            raise SourceError(
                _("This is not a file of “{label}”.").format(label=self.label),
                (self.way_out and _(self.way_out))
                or _("Export the address book as CSV with all columns."),
                path=place,
            )
        there = folded_words(header.words)
        where = {
            name: [header.words.index(word) for word in resolved(said, there)]
            for name, said in self.columns.items()
        }
        for row in read_rows(place, header, options.progress, skips=_is_blank):
            yield row if isinstance(row, RowProblem) else Contact(self.person(row[1], where))

    def person(self, cells: Cells, where: dict[str, list[int]]) -> Person:
        """Return who a row tells of."""

        def parts(name: str) -> list[str]:
            told = (cell_text(cells[index]) for index in where.get(name, ()))
            return [plain_name(each) for each in told if each]

        def text(name: str) -> str:
            return " ".join(parts(name))

        emails, phones = _each(parts("email")), _each(parts("phone"))
        return Person(
            system_id=text("customer_id"),
            name=real_name(text("customer")) or text("company"),
            given=text("given"),
            email=emails[0] if emails else "",
            phone=phones[0] if phones else "",
            address=Address(
                lines=tuple(parts("street")),
                city=text("city"),
                region=text("region"),
                postcode=text("postcode"),
                country=country_code(text("country")),
            ),
            birthday=day_of_year(text("birthday")),
            language=_language(text("language")),
            also=(*emails[1:], *phones[1:]),
        )


def _each(cells: list[str]) -> list[str]:
    return [each.strip() for cell in cells for each in cell.split(_SEVERAL.strip()) if each.strip()]


def _language(told: str) -> str:
    """Return a language as ISO 639-1 has it, nothing where it is told as a word."""
    code = told.replace("_", "-").split("-")[0].casefold()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _is_blank(cells: Cells) -> bool:
    return not any(cell.strip() for cell in cells)
