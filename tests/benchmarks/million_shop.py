"""A made-up shop of a million customers and ten million purchases, always the same one.

Visits are heavy-tailed: about two in five came once, a few come every week. They start and stay
away at all times of five years, pay a few thousand different amounts and give one in a hundred
back. It is written past the import, straight into the tables, and kept for another time.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from notecard.core.customers import Channel
from notecard.core.told import Kind, gift_day
from notecard.store import summaries
from notecard.store.database import Store, newest_revision, open_store
from notecard.store.home import DATABASE

LAST = date(2026, 11, 20)
YEARS = 5
STAFF = ("", "Ruth", "Ben", "Ivy", "Tom", "Ada", "Leo", "Mia", "Sam", "Eve", "Max", "Zoe")
SOURCE = "till"
_DAYS = YEARS * 365
_FIRST = LAST.toordinal() - _DAYS + 1
_EPOCH = date(1970, 1, 1).toordinal()
_AT_ONCE = 250_000
_GIVEN = (
    "Anna",
    "Bela",
    "Carl",
    "Dora",
    "Emil",
    "Fay",
    "Gus",
    "Hana",
    "Igor",
    "June",
    "Kai",
    "Lena",
)
_FAMILY = ("Adler", "Birk", "Cole", "Dunn", "Evers", "Frost", "Grey", "Holm", "Ivers", "Jansen")
_MADE = "made.json"
_ARMS = ("quiet", "thanked")
_KINDS = tuple(kind.value for kind in Kind)

_CUSTOMERS = """
INSERT INTO customers (id, name, given, phone, lines, city, postcode, country, search, batch)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'GB', lower(?2 || ' ' || ?4), 1)
"""
_PURCHASES = f"""
INSERT INTO purchases (id, source, key, day, at, currency, gross, refunded, kind, refund_of, staff,
                       customer, via, batch, fingerprint, totals_rank, lines_rank, returned)
VALUES (?1, '{SOURCE}', printf('R%08d', ?1), ?2, ?3, 'GBP', ?4, ?5, ?6, ?7, ?8,
        ?9, ?9, ?10, '2 2 0123456789abcdef', 2, 2, ?11)
