"""Random shops with all there can be in one: every way to buy, be told of, be left in peace."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, delete, insert

from notecard.core.settings import Season, Shop, Staff
from notecard.store import merges, refunds, shop, summaries, tables
from notecard.store.database import Store

STAFF = (Staff("Ruth"), Staff("Ben", here=False), Staff("Ivy Lane"))
NEVER_LISTED = ("deceased", "minor", "staff", "trade")
UNREACHED = ("moved", "returned_mail", "wrong_number", "sensitive")
OCCASIONS_TOLD = {  # days ago that something of the kind is to have happened
    "gift": (1, 90),
    "service": (0, 25),
    "complaint": (0, 40),
    "referral": (0, 18),
    "durable": (20, 45),
}
Values = dict[str, Any]


@dataclass
class Busy:
    """The rows of one shop, as they stand in the tables."""

    day: date
    chance: Random
    shop: Shop = field(default_factory=Shop)
    rows: dict[str, list[Values]] = field(default_factory=dict)
    merged: list[tuple[int, int]] = field(default_factory=list)

    def add(self, table: str, **values: Any) -> Values:
        """Put one row into a table."""
        self.rows.setdefault(table, []).append(values)
        return values

    def often(self, share: float) -> bool:
        """Let it happen in so many of all cases."""
        return self.chance.random() < share

    def ordinal(self, ago: int) -> int:
        """Return a day so many days ago."""
        return self.day.toordinal() - ago

    def sell(self, customer: int | None, ago: int, gross: int, currency: str, **more: Any) -> int:
        """Sell something, now and then given back in part or whole; return the receipt's number."""
        number = len(self.rows.get("purchases", ())) + 1
        back = self.chance.choice((0,) * 14 + (gross // 5, gross))
        own = back and self.often(0.5)  # by a receipt of its own
        values = {"refunded": 0 if own else back, "kind": "sale", "refund_of": ""} | more
        self._receipt(number, customer, ago, gross, currency, values)
        if own:
            later = max(min(ago, self.chance.randint(0, ago) if ago > 0 else ago), ago - 40)
            of = {"refunded": back, "kind": "refund", "refund_of": f"R{number}", "staff": ""}
            self._receipt(number + 1, customer, later, 0, currency, of)
        return number

    def _receipt(
        self, number: int, customer: int | None, ago: int, gross: int, currency: str, more: Values
    ) -> None:
        day = self.ordinal(ago)
        staff = self.chance.choice(("", *(one.name for one in STAFF)))
        values = {"staff": staff, "customer": customer, "via": customer} | more
        self.add(
            "purchases",
            id=number,
            source="till",
            key=f"R{number}",
            day=day,
            at=day * 86_400 + number,
            currency=currency,
            gross=gross,
            batch=1,
            **values,
        )


def make(chance: Random, day: date, most: int = 20, *, fit: float = 0.8) -> Busy:
    """Make up a shop; about a share of `fit` of its people have nothing against being thanked."""
    busy = Busy(day, chance)
    busy.shop = _choices(busy)
    busy.add("batches", id=1, at=0)
    posts = busy.often(0.8)
    number = chance.randint(min(4, most), most)
    for household in range(1, number // 5 + 1):
        busy.add("households", id=household, name="")
    for id in range(1, number + 1):
        _person(busy, id, number, posts)
        _visits(busy, id)
        _happened(busy, id, fit)
    for _walk_in in range(chance.randint(0, 4)):
        busy.sell(None, chance.randint(0, 60), chance.choice((500, 90_000)), "GBP")
    for gone in range(2, number + 1, 7):
        if busy.often(0.2):
            busy.merged.append((gone - 1, gone))
    return busy


def write(books: Connection, busy: Busy) -> None:
    """Put the shop into the books, in place of whatever was there."""
    for table in reversed(tables.metadata.sorted_tables):
        books.execute(delete(table))
    for table in tables.metadata.sorted_tables:
        for alike in _alike(busy.rows.get(table.name, ())):
            books.execute(insert(table), alike)
    shop.put(books, busy.shop)
    refunds.attach(books)
    summaries.rebuild(books)
    for kept, gone in busy.merged:
        merges.merge(books, kept, gone)


def put(store: Store, busy: Busy) -> None:
    """Put the shop into a store."""
    with store.transaction() as books:
        write(books, busy)


def _alike(rows: Any) -> list[list[Values]]:
    found: dict[tuple[str, ...], list[Values]] = {}
    for row in rows:
        found.setdefault(tuple(row), []).append(row)
    return list(found.values())


def _choices(busy: Busy) -> Shop:
    chance, day = busy.chance, busy.day
    begun = day - timedelta(days=chance.randint(0, 12))
    season = Season("Spring fair", begun, begun + timedelta(days=chance.randint(8, 20)))
    return Shop(
        staff=STAFF,
        seasons=(season,) if busy.often(0.6) else (),
        quiet_share=chance.choice((0, 20, 20, 50)),
    )


def _person(busy: Busy, id: int, number: int, posts: bool) -> None:
    chance = busy.chance
    house = chance.randint(1, 5 * number)
    has_address = posts and busy.often(0.85)
    families = number // 5
    busy.add(
        "customers",
        id=id,
        name="ivy LANE" if busy.often(0.02) else "" if busy.often(0.05) else f"Person {id}",
        phone=f"+44{id:09}" if busy.often(0.7) else "",
        lines=f"{house} Harbour Street" if has_address else "",
        city="Deal" if has_address else "",
        postcode=f"CT{house % 4} 1AA" if has_address else "",
        birthday=chance.choice(("",) * 6 + ("--05-17", "1980-05-17", "2012-02-29")),
        household=chance.randint(1, families) if families and busy.often(0.15) else None,
        batch=1,
    )


def _visits(busy: Busy, id: int) -> None:
    chance = busy.chance
    currency = "EUR" if busy.often(0.15) else "GBP"
    usual = chance.choice((500, 900, 1500, 4500))
    kind = chance.choice((0, 1, 1, 2, 3, 4, 5, 6, 7, 8))
    since = chance.randint(0, 14)
    if kind == 0:  # came once, lately
        days = [since]
    elif kind == 1:  # comes often
        gap = chance.randint(3, 30)
        days = [since + gap * n for n in range(chance.choice((3, 4, 5, 5, 5, 10, 10, 25)))]
    elif kind == 2:  # stays away
        gap = chance.randint(8, 40)
        away = max(45, gap * chance.randint(2, 6) + chance.randint(-3, 3))
        days = [away + gap * n for n in range(chance.randint(3, 8))]
    elif kind == 3:  # years ago
        last = chance.choice((730, 1095, 1461)) + chance.randint(-50, 50)
        days = [last + 20 * n for n in range(chance.randint(1, 3))]
    elif kind == 4:  # whole years since the first time
        first = 365 * chance.randint(1, 4) + chance.randint(-9, 9)
        days = [first, chance.randint(20, 380), chance.randint(20, first)]
    elif kind == 5:  # at this time of other years
        days = [chance.choice((365, 731, 1096)) + chance.randint(-6, 6), chance.randint(500, 900)]
    else:
        days = [chance.randint(0, 1600) for _visit in range(chance.randint(0, 4))]
    for ago in days:
        other = "EUR" if currency == "GBP" else "GBP"
        money = other if busy.often(0.05) else currency
        sold = chance.choice(("sale",) * 12 + ("not_counted",))
        busy.sell(id, ago, usual + chance.randint(-2, 2) * 50, money, kind=sold)
    if busy.often(0.7 if kind in {1, 6} else 0.3 if kind in {0, 7} else 0.0):
        large = usual * chance.choice((2, 3, 4, 30))
        ago = chance.choice((chance.randint(2, 10), chance.randint(25, 40)))
        for money in ("EUR", currency) if busy.often(0.15) else (currency,):
            busy.sell(id, ago, large, money)


def _happened(busy: Busy, id: int, fit: float) -> None:
    chance = busy.chance
    if busy.often(0.35):
        _tell(busy, id, chance.choice(tuple(OCCASIONS_TOLD)))
    if busy.often(0.1):
        _note(busy, id)
    if busy.often(fit):
        return
    what = chance.randint(0, 5)
    if what == 0:
        busy.add("blocks", customer=id, channel=chance.choice(("card", "call", "all")))
    elif what == 1:
        _tell(busy, id, chance.choice((*NEVER_LISTED, *UNREACHED)))
    elif what == 2:
        why = chance.choice(("", "not_now", "wrong_fact", "already_done"))
        day, lane = busy.ordinal(chance.randint(0, 40)), chance.choice(("gift", "first_visit", ""))
        busy.add("skips", customer=id, day=day, why=why, lane=lane)
    elif what == 3:
        busy.add(
            "trial",
            customer=id,
            lane=chance.choice(("drifting", "explore")),
            year=busy.day.year,
            day=busy.ordinal(chance.randint(0, 200)),
            arm=chance.choice(("quiet", "thanked")),
            band=1,
            points=30,
            share=20,
        )
    else:
        for _touch in range(chance.randint(1, 3)):
            touch(busy, id, chance.randint(0, 420))


def touch(busy: Busy, id: int, ago: int) -> None:
    """Turn to somebody; not every call is answered."""
    channel = busy.chance.choice(("card", "call", "in_person"))
    outcome = busy.chance.choice(("", "no_answer", "talked")) if channel == "call" else ""
    busy.add("touches", customer=id, channel=channel, day=busy.ordinal(ago), outcome=outcome)


def _note(busy: Busy, id: int) -> None:
    day = busy.ordinal(busy.chance.randint(0, 20))
    due = day + busy.chance.randint(0, 30) if busy.often(0.9) else None
    done = due if due and busy.often(0.2) else None
    channel = busy.chance.choice(("", "", "call", "card"))
    words = busy.chance.choice(("ask how the move went", "Her  sister’s\u202e wedding"))
    busy.add("notes", customer=id, day=day, due=due, words=words, done=done, channel=channel)


def _tell(busy: Busy, id: int, kind: str) -> None:
    chance = busy.chance
    low, high = OCCASIONS_TOLD.get(kind, (-2, 100))
    ago = chance.randint(low, high)
    day = busy.ordinal(ago)
    has_ended = busy.often(0.7 if kind == "complaint" else 0.1)
    ended = day + chance.randint(0, max(ago, 0) + 3) if has_ended else None
    theirs = [one for one in busy.rows.get("purchases", ()) if one["customer"] == id]
    theirs = [one for one in theirs if one["kind"] == "sale"]
    sale = chance.choice(theirs) if theirs and busy.often(0.3) else None
    if sale and kind in {"gift", "durable"} and low <= busy.day.toordinal() - sale["day"] <= high:
        day = sale["day"]
    else:
        sale = None
    busy.add(
        "told",
        customer=id,
        kind=kind,
        day=day,
        until=day + chance.randint(0, 50) if kind == "gift" else None,
        ended=ended,
        words=chance.choice(("", "the blue kettle")),
        by=chance.choice(("", "Ruth", "Ben", "Ivy Lane")),
        place=_somewhere(busy) if kind == "gift" and busy.often(0.4) else "",
        origin=chance.choice(("owner", "import", "guess")),
        purchase=sale["id"] if sale else None,
    )


def _somewhere(busy: Busy) -> str:
    """Return an address of somebody, in the words a gift's place is kept in."""
    people = [one for one in busy.rows["customers"] if one["lines"]]
    if not people:
        return ""
    one = busy.chance.choice(people)
    text = f"{one['lines']} {one['postcode'].replace(' ', '')} {one['city']}"
    return text.casefold()
