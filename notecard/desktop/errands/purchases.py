"""What Purchases asks for: files read, imports taken back, and the watched folder."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from notecard.core.errors import DatesUndecided, StoreError
from notecard.core.imports import FileReport, Imported
from notecard.core.money import Money
from notecard.core.progress import Progress
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.wording import say_day, say_money

RECENT = 60  # imports in the list
_LEAP = 2024  # a year that has every day


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file held, in words."""

    name: str
    system: str
    sentence: str
    set_aside: str  # what was not counted, and why
    amounts: str  # shown only when asked for
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading; `batch` is None when there was nothing new."""

    batch: int | None
    words: str
    files: tuple[FileRead, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """An import that can be taken back, in words."""

    id: int
    name: str
    sentence: str
    day: str


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """Which of two days is meant; the first answer stands for day first."""

    words: str
    day_first: str
    month_first: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file of the watched folder that could not be read."""

    place: Path
    words: str


@dataclass(frozen=True, slots=True)
class Came:
    """What came from the watched folder: a sentence, what it can be taken back by, what is wrong.

    `words` is empty when there is nothing to say that was not said before.
    """

    words: str
    batch: int | None


class PurchaseErrands:
    """The lists and workflows behind reading files."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def batches(self) -> list[Batch]:
        """Return the latest imports, the newest first."""
        from notecard.store import batches

        labels = self._labels()
        with self._books.store().reading() as books:
            return [
                Batch(
                    each.id,
                    _title([Path(file).name for file in each.files]) or each.source,
                    f"{_came_to(each.added, each.customers)}. {_systems(each.source, labels)}.",
                    say_day(each.at.date()),
                )
                for each in batches.recent(books, RECENT)
            ]

    def read(self, places: Sequence[Path], dates: str, progress: Progress) -> Reading:
        """Read files of purchases or people."""
        from notecard.workflows.import_purchases import import_files
        from notecard.workflows.watch_folder import settle

        store = self._books.store()
        imported = import_files(store, places, dates=dates, progress=progress)
        settle(store, places, imported.batch)
        return self.reading_of(imported)

    def reading_of(self, imported: Imported) -> Reading:
        """Return what an import came to, in words."""
        labels = self._labels()
        files = tuple(
            file_read(file, Path(file.path).name, labels.get(file.source, file.source))
            for file in imported.files
        )
        return Reading(imported.batch, told(imported), files)

    def take_back(self, batch: int) -> None:
        """Take one import back; raises StoreError when a later one builds on it."""
        from notecard.store import batches
        from notecard.workflows.import_purchases import undo_import

        with self._books.store().reading() as books:
            later = batches.built_on(books, batch)
        if later:
            raise StoreError(
                _("A later import builds on this one: {files}, {day}.").format(
                    files=_names([Path(file).name for file in later.files]),
                    day=say_day(later.at.date()),
                ),
                _("Take that one back first."),
            )
        undo_import(self._books.store(), batch)

    def take_all_back(self, batches: Sequence[int]) -> None:
        """Take several imports back, the latest first."""
        for batch in sorted(batches, reverse=True):
            self.take_back(batch)

    def ask_days(self, error: DatesUndecided) -> DayQuestion:
        """Return the question which day is meant, with an example of the file."""
        day_first, month_first = _both_days(error.example)
        words = _("{file} does not tell whether the day or the month comes first.").format(
            file=error.path.name if error.path else ""
        )
        if day_first:
            words = _("{words} Does {example} mean {one} or {other}?").format(
                words=words, example=_day_in(error.example), one=day_first, other=month_first
            )
        return DayQuestion(words, day_first or _("Day first"), month_first or _("Month first"))

    def look_at(self, place: Path) -> None:
        """See that there is a table in a file nobody knows; raises SourceError where is none."""
        from notecard.store import shop
        from notecard.workflows.map_file import look_at

        with self._books.store().reading() as books:
            kept = shop.get(books)
        look_at(place, kept)

    def find_new(self, folder: Path) -> Mapping[Path, tuple[int, int]]:
        """Return the files of the watched folder that are to be read."""
        from notecard.workflows.watch_folder import find_new

        return find_new(self._books.store(), folder)

    def take_in(self, new: Mapping[Path, tuple[int, int]], progress: Progress) -> Came:
        """Read them."""
        from notecard.workflows.watch_folder import take_in

        taken = take_in(self._books.store(), new, progress)
        said = []
        if taken.imported and taken.imported.batch is not None:
            names = _names([Path(file.path).name for file in taken.imported.files])
            said.append(_("{files} came by itself:").format(files=names))
            said.append(told(taken.imported))
        if taken.troubled:
            count = len(taken.troubled)
            words = _n(
                "{n} file of the watched folder could not be read.",
                "{n} files of the watched folder could not be read.",
                count,
            )
            said.append(words.format(n=count))
        return Came(" ".join(said), taken.imported.batch if taken.imported else None)

    def troubles(self, folder: Path) -> list[Trouble]:
        """Return what of the watched folder could not be read."""
        from notecard.workflows.watch_folder import troubles

        return [
            Trouble(each.path, each.trouble.removeprefix(f"{each.path.name}: "))
            for each in troubles(self._books.store(), folder)
        ]

    def _labels(self) -> dict[str, str]:
        from notecard.workflows.import_purchases import known_sources

        return {source.id: source.label for source in known_sources(self._books.home)}


def told(imported: Imported) -> str:
    """Return what an import brought, in a sentence or two."""
    parts = list(_brought(imported))
    words = _("{things}.").format(things=", ".join(parts)) if parts else _("Nothing new.")
    count = sum(len(file.problems) for file in imported.files)
    if count:
        rows = _n("{n} row could not be used.", "{n} rows could not be used.", count)
        words = f"{words} {rows.format(n=f'{count:,}')}"
    if imported.suggested_merges:
        alike = _n(
            "{n} may be somebody you know: see Who is who.",
            "{n} may be people you know: see Who is who.",
            imported.suggested_merges,
        )
        words = f"{words} {alike.format(n=f'{imported.suggested_merges:,}')}"
    return words


def _brought(imported: Imported) -> Iterator[str]:
    if imported.added:
        words = _n("{n} new receipt", "{n} new receipts", imported.added)
        yield words.format(n=f"{imported.added:,}")
    if imported.changed:
        words = _n("{n} brought up to date", "{n} brought up to date", imported.changed)
        yield words.format(n=f"{imported.changed:,}")
    if imported.new_customers:
        words = _n("{n} new customer", "{n} new customers", imported.new_customers)
        yield words.format(n=f"{imported.new_customers:,}")
    if imported.batch is not None and imported.matched_customers:
        count = imported.matched_customers
        words = _n("{n} customer known before", "{n} customers known before", count)
        yield words.format(n=f"{count:,}")


def file_read(file: FileReport, name: str, system: str) -> FileRead:
    """Return what one file, or one connection, has told in words."""
    parts = list(_held(file))
    return FileRead(
        name=name,
        system=system,
        sentence=_("{things}.").format(things=", ".join(parts)) if parts else _("Nothing in it."),
        set_aside=_set_aside(file),
        amounts=", ".join(_amounts(file)),
        problems=tuple(problems(file)),
    )


def _held(file: FileReport) -> Iterator[str]:
    sales, people, walk_ins = file.orders_counted, file.contacts, file.without_customer
    back = sum(map(len, file.refunds())) or file.refund_records
    for count, words in (
        (sales, _n("{n} purchase", "{n} purchases", sales)),
        (people, _n("{n} person", "{n} people", people)),
        (back, _n("{n} refund", "{n} refunds", back)),
        (walk_ins, _n("{n} walk-in", "{n} walk-ins", walk_ins)),
    ):
        if count:
            yield words.format(n=f"{count:,}")


def _set_aside(file: FileReport) -> str:
    """Return what is not counted as a purchase, by its reasons: 2 voided, 1 pending."""
    aside = [*file.not_counted.values(), *file.not_purchases.values()]
    reasons = Counter(aside).most_common()
    if not reasons:
        return ""
    listed = ", ".join(f"{count:,} {reason}" for reason, count in reasons)
    return _("Not counted: {reasons}.").format(reasons=listed)


def _amounts(file: FileReport) -> Iterator[str]:
    for currency, (gross, refunded) in file.sums().items():
        net = say_money(Money(gross - refunded, currency))
        if refunded:
            back = say_money(Money(refunded, currency))
            yield _("{net} after {back} given back").format(net=net, back=back)
        elif gross:
            yield net


def problems(file: FileReport) -> Iterator[str]:
    """Yield each row that could not be used: where, and why."""
    for each in file.problems:
        yield _("Line {line}, {column}: {message}").format(
            line=each.line, column=each.column or _("whole row"), message=each.message
        )


def _came_to(added: int, customers: int) -> str:
    receipts = _n("{n} receipt", "{n} receipts", added).format(n=f"{added:,}")
    people = _n("{n} new customer", "{n} new customers", customers).format(n=f"{customers:,}")
    return f"{receipts}, {people}" if customers else receipts


def _systems(ids: str, labels: dict[str, str]) -> str:
    return ", ".join(labels.get(each, each) for each in ids.split(", "))


def _title(files: Sequence[str]) -> str:
    """Return the names of an import's files, led by how many they are."""
    names = ", ".join(files)
    if len(files) <= 2:
        return names
    words = _n("{n} file: {names}", "{n} files: {names}", len(files))
    return words.format(n=len(files), names=names)


def _names(files: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    if len(files) <= 2:
        return ", ".join(files)
    words = _n("{first} and {n} other file", "{first} and {n} other files", len(files) - 1)
    return words.format(first=files[0], n=len(files) - 1)


def _day_in(example: str) -> str:
    """Return an example of a day without the time that stands beside it."""
    found = re.search(r"\d{1,4}\D{1,2}\d{1,4}(\D{1,2}\d{2,4})?", example)
    return found.group() if found else example


def _both_days(example: str) -> tuple[str, str]:
    """Return both days an example such as 03/04/2026 may mean, or nothing to be said of it."""
    from datetime import date

    from babel.dates import format_date

    numbers = [int(number) for number in re.findall(r"\d{1,4}", example)[:2]]
    try:
        one, other = numbers
        days = (date(_LEAP, other, one), date(_LEAP, one, other))
    except ValueError:
        return "", ""
    first, second = (format_date(day, "d MMMM", locale="en_GB") for day in days)
    return first, second
