"""Two counters on one server, killed and begun again; afterwards nothing is missing or double."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, func, select

from notecard.store import refunds, summaries, tables
from notecard.store.database import Store
from tests.counter_at_work import COUNTERS
from tests.whole_store import trying

_ROOT = Path(__file__).parent.parent


@dataclass
class Worked:
    """What the journals of both counters tell."""

    begun: dict[str, dict[str, Any]] = field(default_factory=dict)  # by their ids, in order
    done: set[str] = field(default_factory=set)
    kills: int = 0

    def of(self, what: str) -> Iterator[tuple[dict[str, Any], bool]]:
        """Yield the deeds of one kind, and whether each was acknowledged."""
        for id, deed in self.begun.items():
            if deed["what"] == what:
                yield deed, id in self.done


KILLS = 5  # at least
KINDS = {"open", "card", "sent", "note", "given", "told", "sale", "skip"}


def work(home: Path, url: str, actions: int, seed: int = 0) -> Worked:
    """Let two counters do so many things, some of every kind, and kill one of them now and then.

    It goes on until there were `KILLS`.
    """
    chance, began, lives, kills = Random(seed), time.time(), Counter[str](), 0
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        while kills < KILLS or not _is_enough(read(home), actions):
            for name in COUNTERS:
                if name not in running:
                    lives[name] += 1
                    running[name] = _begin(home, url, name, lives[name], began)
            time.sleep(chance.uniform(1.0, 4.0))
            for name, process in running.items():
                assert process.poll() is None, (home / f"{name}.log").read_text()
            name = chance.choice(COUNTERS)
            _kill(running.pop(name))
            kills += 1
    finally:
        for process in running.values():
            _kill(process)
    worked = read(home)
    worked.kills = kills
    return worked


def _is_enough(worked: "Worked", actions: int) -> bool:
    kinds = {deed["what"] for deed in worked.begun.values()}
    return len(worked.done) >= actions and kinds >= KINDS


def _begin(home: Path, url: str, *more: Any) -> "subprocess.Popen[bytes]":
    words = [str(word) for word in (home, url, *more)]
    with (home / f"{more[0]}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.counter_at_work", *words],
            cwd=_ROOT,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )


def _kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(30)


def read(home: Path) -> Worked:
    """Read what was begun and done; a line that was cut off was not written."""
    worked = Worked()
    for name in COUNTERS:
        journal = home / f"{name}.journal"
        if not journal.exists():
            continue
        for line in journal.read_text(encoding="utf-8").splitlines():
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if "done" in told:
                worked.done.add(told["done"])
            else:
                worked.begun[told["begins"]] = told
    return worked


def check(store: Store, worked: Worked) -> None:
    """See that everything acknowledged is there once, nothing is double, and the sums are right."""
    with store.reading() as books:
        _check_words(books, worked)
        _check_names(books, worked)
        _check_cards(books, worked)
        _check_keys(books)
    with trying(store) as books:
        _check_sums(books)


def _check_words(books: Connection, worked: Worked) -> None:
    """What was begun and cut off is there whole or not at all; what was done is there once."""
    for what, column in (
        ("note", tables.notes.c.words),
        ("told", tables.told.c.words),
        ("call", tables.touches.c.words),
        ("sale", tables.purchases.c.key),
    ):
        there = Counter(books.execute(select(column)).scalars())
        for deed, is_done in worked.of(what):
            count = there[deed["words"]]
            assert count == 1 if is_done else count <= 1, deed


def _check_names(books: Connection, worked: Worked) -> None:
    """The last name somebody was given is theirs, or the one that was just being written."""
    last: dict[int, set[str]] = {}
    for deed, is_done in worked.of("given"):
        if is_done:
            last[deed["customer"]] = {deed["words"]}
        else:
            last.setdefault(deed["customer"], {""}).add(deed["words"])
    given = select(tables.customers.c.id, tables.customers.c.given)
    for id, name in books.execute(given):
        assert name in last.get(id, {""})


def _check_cards(books: Connection, worked: Worked) -> None:
    per_row = select(tables.cards.c.customer, tables.cards.c.day, func.count()).group_by(
        tables.cards.c.customer, tables.cards.c.day
    )
    cards = {(customer, day): count for customer, day, count in books.execute(per_row)}
    assert all(count == 1 for count in cards.values()), "nobody gets two cards of one list"
    for deed, is_done in worked.of("card"):
        if is_done:
            assert (deed["customer"], deed["day"]) in cards, deed
    by_card = select(tables.touches.c.card).where(tables.touches.c.card != "")
    sent = Counter(books.execute(by_card).scalars())
    assert all(count == 1 for count in sent.values()), "a card is sent once"
    tied = select(tables.cards.c.code).where(tables.cards.c.touch.is_not(None))
    assert set(books.execute(tied).scalars()) == set(sent)
    for deed, is_done in worked.of("sent"):
        assert not is_done or deed["code"] in sent


def _check_keys(books: Connection) -> None:
    """See that every row another one points to is there."""
    for table in tables.metadata.sorted_tables:
        for key in table.foreign_keys:
            other = key.column.table.alias()
            lost = select(func.count()).where(
                key.parent.is_not(None), key.parent.not_in(select(other.c[key.column.name]))
            )
            assert books.execute(lost).scalar_one() == 0, key


def _check_sums(books: Connection) -> None:
    kept = _sums(books)
    assert not refunds.attach(books), "a refund was not taken off its sale"
    summaries.rebuild(books)
    assert _sums(books) == kept


def _sums(books: Connection) -> list[Any]:
    found = [
        sorted(map(tuple, books.execute(select(table))))
        for table in (tables.customer_summary, tables.shop_percentiles, tables.stale_summaries)
    ]
    assert not found[2], "somebody is yet to be summed up"
    return found
