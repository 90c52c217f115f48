"""What Phrases asks for: the book, and what is done with one of its lines."""

from typing import TYPE_CHECKING

from notecard.desktop.books import Books

if TYPE_CHECKING:
    from notecard.store.words import OwnPhrase
    from notecard.workflows.phrase_book import Line, PhraseBook, Tried


class PhrasesErrands:
    """The workflows behind Phrases."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._seed = 0

    def book(self) -> "PhraseBook":
        """Return every line."""
        from notecard.workflows.phrase_book import phrase_book

        return phrase_book(self._books.store())

    def keep(self, id: int, angle: str, tone: str, text: str) -> "OwnPhrase":
        """Keep a line of the owner's."""
        from notecard.store.words import OwnPhrase
        from notecard.workflows.phrase_book import keep_own

        return keep_own(self._books.store(), OwnPhrase(id, "", angle, tone, text))

    def drop(self, id: int) -> None:
        """Forget a line of the owner's."""
        from notecard.workflows.phrase_book import drop_own

        drop_own(self._books.store(), id)

    def banish(self, id: str) -> None:
        """Never suggest a line again."""
        from notecard.workflows.phrase_book import banish

        banish(self._books.store(), id)

    def allow(self, id: str) -> None:
        """Let it be suggested again."""
        from notecard.workflows.phrase_book import allow

        allow(self._books.store(), id)

    def try_on(self, line: "Line") -> "list[Tried]":
        """Return how a line would read to five customers, others each time."""
        from notecard.workflows.phrase_book import try_on

        self._seed += 1
        return try_on(self._books.store(), line, self._books.today, seed=self._seed)
