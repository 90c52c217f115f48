"""Purchases from any CSV file with a header row and a mapping that says which column is what."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from notecard.core.customers import plain_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Contact, Kind, LineItem, Purchase, Read, RowProblem, Tells
from notecard.core.words import _
from notecard.sources.amounts import BadCell, cell_text
from notecard.sources.days import DayReader, DaysSeen
from notecard.sources.header_words import folded_word
from notecard.sources.mapped_row import Cells, Line, NumberedRow, RowReader, Run
from notecard.sources.mapping import ASK, MappingFile, mappings
from notecard.sources.records import Header
from notecard.sources.sheet import find_header, read_rows
from notecard.sources.source import Options
from notecard.sources.survey import decided


@dataclass(frozen=True, slots=True)
class FirstRow:
    """What the first row of a receipt says of any field."""

    reader: RowReader
    cells: Cells
    currency: str

    def __call__(self, name: str) -> str:
        """Return the text of a field, nothing where the file has no such column."""
        return self.reader.text(name, self.cells)

    def minor(self, name: str) -> int | None:
        """Return the amount in a field, None where there is none; raises BadCell."""
        return self.reader.minor(name, self.cells, self.currency)


Finish = Callable[[Purchase, FirstRow], Purchase]
"""The last word on a receipt."""


class MappedCsv:
    """A source made of a mapping."""

    def __init__(self, mapping: MappingFile) -> None:
        self.mapping = mapping

    @property
    def id(self) -> str:
        """Return the mapping's name."""
        return self.mapping.id

    @property
    def label(self) -> str:
        """Return what the mapping calls itself."""
        return self.mapping.label

    @property
    def system(self) -> str:
        """Return the mapping's name: the numbers in the file are its own."""
        return self.mapping.id

    @property
    def tells(self) -> Tells:
        """Return that all there is stands in the one file."""
        return Tells()

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether every word the mapping is recognised by stands in the header."""
        return self.mapping.recognise.issubset(words)

    def is_made_for(self, words: Sequence[str]) -> bool:
        """Whether the mapping is recognised by just these words, no fewer."""
        return self.mapping.recognise == {word for word in words if word}

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield one purchase for each run of rows with the same receipt number."""
        header = find_header(place, self.recognises)
        if header is None:
            raise SourceError(
                _("The file does not have the columns of “{label}”.").format(label=self.label),
                _("Export it again with all columns, or use another mapping."),
                path=place,
            )
        mapping = _with_days(self.mapping, place, header, options)
        mapping = _for_a_sheet(mapping) if header.sheet else mapping
        row_reader = RowReader(mapping, header.words, place, options.currency)
        rows = read_rows(place, header, options.progress)
        if mapping.kind == "contacts":
            yield from contacts(rows, row_reader)
        else:
            yield from receipts(rows, row_reader, mapping)


def contacts(rows: Iterable[NumberedRow | RowProblem], reader: RowReader) -> Iterator[Read]:
    """Yield the person of each row of an address book."""
    for row in rows:
        if isinstance(row, RowProblem):
            yield row
            continue
        line, cells = row
        person = reader.person(cells)
        yield from reader.unclear(line)
        if person.is_known:
            yield Contact(person)
        else:
            yield RowProblem(line, "", _("The row names nobody."))


def _with_days(mapping: MappingFile, place: Path, header: Header, options: Options) -> MappingFile:
    """Return the mapping with what reads its days; its own word goes before what was told."""
    order = mapping.date_order
    if order != ASK:
        return replace(mapping, days=DayReader(order, order)) if order else mapping
    column = next((word for word in mapping.columns.get("date", ()) if word in header.words), "")
    if mapping.kind == "contacts" or not column:
        return mapping
    return replace(mapping, days=_asked(mapping, column, place, header, options))


def _asked(
    mapping: MappingFile, column: str, place: Path, header: Header, options: Options
) -> DayReader:
    """Look a column of days through; raises DatesUndecided where only the owner can tell."""
    seen, index = DaysSeen(), header.words.index(column)
    for row in read_rows(place, header, options.progress):
        if seen.is_settled:
            break
        if not isinstance(row, RowProblem):
            seen.see(row[1][index])
    hint = _(
        "Say which comes first: with --dates dmy or --dates mdy, or once for all in {file}, under"
        " [dates]: order = {day} or {month}"
    ).format(file=f"{mapping.id}.toml", day='"dmy"', month='"mdy"')
    return decided(seen, place, column, options, hint)


def _for_a_sheet(mapping: MappingFile) -> MappingFile:
    """Return the mapping for a workbook: its days and numbers are values, written one way only."""
    layout = mapping.date_format
    order = "mdy" if layout.find("%m") < layout.find("%d") else "dmy"
    days = mapping.days or DayReader(order, order)
    return replace(mapping, decimal=".", thousands="", days=days)


def receipts(
    rows: Iterable[NumberedRow | RowProblem], reader: RowReader, mapping: MappingFile
) -> Iterator[Read]:
    """Yield one purchase for each run of rows with the same receipt number."""
    problems: list[RowProblem] = []
    for number, run in reader.runs(_good(rows, problems), reader.receipt):
        if problems:
            yield from problems
            problems.clear()
        yield from receipt(number, run, reader, mapping)
    yield from problems


