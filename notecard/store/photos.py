"""The photos that left the shop: which card, when, and as what; never the picture itself."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, delete, insert

from notecard.store.tables import photos


def add(
    books: Connection, photo_id: str, card_code: str, day: date, exported: Sequence[str]
) -> None:
    """Keep that a photo was exported under these names; a second export replaces the first."""
    books.execute(delete(photos).where(photos.c.id == photo_id))
    values = {"id": photo_id, "card": card_code, "day": day.toordinal()}
    books.execute(insert(photos).values(**values, exported="\n".join(exported)))
