"""Whom to thank on a day: a few people, each with the reason, and who was left in peace and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from statistics import median

from babel.dates import format_date
from sqlalchemy import Connection

from notecard.core.customers import Channel, called
from notecard.core.day import MINUTES, Budget, Queued, Queues, fill
from notecard.core.guards import held_by_rest, quiet_words
from notecard.core.occasions import OCCASIONS
from notecard.core.settings import Shop
from notecard.core.thanks import Candidate, DayPlan, Held, Lane, Receipt, Row, SayDate
from notecard.core.told import Skipped
from notecard.core.trial import Arm, arm_of, band_of, is_free, takes_part
from notecard.core.words import _
from notecard.store import candidates, claims, planned, purchases, standings, touches, trial
from notecard.store import shop as shops
from notecard.store.candidates import Found
from notecard.store.database import Store
from notecard.store.trial import Draw
from notecard.workflows.pass_over import skip

ENOUGH_LOGGED = 20  # cards, or calls, whose time was measured: from then on the owner's own count
_OF_LATE = 100


def say_date(day: date) -> str:
    """Return a date as an English sentence has it: 3 October 2011."""
    return format_date(day, "d MMMM y", locale="en")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a day is to be like, where somebody wants it otherwise than the shop does."""

    minutes: int | None = None
    cards: int | None = None
    calls: int | None = None
    seed: int = 0
    counter: str = ""  # who asks: rows that another counter has taken are left out
    say: SayDate = say_date


def plan_day(
    store: Store,
    day: date,
    *,
    minutes: int | None = None,
    cards: int | None = None,
    calls: int | None = None,
    seed: int = 0,
    counter: str = "",
    say: SayDate = say_date,
) -> DayPlan:
    """Fill a day from every lane, the same way for the same books, day and seed; nothing is kept.

    Whoever was turned to earlier on the day keeps their place, so that the list grows shorter as
    it is worked through and is never filled up again.
    """
    asked = Asked(minutes, cards, calls, seed, counter, say)
    with store.reading() as books:
        return _Planner(books, day, asked).plan()


def open_day(
    store: Store,
    day: date,
    *,
    minutes: int | None = None,
    cards: int | None = None,
    calls: int | None = None,
    seed: int = 0,
    counter: str = "",
    say: SayDate = say_date,
) -> DayPlan:
    """Fill a day and keep it: what is not done comes back tomorrow, and every lot stays drawn."""
    asked = Asked(minutes, cards, calls, seed, counter, say)
    with store.reading() as books:
        planner = _Planner(books, day, asked)
        plan = planner.plan()
        if not planner.has_news():
            return plan
    with store.transaction(typed=True) as books:
        planner = _Planner(books, day, asked)
        plan = planner.plan()
        planner.keep()
    return plan


def swap(
    store: Store,
    plan: DayPlan,
    customer: int,
    *,
    why: Skipped = Skipped.TODAY,
    cards: int | None = None,
    calls: int | None = None,
    seed: int = 0,
    counter: str = "",
    say: SayDate = say_date,
) -> DayPlan:
    """Pass somebody over for the day; the next best of their lane takes their place in the list.

    With nobody left in the lane it is the next best of another.
    """
    lane = next((row.lane.value for row in plan.rows if row.customer == customer), "")
    skip(store, customer, plan.day, why, lane)
    again = open_day(
        store,
        plan.day,
        minutes=plan.minutes,
        cards=cards,
        calls=calls,
        seed=seed,
        counter=counter,
        say=say,
    )
    return in_the_old_order(plan, again)


def in_the_old_order(before: DayPlan, after: DayPlan) -> DayPlan:
    """Return the second plan with everybody of the first where they were, newcomers in the gaps.

    A gap is first offered to newcomers of its own lane.
    """
    still = {(row.customer, row.lane): row for row in after.rows}
    gaps = [(row.customer, row.lane) for row in before.rows]
    newcomers = [row for row in after.rows if (row.customer, row.lane) not in gaps]
    rows = []
    for customer, lane in gaps:
        row = still.get((customer, lane))
        if row is None and newcomers:
            row = next((one for one in newcomers if one.lane is lane), newcomers[0])
            newcomers.remove(row)
        if row is not None:
            rows.append(row)
    return replace(after, rows=(*rows, *newcomers))


