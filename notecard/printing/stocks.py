"""Card stocks: what can lie in the printer, read from `resources/stocks` and the shop's own."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from notecard.core.cards import Stock, face
from notecard.core.errors import PrintingError
from notecard.core.words import _
from notecard.resources import listed

_KEYS = {
    "id", "name", "card", "sheet", "columns", "rows", "first", "pitch", "source", "status",
    "open",
}  # fmt: skip
_STATES = {"ok", "single", "conflict", "derived", "unverified"}
_FEWEST_LINES = 4
_HAIR = 0.005  # mm: numbers are given to a hundredth


def load_stocks(own: Path | None = None) -> list[Stock]:
    """Return every stock in order of name; one of the shop's own replaces the same id."""
    shipped: dict[str, Stock] = {}
    shops: dict[str, Stock] = {}
    for path in listed("stocks", "*.toml", own):
        known = shops if own is not None and path.is_relative_to(own) else shipped
        for stock in read_stocks(path):
            if stock.id in known:
                raise _refused(path, stock.id, _("another stock has the same id"))
            known[stock.id] = stock
    return sorted((shipped | shops).values(), key=lambda stock: (stock.card_w, stock.id))


def find_stock(stock_id: str, own: Path | None = None) -> Stock:
    """Return the stock of this id; raises PrintingError that names those there are."""
    stocks = {stock.id: stock for stock in load_stocks(own)}
    if stock_id not in stocks:
        raise PrintingError(
            _("There is no card stock called {id}.").format(id=stock_id),
            _("Choose one of these: {ids}").format(ids=", ".join(stocks)),
        )
    return stocks[stock_id]


def read_stocks(path: Path) -> list[Stock]:
    """Return the stocks of one file; raises PrintingError with the file, the stock and why."""
    try:
        return list(_read(path, path.stat().st_mtime_ns))
    except OSError as error:
        raise _refused(path, "", str(error)) from error


@lru_cache(maxsize=64)
def _read(path: Path, _modified: int) -> Sequence[Stock]:
    """Read a file once for as long as nobody changes it."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refused(path, "", str(error)) from error
    if set(tables) != {"stock"} or not isinstance(tables["stock"], list):
        raise _refused(path, "", _("it may hold [[stock]] tables and nothing else"))
    stocks = []
    for table in tables["stock"]:
        try:
            stocks.append(_checked(_stock(table)))
        except (ValueError, TypeError, AttributeError) as error:
            named = str(table.get("id", "")) if isinstance(table, Mapping) else ""
            raise _refused(path, named, str(error)) from error
    return stocks


def _refused(path: Path, stock_id: str, reason: str) -> PrintingError:
    name = f"{path.name}, {stock_id}" if stock_id else path.name
    return PrintingError(
        _("The card stock in {name} cannot be used: {reason}.").format(name=name, reason=reason),
        _("Correct the file, or take it out of the folder: {folder}").format(folder=path.parent),
    )


def _stock(table: Mapping[str, Any]) -> Stock:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise ValueError(_("{keys} is not a known key").format(keys=", ".join(unknown)))
    for key in ("id", "name", "card", "source", "status"):
        if not table.get(key):
            raise ValueError(_("{key} is missing").format(key=key))
    card = _pair(table, "card")
    sheet = _pair(table, "sheet") if "sheet" in table else card
    first = _pair(table, "first") if "first" in table else (0.0, 0.0)
    pitch = _pair(table, "pitch") if "pitch" in table else (0.0, 0.0)
    return Stock(
        id=table["id"],
        name=table["name"],
        card_w=card[0],
        card_h=card[1],
        sheet_w=sheet[0],
        sheet_h=sheet[1],
        columns=_count(table, "columns"),
        rows=_count(table, "rows"),
        x0=first[0],
        y0=first[1],
        dx=pitch[0],
        dy=pitch[1],
        source=table["source"],
        status=table["status"],
        is_open=_yes_or_no(table, "open"),
    )


def _pair(table: Mapping[str, Any], key: str) -> tuple[float, float]:
    match table[key]:
        case [int() | float() as one, int() | float() as other] if 0 <= min(one, other) < 2000:
            return float(one), float(other)
    raise ValueError(_("{key} must be two lengths in millimetres").format(key=key))


def _yes_or_no(table: Mapping[str, Any], key: str) -> bool:
    told = table.get(key, False)
    if not isinstance(told, bool):
        raise ValueError(_("{key} must be true or false").format(key=key))
    return told


def _count(table: Mapping[str, Any], key: str) -> int:
    count = table.get(key, 1)
    if type(count) is not int or not 1 <= count <= 20:
        raise ValueError(_("{key} must be a whole number from 1 to 20").format(key=key))
    return count


def _checked(stock: Stock) -> Stock:
    """Return the stock, or raise ValueError with what is wrong with its numbers."""
    if "mm" not in stock.name:
        raise ValueError(_("the name must say the millimetres, sizes of one name differ"))
    if stock.status not in _STATES:
        raise ValueError(
            _("status must be one of {words}").format(words=", ".join(sorted(_STATES)))
        )
    if stock.card_w < stock.card_h:
        raise ValueError(_("a card lies landscape, its first length is the longer one"))
    if len(face(stock.card_w, stock.card_h).lines) < _FEWEST_LINES or stock.card_w < 110:
        raise ValueError(_("the card is too small to write on"))
    if (stock.columns > 1 and stock.dx < stock.card_w - _HAIR) or (
        stock.rows > 1 and stock.dy < stock.card_h - _HAIR
    ):
        raise ValueError(_("the cards overlap"))
    right = stock.x0 + (stock.columns - 1) * stock.dx + stock.card_w
    bottom = stock.y0 + (stock.rows - 1) * stock.dy + stock.card_h
    if right > stock.sheet_w + _HAIR or bottom > stock.sheet_h + _HAIR:
        raise ValueError(_("the cards do not fit on the sheet"))
    return stock
