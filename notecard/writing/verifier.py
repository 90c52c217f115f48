"""Proves a suggestion before anybody sees it: each fact again from the receipts, and plain speech.

It shares no code with what gathered the facts and chose the words: it counts for itself.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import median
from typing import Any, Final

from notecard.core.cards import Stock, face
from notecard.core.facts import Fact, Suggestion
from notecard.core.purchases import Kind, KnownPurchase, LineItem
from notecard.core.settings import Shop
from notecard.core.told import Kind as ToldKind
from notecard.core.told import Origin, Told
from notecard.writing.grammar import forms
from notecard.writing.kinds import Kind as ThingKind
from notecard.writing.kinds import Kinds, load_kinds
from notecard.writing.phrases import USES, Bank
from notecard.writing.plain_speech import lix

Numbers = Mapping[str, Mapping[str, Any]]
Check = Callable[[Fact, "Books", Numbers], bool]
MOST_WORDS: Final = 35
MOST_WORDS_A_SENTENCE: Final = 16
MOST_LIX: Final = 35


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
    told: Sequence[Told] = ()  # what was told of them, guesses too
    has_note: bool = False  # the owner wanted to come back to them

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
    facts = suggestion.facts
    found = [f"not so: {fact.id}" for fact in facts if not _holds(fact, books, bank.numbers)]
    told = {fact.id for fact in suggestion.facts}
    found += [f"stated without proof: {id}" for id in suggestion.states if id not in told]
    body = without_names(suggestion, books)
    found += [f"never said: {word}" for word in bank.never.found_in(body)]
    found += unproved(body, suggestion.facts, books, bank)
    if re.search(r"\{\{|\}\}|\{%|\[[^\]]*\]|_{2,}", body):
        found.append("an unfilled gap")
    found += [f"a name from the till: {name}" for name in _till_names(suggestion, books)]
    found += _too_long(suggestion, body, spoken)
    if not spoken and suggestion.fits and not _fits(suggestion.lines, stock):
        found.append("does not fit the lines of the card")
    return found


def without_names(suggestion: Suggestion, books: Books) -> str:
    """Return what the program itself says: names of people and of the shop may be anything."""
    lines = suggestion.lines if suggestion.lines else (suggestion.text,)
    body = " ".join(lines[1:])
    signed = " ".join(books.shop.sign_off.split())
    if signed and body.endswith(signed):
        body = body[: -len(signed)]
    for fact in suggestion.facts:
        if fact.kind in ("shop", "staff", "name") and fact.value:
            body = body.replace(fact.value, "Anna")
    return body


def unproved(body: str, facts: Sequence[Fact], books: Books, bank: Bank) -> list[str]:
    """Return the numbers, months, weekdays and things in a text that no fact stands for."""
    proved = " ".join(word for fact in facts for word in (fact.value, *dict(fact.forms).values()))
    plain = proved.casefold()
    claims = [*re.findall(r"\d+", body), *bank.never.claimed_in(body)]
    unsaid = [claim for claim in claims if not _has(claim.casefold(), plain)]
    things = (form for form in _things_in(body, books.kinds) if not _has(form, plain))
    named = [form for form in things if form not in bank.every_text and not _is_said(form, facts)]
    return [f"nothing proves: {claim}" for claim in (*unsaid, *named)]


def _has(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _is_said(form: str, facts: Sequence[Fact]) -> bool:
    """Whether it is an English thing that is proved: "the mug" of a mug."""
    return any(form == f"the {fact.value.casefold()}" for fact in facts if fact.kind == "thing")


def _things_in(body: str, kinds: Kinds) -> list[str]:
    """Return every thing of the lexicon that a text speaks of as something known."""
    every, longest = _every_form(kinds.language)
    words = re.findall(r"[\w'-]+", body.casefold())
    found, place = [], 0
    while place < len(words):
        runs = (" ".join(words[place : place + length]) for length in range(longest, 0, -1))
        run = next((run for run in runs if run in every), "")
        found += [run] if run else []
        place += max(1, len(run.split()))
    return found


@cache
def _every_form(language: str) -> tuple[frozenset[str], int]:
    """Return how a text may speak of any thing ("the mug", "den Becher"), and the most words."""
    nouns = [kind.noun for kind in load_kinds(language).by_id.values()]
    if language == "en":
        every = {f"the {noun.bare(many)}" for noun in nouns for many in (False, True)}
    else:
        said = (forms(noun, language, many) for noun in nouns for many in (False, True))
        every = {form for one in said for form in one.values()}
    plain = frozenset(form.casefold() for form in every)
    return plain, max(len(form.split()) for form in plain)


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
    if not spoken and lix(suggestion.body or body) > MOST_LIX:
        found.append("hard to read")
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


def _holds(fact: Fact, books: Books, numbers: Numbers) -> bool:
    check = _CHECKS.get(fact.id)
    ids = {purchase.id for purchase in books.purchases}
    if check is None or not set(fact.rows) <= ids:
        return False
    if fact.id not in _WITHOUT_RECEIPTS and not fact.rows:
        return False
    return check(fact, books, numbers)


_TOLD: Final = {
    "gift": ToldKind.GIFT,
    "repaired": ToldKind.SERVICE,
    "put_right": ToldKind.COMPLAINT,
    "sent_us": ToldKind.REFERRAL,
}
_WITHOUT_RECEIPTS: Final = ("shop", "given", "full_name", "remembered", "note", *_TOLD)


def _rows(fact: Fact, books: Books) -> list[KnownPurchase]:
    return [sale for sale in books.sales if sale.id in fact.rows]


def _figure(words: str, table: Mapping[str, Any]) -> int:
    """Return the number that is said so in a table of the language, 0 for none."""
    return next((int(figure) for figure, said in table.items() if said == words), 0)


def _counts(fact: Fact, books: Books, numbers: Numbers) -> bool:
    proved = len({sale.day for sale in _rows(fact, books)})
    return proved == len(books.visit_days) == _figure(fact.value, numbers[fact.id])


def _is_weekday(fact: Fact, books: Books, numbers: Numbers) -> bool:
    days = {sale.day for sale in _rows(fact, books)}
    read = books.day.toordinal() + 2
    return len(days) == 1 and all(
        day.weekday() + 1 == _figure(fact.value, numbers[fact.id]) and read - day.toordinal() <= 6
        for day in days
    )


def _is_month(fact: Fact, books: Books, numbers: Numbers) -> bool:
    days = {sale.day for sale in _rows(fact, books)}
    read = books.day.toordinal() + 2
    return len(days) == 1 and all(
        day.month == _figure(fact.value, numbers[fact.id]) and 0 <= read - day.toordinal() <= 300
        for day in days
    )


def _is_about_years(fact: Fact, books: Books, numbers: Numbers) -> bool:
    ago = (books.day - books.visit_days[-1]).days
    return abs(ago - _figure(fact.value, numbers["years"]) * 365.25) <= 46.5


def _is_anniversary(fact: Fact, books: Books, numbers: Numbers) -> bool:
    years = _figure(fact.value, numbers["anniversary"])
    ago = (books.day - books.visit_days[0]).days
    return years > 0 and abs(ago - years * 365.25) <= 8


def _is_first_year(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    first = books.visit_days[0]
    return str(first.year) == fact.value and first.year < books.day.year


def _was_same_season(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    """Whether a visit was about as far into another year as it is now."""
    return any(
        (ago := (books.day - sale.day).days) > 300
        and abs(ago - round(ago / 365.25) * 365.25) <= 22.5
        and (fact.id != "then_year" or fact.value == str(sale.day.year))
        for sale in _rows(fact, books)
    )


def _was_told(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    """Whether somebody has said so for certain, not too long ago and, of a gift, late enough."""
    kind = _TOLD[fact.id]
    for one in books.told:
        if one.id not in fact.told or one.kind is not kind or one.origin is Origin.GUESS:
            continue
        since = {ToldKind.GIFT: one.given_on, ToldKind.COMPLAINT: one.ended}.get(kind, one.day)
        ago = (books.day - since).days if since else -1
        if ago <= 61 and ago >= (1 if kind is ToldKind.GIFT else 0):
            return True
    return False


def _is_year(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    return str(books.visit_days[-1].year) == fact.value and _rows(fact, books) != []


def _is_away(_fact: Fact, books: Books, _numbers: Numbers) -> bool:
    return (books.day - books.visit_days[-1]).days >= 45


def _is_lately(_fact: Fact, books: Books, _numbers: Numbers) -> bool:
    return (books.day - books.visit_days[-1]).days <= 60


def _was_bought(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    """Whether a line of the receipt says such a word, and was not given back later."""
    kinds = _kinds_called(fact.value, books)
    said = set(dict(fact.forms).values())
    may_say = {
        form
        for kind in kinds
        for many in (False, True)
        for form in forms(kind.noun, books.kinds.language, many).values()
    }
    return said <= may_say and any(_lines_of(kinds, fact, books))


def _lines_of(kinds: Sequence[ThingKind], fact: Fact, books: Books) -> list[LineItem]:
    """Return the lines of the receipts that tell of one of these kinds, unless given back."""
    returned = {
        line.name
        for purchase in books.purchases
        for line in purchase.lines
        if purchase.day <= books.day and (purchase.kind is not Kind.SALE or line.minor < 0)
    }
    return [
        line
        for sale in _rows(fact, books)
        if sale.net > 0
        for line in sale.lines
        if line.minor > 0 and line.name not in returned and _tells(line.name, kinds, books.kinds)
    ]


def _kinds_called(value: str, books: Books) -> list[ThingKind]:
    """Return the kinds that are called so, one or many of them."""
    every = books.kinds.by_id.values()
    return [kind for kind in every if value in (kind.noun.bare(False), kind.noun.bare(True))]


def _tells(name: str, kinds: Sequence[ThingKind], lexicon: Kinds) -> bool:
    plain = " ".join(name.casefold().split())
    ids = {kind.id for kind in kinds}
    if plain in lexicon.told:
        return lexicon.told[plain] in ids
    words = [word for word, (kind, _many) in lexicon.by_word.items() if kind.id in ids]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) for word in words)


def _has_use(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    kinds = [kind for kind in books.kinds.by_id.values() if kind.use == fact.id]
    return bool(_lines_of(kinds, fact, books))


def _is_so_many(fact: Fact, books: Books, numbers: Numbers) -> bool:
    """Whether a line has this number of what is called so: "three mugs"."""
    number, _space, noun = fact.value.partition(" ")
    called = [
        kind for kind in books.kinds.by_id.values() if noun in (*kind.noun.one, *kind.noun.many)
    ]
    lines = _lines_of(called, fact, books)
    said = numbers["count"].get(str(int(lines[0].quantity)), "") if len(lines) == 1 else ""
    return number in (said.values() if isinstance(said, dict) else (said,))


def _is_one_or_many(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    """Whether the receipts tell of something, more of it or one; a set says so in its name."""
    lines = _lines_of(list(books.kinds.by_id.values()), fact, books)
    if fact.id == "one_thing":
        return any(line.quantity <= 1 for line in lines)
    return (
        any(line.quantity > 1 or _says_many(line.name, books) for line in lines) or len(lines) > 1
    )


def _says_many(name: str, books: Books) -> bool:
    found = books.kinds.of(name)
    return found is not None and found[1]


def _is_large(fact: Fact, books: Books, _numbers: Numbers) -> bool:
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


def _are_many(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    return sum(line.quantity for sale in _rows(fact, books) for line in sale.lines) >= 5


def _served(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    here = {staff.name for staff in books.shop.staff if staff.here}
    return fact.value in here and all(sale.staff == fact.value for sale in _rows(fact, books))


def _at_the_counter(fact: Fact, books: Books, _numbers: Numbers) -> bool:
    return any(sale.staff for sale in _rows(fact, books))


def _at_least(visits: int) -> Check:
    return lambda fact, books, _numbers: len({sale.day for sale in _rows(fact, books)}) >= visits


_CHECKS: Final[dict[str, Check]] = {
    "first_visit": lambda fact, books, _: len(books.visit_days) == 1 and bool(_rows(fact, books)),
    "again": _at_least(2),
    "regular": _at_least(4),
    "ordinal": _counts,
    "times": _counts,
    "weekday": _is_weekday,
    "on_weekday": _is_weekday,
    "month": _is_month,
    "in_month": _is_month,
    "years": _is_about_years,
    "year": _is_year,
    "anniversary": _is_anniversary,
    "first_year": _is_first_year,
    "same_season": _was_same_season,
    "then_year": _was_same_season,
    "away": _is_away,
    "lately": _is_lately,
    "thing": _was_bought,
    "other": _was_bought,
    "counted": _is_so_many,
    "one_thing": _is_one_or_many,
    "many_things": _is_one_or_many,
    "large": _is_large,
    "many": _are_many,
    "server": _served,
    "counter": _at_the_counter,
    "note": lambda _fact, books, _: books.has_note,
    "shop": lambda fact, books, _: fact.value == books.shop.name.strip(),
    "given": lambda fact, books, _: fact.value in " ".join(books.given.split()),
    "remembered": lambda fact, books, _: fact.value == books.remembered != "",
    "full_name": lambda fact, books, _: fact.value in " ".join(books.name.split()),
    **dict.fromkeys(USES, _has_use),
    **dict.fromkeys(_TOLD, _was_told),
}
