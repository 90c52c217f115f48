"""The export of a till or a web shop, told as a table of words: what readers have in common.

A reader is one file with a class of this kind: what the system may call each column, in whichever
languages it speaks, and what its status words mean. How days and numbers are written is found out
from the whole of a column; where the column cannot tell, the owner is asked. Whatever else is odd
about a system's files is a small step of its own: `skips`, `rows`, `leads` or `finish`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from functools import lru_cache, partial
from pathlib import Path
from typing import ClassVar

from notecard.core.errors import SourceError
from notecard.core.purchases import Kind, Purchase, Read, RowProblem, Tells
from notecard.core.words import _
from notecard.sources.header_words import Columns, Said, folded_word, folded_words, has, resolved
from notecard.sources.mapped_csv import FirstRow, receipt
from notecard.sources.mapped_row import Cells, NumberedRow, RowReader
from notecard.sources.mapping import MappingFile
from notecard.sources.records import Header
from notecard.sources.sheet import find_header, read_rows
from notecard.sources.source import Options
from notecard.sources.survey import Survey, survey


class Export:
    """A source of purchases made of a table of words."""

    id: ClassVar[str]
    label: ClassVar[str]
    system: ClassVar[str]
    tells: ClassVar[Tells] = Tells()
    way_out: ClassVar[str] = ""  # how to get the right file out of the system

    columns: ClassVar[Columns]  # field: what the header may call it
    needs: ClassVar[Sequence[str]]  # without these it is another file; "a|b": one of them
    lacks: ClassVar[Sequence[str]] = ()  # header words that only other files have
    not_counted: ClassVar[Mapping[str, Sequence[str]]] = {}  # reason: status or type words
    refunds: ClassVar[Sequence[str]] = ()  # status or type words of rows that give back
    whole_refunds: ClassVar[Sequence[str]] = ()  # of receipts that were given back whole
    refunds_are_positive: ClassVar[bool] = False
    told_once: ClassVar[Sequence[str]] = ()  # fields that only the leading row of a receipt tells
    lines_need_item: ClassVar[bool] = False
    is_utc: ClassVar[bool] = False  # stamps without an offset are UTC, not the shop's own clock
    sign_in: ClassVar[Sequence[Said]] = ()  # columns whose sign tells the currency

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether every needed column stands in the header, and none of another file's."""
        return has(words, self.columns, self.needs, self.lacks)

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield one purchase a receipt, wherever in the file its rows stand."""
        header = find_header(place, self.recognises)
        if header is None:
            raise self.is_another(place)
        columns = self.meant(header.words)
        found = survey(
            self.rows(self._raw(place, header, options), header.words),
            {name: [header.words.index(word) for word in said] for name, said in columns.items()},
            self._signs(header.words),
            place=place,
            called=columns,
            options=options,
        )
        mapping = self._mapping(columns, found)
        reader = RowReader(mapping, header.words, place, options.currency)
        once = [
            header.words.index(word) for name in self.told_once for word in columns.get(name, ())
        ]
        rows = self.rows(self._raw(place, header, options), header.words)
        for key, run in _grouped(rows, partial(self.key, reader), found.is_scattered):
            if isinstance(run, RowProblem):
                yield run
                continue
            run.sort(key=lambda row: not self.leads(reader, row[1]))
            for _line, cells in run[1:]:
                for index in once:
                    cells[index] = cells[index] or run[0][1][index]
            yield from receipt(key, reader.run(run), reader, mapping, self._last_word)

    def meant(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the header's own words for every field it has."""
        there = folded_words(words)
        found = {name: resolved(said, there) for name, said in self.columns.items()}
        return {name: said for name, said in found.items() if said}

    def skips(self, cells: Cells) -> bool:
        """Whether a row is a footer or padding."""
        return not any(cell.strip() for cell in cells)

    def rows(
        self, rows: Iterable[NumberedRow | RowProblem], words: Sequence[str]
    ) -> Iterator[NumberedRow | RowProblem]:
        """Yield the rows as a table has them; a file that is no plain table is made one here."""
        yield from rows

    def key(self, reader: RowReader, cells: Cells) -> str:
        """Return the number of the receipt a row belongs to.

        A refund with a number of its own is a receipt of its own: a later file may tell of it
        without the sale.
        """
        own = reader.text("refund_receipt", cells)
        return own if own and self.gives_back(reader, cells) else reader.receipt(cells).strip()

    def gives_back(self, reader: RowReader, cells: Cells) -> bool:
        """Whether a row says of itself that it gives back."""
        words = {folded_word(reader.text(name, cells)) for name in ("type", "status")}
        return not words.isdisjoint(_folded(tuple(self.refunds)))

    def leads(self, reader: RowReader, cells: Cells) -> bool:
        """Whether a row speaks for its whole receipt, before the others."""
        if self.gives_back(reader, cells):
            return False
        return bool(reader.text("receipt_total", cells)) or not reader.column("receipt_total")

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Return the receipt as it is meant; `told` has the fields of its first row."""
        return purchase

    def is_another(self, place: Path) -> SourceError:
        """Return what to say of a file that has other columns."""
        return SourceError(
            _("This is not a file of “{label}”.").format(label=self.label),
            (self.way_out and _(self.way_out))
            or _("Export it again with all columns, or choose another source."),
            path=place,
        )

    def _last_word(self, purchase: Purchase, told: FirstRow) -> Purchase:
        if purchase.kind is Kind.REFUND and "refund_receipt" in self.columns:
            purchase = replace(purchase, refund_of=told("receipt"))
        finished = self.finish(purchase, told)
        if self.is_utc and finished.at.tzinfo is None:
            finished = replace(finished, at=finished.at.replace(tzinfo=UTC))
        return finished if self.tells.lines else replace(finished, lines=())

    def _raw(
        self, place: Path, header: Header, options: Options
    ) -> Iterator[NumberedRow | RowProblem]:
        return read_rows(place, header, options.progress, skips=self.skips)

    def _signs(self, words: Sequence[str]) -> list[int]:
        there = folded_words(words)
        return [words.index(word) for word in resolved(self.sign_in, there)]

    def _mapping(self, columns: Mapping[str, tuple[str, ...]], found: Survey) -> MappingFile:
        return MappingFile(
            id=self.id,
            label=self.label,
            columns=columns,
            recognise=frozenset(),
            currency=found.currency,
            decimal=found.decimal,
            thousands=found.thousands,
            refund_words=_folded(tuple(self.refunds)),
            whole_refund_words=_folded(tuple(self.whole_refunds)),
            refunds_are_positive=self.refunds_are_positive,
            not_counted_words={
                folded_word(word): why for why, words in self.not_counted.items() for word in words
            },
            days=found.days,
            lines_need_item=self.lines_need_item,
        )


def _grouped(
    rows: Iterable[NumberedRow | RowProblem], key_of: Callable[[Cells], str], is_scattered: bool
) -> Iterator[tuple[str, list[NumberedRow] | RowProblem]]:
    """Yield the rows of each receipt together; only a file that scatters them is held whole."""
    runs: dict[str, list[NumberedRow]] = {}
    for row in rows:
        if isinstance(row, RowProblem):
            yield "", row
            continue
        key = key_of(row[1])
        if not is_scattered and key not in runs:
            yield from runs.items()
            runs.clear()
        runs.setdefault(key, []).append(row)
    yield from runs.items()


@lru_cache(1000)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded_word(word) for word in words)
