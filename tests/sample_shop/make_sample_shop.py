"""Makes the till file of the sample shop, Harbour Street Pottery: three invented years.

    python tests/sample_shop/make_sample_shop.py

writes resources/sample_shop/till.csv.gz, the same bytes every time. The people and the wares are
lists beside this file; here is how they meet: four kinds of customers, a year with a Christmas and
a summer in it, and at its end somebody for every reason to write a card.
"""

import csv
import gzip
import io
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
TILL = HERE.parent.parent / "resources" / "sample_shop" / "till.csv.gz"

FIRST, LAST = date(2023, 9, 26), date(2026, 9, 26)  # Tuesday to Saturday
BEN_LEFT = date(2025, 6, 28)
RECEIPTS = 6000
COLUMNS = [
    "Receipt", "Date", "Time", "Item", "SKU", "Qty", "Unit price", "Staff", "Customer no",
    "Customer", "First name", "Email", "Phone", "Street", "City", "Postcode", "Country",
]  # fmt: skip

# How often each kind comes: how many people, days from visit to visit, chance to stay away for good
KINDS = (
    (330, 0, 1.0),  # once
    (260, 120, 0.2),  # now and then
    (160, 60, 0.045),  # regulars
    (45, 26, 0.012),  # devoted
)

# At the end, somebody for every lane: days before the last one, the newest first.
STORIES = {
    "first visit": [[2], [3], [4], [7], [8], [3, 3]],
    "fifth visit": [[1, 40, 95, 200, 310], [4, 60, 122, 180, 260]],
    "tenth visit": [[2, 30, 66, 101, 140, 185, 222, 260, 301, 350]],
    "twenty-fifth visit": [list(range(3, 3 + 25 * 34, 34))],
    "big": [[3, 50, 120, 190, 260, 330], [5, 88, 170, 300]],
    "drifting": [
        [92, 120, 151, 178, 210, 239, 270, 301],
        [110, 151, 190, 233, 270],
        [75, 96, 120, 140, 165, 187, 205],
        [140, 190, 238, 290, 344],
    ],
    "long gone": [
        [730, 790, 861],
        [715, 760, 800, 850, 901],
        [748, 800],
        [735, 770, 844, 930, 1001, 1050],
        [1070, 1088],
        [1079, 1090, 1095],
    ],
}  # fmt: skip
MARIA = [
    9,
    38,
    61,
    95,
    130,
    158,
    199,
    230,
    272,
    301,
    333,
    370,
    402,
    441,
    470,
    515,
    560,
    611,
    650,
    702,
]


@dataclass(frozen=True)
class Ware:
    sku: str
    name: str
    price: str
    weight: int


@dataclass(frozen=True)
class Customer:
    number: str = ""
    name: str = ""
    given: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True)
class Visit:
    day: date
    customer: Customer
    likes: str = ""  # a shelf
    staff: str = ""  # who usually serves
    is_big: bool = False


WALK_IN = Customer()


def main() -> None:
    TILL.parent.mkdir(parents=True, exist_ok=True)
    TILL.write_bytes(till_file())


