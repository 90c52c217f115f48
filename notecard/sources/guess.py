"""Guesses what the columns of a file nobody has described are: by their words and their cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notecard.core.progress import Progress, silent
from notecard.sources.days import DaysSeen, Undecided
from notecard.sources.guess_fits import fit, unnamed
from notecard.sources.guess_money import amounts_told
from notecard.sources.guess_table import Table, table_of
from notecard.sources.guess_words import IGNORE, PERSON, main_language, meanings, state_of
from notecard.sources.guess_yes_or_no import obvious
from notecard.sources.looks import Looks, looks_of
from notecard.sources.numbers import NumbersSeen, currency_in

MONEY = ("unit_price", "line_total", "receipt_total", "amount", "refunded")
_PERSON = PERSON | {"customer_id"}
_AMOUNTS = frozenset(["unit_price", "line_total", "receipt_total"])
_REACHED = ("email", "phone", "street")
_NAMED = ("customer", "given", "family")
_LEAST = 0.3  # a guess less sure than this is none
_SURE = 0.9  # a word this sure is believed; else the cells have their say too
_TWO = 2  # an address may fill as many columns, and of two that tell a state one is the type


@dataclass(frozen=True, slots=True)
class Guessed:
    """A column and what it probably is; `meaning` is empty where it is of no use."""

    word: str
    meaning: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Guess:
    """What a file probably says."""

    table: Table
    kind: str  # "purchases" or "contacts"
    columns: tuple[Guessed, ...]
    order: str  # of day and month; empty where it has to be asked
    example: str  # a day to ask with
    decimal: str
    thousands: str
    currency: str  # by the signs beside the amounts, empty where there are none
    refunds: tuple[str, ...] = field(default=())
    whole_refunds: tuple[str, ...] = field(default=())
    not_counted: tuple[str, ...] = field(default=())


def guess(place: Path, progress: Progress = silent) -> Guess:
    """Return what the file probably says; raises SourceError where there is no table in it."""
    return guess_table(table_of(place, progress))


def guess_table(table: Table) -> Guess:
    """Return what a table probably says."""
    cells = [table.column(index) for index in range(len(table.header.words))]
    looks = [looks_of(column) for column in cells]
    chosen = _chosen(_scores(table.header.words, looks))
    kind = _kind({name for name, _score in chosen.values()})
    decimal, thousands = _marks(chosen, cells)
    if kind == "contacts":
        chosen = {at: said for at, said in chosen.items() if said[0] in _PERSON}
    else:
        chosen = amounts_told(chosen, cells, table.header.words, decimal, thousands)
    chosen |= {at: (name, 1.0) for at, name in obvious(table.header.words, cells, chosen)}
    order, example = _order(chosen, cells)
    given_back = _words_of("refunded", chosen, cells)
    is_whole = _is_told_by_the_sale(given_back, chosen, cells)
    return Guess(
        table=table,
        kind=kind,
        columns=tuple(
            Guessed(word, *chosen.get(at, ("", 0.0))) for at, word in enumerate(table.header.words)
        ),
        order=order,
        example=example,
        decimal=decimal,
        thousands=thousands,
        currency=_currency(chosen, cells),
        refunds=() if is_whole else given_back,
        whole_refunds=given_back if is_whole else (),
        not_counted=_words_of("not_counted", chosen, cells),
    )


Chosen = dict[int, tuple[str, float]]
"""What each used column is, and how surely."""


def _scores(words: Sequence[str], looks: Sequence[Looks]) -> list[tuple[float, int, str]]:
    """Return every column with everything it may be, the surest first."""
    main = main_language(words)
    scores: list[tuple[float, int, str]] = []
    for at, (word, seen) in enumerate(zip(words, looks, strict=True)):
        if not word.strip() or word in words[:at]:
            continue  # a mapping cannot name it
        said = meanings(word, main)
        told = {name: score * (0.3 + 0.7 * fit(name, seen)) for name, score in said.items()}
        told = {name: score for name, score in told.items() if fit(name, seen) > 0}
        for name, score in unnamed(seen).items() if max(said.values(), default=0) < _SURE else ():
            told[name] = max(told.get(name, 0.0), score)
        scores += [(score, at, name) for name, score in told.items() if score >= _LEAST]
    return sorted(scores, key=lambda one: (-one[0], one[1], one[2]))


def _chosen(scores: Sequence[tuple[float, int, str]]) -> Chosen:
    """Give each column the surest meaning that no surer column has; several may be money."""
    chosen: Chosen = {}
    taken: Counter[str] = Counter()
    for score, at, name in scores:
        if at in chosen or taken[name] >= _room(name):
            continue
        chosen[at] = ("type" if name == "status" and taken[name] else name, score)
        taken[name] += 1
    return {at: said for at, said in sorted(chosen.items()) if said[0] != IGNORE}


def _room(name: str) -> int:
    """Return how many columns of a file may be this."""
    if name in ("street", "status"):
        return _TWO
    return 1000 if name in (IGNORE, "amount") else 1


def _kind(names: set[str]) -> str:
    is_purchase = bool(names & {"amount", *_AMOUNTS, "receipt", "item", "quantity"})
    is_book = names & {*_NAMED} and names & {*_REACHED}
    return "contacts" if is_book and not is_purchase else "purchases"


def _marks(chosen: Chosen, cells: Sequence[Sequence[str]]) -> tuple[str, str]:
    seen = NumbersSeen()
    for at, (name, _score) in chosen.items():
        for cell in cells[at] if name in MONEY else ():
            seen.see(cell)
    return seen.decide()


def _order(chosen: Chosen, cells: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return whether the day or the month comes first, or a day to ask with."""
    at = _at(chosen, "date")
    if at is None:
        return "ymd", ""
    seen = DaysSeen()
    for cell in cells[at]:
        seen.see(cell)
    try:
        return seen.decide().order or "ymd", ""
    except Undecided as undecided:
        return "", undecided.example


