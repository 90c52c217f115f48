"""Whom to thank on a day: a few people, each with the reason, and who was left in peace and why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from babel.dates import format_date
from sqlalchemy import Connection

from notecard.core.customers import Channel, called
from notecard.core.day import MINUTES, Budget, Queues, fill, held_by_rest, held_by_wish
from notecard.core.settings import Shop
from notecard.core.thanks import (
    OCCASIONS,
    Candidate,
    DayPlan,
    Held,
    Lane,
    Reach,
    Row,
    SayDate,
)
from notecard.store import candidates, customers, skips, touches
from notecard.store import shop as shops
from notecard.store.candidates import Found
from notecard.store.database import Store


def say_date(day: date) -> str:
    """Return a date as an English sentence has it: 3 October 2011."""
    return format_date(day, "d MMMM y", locale="en")


def plan_day(
    store: Store,
    day: date,
    *,
    minutes: int | None = None,
    cards: int | None = None,
    calls: int | None = None,
    seed: int = 0,
    say: SayDate = say_date,
) -> DayPlan:
    """Fill a day from every lane, the same way for the same books, day and seed.

    Whoever was turned to earlier on the day keeps their place, so that the list grows shorter as
    it is worked through and is never filled up again.
    """
    with store.reading() as books:
        budget = _budget(shops.get(books), minutes, cards, calls)
        done = candidates.touched_on(books, day)
        found = candidates.find(books, day, seed, most=4 * budget.slots + 20)
        chosen = fill(_queues(found, are_held=False), budget, day, seed)
        wanted = fill(_queues(found, are_held=True), budget, day, seed)
        people = {one.candidate.customer: one for line in found.values() for one in line}
        rows = [
            _row(who, channel, people[who.customer].name, say)
            for who, channel in _proved(books, chosen)
            if who.customer not in done
        ]
        held = [
            _held(books, who, people[who.customer].reach, say)
            for who, _channel in (*wanted, *chosen)
            if not people[who.customer].is_free or who.customer in done
        ]
    return DayPlan(day, budget.minutes, tuple(rows), tuple(dict.fromkeys(held)))


def swap(
    store: Store,
    plan: DayPlan,
    customer: int,
    *,
    cards: int | None = None,
    calls: int | None = None,
    seed: int = 0,
    say: SayDate = say_date,
) -> DayPlan:
    """Pass somebody over for the day; the next best of their lane takes their place in the list.

    With nobody left in the lane it is the next best of another.
    """
    skip(store, customer, plan.day)
    again = plan_day(
        store, plan.day, minutes=plan.minutes, cards=cards, calls=calls, seed=seed, say=say
    )
    listed = {row.customer for row in plan.rows}
    still = {row.customer: row for row in again.rows if row.customer in listed}
    newcomers = [row for row in again.rows if row.customer not in listed]
    rows = []
    for row in plan.rows:
        if row.customer in still:
            rows.append(still[row.customer])
        elif newcomers:
            rows.append(newcomers.pop(0))
    return replace(again, rows=(*rows, *newcomers))


def skip(store: Store, customer: int, day: date) -> None:
    """Leave somebody in peace for this day; another day may bring them back."""
    with store.transaction(typed=True) as books:
        skips.add(books, customers.get(books, customer).id, day)


def unskip(store: Store, customer: int, day: date) -> None:
    """Take that back."""
    with store.transaction(typed=True) as books:
        skips.remove(books, customers.get(books, customer).id, day)


def _budget(shop: Shop, minutes: int | None, cards: int | None, calls: int | None) -> Budget:
    """Return what the day has room for; a number of cards asked for makes the time for them."""
    most_cards = shop.cards if cards is None else cards
    time = shop.minutes if minutes is None else minutes
    if minutes is None and (cards or calls):
        asked = (cards or 0) * MINUTES[Channel.CARD] + (calls or 0) * MINUTES[Channel.CALL]
        time = max(time, asked)
    return Budget(time, most_cards, time // MINUTES[Channel.CALL] if calls is None else calls)


def _queues(found: dict[Lane, list[Found]], are_held: bool) -> Queues:
    """Line everybody up; with the held ones among them it is the list there might have been."""
    queues: dict[Lane, list[tuple[Candidate, Channel]]] = {}
    for lane, line in found.items():
        if are_held:
            line = sorted(line, key=_best_first) if lane is not Lane.EXPLORE else []
        for one in line:
            channel = one.reach.channel(lane) or (Channel.CARD if are_held else None)
            if channel and (are_held or one.is_free):
                queues.setdefault(lane, []).append((one.candidate, channel))
    return queues


def _best_first(one: Found) -> tuple[int, int, int]:
    who = one.candidate
    return (-who.points, who.standing.since, who.customer)


def _proved(
    books: Connection, chosen: Iterable[tuple[Candidate, Channel]]
) -> list[tuple[Candidate, Channel]]:
    """Give everybody their receipts, and those to be called the one who served them last."""
    chosen = list(chosen)
    here = {staff.name for staff in shops.get(books).staff if staff.here}
    sales = candidates.receipts(
        books, (who.customer for who, _channel in chosen), chosen[0][0].day if chosen else date.min
    )
    proved = []
    for who, channel in chosen:
        theirs = tuple(sales[who.customer])
        last = next((one.staff for one in reversed(theirs) if one.staff), "")
        proved.append((replace(who, receipts=theirs, by=last if last in here else ""), channel))
    return proved


def _row(who: Candidate, channel: Channel, name: str, say: SayDate) -> Row:
    occasion = OCCASIONS[who.lane]
    return Row(
        customer=who.customer,
        name=called(name, who.customer),
        channel=channel,
        lane=who.lane,
        why=occasion.why(who, say),
        evidence=occasion.proof(who),
        points=who.points,
        minutes=MINUTES[channel],
        by=who.by,
    )


def _held(books: Connection, who: Candidate, reach: Reach, say: SayDate) -> Held:
    if reach.channel(who.lane) is None:
        return Held(who.customer, held_by_wish(who.lane, reach))
    latest = next(
        touch for touch in touches.of_customer(books, who.customer) if touch.day <= who.day
    )
    return Held(who.customer, held_by_rest(latest, say))
