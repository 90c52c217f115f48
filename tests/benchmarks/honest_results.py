"""How often the results see what is not there, and how often what is: in made-up and real shops.

Run it with: python -m tests.benchmarks.honest_results
The small figures of the same are tests in tests/core/test_results.py.
"""

import csv
import gzip
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import fmean

from notecard.core.chance import newcombe, z_of
from notecard.core.results import Result, Verdict, result_on
from notecard.core.standing import NEVER, Standing, points
from notecard.core.trial import (
    RETURN_DAYS,
    VISITS_DAYS,
    Arm,
    Enrolled,
    arm_of,
    band_of,
    is_free,
    looks,
)

ROOT = Path(__file__).parent.parent.parent
FILE = "shared/data/purchases/online_retail_2010_2011.csv.gz"

LANES = ("first_visit", "big_or_unusual", "milestone", "drifting", "long_time_hello", "explore")
START = date(2020, 1, 2)
NEXT = date(2021, 1, 1)  # a look at which everybody of START's first half year is over
_RATES = (0.10, 0.22, 0.38, 0.55)  # of coming back untouched, by band; each person around it


def occasions(
    seed: int, effect: float = 0.0, share: int = 20, start: date = START, days: int = 180
) -> Iterator[Enrolled]:
    """Make up occasions without end: people of very different habits, and thanks that add `effect`.

    The lot is the program's own; everything else is drawn before it is known.
    """
    luck = random.Random(seed)
    for customer in range(1_000_000):
        worth = min(100, int(luck.gammavariate(2.2, 18)))
        lane = luck.choices(LANES, (30, 12, 8, 15, 10, 25))[0]
        habit = _RATES[band_of(worth)] + luck.uniform(-0.1, 0.1)
        day = start + timedelta(days=luck.randrange(days))
        mood, often = luck.random(), luck.expovariate(0.5)
        arm = arm_of(f"shop {seed}", customer, lane, day.year, share)
        returned = mood < habit + effect * (arm is Arm.THANKED)
        visits = int(returned) * (1 + int(often))
        yield Enrolled(lane, band_of(worth), arm, day, returned, visits, share=share)


def so_many(stream: Iterable[Enrolled], each: int) -> list[Enrolled]:
    """Take occasions as they come until there are so many in both groups."""
    taken: list[Enrolled] = []
    room = dict.fromkeys(Arm, each)
    for one in stream:
        if room[one.arm]:
            room[one.arm] -= 1
            taken.append(one)
        if not any(room.values()):
            break
    return taken


def one_look(
    seeds: Iterable[int], people: int, effect: float = 0.0, share: int = 20
) -> list[Result]:
    """Return the result of one look for every seed."""
    return [result_on(islice(occasions(seed, effect, share), people), NEXT) for seed in seeds]


def strangers(seed: int, a_half_year: int, halves: int) -> list[Enrolled]:
    """Make up some years of occasions without any effect, each of somebody else."""
    return list(islice(occasions(seed, days=182 * halves), a_half_year * halves))


def regulars(seed: int, a_half_year: int, halves: int) -> list[Enrolled]:
    """Make up as many occasions of the same people, everybody with one in every half year.

    The hardest case: some nearly always come back, some never, and points do not show which.
    """
    luck = random.Random(seed)
    found = []
    for customer, first in enumerate(islice(occasions(seed), a_half_year)):
        habit = luck.betavariate(0.5, 0.8)
        before: list[tuple[str, date]] = []
        for half in range(halves):
            day = first.day + timedelta(days=182 * half)
            lane = next(one for one in luck.sample(LANES, 3) if is_free(day, one, before))
            arm = arm_of(f"shop {seed}", customer, lane, day.year, first.share)
            back = luck.random() < habit
            found.append(Enrolled(lane, first.band, arm, day, back, int(back)))
            before.append((lane, day))
    return found


def ever_alarmed(everybody: Sequence[Enrolled]) -> bool:
    """Whether any half-yearly look sees a difference in a shop where there is none."""
    until = max(one.day for one in everybody) + timedelta(days=RETURN_DAYS + 184)
    held = looks(min(one.day for one in everybody), until)
    return any(result_on(everybody, look).verdict is Verdict.DIFFERENCE for look in held)


def naive_alarm(seed: int, pairs: int = 200, every: int = 10) -> bool:
    """Whether somebody who looks at the bare 95 % interval after every ten pairs is ever misled."""
    luck = random.Random(seed)
    came = [[luck.random() < 0.3 for _person in range(pairs)] for _arm in Arm]
    z = z_of(0.05)
    for n in range(2 * every, pairs + 1, every):
        shown = newcombe(sum(came[0][:n]) / n, n, sum(came[1][:n]) / n, n, z)
        if shown.low > 0 or shown.high < 0:
            return True
    return False


def covered(results: Sequence[Result], effect: float) -> float:
    """Return the share of shown intervals that hold the planted effect."""
    held = [one.together.interval for one in results if one.together.interval]
    return fmean(interval.low <= effect <= interval.high for interval in held)


def verdicts(results: Iterable[Result]) -> str:
    """Count the verdicts, for people."""
    counted = Counter(one.verdict for one in results)
    return ", ".join(f"{verdict} {counted[verdict]}" for verdict in Verdict)


# The real shop: a web shop's sales of a year, in which nobody was ever sent a card.

Diary = dict[int, dict[date, int]]
"""For every customer what they spent, in pence, on the days they bought."""