def _currency(chosen: Chosen, cells: Sequence[Sequence[str]]) -> str:
    """Return the currency the amounts name by a sign of its own, unless a column tells it."""
    if any(name == "currency" for name, _score in chosen.values()):
        return ""
    money = [at for at, (name, _score) in chosen.items() if name in MONEY]
    named = Counter(currency_in(cell) for at in money for cell in cells[at][:200])
    del named[""]
    code = next((code for code, _count in named.most_common(1)), "")
    return code if len(code) == 3 and code.isalpha() else ""


def _words_of(state: str, chosen: Chosen, cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the words of the status column that say: given back, or: no purchase."""
    columns = [at for at, (name, _score) in chosen.items() if name in ("status", "type")]
    words = sorted({cell.strip() for at in columns for cell in cells[at]})
    return tuple(word for word in words if state_of(word) == state)


def _is_told_by_the_sale(
    words: Sequence[str], chosen: Chosen, cells: Sequence[Sequence[str]]
) -> bool:
    """Whether such words stand on the sale itself: no minus, and no other row of the receipt."""
    status, receipt = _at(chosen, "status"), _at(chosen, "receipt")
    if status is None or receipt is None or _at(chosen, "refund_of") is not None:
        return False
    rows = [at for at, cell in enumerate(cells[status]) if cell.strip() in words]
    money = [at for at, (name, _score) in chosen.items() if name in _AMOUNTS]
    if any(cells[at][row].lstrip()[:1] in ("-", "−", "(") for at in money for row in rows):
        return False
    backwards = {cells[receipt][row] for row in rows}
    others = {cell for row, cell in enumerate(cells[receipt]) if cells[status][row] not in words}
    return not backwards & others


def _at(chosen: Chosen, name: str) -> int | None:
    return next((at for at, (said, _score) in chosen.items() if said == name), None)