class _Planner:
    """Plans one day out of the books as they are."""

    def __init__(self, books: Connection, day: date, asked: Asked) -> None:
        self._books, self._day, self._asked = books, day, asked
        self._shop = shops.get(books)
        self._salt = self._shop.salt or _salt(books)
        self._budget = _budget(books, self._shop, day, asked)
        self._unfinished = {one.customer: one for one in planned.unfinished(books, day)}
        wanted: dict[Lane, list[int]] = {}
        for one in self._unfinished.values():
            wanted.setdefault(one.lane, []).append(one.customer)
        most = 2 * self._budget.slots + 16
        self._found = candidates.find(
            books, day, self._shop, asked.say, seed=asked.seed, most=most, wanted=wanted
        )
        self._at = {
            (one.candidate.customer, one.candidate.lane): one
            for line in self._found.values()
            for one in line
        }
        self._list = fill(self._queues(with_held=False), self._budget, day, asked.seed)

    def plan(self) -> DayPlan:
        """Return the day; whoever is done, or taken at another counter, is on it no more."""
        done = touches.touched_on(self._books, self._day)
        elsewhere = claims.elsewhere(self._books, self._day, self._asked.counter)
        rows = [
            self._row(one)
            for one in self._proved(self._list.taken)
            if one.who.customer not in done | elsewhere.keys()
        ]
        held = tuple(dict.fromkeys(self._held(done, elsewhere)))
        return DayPlan(self._day, self._budget.minutes, tuple(rows), held)

    def has_news(self) -> bool:
        """Whether anything of the plan is still to be kept."""
        kept = planned.kept(self._books, self._day)
        return kept != self._places() or bool(self._draws())

    def keep(self) -> None:
        """Keep the list and the lots that were drawn for it."""
        draws = self._draws()
        if draws and not self._shop.salt:
            shops.put(self._books, replace(self._shop, salt=self._salt))
        trial.keep(self._books, draws)
        since = {one.customer: one.since for one in self._unfinished.values()}
        planned.keep(self._books, self._day, self._places(), since)

    def _places(self) -> list[tuple[int, Lane]]:
        return [(one.who.customer, one.who.lane) for one in self._list.taken]

    def _queues(self, *, with_held: bool) -> Queues:
        """Line everybody up; with the held ones among them it is the list there might have been."""
        queues: dict[Lane, list[Queued]] = {}
        for lane, line in self._found.items():
            for one in line:
                if one.is_free:
                    queues.setdefault(lane, []).append(self._queued(one))
                elif with_held and not self._fell_today(one):
                    channel = one.channel or Channel.CARD
                    queues.setdefault(lane, []).append(Queued(one.candidate, channel))
        return queues

    def _fell_today(self, one: Found) -> bool:
        """Whether they are left in peace by a lot of this very day: they have had their turn."""
        is_quiet = one.held == quiet_words()
        return is_quiet and any(lot.is_quiet and lot.day == self._day for lot in one.person.lots)

    def _queued(self, one: Found) -> Queued:
        who, person = one.candidate, one.person
        carried = self._unfinished.get(who.customer)
        place = carried.place if carried and carried.lane is who.lane else None
        channel = one.channel or Channel.CARD
        return Queued(who, channel, self._is_quiet(one), person.homes, place)

    def _takes_part(self, one: Found) -> bool:
        """Whether a lot is to be drawn, should their turn come."""
        lane = one.candidate.lane.value
        before = [(lot.lane, lot.day) for lot in one.person.lots]
        return takes_part(lane, self._shop.quiet_share) and is_free(self._day, lane, before)

    def _is_quiet(self, one: Found) -> bool:
        who, share = one.candidate, self._shop.quiet_share
        if not self._takes_part(one):
            return False
        drawn = arm_of(self._salt, who.customer, who.lane.value, self._day.year, share)
        return drawn is Arm.QUIET

    def _draws(self) -> list[Draw]:
        """Return the lots of everybody whose turn came."""
        lots = [(one, Arm.THANKED) for one in self._list.taken]
        lots += [(one, Arm.QUIET) for one in self._list.quiet]
        return [
            self._draw(one.who, arm)
            for one, arm in lots
            if self._takes_part(self._at[one.who.customer, one.who.lane])
        ]

    def _draw(self, who: Candidate, arm: Arm) -> Draw:
        return Draw(
            customer=who.customer,
            lane=who.lane.value,
            day=self._day,
            arm=arm.value,
            band=band_of(who.points),
            points=who.points,
            share=self._shop.quiet_share,
        )

    def _proved(self, chosen: Sequence[Queued]) -> list[Queued]:
        """Give everybody their receipts, and the one who had better turn to them."""
        here = {staff.name for staff in self._shop.staff if staff.here}
        people = [one.who.customer for one in chosen]
        sales = standings.receipts(self._books, people, self._day)
        proved = []
        for one in chosen:
            theirs = tuple(sales[one.who.customer])
            who = replace(one.who, receipts=theirs, by=_by(one.who, theirs, here))
            proved.append(replace(one, who=who))
        return proved

    def _row(self, one: Queued) -> Row:
        who, occasion = one.who, OCCASIONS[one.who.lane]
        return Row(
            customer=who.customer,
            name=called(self._at[who.customer, who.lane].person.name, who.customer),
            channel=one.channel,
            lane=who.lane,
            why=occasion.why(who, self._asked.say),
            evidence=occasion.proof(who),
            points=who.points,
            minutes=self._budget.takes(one.channel),
            by=who.by,
            note=who.note.id if who.note else None,
            told=who.told.id if who.told else None,
            is_guess=bool(who.told and who.told.is_guess),
            is_carried=one.carried is not None,
        )

    def _held(self, done: set[int], elsewhere: dict[int, str]) -> Iterable[Held]:
        """Yield who would have been on the list, or was, and what keeps them off it."""
        listed = {one.who.customer for one in self._list.taken}
        quiet = {one.who.customer for one in self._list.quiet} | trial.quiet_on(
            self._books, self._day
        )
        for customer in sorted(quiet - listed):
            yield Held(customer, quiet_words())
        queues = self._queues(with_held=True)
        for one in fill(queues, self._budget, self._day, self._asked.seed).taken:
            reason = self._at[one.who.customer, one.who.lane].held
            if reason and one.who.customer not in listed | quiet:
                yield Held(one.who.customer, reason)
        for one in self._list.taken:
            if one.who.customer in done:
                latest = touches.of_customer(self._books, one.who.customer)
                touch = next(each for each in latest if each.day <= self._day)
                yield Held(one.who.customer, held_by_rest(touch, self._asked.say))
            elif counter := elsewhere.get(one.who.customer):
                yield Held(one.who.customer, _("Taken at {counter}.").format(counter=counter))


