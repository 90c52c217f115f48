"""How each source writes its days, once a file or the owner has said so."""

from sqlalchemy import Connection, delete, insert, select

from notecard.store.tables import habits


def dates_of(books: Connection, source: str) -> str:
    """Return "dmy" or "mdy", nothing while nobody knows."""
    found = books.execute(select(habits.c.dates).where(habits.c.source == source)).scalar()
    return str(found or "")


def keep_dates(books: Connection, source: str, dates: str) -> None:
    """Remember it for the next file of this source."""
    if dates == dates_of(books, source):
        return
    books.execute(delete(habits).where(habits.c.source == source))
    books.execute(insert(habits).values(source=source, dates=dates))
