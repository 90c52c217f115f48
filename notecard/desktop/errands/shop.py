"""What Settings asks for: the shop's choices, imports, and a backup."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notecard.core.cards import Stock
from notecard.core.imports import Imported
from notecard.core.progress import Progress
from notecard.core.settings import Shop
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.wording import say_day


@dataclass(frozen=True, slots=True)
class Batch:
    """An import that can be taken back, in words."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class ShopChoices:
    """The shop, and what it can choose from: pairs of id and name."""

    shop: Shop
    stocks: tuple[Stock, ...]
    designs: tuple[tuple[str, str], ...]
    batches: tuple[Batch, ...]


class ShopErrands:
    """The workflows behind Settings."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def choices(self) -> ShopChoices:
        """Return what is chosen and what could be."""
        from notecard.store import batches, shop
        from notecard.workflows.print_cards import designs, stocks

        own = self._books.home
        with self._books.store().reading() as books:
            recent = [
                Batch(each.id, _imported_words(each.files, each.added, say_day(each.at.date())))
                for each in batches.recent(books, 5)
            ]
            kept = shop.get(books)
        drawn = tuple((each.id, each.label) for each in designs(own))
        return ShopChoices(kept, tuple(stocks(own)), drawn, tuple(recent))

    def shop(self) -> Shop:
        """Return the shop as it is kept."""
        from notecard.store import shop

        with self._books.store().reading() as books:
            return shop.get(books)

    def keep(self, shop: Shop) -> None:
        """Keep the shop's choices."""
        from notecard.store import shop as shops

        with self._books.store().transaction(typed=True) as books:
            shops.put(books, shop)

    def bring_in(self, places: Sequence[Path], progress: Progress) -> Imported:
        """Read files of purchases or people."""
        from notecard.workflows.import_purchases import import_files

        return import_files(self._books.store(), places, progress=progress)

    def take_back(self, batch: int) -> None:
        """Take one import back."""
        from notecard.workflows.import_purchases import undo_import

        undo_import(self._books.store(), batch)

    def back_up(self, place: Path) -> None:
        """Copy everything into one file."""
        from notecard.workflows.look_after_data import back_up

        back_up(self._books.store(), place)


def told(imported: Imported) -> str:
    """Return what an import brought, in a sentence or two."""
    added = _n("{n} new purchase", "{n} new purchases", imported.added)
    people = _n("{n} new customer", "{n} new customers", imported.new_customers)
    words = _("{purchases}, {people}.").format(
        purchases=added.format(n=f"{imported.added:,}"),
        people=people.format(n=f"{imported.new_customers:,}"),
    )
    count = sum(len(file.problems) for file in imported.files)
    if count:
        rows = _n("{n} row could not be used.", "{n} rows could not be used.", count)
        words = f"{words} {rows.format(n=count)}"
    return words


def problems(imported: Imported) -> list[str]:
    """Return each row that could not be used: where, and why."""
    return [
        _("Line {line}, {column}: {message}").format(
            line=each.line, column=each.column or _("whole row"), message=each.message
        )
        for file in imported.files
        for each in file.problems
    ]


def _imported_words(files: Sequence[str], added: int, day: str) -> str:
    names = ", ".join(Path(file).name for file in files)
    words = _n("{day}: {names}, {n} purchase", "{day}: {names}, {n} purchases", added)
    return words.format(day=day, names=names, n=f"{added:,}")
