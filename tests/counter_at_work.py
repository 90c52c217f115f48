"""A counter that works through the day's list beside another one, until it is killed.

Run by tests, as a process of its own: python -m tests.counter_at_work HOME URL COUNTER LIFE BEGAN.
What it begins and what is done stands in its journal, line by line, so that it can be told
afterwards whether all that was acknowledged is there.
"""

import json
import secrets
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import insert, select

from notecard.core.customers import Channel
from notecard.core.told import Kind, Skipped, Told
from notecard.store import cards, customers, summaries, tables, touches
from notecard.store import told as tellings
from notecard.store.database import Store, open_store
from notecard.workflows.claim_rows import release, take
from notecard.workflows.pass_over import skip
from notecard.workflows.plan_day import open_day
from notecard.workflows.print_cards import Wanted, print_cards
from notecard.workflows.remember import remember
from notecard.workflows.send_cards import mark_sent

START: Final = date(2026, 3, 10)
SECONDS_A_DAY: Final = 4
COUNTERS: Final = ("door", "window")

Deed = dict[str, Any]


def today(began: float) -> date:
    """Return the day it is at every counter: days pass quickly here."""
    return START + timedelta(int((time.time() - began) / SECONDS_A_DAY))


class Counter:
    """One counter, from its start to its end."""

    def __init__(self, store: Store, name: str, life: int, began: float) -> None:
        self.store, self.name, self.began = store, name, began
        self.chance = Random(f"{name} {life}")
        self.day = today(began)
        self._number, self._life = 0, life
        self._journal = (store.home / f"{name}.journal").open("a", encoding="utf-8")

    def work(self) -> None:
        """Do one thing after the other."""
        deeds: tuple[tuple[int, Callable[[], None]], ...] = (
            (3, self._open),
            (9, self._prepare),
            (3, self._send),
            (2, self._call),
            (1, self._give_back),
            (1, self._pass_over),
            (4, self._remember),
            (3, self._edit),
            (2, self._tell),
            (3, self._sell),
        )
        every = [deed for often, deed in deeds for _time in range(often)]
        while True:
            self.day = today(self.began)
            self.chance.choice(every)()

    def _noted(self, what: str, work: Callable[[], Any], **more: Any) -> Any:
        """Do something between two lines of the journal."""
        self._number += 1
        id = f"{self.name}-{self._life}-{self._number}"
        self._write({"begins": id, "what": what, "day": self.day.toordinal(), **more})
        done = work()
        self._write({"done": id})
        return done

    def _write(self, line: Deed) -> None:
        self._journal.write(json.dumps(line) + "\n")
        self._journal.flush()

    def _word(self) -> str:
        return f"{self.name} {self._life} {self._number} {secrets.token_hex(4)}"

    def _anybody(self) -> int:
        with self.store.reading() as books:
            there = select(tables.customers.c.id).where(tables.customers.c.merged_into.is_(None))
            return self.chance.choice(sorted(books.execute(there).scalars()))

    def _open(self) -> None:
        self._noted(
            "open", lambda: open_day(self.store, self.day, counter=self.name, minutes=60, cards=12)
        )

    def _taken(self, channel: Channel) -> list[int]:
        """Take a row or two of the list; returns whom this counter has."""
        rows = open_day(self.store, self.day, counter=self.name, minutes=60, cards=12).rows
        free = [row.customer for row in rows if row.channel is channel][:2]
        return sorted(take(self.store, self.day, free, self.name))

    def _prepare(self) -> None:
        """Make the cards of rows this counter has got, but for those it made before it died."""
        for one in self._taken(Channel.CARD):
            # A pen is found, the other counter reaches for the same row.
            with self.store.reading() as books:
                made = tables.cards.c.day == self.day.toordinal()
                theirs = select(tables.cards.c.code).where(made, tables.cards.c.customer == one)
                there = books.execute(theirs).first()
            time.sleep(self.chance.uniform(0.0, 0.4))
            if there is None:
                self._noted("card", lambda one=one: self._print(one), customer=one)

    def _print(self, customer: int) -> None:
        print_cards(self.store, [Wanted(customer, "Chosen by you.", None)], day=self.day)

    def _send(self) -> None:
        with self.store.reading() as books:
            codes = [one.code for one in cards.unsent(books)]
        if codes:
            code = self.chance.choice(codes)  # whichever counter made it
            self._noted("sent", lambda: mark_sent(self.store, [code], self.day), code=code)

    def _call(self) -> None:
        for one in self._taken(Channel.CALL):
            words = self._word()
            self._noted("call", lambda one=one, w=words: self._log(one, w), words=words)

    def _log(self, customer: int, words: str) -> None:
        with self.store.transaction(typed=True) as books:
            touches.add(books, customer, Channel.CALL, self.day, words, by=self.name)

    def _give_back(self) -> None:
        """Give rows back that nothing was done with yet."""
        with self.store.reading() as books:
            mine = select(tables.taken.c.customer).where(
                tables.taken.c.counter == self.name, tables.taken.c.day == self.day.toordinal()
            )
            made = select(tables.cards.c.customer).where(tables.cards.c.day == self.day.toordinal())
            free = set(books.execute(mine).scalars()) - set(books.execute(made).scalars())
        if free:
            self._noted("give back", lambda: release(self.store, self.day, free, self.name))

    def _pass_over(self) -> None:
        rows = open_day(self.store, self.day, counter=self.name, minutes=60, cards=12).rows
        if rows:
            row, why = self.chance.choice(rows), self.chance.choice(tuple(Skipped))
            self._noted("skip", lambda: skip(self.store, row.customer, self.day, why, row.lane))

    def _remember(self) -> None:
        whom, words = self._anybody(), self._word()
        due = self.day + timedelta(self.chance.randint(0, 9))
        self._noted("note", lambda: remember(self.store, whom, words, self.day, due), words=words)

    def _edit(self) -> None:
        """Write the name to greet somebody by; each counter knows other people by name."""
        whom, words = self._anybody(), self._word()
        if whom % 2 == COUNTERS.index(self.name):
            self._noted("given", lambda: self._greet(whom, words), customer=whom, words=words)

    def _greet(self, customer: int, words: str) -> None:
        with self.store.transaction(typed=True) as books:
            customers.set_given(books, customer, words)

    def _tell(self) -> None:
        one = Told(0, self._anybody(), Kind.SERVICE, self.day, words=self._word())
        self._noted("told", lambda: self._keep(one), words=one.words)

    def _keep(self, one: Told) -> None:
        with self.store.transaction(typed=True) as books:
            tellings.add(books, one)

    def _sell(self) -> None:
        key, whom = self._word(), self._anybody()
        self._noted("sale", lambda: self._take_in(key, whom), words=key)

    def _take_in(self, key: str, whom: int) -> None:
        """Take a sale in as an import does, and what was given back of the one before."""
        ordinal = self.day.toordinal()
        sale = {
            "source": self.name, "key": key, "day": ordinal, "at": ordinal * 86_400,
            "currency": "GBP", "gross": 900, "kind": "sale", "customer": whom, "via": whom,
            "batch": 1,
        }  # fmt: skip
        back = sale | {"key": f"{key} back", "gross": 0, "refunded": 300, "kind": "refund"}
        with self.store.transaction() as books:
            books.execute(insert(tables.purchases), sale)
            if self.chance.random() < 0.3:
                books.execute(insert(tables.purchases), back | {"refund_of": key})
            summaries.mark(books, whom)
            summaries.refresh(books, {(self.name, key), (self.name, f"{key} back")})


def main() -> None:
    home, url, name, life, began = sys.argv[1:]
    store = open_store(Path(home), url)
    Counter(store, name, int(life), float(began)).work()


if __name__ == "__main__":
    main()
