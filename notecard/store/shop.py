"""The shop's own choices, kept with its data so that every counter signs alike."""

import json
from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from notecard.core.settings import Season, Shop, Staff
from notecard.store.tables import shop as table


def get(books: Connection) -> Shop:
    """Return the shop; what was never chosen is as a new shop has it."""
    document = books.execute(select(table.c.document)).scalar_one_or_none()
    if document is None:
        return Shop()
    known = {field.name for field in fields(Shop)}
    values = {name: value for name, value in json.loads(document).items() if name in known}
    values["staff"] = tuple(Staff(**each) for each in values.get("staff", ()))
    values["seasons"] = tuple(_season(each) for each in values.get("seasons", ()))
    return Shop(**values)


def put(books: Connection, shop: Shop) -> None:
    """Keep the shop's choices."""
    books.execute(delete(table))
    books.execute(
        insert(table).values(id=1, document=json.dumps(asdict(shop), default=date.isoformat))
    )


def _season(told: dict[str, str]) -> Season:
    first, last = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
    return Season(told["name"], first, last)
