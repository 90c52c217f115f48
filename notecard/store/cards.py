"""The cards that were made, so that a later photo finds its card and nothing is said twice."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from notecard.core.cards import CardRecord
from notecard.store.tables import cards


def add(books: Connection, record: CardRecord, day: date) -> None:
    """Keep a card that was made."""
    books.execute(
        insert(cards).values(
            code=record.code,
            customer=record.customer,
            day=day.toordinal(),
            stock=record.stock,
            design=record.design,
            width=record.width,
            height=record.height,
            face_version=record.face_version,
            lines="\n".join(record.lines),
            phrases=record.phrases,
            tone=record.tone,
            edited=int(record.is_edited),
        )
    )


def get(books: Connection, code: str) -> CardRecord | None:
    """Return the card of this code, None when it is not one of ours."""
    return next(iter(_records(books, select(cards).where(cards.c.code == code))), None)


def unsent(books: Connection) -> list[CardRecord]:
    """Return the cards made but not yet marked as sent, the newest first."""
    query = select(cards).where(cards.c.touch.is_(None))
    return _records(books, query.order_by(cards.c.day.desc(), cards.c.code))


def of_customer(books: Connection, id: int) -> list[CardRecord]:
    """Return every card made for one customer, the newest first."""
    query = select(cards).where(cards.c.customer == id)
    return _records(books, query.order_by(cards.c.day.desc(), cards.c.code))


def recent_texts(books: Connection, limit: int = 1000) -> list[str]:
    """Return what was suggested for the cards made last, so that nobody reads it twice."""
    query = select(cards.c.lines).where(cards.c.lines != "")
    rows = books.execute(query.order_by(cards.c.day.desc(), cards.c.code).limit(limit))
    return list(rows.scalars())


def set_sent(books: Connection, code: str, touch_id: int | None) -> None:
    """Tie a card to the touch it became, or untie it again."""
    books.execute(update(cards).where(cards.c.code == code).values(touch=touch_id))


def _records(books: Connection, query: Select[Any]) -> list[CardRecord]:
    return [_record(row) for row in books.execute(query)]


def _lines(text: str) -> Iterable[str]:
    return text.split("\n") if text else ()


def _record(row: Row[Any]) -> CardRecord:
    return CardRecord(
        code=row.code,
        customer=row.customer,
        stock=row.stock,
        design=row.design,
        width=row.width,
        height=row.height,
        face_version=row.face_version,
        lines=tuple(_lines(row.lines)),
        sent=row.touch is not None,
        phrases=row.phrases,
        tone=row.tone,
        is_edited=bool(row.edited),
    )
