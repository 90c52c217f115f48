"""Judges words to write by the raw sales alone: it shares no code with what gathers and writes.

Numbers are typed out here, days and months come of CLDR, and what the goods of `random_shop` are
called in each language stands below.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from babel.dates import get_day_names, get_month_names

from notecard.core.facts import Fact, Suggestion
from tests.random_shop import TODAY, Sale

SHOP: Final = "Quaylight"
STAFF: Final = ("Ruth", "Ben")  # Ivy has left
_COUNTS: Final = {
    "en": "one two three four five six seven eight nine ten",
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn",
    "fr": "un deux trois quatre cinq six sept huit neuf dix",
    "es": "un dos tres cuatro cinco seis siete ocho nueve diez",
    "pl": "rok dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
}
_ORDINALS: Final = {
    "en": {5: "fifth", 10: "tenth", 25: "twenty-fifth"},
    "de": {5: "fünften", 10: "zehnten", 25: "fünfundzwanzigsten"},
    "fr": {5: "cinquième", 10: "dixième", 25: "vingt-cinquième"},
    "es": {5: "quinta", 10: "décima", 25: "vigésima quinta"},
    "pl": {5: "piąty", 10: "dziesiąty", 25: "dwudziesty piąty"},
}
_TIMES: Final = {
    "en": {5: "five", 10: "ten", 25: "twenty-five"},
    "de": {5: "fünf", 10: "zehn", 25: "fünfundzwanzig"},
    "fr": {5: "cinq", 10: "dix", 25: "vingt-cinq"},
    "es": {5: "cinco", 10: "diez", 25: "veinticinco"},
    "pl": {5: "pięć", 10: "dziesięć", 25: "dwadzieścia pięć"},
}
_ONE: Final = {  # of each of the goods, one and many
    "TEAPOT BLUE 1.2L": "teapot teapots Teekanne Teekannen théière théières tetera teteras "
    "czajniczek czajniczki",
    "SET OF 6 MUGS": "mug mugs Becher tazas_grandes taza_grande kubek kubki",
    "Wool scarf": "scarf scarves Schal Schals écharpe écharpes bufanda bufandas szalik szaliki",
    "JIGSAW 500 PCS": "jigsaw jigsaws Puzzle Puzzles puzzle puzzles puzle puzles",
    "Honey": "honey Honig miel miód",
}
_CALLED: Final = {
    goods: {word.replace("_", " ") for word in words.split()} for goods, words in _ONE.items()
}
_SELLS: Final = {
    "en": r"offer|discount|sale|buy|(?<!great )deal|voucher|coupon|review|bargain|free gift",
    "de": r"angebot\w*|rabatt\w*|gutschein\w*|kauf\w*|bewert\w*|sonderpreis|aktion\w*|bestell\w*",
    "fr": r"offre\w*|remise\w*|promo\w*|solde\w*|bon d'achat|achet\w*|achat\w*|avis|command\w*",
    "es": r"oferta\w*|descuent\w*|rebaja\w*|promoci\w*|cup[oó]n\w*|compr\w*|reseñ\w*|pedid\w*",
    "pl": r"ofert\w*|rabat\w*|zniżk\w*|promocj\w*|kupon\w*|kup\w*|zakup\w*|opini\w*|zamów\w*",
}
_LAST_WEEK: Final = {
    "en": r"last week|yesterday",
    "de": r"letzte woche|vorige woche|gestern",
    "fr": r"semaine dernière|hier",
    "es": r"semana pasada|ayer",
    "pl": r"zeszłym tygodniu|wczoraj",
}


@dataclass(frozen=True)
class Case:
    """One customer's sales as they were made up: number of the row -> sale."""

    language: str
    sales: Mapping[int, Sale]
    shop: Sequence[Sale] = ()  # everybody's

    @property
    def kept(self) -> dict[int, Sale]:
        """What was sold and not given back whole."""
        return {
            id: one
            for id, one in self.sales.items()
            if one.kind == "sale" and one.ago >= 0 and one.gross > one.refunded
        }

    @property
    def agos(self) -> list[int]:
        """Days ago of the visits, the latest first."""
        return sorted({one.ago for one in self.kept.values()})

    def day(self, ago: int) -> date:
        return TODAY - timedelta(days=ago)


def wrong_with(one: Suggestion, case: Case, names: Collection[str], *, spoken: bool) -> list[str]:
    """Return what is untrue, sells, gives away or reads badly in a suggestion."""
    facts = {fact.id: fact for fact in one.facts}
    found = [f"stated and not proved: {id}" for id in one.states if id not in facts]
    for fact in facts.values():
        rule = _RULES.get(fact.id)
        if rule is None:
            found.append(f"a fact nobody here knows: {fact.id}")
        elif not set(fact.rows) <= set(case.sales):
            found.append(f"somebody else's rows: {fact.id}")
        elif not rule(fact, case):
            found.append(f"untrue: {fact.id} {fact.value!r}")
    return found + _read(one, case, facts, names, spoken)


def _read(
    one: Suggestion, case: Case, facts: Mapping[str, Fact], names: Collection[str], spoken: bool
) -> list[str]:
    found = []
    text = one.text if spoken else one.body
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "X")
    years = {fact.value for id, fact in facts.items() if id.endswith("year")}
    if set(re.findall(r"\d+", text)) - years:
        found.append("a number")
    if re.search(r"[{}\[\]<>%£€$@#_]|https?:|www\.", text):
        found.append("a mark that has no place here")
    if told := re.search(rf"\b({_SELLS[case.language]}|{_LAST_WEEK[case.language]})\b", text, re.I):
        found.append(f"it sells, or will not be true: {told[0]}")
    for sale in case.sales.values():
        found += [f"a till's name: {name}" for name in sale.goods if name in text and " " in name]
    words = re.findall(r"[^\W\d_]+", text)
    sentences = [part for part in re.split(r"[.!?…]+(?:\s|$)", text) if part.strip()]
    if len(words) > 40 or (not spoken and len(text.split()) > 35):
        found.append(f"{len(words)} words")
    found += [f"too long: {part}" for part in sentences if len(part.split()) > 16]
    long = sum(len(word) > 6 for word in words)
    if words and not spoken and len(words) / len(sentences) + 100 * long / len(words) > 35:
        found.append("hard to read")
    return found


