"""The facts that a customer's purchases give, each with the ids of those that prove it.

A date is said only while it will still be true two days after the writing, when the post has come.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from notecard.core.facts import Fact
from notecard.core.purchases import Kind as ReceiptKind
from notecard.core.purchases import KnownPurchase, LineItem
from notecard.core.settings import Shop
from notecard.core.standing import Standing, is_big_or_unusual, years_before
from notecard.core.told import Kind as ToldKind
from notecard.core.told import Told
from notecard.writing.grammar import counted, forms
from notecard.writing.kinds import Kind, Kinds

ON_THE_WAY: Final = timedelta(days=2)  # from the pen to the letter box
WEEKDAY_DAYS: Final = 6  # "on Saturday" means the last one
MONTH_DAYS: Final = 300  # "in June" means the last one
LATELY_DAYS: Final = 60
AWAY_DAYS: Final = 45
ANNIVERSARY_DAYS: Final = 7  # give or take
SEASON_DAYS: Final = 21  # "at this time of the year"
TOLD_DAYS: Final = 60  # a repair or a complaint is spoken of no longer than this
MANY: Final = 5  # things in one go
REGULAR: Final = 4  # visits
MOST_COUNTED: Final = 12  # of a thing, in words

Numbers = Mapping[str, Mapping[str, Any]]


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
    numbers: Numbers,
    told: Iterable[Told] = (),
    *,
    has_note: bool = False,
) -> dict[str, Fact]:
    """Return everything that may be said of a customer on a day, by the fact's id.

    `numbers` are the language's words for numbers and days; `told` is what was told of the
    customer, of which a guess is never said; `has_note`: the owner wanted to come back to them.
    """
    facts: list[Fact] = []
    if shop.name.strip():
        facts.append(Fact("shop", "shop", shop.name.strip(), (), public=True))
    if has_note:
        facts.append(Fact("note", "note", "", ()))
    facts += _told(told, day)
    story = _story(purchases, standing, day)
    if story is not None:
        facts += _visits(story, numbers)
        facts += _dates(story, numbers)
        facts += _years(story, numbers)
        facts += _things(story, kinds, numbers)
        facts += _people(story, shop)
        if standing is not None and is_big_or_unusual(standing, day):
            facts.append(Fact("large", "large", "", _proof_of_large(story, standing)))
    return {fact.id: fact for fact in facts}


def _told(told: Iterable[Told], day: date) -> Iterator[Fact]:
    """Tell of what somebody has said for certain: a guess proves nothing."""
    certain = [one for one in told if not one.is_guess]
    is_angry = any(one.kind is ToldKind.COMPLAINT and one.holds_on(day) for one in certain)
    said: dict[ToldKind, tuple[str, Callable[[Told], date]]] = {
        ToldKind.GIFT: ("gift", lambda one: one.given_on + timedelta(days=1)),
        ToldKind.SERVICE: ("repaired", lambda one: one.day),
        ToldKind.COMPLAINT: ("put_right", lambda one: one.ended or date.max),
        ToldKind.REFERRAL: ("sent_us", lambda one: one.day),
    }
    for one in certain:
        if one.kind not in said or (one.kind is ToldKind.COMPLAINT and is_angry):
            continue
        id, since = said[one.kind]
        if 0 <= (day - since(one)).days <= TOLD_DAYS:
            yield Fact(id, "told", "", (), told=(one.id,))


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


def _visits(story: Story, numbers: Numbers) -> Iterable[Fact]:
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


def _dates(story: Story, numbers: Numbers) -> Iterable[Fact]:
    last = story.subject[-1].day
    read = story.day + ON_THE_WAY
    rows = story.subject_ids
    if (read - last).days <= WEEKDAY_DAYS:
        for id in ("weekday", "on_weekday"):
            yield Fact(id, "date", numbers[id][str(last.isoweekday())], rows)
    if (read - last).days <= MONTH_DAYS and (last.year, last.month) != (read.year, read.month):
        for id in ("month", "in_month"):
            yield Fact(id, "date", numbers[id][str(last.month)], rows)
    if story.since >= AWAY_DAYS:
        yield Fact("away", "date", "", rows)
    if story.since <= LATELY_DAYS:
        yield Fact("lately", "date", "", rows)
    for years, word in numbers["years"].items():
        anniversary = years_before(story.day, int(years))
        if abs((anniversary - last).days) <= AWAY_DAYS:
            yield Fact("years", "date", word, rows)
            yield Fact("year", "date", str(last.year), rows)


def _years(story: Story, numbers: Numbers) -> Iterable[Fact]:
    """Tell how long they have been coming, and whether it was once at this time of the year."""
    first = story.sales[0].day
    if first.year < story.day.year:
        yield Fact("first_year", "date", str(first.year), story.ids)
    for years, words in numbers["anniversary"].items():
        day = years_before(story.day, int(years))
        if abs((day - first).days) <= ANNIVERSARY_DAYS:
            yield Fact("anniversary", "date", words, story.ids)
    for sale in reversed(story.sales):
        if _was_at_this_time_of_a_year(sale.day, story.day):
            yield Fact("same_season", "date", "", (sale.id,))
            yield Fact("then_year", "date", str(sale.day.year), (sale.id,))
            break


def _was_at_this_time_of_a_year(then: date, day: date) -> bool:
    apart = day.year - then.year
    around = (years_before(day, years) for years in (apart - 1, apart, apart + 1) if years > 0)
    return any(abs((one - then).days) <= SEASON_DAYS for one in around)


def _things(story: Story, kinds: Kinds, numbers: Numbers) -> Iterable[Fact]:
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
    named: dict[str, list[tuple[LineItem, Kind, bool, int]]] = {}
    for line, id in sorted(lines, key=lambda pair: -pair[0].minor):
        found = kinds.call(line.name, line.quantity)
        if found is not None:
            named.setdefault(found[0].noun.bare(is_many=False), []).append((line, *found, id))
    for fact_id, bought in zip(("thing", "other"), named.values(), strict=False):
        line, kind, is_many, id = bought[0]
        is_many = is_many or len(bought) > 1
        rows = tuple(dict.fromkeys(row for *_rest, row in bought)) if is_many else (id,)
        said = forms(kind.noun, kinds.language, is_many)
        word = kind.noun.bare(is_many)
        yield Fact(fact_id, "thing", word, rows, forms=tuple(said.items()))
        if fact_id == "thing":
            yield Fact(kind.use, "use", "", rows)
            if kind.noun.one and kind.noun.many:
                yield Fact("many_things" if is_many else "one_thing", "thing", "", rows)
            if len(bought) == 1 and not _says_many(kinds, line):
                yield from _counted(kind, kinds.language, line, numbers, rows)


def _says_many(kinds: Kinds, line: LineItem) -> bool:
    """Whether the till's name itself means more than one: a set of four is not to be counted."""
    found = kinds.of(line.name)
    return found is not None and found[1]


def _counted(
    kind: Kind, language: str, line: LineItem, numbers: Numbers, rows: tuple[int, ...]
) -> Iterator[Fact]:
    if line.quantity % 1 or not 2 <= line.quantity <= MOST_COUNTED:
        return
    words = counted(kind.noun, language, int(line.quantity), numbers["count"])
    if words:
        yield Fact("counted", "thing", words, rows)


def _people(story: Story, shop: Shop) -> Iterable[Fact]:
    staff = next((sale.staff for sale in reversed(story.subject) if sale.staff), "")
    if staff:
        yield Fact("counter", "staff", "", story.subject_ids)
    if staff in {one.name for one in shop.staff if one.here}:
        rows = tuple(sale.id for sale in story.subject if sale.staff == staff)
        yield Fact("server", "staff", staff, rows)