def diary(place: Path) -> Diary:
    """Read who bought on which day; what was given back is left out."""
    found: Diary = defaultdict(lambda: defaultdict(int))
    with gzip.open(place, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["CustomerID"] and not row["InvoiceNo"].startswith("C"):
                day = date.fromisoformat(row["InvoiceDate"][:10])
                pence = round(100 * int(row["Quantity"]) * float(row["UnitPrice"]))
                found[int(float(row["CustomerID"]))][day] += pence
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a customer on a day, and what they did after it."""

    customer: int
    points: int
    visits: int
    since: int
    returned: bool
    later: int


def known_on(shop: Diary, day: date) -> list[Known]:
    """Return everybody who had bought by that day."""
    past = {who: {d: p for d, p in days.items() if d <= day} for who, days in shop.items()}
    past = {who: days for who, days in past.items() if days}
    spent = sorted(sum(days.values()) for days in past.values())
    p50, p80, p95 = (spent[int(len(spent) * part)] for part in (0.5, 0.8, 0.95))

    def one(who: int, days: Mapping[date, int]) -> Known:
        since, money = (day - max(days)).days, sum(days.values())
        standing = Standing(
            today=day.toordinal(), visits=len(days), first_day=min(days).toordinal(),
            last_day=max(days).toordinal(), spent=money, largest=max(days.values()), recent=0,
            before=0, dwarfed=0, valued=0, quiet=NEVER, p50=p50, p80=p80, p95=p95, big=p95,
        )  # fmt: skip
        after = [(d - day).days for d in shop[who] if d > day]
        returned = any(gap <= RETURN_DAYS for gap in after)
        later = sum(gap <= VISITS_DAYS for gap in after)
        return Known(who, points(standing), len(days), since, returned, later)

    return [one(who, days) for who, days in past.items()]


def by_lot(people: Iterable[Known], salt: str, lane: str, day: date, share: int = 20) -> Result:
    """Return what our own results say of them, thanked and left in peace by lot."""
    enrolled = [
        Enrolled(
            lane,
            band_of(who.points),
            arm_of(salt, who.customer, lane, day.year, share),
            day,
            who.returned,
            who.later,
            share=share,
        )
        for who in people
    ]
    return result_on(enrolled, day + timedelta(days=RETURN_DAYS + 184))


def rate(people: Sequence[Known]) -> float:
    """Return the share of them who came back."""
    return fmean(who.returned for who in people)


def real_shop(place: Path, day: date, salts: int = 100) -> None:
    """Print what the usual comparisons would claim of that shop, and what ours says."""
    people = sorted(known_on(diary(place), day), key=lambda who: -who.points)
    tenth = len(people) // 10
    best, rest = people[:tenth], people[tenth:]
    away = [who for who in people if who.since > 90 and who.visits >= 3]
    print(f"Online Retail on {day}: {len(people)} customers, no card ever sent")
    print(
        f"  usual comparison: best tenth {rate(best):.1%}, the rest {rate(rest):.1%} came back:"
        f" {rate(best) / rate(rest):.1f} times as many"
    )
    print(
        f"  before and after: of {len(away)} away for 90 days and more {rate(away):.1%} came back"
    )
    for name, them, lane in (("everybody", people, "explore"), ("the away", away, "drifting")):
        for share in (20, 50):
            results = [by_lot(them, f"salt {n}", lane, day, share) for n in range(salts)]
            print(
                f"  by lot, {name}, {share} % in peace, {salts} salts: {verdicts(results)};"
                f" 95 % interval holds 0: {covered(results, 0):.0%}"
            )


def made_up(runs: int) -> None:
    """Print the figures of the made-up shops."""
    for people, share in ((250, 20), (1000, 20), (1000, 50), (4000, 20)):
        results = one_look(range(100), people, share=share)
        print(f"no effect, {people} people, {share} % in peace, 100 shops: {verdicts(results)}")
    found = [result_on(so_many(occasions(s, 0.2, 50), 300), NEXT) for s in range(100)]
    print(f"+20 points at 300 v 300, 100 shops: {verdicts(found)}")
    lost = [result_on(so_many(occasions(s, -0.1, 50), 1000), NEXT) for s in range(100)]
    below = sum(one.together.interval.high < 0 for one in lost if one.together.interval)
    print(f"-10 points at 1000 v 1000, 100 shops: {verdicts(lost)}; below zero: {below}")
    for people, share, effect in (
        (250, 20, 0.0), (250, 20, 0.2), (600, 20, 0.0), (600, 20, 0.1), (600, 50, 0.2),
        (2000, 20, 0.05),
    ):  # fmt: skip
        held = covered(one_look(range(runs), people, effect, share), effect)
        print(f"95 % interval, {people} people, {share} %, {effect:+.0%}, {runs} shops: {held:.1%}")
    for kind in (strangers, regulars):
        for halves, each in ((6, 300), (6, 1000), (12, 300)):
            shops = (kind(seed, each, halves) for seed in range(runs // 4))
            alarms = fmean(map(ever_alarmed, shops))
            print(
                f"ever alarmed in {halves} half years of {each} {kind.__name__},"
                f" {runs // 4} shops: {alarms:.1%}"
            )
    naive = fmean(naive_alarm(seed) for seed in range(runs))
    print(f"(bare interval every ten pairs from 20 to 200: {naive:.1%})")


def main(runs: int = 1000) -> None:
    """Print all of it."""
    made_up(runs)
    place = next((up / FILE for up in ROOT.parents if (up / FILE).is_file()), None)
    if place is None:
        print("The sales of Online Retail are not beside this checkout.")
    else:
        real_shop(place, date(2011, 6, 9))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