"""  # noqa: S608 nothing but a constant is put in

Columns = dict[str, np.ndarray[Any, Any]]


def shop(home: Path, customers: int = 1_000_000, purchases: int = 10_000_000) -> Store:
    """Open the shop kept in a folder; it is made first where there is none of just this size."""
    wanted = {"customers": customers, "purchases": purchases, "revision": newest_revision()}
    made = home / _MADE
    if made.exists() and json.loads(made.read_text("utf-8")) == wanted:
        return open_store(home)
    for old in home.glob(f"{DATABASE}*"):
        old.unlink()
    open_store(home).close()
    _write(home / DATABASE, np.random.default_rng(20261120), customers, purchases)
    store = open_store(home)
    with store.transaction() as books:
        summaries.rebuild(books)
    made.write_text(json.dumps(wanted), "utf-8")
    return store


def _write(database: Path, chance: np.random.Generator, customers: int, purchases: int) -> None:
    """Fill the tables with their indexes away, and make these again."""
    with closing(sqlite3.connect(database, isolation_level=None)) as books:
        books.execute("PRAGMA journal_mode=OFF")
        books.execute("PRAGMA synchronous=OFF")
        books.execute("PRAGMA cache_size=-500000")
        books.execute("BEGIN")
        indexes = books.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            " AND tbl_name IN ('customers', 'purchases')"
        ).fetchall()
        for name, _sql in indexes:
            books.execute(f"DROP INDEX {name}")
        sales = _sales(chance, customers, purchases)
        weeks = int(sales["batch"].max())
        books.executemany("INSERT INTO batches (id, at) VALUES (?, 0)", _numbers(weeks))
        books.executemany(_CUSTOMERS, _people(chance, customers))
        books.executemany(_PURCHASES, _rows(sales))
        _contacts(books, chance, customers)
        for _name, sql in indexes:
            books.execute(sql)
        books.execute("COMMIT")


def _numbers(count: int) -> Iterator[tuple[int]]:
    return ((number,) for number in range(1, count + 1))


def _people(chance: np.random.Generator, count: int) -> Iterator[tuple[Any, ...]]:
    """Yield people, 60 in a hundred with a telephone number and 70 with an address."""
    has_phone, has_address = (chance.random((2, count)) < [[0.6], [0.7]]).tolist()
    for id, phone, address in zip(range(1, count + 1), has_phone, has_address, strict=True):
        given = _GIVEN[id % len(_GIVEN)]
        yield (
            id,
            f"{given} {_FAMILY[id // 12 % len(_FAMILY)]}{id // 120}",
            given,
            f"+44{7000000000 + id}" if phone else "",
            f"{id % 200 + 1} Road {id // 200}" if address else "",
            "Leith" if address else "",
            f"EH{id % 100} {id // 100 % 100}XY" if address else "",
        )


def _sales(chance: np.random.Generator, customers: int, purchases: int) -> Columns:
    """Make up all purchases in the order of time, as arrays of one length."""
    start = chance.integers(0, _DAYS, customers)
    stay = np.minimum(chance.exponential(500, customers), _DAYS - 1 - start)
    weight = chance.gamma(0.35, 1.0, customers) * (stay + 20)
    more = chance.multinomial(purchases - customers, weight / weight.sum())
    who = np.repeat(np.arange(customers), more + 1)
    is_first = np.diff(who, prepend=-1) > 0
    after = np.where(is_first, 0, chance.random(purchases) * (stay[who] + 1))
    day = _FIRST + start[who] + after.astype(np.int64)
    second = chance.integers(9 * 3600, 18 * 3600, purchases)
    order = np.argsort(day * 86_400 + second, kind="stable")
    who, day, second = who[order], day[order], second[order]
    usual = who % len(STAFF)
    other = chance.integers(0, len(STAFF), purchases)
    cents = np.exp(chance.normal(2.9, 0.9, purchases))
    fate = chance.random(purchases)
    return {
        "customer": who + 1,
        "day": day,
        "at": (day - _EPOCH) * 86_400 + second,
        "gross": np.minimum(np.ceil(cents * 2).astype(np.int64) * 50 - 5, 250_000),
        "staff": np.where(chance.random(purchases) < 0.5, usual, other),
        "batch": (day - _FIRST) // 7 + 1,
        "is_returned": fate < 0.005,  # told by the next receipt
        "is_refunded": fate > 0.995,  # told on the sale itself
    }


def _rows(sales: Columns) -> Iterator[tuple[Any, ...]]:
    """Yield rows of the table; the receipt after a returned one gives its money back."""
    sale = ("sale", "")
    before: tuple[int, int, int] | None = None  # number, money and customer of what comes back
    id = 0
    for start in range(0, len(sales["day"]), _AT_ONCE):
        some = [column[start : start + _AT_ONCE].tolist() for column in sales.values()]
        for who, day, at, gross, staff, batch, is_returned, is_refunded in zip(*some, strict=True):
            id += 1
            refunded, (kind, of), returned = gross // 2 if is_refunded else 0, sale, 0
            if before:
                number, money, who = before
                gross, refunded, kind, of, returned = 0, money, "refund", f"R{number:08}", -money
                before = None
            elif is_returned:
                returned = gross
                before = (id, gross, who)
            yield id, day, at, gross, refunded, kind, of, STAFF[staff], who, batch, returned


def _contacts(books: sqlite3.Connection, chance: np.random.Generator, customers: int) -> None:
    """Write touches, notes, wishes, who was passed over, and some who turned out to be one."""
    today = LAST.toordinal()

    def some(share: float) -> Sequence[int]:
        picked: list[int] = np.flatnonzero(chance.random(customers) < share).tolist()
        return [one + 1 for one in picked]

    touched = [(one, today - one * 7919 % 900) for one in some(0.1)]
    books.executemany(
        f"INSERT INTO touches (customer, channel, day) VALUES (?, '{Channel.CARD}', ?)",  # noqa: S608
        touched,
    )
    books.executemany(
        "INSERT INTO notes (customer, day, due, words) VALUES (?, ?, ?, 'asked after the garden')",
        [(one, today - one * 31 % 700, today + one * 17 % 400 - 200) for one in some(0.03)],
    )
    for channel, share in (("all", 0.01), ("card", 0.005), ("call", 0.01)):
        books.executemany(
            f"INSERT INTO blocks (customer, channel) VALUES (?, '{channel}')",  # noqa: S608
            [(one,) for one in some(share)],
        )
    books.executemany(
        "INSERT INTO skips (customer, day) VALUES (?, ?)",
        [(one, today + 1) for one in some(0.0001)],
    )
    books.executemany(
        "INSERT INTO told (customer, kind, day, until, ended, origin)"
        " VALUES (?, ?, ?, ?, ?, 'owner')",
        [_told(one, today) for one in some(0.03)],
    )
    books.executemany(
        "INSERT INTO trial (customer, lane, year, day, arm, band, points, share)"
        " VALUES (?, 'drifting', ?, ?, ?, 1, 30, 20)",
        [(one, LAST.year, today - one % 200, _ARMS[one % 5 > 0]) for one in some(0.01)],
    )


def _told(customer: int, today: int) -> tuple[Any, ...]:
    """Make up something told: each kind alike often, complaints solved a few days later."""
    kind = _KINDS[customer % len(_KINDS)]
    day = today - customer * 13 % 300
    until = gift_day(date.fromordinal(day)).toordinal() if kind == "gift" else None
    return customer, kind, day, until, day + 9 if kind == "complaint" else None


if __name__ == "__main__":
    shop(Path(sys.argv[1]), *map(int, sys.argv[2:])).close()