def _good(
    rows: Iterable[NumberedRow | RowProblem], problems: list[RowProblem]
) -> Iterator[NumberedRow]:
    """Yield the rows, and put aside what is none."""
    for row in rows:
        if isinstance(row, RowProblem):
            problems.append(row)
        else:
            yield row


def mapped_sources(own: Path | None = None) -> Iterator[MappedCsv]:
    """Yield a source for every mapping there is, shipped or the owner's."""
    yield from (MappedCsv(mapping) for mapping in mappings(own))


def receipt(
    number: str,
    run: Run,
    reader: RowReader,
    mapping: MappingFile,
    finish: Finish | None = None,
) -> Iterator[Read]:
    """Yield the problems of the rows of one receipt, and what is left of it as one purchase."""
    yield from run.problems
    if not run.lines:
        return
    try:
        purchase = _purchase(cell_text(number), run, reader, mapping)
        if finish:
            purchase = finish(purchase, FirstRow(reader, run.first, purchase.currency))
        yield purchase
        yield from reader.unclear(run.line)
    except BadCell as bad:
        yield RowProblem(run.line, bad.column, bad.message)


def _purchase(key: str, run: Run, reader: RowReader, mapping: MappingFile) -> Purchase:
    if not key:
        raise BadCell(reader.column("receipt"), _("The receipt has no number."))
    told = run.lines
    currency = told[0].currency
    if "currency" in mapping.columns and len({line.currency for line in told}) > 1:
        raise BadCell(reader.column("currency"), _("The receipt is in several currencies."))
    kind, reason = _standing(key, told, mapping)
    if kind is not Kind.NOT_COUNTED and ("status" in mapping.columns or "type" in mapping.columns):
        told = [line for line in told if line.kind is not Kind.NOT_COUNTED]
    items = _items(told, kind, mapping)
    gross, refunded = _charged(told, items, run, reader, currency)
    if "refunded" in mapping.columns:
        refunded += sum([line.refunded for line in told])
    if "receipt_refunded" in mapping.columns:
        refunded += reader.given_back(run.first, currency)
    if mapping.whole_refund_words and _is_given_back_whole(run, reader, mapping):
        refunded = max(refunded, gross)
    backwards = sum([line.gives_back for line in told])
    if kind is Kind.SALE and backwards == len(items) and not gross:
        kind = Kind.REFUND
    return Purchase(
        key=key,
        at=run.at,
        currency=currency,
        gross=gross,
        refunded=refunded,
        kind=kind,
        reason=reason,
        refund_of=reader.text("refund_of", run.first),
        person=reader.person(run.first),
        staff=plain_name(reader.text("staff", run.first)),
        lines=tuple(items),
        records=len(run.lines),
        refund_records=0 if kind is Kind.NOT_COUNTED else backwards,
    )


def _charged(
    told: list[Line], items: list[LineItem], run: Run, reader: RowReader, currency: str
) -> tuple[int, int]:
    """Return what was charged and what was given back, by the receipt's total or by its lines."""
    total = reader.total(run.first, currency)
    if total is not None:
        return max(total, 0), max(-total, 0)
    amounts = [item.minor for item in items]
    if reader.has("line_tax"):
        extras = [line.extra for line in told if line.is_item]
        amounts = [
            amount + (extra if amount >= 0 else -abs(extra))
            for amount, extra in zip(amounts, extras, strict=True)
        ]
    came_in, went_out = _money(amounts)
    return came_in + reader.on_top(run.first, currency), went_out


def _is_given_back_whole(run: Run, reader: RowReader, mapping: MappingFile) -> bool:
    words = {folded_word(reader.text(name, run.first)) for name in ("status", "type")}
    return not words.isdisjoint(mapping.whole_refund_words)


def _standing(key: str, told: list[Line], mapping: MappingFile) -> tuple[Kind, str]:
    """Return what the receipt is: by its number first, then by the words on its rows."""
    for prefix, why in mapping.not_counted_prefixes.items():
        if key.startswith(prefix):
            return Kind.NOT_COUNTED, why
    if mapping.refund_prefixes and key.startswith(mapping.refund_prefixes):
        return Kind.REFUND, ""
    if "status" not in mapping.columns and "type" not in mapping.columns:
        return Kind.SALE, ""
    kinds = {line.kind for line in told}
    for kind in (Kind.SALE, Kind.REFUND):
        if kind in kinds:
            return kind, ""
    return Kind.NOT_COUNTED, told[0].reason


def _items(told: list[Line], kind: Kind, mapping: MappingFile) -> list[LineItem]:
    """Return the items; those of a refund that is told without a minus get theirs."""
    if not mapping.lines_need_item:
        items = [line.item for line in told]
    else:
        items = [line.item for line in told if line.is_item]
    if kind is not Kind.REFUND or not mapping.refunds_are_positive:
        return items
    return [replace(item, minor=-abs(item.minor)) for item in items]


def _money(amounts: list[int]) -> tuple[int, int]:
    """Return what came in and what went out, both without a sign."""
    total = sum(amounts)
    if min(amounts, default=0) >= 0:
        return total, 0
    came_in = sum([amount for amount in amounts if amount > 0])
    return came_in, came_in - total