def till_file() -> bytes:
    """Return the whole file, packed, without a time stamp in it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(Random(1907)))
    return gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)


def rows(chance: Random) -> Iterator[list[str]]:
    """Yield the lines of the till, receipt by receipt, in the order of the days."""
    shelves = Shelves()
    timed = sorted(in_shop_hours(everybody(chance), chance), key=lambda each: each[:2])
    for number, (day, minute, visit) in enumerate(timed, start=1):
        clock = f"{minute // 60:02}:{minute % 60:02}"
        head = [f"H{number:05}", f"{day:%d/%m/%Y}", clock]
        tail = [staff_on(visit, chance), *person_cells(visit.customer)]
        for ware, count in basket(visit, shelves, chance):
            yield [*head, ware.name, ware.sku, str(count), ware.price, *tail]


def person_cells(customer: Customer) -> list[str]:
    return [
        customer.number, customer.name, customer.given, customer.email, customer.phone,
        customer.street, customer.city, customer.postcode, customer.country,
    ]  # fmt: skip


# --- the days


def is_open(day: date) -> bool:
    """Tuesday to Saturday, Sundays in December; shut over the New Year and two weeks in August."""
    if (day.month, day.day) >= (12, 25) or (day.month, day.day) <= (1, 8):
        return False
    if day.month == 8 and 8 <= day.day <= 21:
        return False
    return day.weekday() not in {0, 6} or (day.month == 12 and day.weekday() == 6)


OPEN = [
    day
    for day in (FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1))
    if is_open(day)
]
_OPEN = set(OPEN)
_MONTHS = (0, 5, 5, 7, 9, 9, 10, 14, 13, 9, 9, 16, 28)


def busyness(day: date) -> int:
    """Return how many people a day draws: Saturdays, summer, and the weeks before Christmas."""
    return _MONTHS[day.month] * (2 if day.weekday() == 5 else 1)


BUSY = [busyness(day) for day in OPEN]


def next_open(day: date) -> date:
    """Return this day or the next on which the door is open; the last one at the latest."""
    while day not in _OPEN and day < LAST:
        day += timedelta(1)
    return min(day, LAST)


def in_shop_hours(visits: Sequence[Visit], chance: Random) -> Iterator[tuple[date, int, Visit]]:
    """Give each visit its minute between ten and half past five, most around noon and four."""
    taken: set[tuple[date, int]] = set()
    for visit in visits:
        minute = 0
        while not minute or (visit.day, minute) in taken:
            minute = int(min(max(chance.gauss(chance.choice((735, 945)), 75), 600), 1049))
        taken.add((visit.day, minute))
        yield visit.day, minute, visit


# --- the people


def everybody(chance: Random) -> list[Visit]:
    """Return every visit of three years, walk-ins and those who bring something back included."""
    people = crowd(chance)
    visits = [*maria(), *stories(people, chance)]
    for count, gap, stays_away in KINDS:
        for _ in range(count):
            visits += coming(next(people), gap, stays_away, chance)
    walk_ins = RECEIPTS - len(visits)
    days = chance.choices(OPEN, BUSY, k=walk_ins)
    return visits + [Visit(day, WALK_IN) for day in days]


def coming(customer: Customer, gap: int, stays_away: float, chance: Random) -> Iterator[Visit]:
    """Yield the visits of one customer, until the end or until they stay away."""
    likes, staff = chance.choice(LIKES), chance.choice(("Ruth", "Ben", "Aisha", "Tomasz", ""))
    [day] = chance.choices(OPEN, BUSY)
    while day <= LAST:
        yield Visit(next_open(day), customer, likes, staff, is_big=chance.random() < 0.006)
        if chance.random() < stays_away:
            return
        day += timedelta(max(3, round(chance.gammavariate(4, gap / 4))))


LIKES = ("MUG", "TEA", "BWL", "PLT", "VAS", "JUG", "CAN", "GAR", "BAK", "ART", "CLY", "CLS", "")


def maria() -> list[Visit]:
    """Return the visits of the regular whose card stands in the sample photo."""
    customer = Customer(
        "C0042", "Maria Okafor", "Maria", "maria.okafor@example.com", "07700 900142",
        "7 Net Loft Lane", "St Wenna", "QX1 2NL", "GB",
    )  # fmt: skip
    return [Visit(next_open(LAST - timedelta(days)), customer, "TEA", "Ruth") for days in MARIA]


def stories(people: Iterator[Customer], chance: Random) -> Iterator[Visit]:
    """Yield the visits that make somebody stand in every lane at the end."""
    for story, each in STORIES.items():
        for ago in each:
            customer = replace(next(people), country="GB")
            if story == "long gone":
                customer = with_phone(customer, ago[0])
            likes, staff = chance.choice(LIKES), chance.choice(("Ruth", "Aisha", "Tomasz"))
            for days in sorted(set(ago)):
                day = next_open(LAST - timedelta(days))
                is_big = story == "big" and days == ago[0]
                yield Visit(day, customer, likes, staff, is_big)


def with_phone(customer: Customer, seed: int) -> Customer:
    """Return the customer with a number to call: 01632 is kept free for fiction."""
    return replace(customer, phone=customer.phone or f"01632 960{seed % 1000:03}")


def crowd(chance: Random) -> Iterator[Customer]:
    """Yield customers in the order of no list: every name once, households now and then."""
    told = tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))
    details = Details(told["places"], chance)
    named = [(*person, "GB") for part in ("written", "awkward") for person in told[part]["people"]]
    named += [name for group in told["group"] for name in names(group, chance)]
    chance.shuffle(named)
    groups = {group["country"]: group for group in told["group"] if "country" in group}
    before: Customer | None = None
    for order, (name, given, local, country) in enumerate(named, start=100):
        number = f"C{order:04}"
        if before and before.street and order % 31 == 0 and are_plain(before.name, name):
            yield details.spouse(before, number, given or name.split()[0])
        else:
            before = details.customer(number, name, given, local, groups.get(country))
            yield before


def are_plain(*names: str) -> bool:
    """Whether all of these are a first name and a surname of the same alphabet."""
    return all(name.isascii() and name.count(" ") == 1 for name in names)


def names(group: dict[str, list[str]], chance: Random) -> list[tuple[str, str, str, str]]:
    """Return as many different names of one group as its share asks for."""
    pairs = [(given, family) for given in group["given"] for family in group["family"]]
    some = chance.sample(pairs, min(len(pairs), int(group["share"]) * 8))
    country = str(group.get("country", "GB"))
    return [(f"{given} {family}", given, "-", country) for given, family in some]


class Details:
    """What the till knows of somebody besides the name: for some much, for some nothing."""

    def __init__(self, places: dict[str, list], chance: Random) -> None:
        self._places = places
        self._chance = chance
        self._mobiles = chance.sample(range(200, 1000), 800)
        self._landlines = chance.sample(range(100, 600), 500)

    def customer(
        self, number: str, name: str, given: str, local: str, abroad: dict | None
    ) -> Customer:
        """Return the customer; a visitor from abroad lives at home."""
        wants = self._chance.random
        person = Customer(number, name, given if wants() < 0.85 else "")
        if local and wants() < 0.72:
            domain = self._chance.choice(("example.com", "example.org", "example.net"))
            person = replace(person, email=f"{plain(local, name)}@{domain}")
        if wants() < 0.62:
            person = replace(person, phone=self._phone())
        return replace(person, **self._address(abroad)) if wants() < 0.7 else person

    def spouse(self, other: Customer, number: str, given: str) -> Customer:
        """Return somebody who shares the name and the house of another customer."""
        family = other.name.rpartition(" ")[2]
        return replace(other, number=number, name=f"{given} {family}", given=given, email="")

    def _phone(self) -> str:
        if self._mobiles and self._chance.random() < 0.7:
            return f"07700 900{self._mobiles.pop():03}"
        return f"01632 960{self._landlines.pop():03}" if self._landlines else ""

    def _address(self, abroad: dict | None) -> dict[str, str]:
        house = str(self._chance.randint(1, 48))
        if abroad:
            city, postcode = self._chance.choice(abroad["towns"])
            street, country = self._chance.choice(abroad["streets"]), abroad["country"]
            line = f"{house} {street}" if country == "FR" else f"{street} {house}"
            return {"street": line, "city": city, "postcode": postcode, "country": country}
        city, area = self._chance.choice(self._places["towns"])
        street = self._chance.choice(self._places["streets"])
        letters = "".join(self._chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
        postcode = f"{area} {self._chance.randint(1, 9)}{letters}"
        line = f"{house} {street}"
        return {"street": line, "city": city, "postcode": postcode, "country": "GB"}


_LETTERS = str.maketrans(
    "áàâãäåāăąçćčďðéèêëēęěğíìîïīłľñńňóòôõöøőřśšșťțúùûüůűýÿžźżışđ",
    "aaaaaaaaacccddeeeeeeegiiiiillnnnooooooorsssttuuuuuuyyzzzisd",
)


def plain(local: str, name: str) -> str:
    """Return the part of an e-mail address before the sign: given, or the name in plain letters."""
    if local != "-":
        return local
    flat = name.lower().translate(_LETTERS).replace(" ", ".")
    return "".join(char for char in flat if char.isascii() and (char.isalnum() or char in ".-"))


# --- what they buy


class Shelves:
    """What is on the shelves, by season and by shelf."""

    def __init__(self) -> None:
        told = tomllib.loads((HERE / "wares.toml").read_text(encoding="utf-8"))
        self._all_year = [Ware(*ware) for ware in told["wares"]]
        self._christmas = [Ware(*ware) for ware in told["christmas"]]
        self._occasions = [Ware(*ware) for ware in told["occasions"]]

    def pick(self, visit: Visit, chance: Random) -> Ware:
        """Return something for this visitor on this day."""
        wares = self._all_year
        if visit.likes and chance.random() < 0.6:
            wares = [ware for ware in wares if ware.sku.startswith(visit.likes)]
        elif date(visit.day.year, 10, 25) <= visit.day:
            wares = wares + self._christmas
        return one_of(wares, chance)

    def occasion(self, chance: Random) -> Ware:
        """Return something that is bought once in ten years."""
        return one_of(self._occasions, chance)


def one_of(wares: Sequence[Ware], chance: Random) -> Ware:
    return chance.choices(wares, [ware.weight for ware in wares])[0]


def basket(visit: Visit, shelves: Shelves, chance: Random) -> list[tuple[Ware, int]]:
    """Return what goes over the counter, or one time in a hundred what comes back over it."""
    if visit.is_big:
        return [(shelves.occasion(chance), 1)]
    if LAST - visit.day > timedelta(14) and chance.random() < 0.011:
        return [(shelves.pick(visit, chance), -1)]
    wanted = chance.choices((1, 2, 3, 4), (60, 26, 10, 4))[0]
    wares = {ware.sku: ware for ware in (shelves.pick(visit, chance) for _ in range(wanted))}
    return [(ware, how_many(ware, chance)) for ware in wares.values()]


def how_many(ware: Ware, chance: Random) -> int:
    """Mugs and stars leave the shop in twos, fours and sixes."""
    if Decimal(ware.price) > 40 or ware.sku.startswith(("CLS", "GFT")):
        return 1
    several = ware.sku.startswith(("MUG", "XMS", "BWL", "PLT"))
    return chance.choices((1, 2, 4, 6), (60, 28, 9, 3) if several else (90, 9, 1, 0))[0]


def staff_on(visit: Visit, chance: Random) -> str:
    """Return who serves: mostly the one the customer knows, as long as they are there."""
    here = (
        ["Ruth", "Aisha", "Tomasz"] if visit.day > BEN_LEFT else ["Ruth", "Ben", "Aisha", "Tomasz"]
    )
    if visit.staff in here and chance.random() < 0.7:
        return visit.staff
    return chance.choices(here, (5, 4, 3, 2)[: len(here)])[0]


if __name__ == "__main__":
    main()
