"""Random shops lived through day by day, with an owner who does what owners do with a list.

Every morning's list is held against what may be on it, worked out from the rows by oracles that
share nothing with the program. A lane reaches its people in time when this holds: in any `WITHIN`
days in a row on which nothing was left over from before and no promise fell due, a lane that had
somebody free on every one of them had its turn. (Whatever is left over, and promises, come first
by intent, and may fill a day.)
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from sqlalchemy import Connection, insert

from notecard.core.calls import Outcome
from notecard.core.cards import CardRecord
from notecard.core.customers import Channel
from notecard.core.thanks import DayPlan, Row
from notecard.core.told import Kind, Skipped, Told
from notecard.store import cards, customers, notes, summaries, tables
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.store.home import DATABASE
from notecard.workflows.calls import log_call
from notecard.workflows.pass_over import skip
from notecard.workflows.plan_day import open_day, plan_day
from notecard.workflows.send_cards import mark_sent
from tests import busy_shop, why_checker
from tests.guard_oracle import Guards
from tests.occasion_oracle import lanes
from tests.raw_books import Books

START: Final = date(2026, 1, 20)
MINUTES: Final = {"card": 3, "call": 4}
MOST_CARDS: Final = 5
QUOTAS: Final = {"note_due": 20}
QUOTA: Final = 2
WITHIN: Final = 6  # days until a lane with somebody free has had its turn
WITHIN_BY_LOT: Final = 20  # the lot has a slot on three days in five
SKIPS: Final = (*Skipped, Skipped.TODAY)


@dataclass
class Seen:
    """What was seen in all the days, so that it can be told whether they were worth living."""

    days: int = 0
    rows: Counter[str] = field(default_factory=Counter)  # by lane
    carried: int = 0
    plain: int = 0  # days on which nothing was carried over or promised
    barred: Counter[str] = field(default_factory=Counter)  # with an occasion, and what barred them
    longest: Counter[str] = field(default_factory=Counter)  # wait of a lane with somebody free
    deeds: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Seen") -> None:
        """Count the days of another shop in."""
        self.days += other.days
        self.carried += other.carried
        self.plain += other.plain
        for mine, theirs in (
            (self.rows, other.rows),
            (self.barred, other.barred),
            (self.deeds, other.deeds),
        ):
            mine.update(theirs)
        self.longest |= other.longest


class Life:
    """One shop over some weeks; the same for the same seed."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.chance, self.day = store, Random(seed), START
        self.busy = busy_shop.make(self.chance, START, most=24)
        busy_shop.put(store, self.busy)
        self.minutes = self.chance.choice((None, None, None, 3, 7, 20, 45))
        self.zeal = self.chance.choice((1.0, 1.0, 0.8, 0.3))  # of the list is done
        self.seed = self.chance.choice((0, 0, 7))
        self.seen = Seen()
        self.waits: Counter[str] = Counter()

    def live(self, days: int) -> Seen:
        """Live through so many days."""
        for _day in range(days):
            self._open()
            self._trade()
            self.day += timedelta(1)
            self.seen.days += 1
        return self.seen

    def _books(self) -> Books:
        return Books(self.store.home / DATABASE)

    def _plan(self) -> DayPlan:
        return plan_day(self.store, self.day, minutes=self.minutes, seed=self.seed)

    def _open(self) -> None:
        before = self._plan() if self.chance.random() < 0.1 else None
        plan = open_day(self.store, self.day, minutes=self.minutes, seed=self.seed)
        assert before is None or before == plan, "what is kept is what was shown"
        if self.chance.random() < 0.1:
            assert open_day(self.store, self.day, minutes=self.minutes, seed=self.seed) == plan
        self._look_over(plan)
        self._work_through(plan)
        if self.chance.random() < 0.1:
            self._look_again(plan)

    def _look_over(self, plan: DayPlan) -> None:
        books = self._books()
        guards = Guards(books, self.day)
        check_rows(plan, guards)
        check_size(plan, self.minutes)
        for row in plan.rows:
            self.seen.rows[row.lane.value] += 1
            self.seen.carried += row.is_carried
            why_checker.check(books, row, self.day)
        self._check_turns(plan, guards)

    def _check_turns(self, plan: DayPlan, guards: Guards) -> None:
        """See that no lane with somebody free waits for long."""
        listed = {row.lane.value: row.customer for row in plan.rows}
        others = {row.customer for row in plan.rows}
        homes = set[str]().union(*(guards.homes(one) for one in others))
        open_lanes = set()
        for customer in guards.books.people:
            for lane in lanes(guards.books, customer, self.day):
                reasons = [guards.bar(customer, lane, one) for one in ("card", "call")]
                self.seen.barred.update(filter(None, reasons[:1]))
                is_away = customer in others or guards.homes(customer) & homes
                if not is_away and self._is_free(lane, reasons):
                    open_lanes.add(lane)
        is_plain = not any(row.is_carried or row.lane == "note_due" for row in plan.rows)
        self.seen.plain += is_plain
        for lane in why_checker.SENTENCES:
            waits = lane in open_lanes and lane not in listed and is_plain
            self.waits[lane] = self.waits[lane] + 1 if waits else 0
            if self.minutes is None:
                self.seen.longest[lane] = max(self.seen.longest[lane], self.waits[lane])
                most = WITHIN_BY_LOT if lane == "explore" else WITHIN
                assert self.waits[lane] < most, f"{lane} waits on {self.day}"

    @staticmethod
    def _is_free(lane: str, reasons: list[str]) -> bool:
        by_card, by_call = reasons
        return not by_card or (lane in MAY_CALL and not by_call)

    def _look_again(self, before: DayPlan) -> None:
        """See that the list, once begun, holds nobody wrong and grows no longer."""
        after = self._plan()
        check_rows(after, Guards(self._books(), self.day))
        assert len(after.rows) <= len(before.rows) + 1  # two calls may become three cards
        assert after == self._plan()

    def _work_through(self, plan: DayPlan) -> None:
        for row in plan.rows:
            chance = self.chance.random()
            if chance < 0.12:
                self._count("skipped")
                skip(self.store, row.customer, self.day, self.chance.choice(SKIPS), row.lane)
            elif chance < 0.12 + 0.88 * self.zeal:
                self._do(row)
            else:
                self._count("left undone")
        self._learn()

    def _do(self, row: Row) -> None:
        """Send the card or make the call; a promise is kept by it."""
        if row.channel is Channel.CARD:
            code = f"{self.chance.randrange(32**8):013d}"
            record = CardRecord(code, row.customer, "us-a2-flat", "sprig", 1.0, 1.0, "1", ())
            with self.store.transaction() as books:
                cards.add(books, record, self.day)
                notes.come_back(books, row.customer, self.day)
            mark_sent(self.store, [code], self.day)
            self._count("sent")
            return
        outcome = self.chance.choice((*Outcome, Outcome.TALKED, Outcome.TALKED))
        log_call(self.store, row.customer, self.day, outcome, lane=row.lane)
        self._count(f"called: {outcome}")

    def _learn(self) -> None:
        """Hear something of somebody: a wish, a fact, something to come back to."""
        if self.chance.random() > 0.3:
            return
        people = list(self._books().people)
        whom, what = self.chance.choice(people), self.chance.random()
        with self.store.transaction() as books:
            if what < 0.1:
                customers.block(books, whom, self.chance.choice(("card", "call", "all")), self.day)
                self._count("blocked")
            elif what < 0.4:
                due = self.day + timedelta(self.chance.randint(0, 20))
                channel = self.chance.choice(("", "card", "call"))
                notes.add(books, whom, self.day, "ask about the move", due, channel)
                self._count("noted")
            else:
                self._tell(books, whom)

    def _tell(self, books: Connection, whom: int) -> None:
        kind = self.chance.choice((*Kind, *WINDOWED, *WINDOWED))
        day = self.day - timedelta(self.chance.randint(0, 30))
        solved = self.day if kind is Kind.COMPLAINT and self.chance.random() < 0.7 else None
        until = None
        if kind is Kind.GIFT and self.chance.random() < 0.7:
            until = day + timedelta(self.chance.randint(0, 45))
        one = Told(
            0, whom, kind, day, until=until, ended=solved, by=self.chance.choice(("", "Ruth"))
        )
        tellings.add(books, one)
        self._count(f"told: {kind}")

    def _trade(self) -> None:
        """Sell a few things; the sums are brought up to date as an import does it."""
        sold = self.busy.rows.setdefault("purchases", [])
        begin, people = len(sold), list(self._books().people)
        self.busy.day = self.day
        for _sale in range(self.chance.randint(0, 3)):
            whom = self.chance.choice(people)
            self.busy.sell(whom, 0, self.chance.choice((500, 900, 1500, 9000)), "GBP")
        with self.store.transaction() as books:
            if self.chance.random() < 0.4:
                self._newcomer(max(people) + 1)
                books.execute(insert(tables.customers), self.busy.rows["customers"][-1])
            if new := sold[begin:]:
                books.execute(insert(tables.purchases), new)
                summaries.mark_all(books, {one["customer"] for one in new if one["customer"]})
                summaries.refresh(books)

    def _newcomer(self, id: int) -> None:
        id = max(id, max(one["id"] for one in self.busy.rows["customers"]) + 1)
        values = dict.fromkeys(self.busy.rows["customers"][0], "")
        values |= {"id": id, "name": f"Person {id}", "household": None, "batch": 1}
        values |= {"phone": f"+44{id:09}", "lines": f"{id} New Road", "postcode": "CT9 9ZZ"}
        self.busy.add("customers", **values)
        self.busy.sell(id, 0, self.chance.choice((500, 900, 1500, 9000)), "GBP")

    def _count(self, deed: str) -> None:
        self.seen.deeds[deed] += 1


