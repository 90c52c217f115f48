"""What a shop system has told, kept aside on the disk until it has told everything."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator

from notecard.core.purchases import Contact, Purchase, Read

_CONTACT, _PURCHASE, _PROBLEM = 0, 1, 2


class Told:
    """Each customer and receipt once, as told last; its memory is bounded, its file is private.

    SQLite keeps a database without a name in a file of its own that is gone when it is closed or
    the program dies.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        columns = "sort INTEGER, at REAL, key TEXT, read BLOB, PRIMARY KEY (sort, key)"
        self._file.execute(f"CREATE TABLE told ({columns})")
        self._file.execute("BEGIN")

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *_gone: object) -> None:
        self._file.close()

    def keep(self, reads: Iterable[Read]) -> None:
        """Keep some, in place of what was told of the same before."""
        rows = [(*_place(read), pickle.dumps(read)) for read in reads]
        self._file.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)", rows)

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self._file.execute("SELECT count(*) FROM told").fetchone()[0])

    def reads(self) -> Iterator[Read]:
        """Yield the customers, then the receipts by their time: the same whatever way they came."""
        query = "SELECT read FROM told ORDER BY sort, at, key"
        for (read,) in self._file.execute(query):
            yield pickle.loads(read)  # noqa: S301 - only what `keep` has put there


def _place(read: Read) -> tuple[int, float, str]:
    if isinstance(read, Contact):
        who = read.person.system_id or repr(read.person)
        return _CONTACT, 0.0, "\n".join((who, *read.replaces))
    if isinstance(read, Purchase):
        return _PURCHASE, read.at.timestamp(), read.key
    return _PROBLEM, 0.0, repr(read)
