"""What the cells of one row mean under a mapping; what a till repeats is made sense of once."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from notecard.core.customers import plain_name, real_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Address, Kind, LineItem, Person, RowProblem
from notecard.core.told import FILE_SAYS, FILE_WISHES
from notecard.core.words import _
from notecard.sources.amounts import (
    BadCell,
    cell_text,
    currency_code,
    number,
    quantity,
    rounded_minor,
)
from notecard.sources.countries import country_code
from notecard.sources.days import day_of_year
from notecard.sources.header_words import folded_word
from notecard.sources.mapping import MappingFile
from notecard.sources.yes_or_no import yes_or_no

Cells = list[str]
NumberedRow = tuple[int, Cells]
_Cell = Callable[[Cells], str]
_REMEMBERED = 30_000  # different rows at most: what a shop sells, in all its usual quantities
_ISO = "%Y-%m-%d %H:%M:%S"
_ONE = Decimal(1)
_YEARS = range(1900, 2200)
_LINE = (
    "item", "sku", "quantity", "unit_price", "line_total", "line_tax", "line_discount", "refunded",
    "status", "type", "currency",
)  # fmt: skip
YES_OR_NO = (*FILE_SAYS, *FILE_WISHES)
_PERSON = (
    "customer_id", "customer", "company", "given", "email", "phone", "street", "city", "region",
    "postcode", "country", "birthday", *YES_OR_NO,
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """What one row adds to its receipt; `refunded` was given back later and is told beside it.

    `extra` is what the receipt comes to besides the item: its tax. Shared by all rows that say the
    same, and not frozen, as that would make it three times as slow to make.
    """

    item: LineItem
    currency: str
    extra: int
    refunded: int
    is_item: bool
    kind: Kind
    reason: str
    gives_back: bool


@dataclass(slots=True)
class Run:
    """The rows of one receipt: what they add, and from the first good one all the rest."""

    line: int = 0  # of the file, where the first row stands
    first: Cells = field(default_factory=list)
    at: datetime = datetime.min  # noqa: DTZ901 - replaced by the first good row's
    lines: list[Line] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


class RowKeys:
    """Numbers rows that are a receipt each: the same rows get the same numbers in every file.

    Made of what the mapping reads, so that other columns may come and go; rows that say just the
    same are counted.
    """

    def __init__(self, where: Mapping[str, tuple[int, ...]]) -> None:
        names = sorted(name for name in where if name not in YES_OR_NO)  # they may change
        self._indexes = [index for name in names for index in where[name]]
        self._seen: Counter[str] = Counter()

    def __call__(self, cells: Cells) -> str:
        """Return the number of the row; every call is another row."""
        told = "\0".join([cells[index].strip() for index in self._indexes])
        key = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:20]
        self._seen[key] += 1
        return f"{key}-{self._seen[key]}"


class RowReader:
    """Reads the rows of one file by its mapping."""

    def __init__(
        self, mapping: MappingFile, words: Sequence[str], place: Path, currency: str
    ) -> None:
        self._mapping = mapping
        self._own_currency = mapping.currency or currency
        self._where = _where(mapping, words, place)
        self._cells = {name: _taker(indexes) for name, indexes in self._where.items()}
        self._called = {name: ", ".join(said) for name, said in mapping.columns.items()}
        self._separators = (mapping.decimal, mapping.thousands)
        self.receipt = self._cells.get("receipt") or RowKeys(self._where)
        self._line_cells = self._raw(_LINE)
        self._stamp_cells = self._raw(("date", "time"))
        self._person_cells = self._raw(_PERSON)
        self._lines: dict[object, Line] = {}
        self._stamps: dict[object, datetime] = {}
        self._people: dict[object, Person] = {}
        self._yes_or_no = [name for name in YES_OR_NO if name in self._where]
        self._unclear: list[tuple[str, str]] = []  # columns, and cells that are neither

    def run(self, rows: Sequence[NumberedRow]) -> Run:
        """Make sense of the rows of one receipt; those that cannot be used become problems."""
        return next(iter(self.runs(rows, lambda _cells: "")))[1]

    def runs(self, rows: Iterable[NumberedRow], receipt_of: _Cell) -> Iterator[tuple[str, Run]]:
        """Yield the rows that follow each other with the same receipt, made sense of.

        This is where the time of an import goes: half a million rows pass through this loop.
        """
        lines, raw_line, raw_stamp = self._lines, self._line_cells, self._stamp_cells
        number, run, stamp = "", Run(), None
        add = run.lines.append
        for place, cells in rows:
            told = receipt_of(cells)
            if told != number or not run.line:
                if run.line:
                    yield number, run
                number, run, stamp = told, Run(place), None
                add = run.lines.append
            try:
                when = raw_stamp(cells)
                if when != stamp:
                    at = self._stamp(when, cells)
                    stamp = when
                raw = raw_line(cells)
                line = lines.get(raw) or self._line(raw, cells)
            except BadCell as bad:
                run.problems.append(RowProblem(place, bad.column, bad.message))
                continue
            if not run.lines:
                run.first, run.at = cells, at
            add(line)
        if run.line:
            yield number, run

    def _line(self, raw: object, cells: Cells) -> Line:
        _forget_when_full(self._lines)
        line = self._lines[raw] = self._parsed_line(cells)
        return line

    def _stamp(self, raw: object, cells: Cells) -> datetime:
        found = self._stamps.get(raw)
        if found is None:
            _forget_when_full(self._stamps)
            found = self._stamps[raw] = self._parsed_stamp(cells)
        return found

    def person(self, cells: Cells) -> Person:
        """Return who bought, as far as the row says."""
        raw = self._person_cells(cells)
        found = self._people.get(raw)
        if found is None:
            found = self._people[raw] = self._parsed_person(cells)
            _forget_when_full(self._people)
        return found

    def total(self, cells: Cells, currency: str) -> int | None:
        """Return the receipt's own total where this row tells it; raises BadCell."""
        return self.minor("receipt_total", cells, currency)

    def on_top(self, cells: Cells, currency: str) -> int:
        """Return what comes on top of the lines once, less what goes off; raises BadCell."""
        off = abs(self._sum("receipt_discount", cells, currency))
        return self._sum("receipt_extra", cells, currency) - off

    def given_back(self, cells: Cells, currency: str) -> int:
        """Return what the receipt says of itself was given back; raises BadCell."""
        return abs(self._sum("receipt_refunded", cells, currency))

    def minor(self, name: str, cells: Cells, currency: str) -> int | None:
        """Return an amount of the row, None where it is blank; raises BadCell."""
        told = self.text(name, cells)
        return self._minor(name, told, currency) if told else None

    def has(self, name: str) -> bool:
        """Whether the mapping names columns for this."""
        return name in self._where

    def text(self, name: str, cells: Cells) -> str:
        """Return the cleaned text of a column, nothing where the mapping names none."""
        taker = self._cells.get(name)
        return cell_text(taker(cells)) if taker else ""

    def column(self, name: str) -> str:
        """Return what the file calls a column, for the owner to find it."""
        return self._called.get(name, "")

    def _parsed_line(self, cells: Cells) -> Line:
        """Return what the row adds; a column the mapping does not name costs nothing here."""
        currency, count, kind, reason, refunded = self._own_currency, _ONE, Kind.SALE, "", 0
        told = self._cells
        if "currency" in told:
            currency = currency_code(told["currency"](cells), self.column("currency"))
        if "status" in told or "type" in told:
            kind, reason = self._standing(cells)
        if "quantity" in told:
            count = _quantity(told["quantity"](cells), self._called["quantity"], *self._separators)
        minor = self._line_minor(cells, count, currency)
        if kind is Kind.REFUND and self._mapping.refunds_are_positive and minor > 0:
            minor = -minor
        if "refunded" in told and (back := self.text("refunded", cells)):
            refunded = abs(self._minor("refunded", back, currency))
        if "line_discount" in told:
            off = abs(self._sum("line_discount", cells, currency))
            minor -= off if minor >= 0 else -off
        name = _name(told["item"](cells)) if "item" in told else ""
        item = LineItem(name, count, minor, cell_text(told["sku"](cells)) if "sku" in told else "")
        extra = self._sum("line_tax", cells, currency) if "line_tax" in told else 0
        is_item = bool(item.name or item.sku) or not self._mapping.lines_need_item
        gives_back = minor < 0 or count < 0
        return Line(item, currency, extra, refunded, is_item, kind, reason, gives_back)

    def _standing(self, cells: Cells) -> tuple[Kind, str]:
        """Return what a row is; why it is not counted goes before everything else."""
        words = [folded_word(self.text(name, cells)) for name in ("status", "type")]
        for word in words:
            if word in self._mapping.not_counted_words:
                return Kind.NOT_COUNTED, self._mapping.not_counted_words[word]
        gives_back = any(word in self._mapping.refund_words for word in words)
        return (Kind.REFUND if gives_back else Kind.SALE), ""

    def _sum(self, name: str, cells: Cells, currency: str) -> int:
        """Return what the columns of a field come to; blank cells come to nothing."""
        told = (cell_text(each) for each in self._parts(name, cells))
        return sum(self._minor(name, each, currency) for each in told if each)

    def _line_minor(self, cells: Cells, count: Decimal, currency: str) -> int:
        if "line_total" in self._where:
            return self._minor("line_total", self.text("line_total", cells), currency)
        if "unit_price" not in self._where:
            return 0  # only the receipt's total is told
        price = self._cells["unit_price"](cells)
        return _line_price(price, count, currency, self.column("unit_price"), *self._separators)

    def _minor(self, name: str, told: str, currency: str) -> int:
        column = self.column(name)
        return rounded_minor(_number(told, column, *self._separators), currency, column)

    def _parsed_stamp(self, cells: Cells) -> datetime:
        told = self.text("date", cells)
        layout = self._mapping.date_format
        clock = self.text("time", cells)
        if self._mapping.days:
            return self._mapping.days.read(f"{told} {clock}".strip(), self.column("date"))
        if clock:
            told, layout = f"{told} {clock}", f"{layout} {self._mapping.time_format}"
        at = _moment(told, layout)
        if at is None or at.year not in _YEARS:
            message = _("“{cell}” is not a date written as {layout}.")
            raise BadCell(self.column("date"), message.format(cell=told[:40], layout=layout))
        return at

    def _parsed_person(self, cells: Cells) -> Person:
        text = self.text
        id = text("customer_id", cells)
        if self._mapping.strip_float and id.endswith(".0"):
            id = id[:-2]
        streets = (plain_name(cell_text(each)) for each in self._parts("street", cells))
        return Person(
            system_id=id,
            name=real_name(text("customer", cells)) or plain_name(text("company", cells)),
            given=plain_name(text("given", cells)),
            email=text("email", cells),
            phone=text("phone", cells),
            address=Address(
                lines=tuple(filter(None, streets)),
                city=plain_name(text("city", cells)),
                region=plain_name(text("region", cells)),
                postcode=plain_name(text("postcode", cells)),
                country=self._country(text("country", cells)),
            ),
            birthday=day_of_year(text("birthday", cells)),
            told=self._told(cells) if self._yes_or_no else (),
        )

    def unclear(self, line: int) -> list[RowProblem]:
        """Return what was neither yes nor no since this was asked last; nothing is told by it."""
        if not self._unclear:
            return []
        words = _("“{cell}” is neither yes nor no: the rest of the row was read without it.")
        found = [
            RowProblem(line, column, words.format(cell=cell[:40])) for column, cell in self._unclear
        ]
        self._unclear.clear()
        return found

    def _told(self, cells: Cells) -> tuple[str, ...]:
        """Return which of the yes/no columns say yes."""
        told = []
        for name in self._yes_or_no:
            cell = self.text(name, cells)
            is_so = yes_or_no(cell)
            if is_so is None:
                self._unclear.append((self.column(name), cell))
            elif is_so:
                told.append(name)
        return tuple(told)

    def _country(self, told: str) -> str:
        return self._mapping.countries.get(told) or country_code(told)

    def _parts(self, name: str, cells: Cells) -> list[str]:
        return [cells[index] for index in self._where.get(name, ())]

    def _raw(self, names: Sequence[str]) -> Callable[[Cells], object]:
        """Return what takes the untouched cells of several columns, to recognise a repetition."""
        indexes = [index for name in names for index in self._where.get(name, ())]
        return itemgetter(*indexes) if indexes else lambda cells: ()