MAY_CALL: Final = {"note_due", "service", "complaint_solved", "satisfaction", "long_time_hello"}
WINDOWED: Final = (Kind.GIFT, Kind.SERVICE, Kind.COMPLAINT, Kind.REFERRAL, Kind.DURABLE)


def check_rows(plan: DayPlan, guards: Guards) -> None:
    """See that nobody is on a list who must not be, and nobody beside somebody of their home."""
    seen: set[str] = set()
    for row in plan.rows:
        bar = guards.bar(row.customer, row.lane, row.channel)
        assert not bar, f"{row.customer} by {row.channel} for {row.lane}: {bar}"
        homes = guards.homes(row.customer) | {f"customer {row.customer}"}
        assert not homes & seen, f"{row.customer} beside somebody of their home"
        seen |= homes
    assert not {row.customer for row in plan.rows} & {one.customer for one in plan.held}


def check_size(plan: DayPlan, minutes: int | None) -> None:
    """See that a list keeps to its time, and to what it may hold of one kind."""
    assert plan.minutes == (10 if minutes is None else minutes)
    assert all(row.minutes == MINUTES[row.channel] for row in plan.rows)
    assert sum(row.minutes for row in plan.rows) <= plan.minutes
    assert sum(row.channel is Channel.CARD for row in plan.rows) <= MOST_CARDS
    by_lane = Counter(row.lane.value for row in plan.rows)
    assert all(count <= QUOTAS.get(lane, QUOTA) for lane, count in by_lane.items())
