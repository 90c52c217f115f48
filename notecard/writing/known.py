"""The facts that a customer's purchases give, each with the ids of those that prove it.

A date is said only while it will still be true two days after the writing, when the post has come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date

from notecard.core.facts import Fact
from notecard.core.purchases import Kind as ReceiptKind
from notecard.core.purchases import KnownPurchase
from notecard.core.settings import Shop
from notecard.core.standing import Standing, is_big_or_unusual, years_before
from notecard.writing.kinds import Kinds

ON_THE_WAY: Final = timedelta(days=2)  # from the pen to the letter box
WEEKDAY_DAYS: Final = 6  # "on Saturday" means the last one
MONTH_DAYS: Final = 300  # "in June" means the last one
LATELY_DAYS: Final = 60
AWAY_DAYS: Final = 45
MANY: Final = 5  # things in one go
REGULAR: Final = 4  # visits


@dataclass(frozen=True, slots=True)
class Story:
    """One customer's sales up to a day, oldest first, and the receipts a card would be about."""

    day: date
    sales: tuple[KnownPurchase, ...]
    subject: tuple[KnownPurchase, ...]
    given_back: frozenset[str]

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all the sales."""
        return tuple(sale.id for sale in self.sales)

    @property
    def subject_ids(self) -> tuple[int, ...]:
        """The ids of what the card would be about."""
        return tuple(sale.id for sale in self.subject)

    @property
    def since(self) -> int:
        """Days since the last visit."""
        return (self.day - self.sales[-1].day).days


def known_facts(
    purchases: Iterable[KnownPurchase],
    standing: Standing | None,
    shop: Shop,
    day: date,
    kinds: Kinds,
    numbers: Mapping[str, Mapping[str, str]],
    language: str = "en",
) -> dict[str, Fact]:
    """Return everything that may be said of a customer on a day, by the fact's id."""
    facts: list[Fact] = []
    if shop.name.strip():
        facts.append(Fact("shop", "shop", shop.name.strip(), (), public=True))
    story = _story(purchases, standing, day)
    if story is not None:
        facts += _visits(story, numbers)
        facts += _dates(story, numbers, language)
        facts += _things(story, kinds)
        facts += _people(story, shop)
        if standing is not None and is_big_or_unusual(standing, day):
            facts.append(Fact("large", "large", "", _proof_of_large(story, standing)))
    return {fact.id: fact for fact in facts}


def _story(
    purchases: Iterable[KnownPurchase], standing: Standing | None, day: date
) -> Story | None:
    past = sorted((one for one in purchases if one.day <= day), key=lambda one: (one.day, one.id))
    sales = tuple(one for one in past if one.kind is ReceiptKind.SALE and not one.is_given_back)
    if not sales:
        return None
    subject = tuple(sale for sale in sales if sale.day == sales[-1].day)
    if standing is not None and is_big_or_unusual(standing, day):
        subject = tuple(
            sale
            for sale in sales
            if 2 <= (day - sale.day).days <= 10 and sale.net == standing.recent
        )[:1]
    given_back = frozenset(
        line.name
        for one in past
        for line in one.lines
        if one.kind is not ReceiptKind.SALE or line.minor < 0 or line.quantity < 0
    )
    return Story(day, sales, subject or sales[-1:], given_back)


def _proof_of_large(story: Story, standing: Standing) -> tuple[int, ...]:
    before = tuple(sale.id for sale in story.sales if (story.day - sale.day).days > 10)
    return (*story.subject_ids, *(before if standing.visits >= 3 else ()))


def _visits(story: Story, numbers: Mapping[str, Mapping[str, str]]) -> Iterable[Fact]:
    visits = len({sale.day for sale in story.sales})
    if visits == 1:
        yield Fact("first_visit", "visits", "", story.ids)
    if visits >= 2:
        yield Fact("again", "visits", "", story.ids)
    if visits >= REGULAR:
        yield Fact("regular", "visits", "", story.ids)
    for id in ("ordinal", "times"):
        if str(visits) in numbers[id]:
            yield Fact(id, "visits", numbers[id][str(visits)], story.ids)


def _dates(story: Story, numbers: Mapping[str, Mapping[str, str]], language: str) -> Iterable[Fact]:
    last = story.subject[-1].day
    read = story.day + ON_THE_WAY
    rows = story.subject_ids
    if (read - last).days <= WEEKDAY_DAYS:
        yield Fact("weekday", "date", format_date(last, "EEEE", locale=language), rows)
    if (read - last).days <= MONTH_DAYS and (last.year, last.month) != (read.year, read.month):
        yield Fact("month", "date", format_date(last, "LLLL", locale=language), rows)
    if story.since >= AWAY_DAYS:
        yield Fact("away", "date", "", rows)
    if story.since <= LATELY_DAYS:
        yield Fact("lately", "date", "", rows)
    for years, word in numbers["years"].items():
        anniversary = years_before(story.day, int(years))
        if abs((anniversary - last).days) <= AWAY_DAYS:
            yield Fact("years", "date", word, rows)
            yield Fact("year", "date", str(last.year), rows)


def _things(story: Story, kinds: Kinds) -> Iterable[Fact]:
    """Name what was chosen, the dearest thing first; whatever was given back is not named."""
    lines = [
        (line, sale.id)
        for sale in story.subject
        if sale.net > 0
        for line in sale.lines
        if line.quantity > 0 and line.minor > 0 and line.name not in story.given_back
    ]
    if sum(line.quantity for line, _id in lines) >= MANY:
        yield Fact("many", "thing", "", tuple(dict.fromkeys(id for _line, id in lines)))
    named: dict[str, tuple[str, str, int]] = {}
    for line, id in sorted(lines, key=lambda pair: -pair[0].minor):
        found = kinds.call(line.name, line.quantity)
        if found is not None:
            named.setdefault(found[1].noun, (found[0], found[1].use, id))
    for fact_id, (word, use, id) in zip(("thing", "other"), named.values(), strict=False):
        yield Fact(fact_id, "thing", word, (id,))
        if fact_id == "thing":
            yield Fact(use, "use", "", (id,))


def _people(story: Story, shop: Shop) -> Iterable[Fact]:
    staff = next((sale.staff for sale in reversed(story.subject) if sale.staff), "")
    if staff:
        yield Fact("counter", "staff", "", story.subject_ids)
    if staff in {one.name for one in shop.staff if one.here}:
        rows = tuple(sale.id for sale in story.subject if sale.staff == staff)
        yield Fact("server", "staff", staff, rows)
