"""What Settings asks for: the shop's choices, and a backup."""

from dataclasses import dataclass
from pathlib import Path

from notecard.core.cards import Stock
from notecard.core.settings import Shop
from notecard.desktop.books import Books


@dataclass(frozen=True, slots=True)
class ShopChoices:
    """The shop, and what it can choose from: pairs of id and name."""

    shop: Shop
    stocks: tuple[Stock, ...]
    designs: tuple[tuple[str, str], ...]


class ShopErrands:
    """The workflows behind Settings."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def choices(self) -> ShopChoices:
        """Return what is chosen and what could be."""
        from notecard.store import shop
        from notecard.workflows.print_cards import designs, stocks

        own = self._books.home
        with self._books.store().reading() as books:
            kept = shop.get(books)
        drawn = tuple((each.id, each.label) for each in designs(own))
        return ShopChoices(kept, tuple(stocks(own)), drawn)

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

    def back_up(self, place: Path) -> None:
        """Copy everything into one file."""
        from notecard.workflows.look_after_data import back_up

        back_up(self._books.store(), place)