def _moment(told: str, layout: str) -> datetime | None:
    """Return a moment of the shop's own clock, None when it is not written so."""
    try:
        if layout == _ISO and len(told) == 19 and told[4] == "-" and told[10] == " ":
            return datetime.fromisoformat(told)  # ten times as fast
        return datetime.strptime(told, layout)  # noqa: DTZ007 - the shop's own clock
    except ValueError:
        return None


def _taker(indexes: tuple[int, ...]) -> _Cell:
    """Return what takes a column's text out of a row; several columns are joined."""
    if len(indexes) == 1:
        return itemgetter(indexes[0])
    return lambda cells: " ".join(cells[index] for index in indexes)


def _where(mapping: MappingFile, words: Sequence[str], place: Path) -> dict[str, tuple[int, ...]]:
    """Return the places of every column; raises SourceError for words the header lacks."""
    missing = [word for said in mapping.columns.values() for word in said if word not in words]
    if missing:
        raise SourceError(
            _("The file has no column {names}, which the mapping “{label}” needs.").format(
                names=", ".join(f"“{word}”" for word in missing), label=mapping.label
            ),
            _("Export it again with this column, or take it out of the mapping."),
            path=place,
        )
    return {
        name: tuple(words.index(word) for word in said) for name, said in mapping.columns.items()
    }


def _forget_when_full(remembered: dict[object, Any]) -> None:
    if len(remembered) > _REMEMBERED:
        remembered.clear()


@lru_cache(10_000)
def _line_price(  # of what is sold over and over
    price: str, count: Decimal, currency: str, column: str, decimal: str, thousands: str
) -> int:
    return rounded_minor(number(price, column, decimal, thousands) * count, currency, column)


@lru_cache(10_000)
def _name(cell: str) -> str:
    return plain_name(cell_text(cell))


_number = lru_cache(10_000)(number)
_quantity = lru_cache(10_000)(quantity)