Rule = Callable[[Fact, Case], bool]


def _visits(low: int, high: int = 10**6) -> Rule:
    return lambda _fact, case: low <= len(case.agos) <= high


def _number(words: Mapping[str, Mapping[int, str]]) -> Rule:
    return lambda fact, case: words[case.language].get(len(case.agos)) == fact.value


def _rows(fact: Fact, case: Case) -> list[Sale]:
    return [case.kept[id] for id in fact.rows if id in case.kept]


def _weekday(fact: Fact, case: Case) -> bool:
    agos = {one.ago for one in _rows(fact, case)}
    names = get_day_names("wide", locale=case.language)
    return any(
        ago + 2 <= 6
        and fact.value.split()[-1][:3].lower() == names[case.day(ago).weekday()][:3].lower()
        for ago in agos
    )


def _month(fact: Fact, case: Case) -> bool:
    names = get_month_names("wide", "stand-alone", locale=case.language)
    word = fact.value.split()[-1][:3].lower()
    return any(
        (one.ago < 330 and case.day(one.ago).month != TODAY.month) or one.ago < 300
        for one in _rows(fact, case)
        if names[case.day(one.ago).month][:3].lower() == word
    )


def _years(fact: Fact, case: Case) -> bool:
    number = _COUNTS[case.language].split().index(fact.value.split()[0]) + 1
    return abs(case.agos[0] - 365.25 * number) <= 47


def _anniversary(fact: Fact, case: Case) -> bool:
    first = fact.value.split()[0]
    counts = _COUNTS[case.language].replace("ein ", "einem ", 1).split()
    return abs(case.agos[-1] - 365.25 * (counts.index(first) + 1)) <= 9


def _is_year(pick: Callable[[Case, Fact], list[int]]) -> Rule:
    return lambda fact, case: fact.value in {str(case.day(ago).year) for ago in pick(case, fact)}


def _season(fact: Fact, case: Case) -> bool:
    apart = [one.ago % 365.25 for one in _rows(fact, case) if one.ago > 300]
    return any(min(one, 365.25 - one) <= 23 for one in apart)


def _thing(fact: Fact, case: Case) -> bool:
    """Each row has something of that name, and the shop knows of none of it coming back."""
    rows = _rows(fact, case)
    return len(rows) == len(fact.rows) and all(
        any(fact.value in _CALLED.get(goods, ()) for goods in one.goods) for one in rows
    )


def _served(fact: Fact, case: Case) -> bool:
    return fact.value in STAFF and {one.staff for one in _rows(fact, case)} == {fact.value}


def _large(fact: Fact, case: Case) -> bool:
    """Three times what is usual with them, or one of the shop's largest twentieth."""
    one = case.kept[fact.rows[0]]  # the others are what it is compared with
    net = one.gross - one.refunded
    own = sorted(
        sale.gross - sale.refunded
        for sale in case.kept.values()
        if sale is not one and sale.ago > one.ago and sale.currency == one.currency
    )
    every = sorted(
        sale.gross - sale.refunded
        for sale in case.shop
        if sale.kind == "sale" and sale.gross > sale.refunded and sale.currency == one.currency
    )
    mark = every[-(-95 * len(every) // 100) - 1]
    return net >= mark or (bool(own) and net >= 3 * own[(len(own) - 1) // 2])


_RULES: Final[Mapping[str, Rule]] = {
    "shop": lambda fact, _case: fact.value == SHOP,
    "name": lambda fact, _case: fact.value.startswith("Person"),
    "given": lambda fact, _case: fact.value == "Person",
    "first_visit": _visits(1, 1),
    "again": _visits(2),
    "regular": _visits(4),
    "ordinal": _number(_ORDINALS),
    "times": _number(_TIMES),
    "weekday": _weekday,
    "on_weekday": _weekday,
    "month": _month,
    "in_month": _month,
    "away": lambda _fact, case: case.agos[0] >= 45,
    "lately": lambda _fact, case: case.agos[0] <= 60,
    "years": _years,
    "year": _is_year(lambda case, _fact: case.agos[:1]),
    "first_year": _is_year(lambda case, _fact: case.agos[-1:]),
    "then_year": _is_year(lambda case, fact: [one.ago for one in _rows(fact, case)]),
    "anniversary": _anniversary,
    "same_season": _season,
    "thing": _thing,
    "other": _thing,
    "many_things": lambda fact, case: bool(_rows(fact, case)),
    "one_thing": lambda fact, case: bool(_rows(fact, case)),
    "many": lambda fact, case: sum(len(one.goods) for one in _rows(fact, case)) >= 5,
    "counter": lambda fact, case: any(one.staff for one in _rows(fact, case)),
    "server": _served,
    "large": _large,
}


def sales_of(sales: Sequence[Sale]) -> dict[int, dict[int, Sale]]:
    """Return customer -> number of the row -> sale, numbered as `random_shop.write` does."""
    found: dict[int, dict[int, Sale]] = {}
    for number, sale in enumerate(sales, start=1):
        found.setdefault(sale.customer, {})[number] = sale
    return found
