"""Proves a suggestion before anybody sees it: each fact again from the receipts, and plain speech.

It shares no code with what gathered the facts and chose the words: it counts for itself.
"""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from notecard.core.cards import Stock, face
from notecard.core.facts import Fact, Suggestion
from notecard.core.purchases import Kind, KnownPurchase
from notecard.core.settings import Shop
from notecard.writing.kinds import Kinds
from notecard.writing.phrases import USES, Bank

MOST_WORDS: Final = 35
MOST_WORDS_A_SENTENCE: Final = 16
_ORDINALS: Final = {
    "fifth": 5, "tenth": 10, "twenty-fifth": 25, "fiftieth": 50, "hundredth": 100,
    "five": 5, "ten": 10, "twenty-five": 25, "fifty": 50, "a hundred": 100,
}  # fmt: skip
_YEARS: Final = {"two": 2, "three": 3, "four": 4}
_CLAIMS: Final = re.compile(
    r"\d+|"
    + "|".join(
        rf"\b{word}\b"
        for word in (
            *filter(None, calendar.month_name),
            *calendar.day_name,
            "fifth",
            "tenth",
            "fiftieth",
            "hundredth",
            "hundred",
            "fifty",
            "ten",
            "five",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Books:
    """What the verifier goes by: one customer's receipts, the shop, the day of writing."""

    purchases: Sequence[KnownPurchase]
    name: str
    given: str
    shop: Shop
    day: date
    kinds: Kinds
    big: int = 0  # the shop's 95th percentile of receipts, for newcomers
    remembered: str = ""  # the owner's note that a call comes back to

    @property
    def sales(self) -> list[KnownPurchase]:
        """The sales known on the day that were not given back whole, oldest first."""
        sales = (p for p in self.purchases if p.kind == "sale" and not p.is_given_back)
        known = [p for p in sales if p.day <= self.day]
        return sorted(known, key=lambda purchase: purchase.day)

    @property
    def visit_days(self) -> list[date]:
        """The days of their visits."""
        return sorted({sale.day for sale in self.sales})


def problems(
    suggestion: Suggestion, books: Books, bank: Bank, stock: Stock | None = None, *, spoken: bool
) -> list[str]:
    """Return everything that is wrong with a suggestion; nothing, for one that may be shown."""
    found = [f"not so: {fact.id}" for fact in suggestion.facts if not _holds(fact, books)]
    told = {fact.id for fact in suggestion.facts}
    found += [f"stated without proof: {id}" for id in suggestion.states if id not in told]
    body = _without_names(suggestion, books)
    found += [f"never said: {word}" for word in bank.never.found_in(body)]
    found += _unproved(body, suggestion, books)
    if re.search(r"\{\{|\}\}|\{%|\[[^\]]*\]|_{2,}", body):
        found.append("an unfilled gap")
    found += [f"a name from the till: {name}" for name in _till_names(suggestion, books)]
    found += _too_long(suggestion, body, spoken)
    if not spoken and suggestion.fits and not _fits(suggestion.lines, stock):
        found.append("does not fit the lines of the card")
    return found


def _without_names(suggestion: Suggestion, books: Books) -> str:
    """Return what the program itself says: names of people and of the shop may be anything."""
    lines = suggestion.lines if suggestion.lines else (suggestion.text,)
    body = " ".join(lines[1:])
    signed = " ".join(books.shop.sign_off.split())
    if signed and body.endswith(signed):
        body = body[: -len(signed)]
    for fact in suggestion.facts:
        if fact.kind in ("shop", "staff", "name") and fact.value:
            body = body.replace(fact.value, "Somebody")
    return body


def _unproved(body: str, suggestion: Suggestion, books: Books) -> list[str]:
    """Return numbers, months, weekdays and things that no fact stands for."""
    proved = " ".join(fact.value for fact in suggestion.facts)
    claims = [claim for claim in _CLAIMS.findall(body) if claim not in proved]
    things = {fact.value for fact in suggestion.facts if fact.kind == "thing"}
    bought = (
        said
        for words in re.findall(r"\bthe ([\w'-]+(?: [\w'-]+){0,2})", body)
        for said in _starts(words)
        if said in books.kinds.nouns() - _EVERYDAY and not any(said in thing for thing in things)
    )
    return [f"nothing proves: {claim}" for claim in (*claims, *bought)]


def _starts(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[:count]) for count in range(1, len(parts) + 1)]


_EVERYDAY: Final = {"pen", "ink", "book", "card", "box", "cup"}  # said of our own, not of theirs


def _till_names(suggestion: Suggestion, books: Books) -> list[str]:
    said = {fact.value for fact in suggestion.facts}
    names = {line.name.strip() for p in books.purchases for line in p.lines}
    return [
        name
        for name in names
        if len(name) > 3 and name not in said and name != name.lower() and name in suggestion.text
    ]


def _too_long(suggestion: Suggestion, body: str, spoken: bool) -> list[str]:
    found = []
    if not spoken and len(suggestion.text.split()) > MOST_WORDS + _extra_words(suggestion):
        found.append(f"more than {MOST_WORDS} words")
    parts = re.split(r"(?<=[.!?])\s+", body)
    if any(len(part.split()) > MOST_WORDS_A_SENTENCE for part in parts):
        found.append(f"a sentence of more than {MOST_WORDS_A_SENTENCE} words")
    return found


def _extra_words(suggestion: Suggestion) -> int:
    """Return by how much a long name of the shop or of a person lengthens the text."""
    names = (fact.value for fact in suggestion.facts if fact.kind in ("shop", "staff", "name"))
    return sum(max(0, len(name.split()) - 1) for name in names)


def _fits(lines: Sequence[str], stock: Stock | None) -> bool:
    """Lay a ruler to it: 8 mm from line to line, a letter a third of that, 12 mm above each."""
    card = face(stock.card_w, stock.card_h) if stock else face(139.7, 107.95)
    room = [(x1 - x0) / (8 / 3) + 0.001 for x0, _y, x1 in card.lines]
    salutation = (card.salutation[2] - card.salutation[0] - 8) / (8 / 3) + 0.001
    if len(lines) > len(room) + 1:
        return False
    return all(len(line) <= most for line, most in zip(lines, [salutation, *room], strict=False))


def _holds(fact: Fact, books: Books) -> bool:
    check = _CHECKS.get(fact.id)
    ids = {purchase.id for purchase in books.purchases}
    if check is None or not set(fact.rows) <= ids:
        return False
    if fact.id not in _WITHOUT_RECEIPTS and not fact.rows:
        return False
    return check(fact, books)


_WITHOUT_RECEIPTS: Final = ("shop", "given", "full_name", "remembered")


def _rows(fact: Fact, books: Books) -> list[KnownPurchase]:
    return [sale for sale in books.sales if sale.id in fact.rows]


def _counts(fact: Fact, books: Books) -> bool:
    proved = len({sale.day for sale in _rows(fact, books)})
    return proved == len(books.visit_days) == _ORDINALS.get(fact.value)


def _is_weekday(fact: Fact, books: Books) -> bool:
    days = {sale.day for sale in _rows(fact, books)}
    read = books.day.toordinal() + 2
    return len(days) == 1 and all(
        calendar.day_name[day.weekday()] == fact.value and read - day.toordinal() <= 6
        for day in days
    )


def _is_month(fact: Fact, books: Books) -> bool:
    days = {sale.day for sale in _rows(fact, books)}
    read = books.day.toordinal() + 2
    return len(days) == 1 and all(
        calendar.month_name[day.month] == fact.value and 0 <= read - day.toordinal() <= 300
        for day in days
    )


def _is_about_years(fact: Fact, books: Books) -> bool:
    ago = (books.day - books.visit_days[-1]).days
    return abs(ago - _YEARS.get(fact.value, 0) * 365.25) <= 46.5


def _is_year(fact: Fact, books: Books) -> bool:
    return str(books.visit_days[-1].year) == fact.value and _rows(fact, books) != []


def _is_away(fact: Fact, books: Books) -> bool:
    return (books.day - books.visit_days[-1]).days >= 45


def _is_lately(fact: Fact, books: Books) -> bool:
    return (books.day - books.visit_days[-1]).days <= 60


def _was_bought(fact: Fact, books: Books) -> bool:
    """Whether a line of the receipt says such a word, and was not given back later."""
    words = [fact.value, *books.kinds.words_for(fact.value)]
    returned = {
        line.name
        for purchase in books.purchases
        for line in purchase.lines
        if purchase.day <= books.day and (purchase.kind is not Kind.SALE or line.minor < 0)
    }
    return any(
        line.minor > 0 and line.name not in returned and _says(line.name, words)
        for sale in _rows(fact, books)
        if sale.net > 0
        for line in sale.lines
    )


def _says(name: str, words: Sequence[str]) -> bool:
    plain = " ".join(name.casefold().split())
    return any(re.search(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)", plain) for word in words)


def _has_use(fact: Fact, books: Books) -> bool:
    nouns = [
        noun
        for noun in books.kinds.nouns()
        if any(
            kind.use == fact.id
            for kind, _many in books.kinds.by_word.values()
            if noun in (kind.noun, kind.plural)
        )
    ]
    return any(_was_bought(Fact(fact.id, "thing", noun, fact.rows), books) for noun in nouns)


def _is_large(fact: Fact, books: Books) -> bool:
    rows = _rows(fact, books)
    of_late = [sale for sale in rows if 2 <= (books.day - sale.day).days <= 10]
    if not of_late:
        return False
    amount = max(sale.net for sale in of_late)
    if len(books.visit_days) < 3:
        return bool(books.big) and amount >= books.big
    before = [
        sale.net
        for sale in books.sales
        if (books.day - sale.day).days > 10
        and sale.net > 0
        and sale.currency == of_late[0].currency
    ]
    return len(before) >= 2 and amount >= 3 * median(before)


def _are_many(fact: Fact, books: Books) -> bool:
    return sum(line.quantity for sale in _rows(fact, books) for line in sale.lines) >= 5


def _served(fact: Fact, books: Books) -> bool:
    here = {staff.name for staff in books.shop.staff if staff.here}
    return fact.value in here and all(sale.staff == fact.value for sale in _rows(fact, books))


def _at_the_counter(fact: Fact, books: Books) -> bool:
    return any(sale.staff for sale in _rows(fact, books))


def _at_least(visits: int) -> Callable[[Fact, Books], bool]:
    return lambda fact, books: len({sale.day for sale in _rows(fact, books)}) >= visits


_CHECKS: Final[dict[str, Callable[[Fact, Books], bool]]] = {
    "first_visit": lambda fact, books: len(books.visit_days) == 1 and bool(_rows(fact, books)),
    "again": _at_least(2),
    "regular": _at_least(4),
    "ordinal": _counts,
    "times": _counts,
    "weekday": _is_weekday,
    "month": _is_month,
    "years": _is_about_years,
    "year": _is_year,
    "away": _is_away,
    "lately": _is_lately,
    "thing": _was_bought,
    "other": _was_bought,
    "large": _is_large,
    "many": _are_many,
    "server": _served,
    "counter": _at_the_counter,
    "shop": lambda fact, books: fact.value == books.shop.name.strip(),
    "given": lambda fact, books: fact.value in " ".join(books.given.split()),
    "remembered": lambda fact, books: fact.value == books.remembered != "",
    "full_name": lambda fact, books: fact.value in " ".join(books.name.split()),
} | dict.fromkeys(USES, _has_use)
