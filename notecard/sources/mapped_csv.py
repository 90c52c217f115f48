"""Purchases from any CSV file with a header row and a mapping that says which column is what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from notecard.core.customers import plain_name
from notecard.core.errors import SourceError
from notecard.core.purchases import Kind, LineItem, Purchase, Read, RowProblem
from notecard.core.words import _
from notecard.sources.amounts import BadCell, cell_text
from notecard.sources.mapped_row import Cells, Line, RowReader
from notecard.sources.mapping import MappingFile, mappings
from notecard.sources.sheet import find_header, read_rows
from notecard.sources.source import Options

_Run = list[tuple[int, Cells]]  # the rows of one receipt, with their lines in the file


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

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether every word the mapping is recognised by stands in the header."""
        return self.mapping.recognise.issubset(words)

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield one purchase for each run of rows with the same receipt number."""
        header = find_header(place, self.recognises)
        if header is None:
            raise SourceError(
                _("The file does not have the columns of “{label}”.").format(label=self.label),
                _("Export it again with all columns, or use another mapping."),
                path=place,
            )
        row_reader = RowReader(self.mapping, header.words, place, options.currency)
        number, run = "", _Run()
        for row in read_rows(place, header, options.progress):
            if isinstance(row, RowProblem):
                yield row
                continue
            told = row_reader.receipt(row[1])
            if told != number:
                yield from _receipt(number, run, row_reader, self.mapping)
                number, run = told, []
            run.append(row)
        yield from _receipt(number, run, row_reader, self.mapping)


def mapped_sources(own: Path | None = None) -> Iterator[MappedCsv]:
    """Yield a source for every mapping there is, shipped or the owner's."""
    yield from (MappedCsv(mapping) for mapping in mappings(own))


def _receipt(number: str, run: _Run, rows: RowReader, mapping: MappingFile) -> Iterator[Read]:
    """Yield the problems of the rows of one receipt, and what is left of it as one purchase."""
    good: list[tuple[Cells, datetime, Line]] = []
    for line, cells in run:
        try:
            good.append((cells, rows.stamp(cells), rows.line(cells)))
        except BadCell as bad:
            yield RowProblem(line, bad.column, bad.message)
    if not good:
        return
    try:
        yield _purchase(cell_text(number), good, rows, mapping)
    except BadCell as bad:
        yield RowProblem(run[0][0], bad.column, bad.message)


def _purchase(
    key: str, good: list[tuple[Cells, datetime, Line]], rows: RowReader, mapping: MappingFile
) -> Purchase:
    cells, at, first = good[0]
    if not key:
        raise BadCell(rows.column("receipt"), _("The receipt has no number."))
    told = [line for _cells, _at, line in good]
    if any(line.currency != first.currency for line in told):
        raise BadCell(rows.column("currency"), _("The receipt is in several currencies."))
    kind, reason = _standing(key, told, mapping)
    counted = told if kind is Kind.NOT_COUNTED else [
        line for line in told if line.kind is not Kind.NOT_COUNTED
    ]  # fmt: skip
    items = _signed(counted, kind, mapping)
    gross, refunded = _money(items, rows.total(cells, first.currency))
    later = sum(line.refunded for line in counted)
    backwards = sum(1 for item in items if _gives_back(item))
    if kind is Kind.SALE and backwards == len(items) and not gross:
        kind = Kind.REFUND
    return Purchase(
        key=key,
        at=at,
        currency=first.currency,
        gross=gross,
        refunded=refunded + later,
        kind=kind,
        reason=reason,
        refund_of=rows.text("refund_of", cells),
        person=rows.person(cells),
        staff=plain_name(rows.text("staff", cells)),
        lines=tuple(items),
        records=len(good),
        refund_records=backwards if kind is not Kind.NOT_COUNTED else 0,
    )


def _standing(key: str, told: list[Line], mapping: MappingFile) -> tuple[Kind, str]:
    """Return what the receipt is: by its number first, then by the words on its rows."""
    for prefix, why in mapping.not_counted_prefixes.items():
        if key.startswith(prefix):
            return Kind.NOT_COUNTED, why
    if mapping.refund_prefixes and key.startswith(mapping.refund_prefixes):
        return Kind.REFUND, ""
    kinds = {line.kind for line in told}
    for kind in (Kind.SALE, Kind.REFUND):
        if kind in kinds:
            return kind, ""
    return Kind.NOT_COUNTED, told[0].reason


def _signed(counted: list[Line], kind: Kind, mapping: MappingFile) -> list[LineItem]:
    """Return the items; those of a refund that is told without a minus get theirs."""
    items = [line.item for line in counted]
    if kind is not Kind.REFUND or not mapping.refunds_are_positive:
        return items
    return [replace(item, minor=-abs(item.minor)) for item in items]


def _money(items: list[LineItem], total: int | None) -> tuple[int, int]:
    """Return what was charged and what was given back, both without a sign."""
    if total is not None:
        return max(total, 0), max(-total, 0)
    amounts = [item.minor for item in items]
    came_in = sum(amount for amount in amounts if amount > 0)
    return came_in, came_in - sum(amounts)


def _gives_back(item: LineItem) -> bool:
    return item.minor < 0 or item.quantity < 0
