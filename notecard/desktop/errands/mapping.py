"""What a file nobody knows holds: looked at, previewed in words, its mapping kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from notecard.core.errors import DatesUndecided
from notecard.core.money import Money
from notecard.core.progress import Progress
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.purchases import DayQuestion, PurchaseErrands
from notecard.desktop.errands.wording import say_day, say_money

if TYPE_CHECKING:
    from notecard.core.purchases import RowProblem
    from notecard.core.settings import Shop
    from notecard.workflows.map_file import Layout, Preview


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it looks, and what a column can mean: pairs of a field's id and its words."""

    layout: "Layout"
    meanings: tuple[tuple[str, str], ...]
    money: frozenset[str]  # the meanings that are amounts
    priced: frozenset[int]  # the columns that look like amounts

    def is_amount(self, number: int, meaning: str) -> bool:
        """Whether a column holds amounts, by what it means or, unused, by what it looks like."""
        return meaning in self.money or (not meaning and number in self.priced)


@dataclass(frozen=True, slots=True)
class ReadsAs:
    """What a file would read as; `with_amounts` is shown only when asked for."""

    words: str
    with_amounts: str


class MappingErrands:
    """The workflow behind saying what the columns of a file mean."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def look_at(self, place: Path) -> Opened:
        """Return what the file looks like; raises SourceError where there is no table in it."""
        from notecard.workflows.map_file import FIELDS, MONEY, look_at

        meanings = tuple((field.id, field.label) for field in FIELDS)
        layout = look_at(place, self._shop())
        return Opened(layout, meanings, frozenset(MONEY), _priced(layout))

    def lacks(self, layout: "Layout") -> str:
        """Return what is missing in one sentence, empty when the file can be read."""
        from notecard.workflows.map_file import lacks

        return lacks(layout)

    def preview(self, layout: "Layout", progress: Progress) -> ReadsAs:
        """Return in words what the file would read as."""
        from notecard.workflows.map_file import preview

        return say_preview(preview(layout, self._shop(), progress))

    def save(self, layout: "Layout", replaces: bool) -> Path:
        """Keep the mapping; raises MappingExists when the name is taken, unless it `replaces`."""
        from notecard.workflows.map_file import save

        return save(self._books.home, layout, replaces)

    def is_taken(self, layout: "Layout") -> bool:
        """Return whether the owner has a mapping of this name."""
        from notecard.sources.mapping_writer import safe_name

        return (self._books.home / "mappings" / f"{safe_name(layout.name)}.toml").exists()

    def with_dates_of(self, layout: "Layout", number: int) -> "Layout":
        """Return the layout with the order of days as the first rows of this column tell it."""
        from notecard.sources.days import DaysSeen, Undecided

        seen = DaysSeen()
        for row in layout.rows:
            if number < len(row):
                seen.see(row[number])
        try:
            return replace(layout, dates=seen.decide().order or "ymd", example="")
        except Undecided as undecided:
            return replace(layout, dates="", example=undecided.example)

    def ask_days(self, layout: "Layout") -> DayQuestion:
        """Return the question which day is meant, in the words a known file is asked with."""
        undecided = DatesUndecided(
            "", "", path=layout.place, column="", example=layout.example or "…"
        )
        return PurchaseErrands(self._books).ask_days(undecided)

    def _shop(self) -> "Shop":
        from notecard.store import shop

        with self._books.store().reading() as books:
            return shop.get(books)


def say_preview(preview: "Preview") -> ReadsAs:
    """Return what a file would read as, and the first row that cannot be used."""
    plain, priced = (
        " ".join((_would_read(preview, amounts), *_unusable(preview.problems)))
        for amounts in (False, True)
    )
    return ReadsAs(plain, priced)


def _priced(layout: "Layout") -> frozenset[int]:
    """Return the columns whose cells are money more often than not."""
    from notecard.sources.looks import looks_of

    columns = range(len(layout.columns))
    cells = ([row[n] for row in layout.rows if n < len(row)] for n in columns)
    return frozenset(
        n for n, each in zip(columns, cells, strict=True) if looks_of(each).money > 0.5
    )


def _would_read(preview: "Preview", with_amounts: bool) -> str:
    if preview.contacts and not preview.purchases:
        words = _n("This reads as {n} person.", "This reads as {n} people.", preview.contacts)
        return words.format(n=f"{preview.contacts:,}")
    if preview.first is None or preview.last is None:
        return _("Nothing can be read this way yet.")
    purchases = _n("{n} purchase", "{n} purchases", preview.purchases)
    people = _n("{n} person", "{n} people", preview.people)
    words = _("This reads as {purchases} of {people}, from {first} to {last}.")
    if with_amounts:
        words = _(
            "This reads as {purchases} of {people}, from {first} to {last}, {totals} together."
        )
    return words.format(
        purchases=purchases.format(n=f"{preview.purchases:,}"),
        people=people.format(n=f"{preview.people:,}"),
        first=say_day(preview.first),
        last=say_day(preview.last),
        totals=", ".join(say_money(Money(sum, code)) for code, sum in preview.totals.items()),
    )


def _unusable(problems: "tuple[RowProblem, ...]") -> Iterator[str]:
    if problems:
        first = problems[0]
        yield _("Not every row can be used. Line {line}, {column}: {message}").format(
            line=first.line, column=first.column or _("whole row"), message=first.message
        )
