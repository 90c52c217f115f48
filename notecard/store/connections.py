"""The shop systems that are asked by themselves: where they are and how far they were read.

A connection's state is JSON of two parts: `mark`, how far it was read, and `before`, how far it had
been read before each of its latest imports, so that an import that is taken back is read again.
Only the system itself understands a mark. Keys are never kept here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store.batches import Batch
from notecard.store.tables import connections, customers, identities, purchases

_REMEMBERED = 50  # imports that can be taken back without reading everything again
_CHUNK = 500  # of numbers in one statement


@dataclass(frozen=True, slots=True)
class Connected:
    """One shop system that is connected."""

    name: str
    system: str
    settings: dict[str, str]  # the address and the like, never a secret
    mark: dict[str, str]  # empty: not read yet
    at: datetime | None = None  # when it was last read to the end
    trouble: str = ""  # what went wrong since, in words
    before: tuple[tuple[int, dict[str, str]], ...] = ()


def every(books: Connection) -> list[Connected]:
    """Return the connections by name."""
    return [_connected(row) for row in books.execute(select(connections).order_by("name"))]


def get(books: Connection, name: str) -> Connected:
    """Return one connection; raises StoreError when there is none of that name."""
    row = books.execute(select(connections).where(connections.c.name == name)).first()
    if row is None:
        raise StoreError(
            _("There is no connection called “{name}”.").format(name=name),
            _("The connections are listed by: notecard connections"),
        )
    return _connected(row)


def add(books: Connection, connected: Connected) -> None:
    """Keep a connection; raises StoreError when the name is taken."""
    here = connections.c.name == connected.name
    if books.execute(select(connections.c.name).where(here)).first() is not None:
        raise StoreError(
            _("There is a connection called “{name}” already.").format(name=connected.name),
            _("Choose another name with --name, or disconnect the other one first."),
        )
    books.execute(insert(connections).values(**_values(connected)))


def remove(books: Connection, name: str) -> Connected:
    """Forget a connection; what it brought stays. Returns what puts it back."""
    connected = get(books, name)
    books.execute(delete(connections).where(connections.c.name == name))
    return connected


def advance(books: Connection, name: str, mark: dict[str, str], batch: int | None) -> None:
    """Write down how far it was read, in the same transaction as what was read."""
    connected = get(books, name)
    before = list(connected.before)
    if batch is not None:
        before = [*before, (batch, connected.mark)][-_REMEMBERED:]
    now = int(datetime.now(UTC).timestamp())
    values = {"state": _state(mark, before), "at": now, "trouble": ""}
    books.execute(update(connections).where(connections.c.name == name).values(values))


def fail(books: Connection, name: str, trouble: str) -> None:
    """Write down what went wrong."""
    books.execute(update(connections).where(connections.c.name == name).values(trouble=trouble))


def wind_back(books: Connection, batch: Batch) -> None:
    """Let what a sync brought be read again: its import has been taken back.

    Later imports of the connection that stay would, once taken back too, be read from as far back.
    """
    here = connections.c.name.in_(batch.files)
    for connected in map(_connected, books.execute(select(connections).where(here)).all()):
        if batch.source != live_id(connected.system):
            continue  # a file that has the connection's name
        mark = dict(connected.before).get(batch.id, {})
        before = [
            (other, mark if other > batch.id else old)
            for other, old in connected.before
            if other != batch.id
        ]
        values = {"state": _state(mark, before)}
        this = connections.c.name == connected.name
        books.execute(update(connections).where(this).values(values))


def live_id(system: str) -> str:
    """Return what imports of a connection are called, beside those of the system's files."""
    return f"{system}_live"


def buyers(books: Connection, system: str, keys: Sequence[str]) -> dict[str, set[str]]:
    """Return the system's own numbers of who bought, for those of these receipts that are known."""
    found: dict[str, set[str]] = {}
    for start in range(0, len(keys), _CHUNK):
        query = (
            select(purchases.c.key, identities.c.value)
            .join(customers, customers.c.id == purchases.c.customer)
            .join(identities, identities.c.customer == customers.c.id)
            .where(purchases.c.source == system)
            .where(purchases.c.key.in_(keys[start : start + _CHUNK]))
            .where(identities.c.kind == "system", identities.c.source == system)
        )
        for key, value in books.execute(query):
            found.setdefault(key, set()).add(value)
    return found


def _connected(row: Row[Any]) -> Connected:
    state = json.loads(row.state) if row.state else {}
    return Connected(
        name=row.name,
        system=row.system,
        settings=json.loads(row.settings) if row.settings else {},
        mark=state.get("mark", {}),
        at=datetime.fromtimestamp(row.at, UTC) if row.at is not None else None,
        trouble=row.trouble,
        before=tuple((int(batch), mark) for batch, mark in state.get("before", [])),
    )


def _values(connected: Connected) -> dict[str, Any]:
    return {
        "name": connected.name,
        "system": connected.system,
        "settings": json.dumps(connected.settings, sort_keys=True),
        "state": _state(connected.mark, list(connected.before)),
        "at": int(connected.at.timestamp()) if connected.at is not None else None,
        "trouble": connected.trouble,
    }


def _state(mark: dict[str, str], before: list[tuple[int, dict[str, str]]]) -> str:
    return json.dumps({"mark": mark, "before": before}, sort_keys=True)
