"""Harbour Street Pottery: an invented shop to try everything on before one's own data are in."""

import csv
import gzip
import io
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection

from notecard.core.cards import FACE_VERSION, CardRecord
from notecard.core.customers import Channel
from notecard.core.errors import StoreError
from notecard.core.imports import Imported
from notecard.core.progress import Progress, silent
from notecard.core.settings import Season, Shop, Staff
from notecard.core.told import Kind, Told
from notecard.core.words import _
from notecard.resources import find
from notecard.store import cards, customers, notes, purchases, shop, touches
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.workflows.import_purchases import import_files

_LAYOUT = "%d/%m/%Y"  # of the till's dates
_MAPPING = "mappings/harbour_street_till.toml"
_CARD_MM = (139.7, 107.95)  # of the card in the sample photo


def load_sample_shop(store: Store, today: date, progress: Progress = silent) -> Imported:
    """Fill an empty store with three years of an invented shop that end in the week before `today`.

    Raises StoreError where there are purchases already: the sample never mixes with real people.
    """
    with store.reading() as books:
        if purchases.are_known(books):
            raise StoreError(
                _("There are purchases here already, so the sample shop stays outside."),
                _("Try it in a folder of its own: notecard --home FOLDER"),
            )
    with TemporaryDirectory() as folder:
        till = Path(folder) / "harbour-street-till.csv"
        till.write_text(till_until(today), encoding="utf-8", newline="")
        imported = import_files(
            store, [till], mapping=find(_MAPPING), region="GB", progress=progress
        )
    told = tomllib.loads(find("sample_shop/past.toml").read_text(encoding="utf-8"))
    with store.transaction() as books:
        shop.put(books, _shop(**told["shop"], seasons=_seasons(told, today)))
        _remember(books, told, today)
    return imported


def till_until(today: date) -> str:
    """Return the till file moved by whole weeks, so that a Saturday stays one."""
    packed = find("sample_shop/till.csv.gz").read_bytes()
    rows = list(csv.reader(io.StringIO(gzip.decompress(packed).decode(), newline="")))
    at = rows[0].index("Date")
    last = max(_day(row[at]) for row in rows[1:])
    weeks = ((today - last).days - 1) // 7
    text = io.StringIO(newline="")
    csv.writer(text).writerows([rows[0], *_moved(rows[1:], at, timedelta(weeks=weeks))])
    return text.getvalue()


def _moved(rows: list[list[str]], at: int, by: timedelta) -> Iterator[list[str]]:
    for row in rows:
        yield [*row[:at], f"{_day(row[at]) + by:{_LAYOUT}}", *row[at + 1 :]]


def _day(text: str) -> date:
    return datetime.strptime(text, _LAYOUT).date()  # noqa: DTZ007 - the shop's own calendar


def _shop(here: list[str], left: list[str], **said: Any) -> Shop:
    staff = [Staff(name) for name in here] + [Staff(name, here=False) for name in left]
    return Shop(**said, staff=tuple(staff), currency="GBP", region="GB", timezone="Europe/London")


def _seasons(said: dict[str, Any], today: date) -> tuple[Season, ...]:
    return tuple(
        Season(one["name"], today - timedelta(one["first"]), today - timedelta(one["last"]))
        for one in said["season"]
    )


def _told(books: Connection, said: dict[str, Any], today: date) -> Told:
    def day(name: str) -> date | None:
        return today - timedelta(said[name]) if name in said else None

    return Told(
        0,
        _number(books, said),
        Kind(said["kind"]),
        today - timedelta(said["ago"]),
        day("until"),
        day("ended"),
        said["words"],
        said.get("by", ""),
    )


def _remember(books: Connection, told: dict[str, Any], today: date) -> None:
    """Keep what was written, said and noted in the days before today."""
    for touch in told["touch"]:
        day = today - timedelta(touch["ago"])
        touches.add(books, _number(books, touch), Channel(touch["channel"]), day, touch["words"])
    for note in told["note"]:
        day = today - timedelta(note["ago"])
        due = today - timedelta(note["due"]) if "due" in note else None
        who, channel = _number(books, note), note.get("channel", "")
        notes.add(books, who, day, note["words"], due, channel)
    for each in told["told"]:
        tellings.add(books, _told(books, each, today))
    for block in told["block"]:
        customers.block(books, _number(books, block), block["channel"])
    _card(books, told["card"], told["shop"], today)


def _card(books: Connection, card: dict[str, Any], ours: dict[str, Any], today: date) -> None:
    """Register the card of the sample photo as made, so that the photo finds it."""
    record = CardRecord(
        code=card["code"],
        customer=_number(books, card),
        stock=ours["stock"],
        design=ours["design"],
        width=_CARD_MM[0],
        height=_CARD_MM[1],
        face_version=FACE_VERSION,
        lines=tuple(card["lines"]),
    )
    cards.add(books, record, today - timedelta(card["ago"]))


def _number(books: Connection, told: dict[str, Any]) -> int:
    """Return the number of the customer an entry is about."""
    return next(
        line.customer.id
        for line in customers.find(books, told["customer"])
        if line.customer.name == told["customer"]
    )