def _by(who: Candidate, sales: Sequence[Receipt], here: set[str]) -> str:
    """Return who did what was told, or served them last; nobody who has left."""
    if who.told is not None and who.told.by in here:
        return who.told.by
    last = next((one.staff for one in reversed(sales) if one.staff), "")
    return last if last in here else ""


def _salt(books: Connection) -> str:
    """Return what makes the lot this shop's own: the first receipt it ever kept."""
    return blake2b(purchases.first_key(books).encode(), digest_size=16).hexdigest()


def _budget(books: Connection, shop: Shop, day: date, asked: Asked) -> Budget:
    """Return what the day has room for; a number of cards asked for makes the time for them."""
    card, call = (_takes(books, channel, day) for channel in (Channel.CARD, Channel.CALL))
    most_cards = shop.cards if asked.cards is None else asked.cards
    time = shop.minutes if asked.minutes is None else asked.minutes
    if asked.minutes is None and (asked.cards or asked.calls):
        time = max(time, (asked.cards or 0) * card + (asked.calls or 0) * call)
    if asked.calls is not None:
        most_calls = asked.calls
    else:  # the time of the cards that were asked for is theirs
        most_calls = (time - (asked.cards or 0) * card) // call
    return Budget(time, most_cards, most_calls, card, call)


def _takes(books: Connection, channel: Channel, day: date) -> int:
    """Return how many minutes a card or a call takes: the owner's own median once it is known."""
    seconds = touches.logged_seconds(books, channel, day, _OF_LATE)
    if len(seconds) < ENOUGH_LOGGED:
        return MINUTES[channel]
    return max(1, round(median(seconds) / 60))
