"""Who has an occasion on a day: a line for every lane, out of what the customers come to.

The rules are those of `core.standing`, read over columns instead of numbers; a statement finds the
heads of all lines, and the guards (`core.guards`) then look at these few people one by one. Where
too few of them are free, the statement is asked again for more, this time without whoever the most
usual guards keep back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)

from notecard.core.customers import Channel, Note
from notecard.core.guards import REST_DAYS, Person, hold
from notecard.core.lottery import Lottery
from notecard.core.occasions import OCCASIONS, Occasion
from notecard.core.settings import Season, Shop
from notecard.core.standing import Standing, is_in_season, is_somebody_to_thank
from notecard.core.thanks import Candidate, Lane, SayDate
from notecard.core.told import Kind, Told
from notecard.core.trial import QUIET_DAYS, takes_part
from notecard.store import notes, skips
from notecard.store import told as tellings
from notecard.store.persons import persons
from notecard.store.standings import NOT_REACHED, chunks, standings, sums_of, worth
from notecard.store.tables import blocks, customers, told, touches, trial

_MORE: Final = 4  # times as many, when there were too few
_GUESS: Final = 4  # so many with the ground for an occasion hold one who has the occasion
_MOST: Final = 4_096  # looked at one by one, in one line
_LONG_AGO: Final = 4_000_000  # days: what was told comes before what was counted
_NOBODY: Final = (0,) * 14
_BARS: Final = (Kind.DECEASED, Kind.MINOR, Kind.STAFF, Kind.TRADE)


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate as the books have them; `held` says what keeps them off the list, if anything."""

    candidate: Candidate
    person: Person
    channel: Channel | None
    held: str = ""

    @property
    def is_free(self) -> bool:
        """Whether no guard keeps them off the list."""
        return not self.held


Wanted = Mapping[Lane, Iterable[int]]
"""People to be looked at besides, whatever their place in the line."""


def find(
    books: Connection,
    day: date,
    ours: Shop,
    say: SayDate,
    *,
    seed: int = 0,
    most: int = 50,
    wanted: Wanted | None = None,
) -> dict[Lane, list[Found]]:
    """Return for each lane the first in line: `most` free ones, and the held ones before them.

    Whoever was passed over on the day is left out. Nobody is held in the lane that is drawn by lot.
    """
    finder = _Finder(books, day, ours, say, seed)
    return finder.find(most, wanted or {})


class _Finder:
    """Looks for the candidates of one day."""

    def __init__(self, books: Connection, day: date, ours: Shop, say: SayDate, seed: int) -> None:
        self._books, self._day, self._ours, self._say, self._seed = books, day, ours, say, seed
        self._sums = sums_of(books, day)
        self._seasons = [one for one in ours.seasons if one.first <= day <= one.last]
        self._passed = skips.on(books, day)
        self._standings: dict[int, Standing] = {}
        self._stood: set[int] = set()  # whose standings were looked up
        self._persons: dict[int, Person] = {}
        self._lines: dict[Lane, dict[int, tuple[_Head, Found | None]]] = {
            lane: {} for lane in OCCASIONS
        }

    def find(self, most: int, wanted: Wanted) -> dict[Lane, list[Found]]:
        lanes = [lane for lane in OCCASIONS if lane is not Lane.SEASON or self._seasons]
        heads = self._heads(lanes, 2 * most, is_free_only=False, among=wanted)
        noted = {note.customer for note in notes.due(self._books, self._day, limit=2 * most)}
        self._learn(noted | {one.customer for head in heads.values() for one in head})
        for lane, head in heads.items():
            self._look_at(lane, head)
        short = self._short(heads, most, 2 * most)
        size = _MORE * most
        while short and size <= _MOST:
            heads = self._heads(short, size, is_free_only=True)
            for lane, head in heads.items():
                self._look_at(lane, head)
            short = self._short(heads, most, size)
            size *= _MORE
        self._look_at_notes(most, wanted.get(Lane.NOTE_DUE, ()))
        return {lane: self._line(lane) for lane in OCCASIONS}

    def _short(self, heads: Mapping[Lane, Sequence["_Head"]], most: int, size: int) -> list[Lane]:
        """Return the lanes with too few who are free, though more stand in line."""
        return [lane for lane, head in heads.items() if self._is_short(lane, head, most, size)]

    def _is_short(self, lane: Lane, head: Sequence["_Head"], most: int, size: int) -> bool:
        line = self._lines[lane].values()
        free = sum(found is not None and found.is_free for _head, found in line)
        return free < most and len(head) >= size

    def _line(self, lane: Lane) -> list[Found]:
        """Return a line, best first; nobody is held where the lot decides."""
        line = sorted(self._lines[lane].values(), key=lambda one: one[0])
        found = [one for _head, one in line if one is not None]
        return [one for one in found if one.is_free] if lane is Lane.EXPLORE else found

    def _heads(
        self,
        lanes: Sequence[Lane],
        size: int,
        *,
        is_free_only: bool,
        among: Wanted | None = None,
    ) -> dict[Lane, list["_Head"]]:
        """Ask the books who is first in these lines.

        Where a rule has to look at receipts or touches, that is done for the first of those who
        have the ground for it; with too few of them left, for more.
        """
        special, found = among or {}, dict[Lane, list[_Head]]()
        asked: list[Lane] = [lane for lane in lanes if lane is not Lane.EXPLORE]
        guess = _GUESS * size
        if Lane.EXPLORE in lanes:
            also = special.get(Lane.EXPLORE, ())
            found[Lane.EXPLORE] = self._drawn(size, is_free_only, also)
        while asked:
            heads = self._asked(asked, size, guess, is_free_only, special)
            unsure = [lane for lane in heads if OCCASIONS[lane].ground]
            self._stand({one.customer for lane in unsure for one in heads[lane]})
            found |= {lane: self._with_reason(lane, head) for lane, head in heads.items()}
            asked = [
                lane for lane in unsure if len(found[lane]) < size and len(heads[lane]) >= guess
            ]
            guess *= _MORE
        return found

    def _drawn(self, size: int, is_free_only: bool, also: Iterable[int]) -> list["_Head"]:
        """Return the first whom the day's lot falls on, of all who are somebody to thank."""
        numbers, found = iter(self._lottery), list[int]()
        while len(found) < size and (some := list(islice(numbers, _MORE * size))):
            found += self._to_thank(some, is_free_only)
        everybody = {*sorted(found, key=self._lottery.place)[:size], *self._to_thank(also, False)}
        return sorted(_Head(self._lottery.place(one), 0, one, 0) for one in everybody)

    def _to_thank(self, whose: Iterable[int], is_free_only: bool) -> Iterator[int]:
        who, ground = (
            self._sums.people.c.customer,
            is_somebody_to_thank(self._sums.columns, self._day),
        )
        for some in chunks(whose):
            query = select(who).where(who.in_(some), ground)
            if is_free_only:
                query = self._without_held(query, OCCASIONS[Lane.EXPLORE])
            yield from self._books.execute(query).scalars()

    @cached_property
    def _lottery(self) -> Lottery:
        last = self._books.execute(select(func.max(customers.c.id))).scalar()
        return Lottery(self._day, self._seed, last or 0)

    def _asked(
        self, lanes: Iterable[Lane], size: int, guess: int, is_free_only: bool, among: Wanted
    ) -> dict[Lane, list["_Head"]]:
        found: defaultdict[Lane, list[_Head]] = defaultdict(list)
        statement = union_all(*self._queries(lanes, size, guess, is_free_only, among))
        for row in self._books.execute(statement):
            found[Lane(row.lane)].append(_Head(row.first, row.second, row.customer, row.told))
        return {lane: sorted(set(head)) for lane, head in found.items()}

    def _with_reason(self, lane: Lane, head: list["_Head"]) -> list["_Head"]:
        """Leave out who has no more than the ground for an occasion."""
        occasion = OCCASIONS[lane]
        if occasion.ground is None:
            return head
        known = self._standings
        return [one for one in head if one.told or occasion.rule(known[one.customer], self._day)]

    def _queries(
        self, lanes: Iterable[Lane], size: int, guess: int, is_free_only: bool, among: Wanted
    ) -> Iterator[Select[Any]]:
        for lane in lanes:
            if lane is Lane.NOTE_DUE:
                continue
            occasion = OCCASIONS[lane]
            for query in self._every(occasion):
                if is_free_only:
                    query = self._without_held(query, occasion)
                yield _first(query, guess if occasion.ground else size)
                if special := set(among.get(lane, ())):
                    yield _first(query.where(self._sums.people.c.customer.in_(special)), size)

    def _every(self, occasion: Occasion) -> Iterator[Select[Any]]:
        """Yield who has an occasion, as the numbers have it and as it was told."""
        who, one = self._sums.columns, self._sums.people.c
        columns = [one.customer, literal(occasion.lane.value).label("lane")]
        ground = is_somebody_to_thank(who, self._day)
        by_points = [(-self._sums.points).label("first"), (-one.last_day).label("second")]
        nothing = literal(0).label("told")
        query = select(*columns, nothing).select_from(self._sums.together).where(ground)
        if occasion.lane is Lane.SEASON:
            yield query.where(is_in_season(who, self._seasons)).add_columns(*by_points)
        else:
            rule = (occasion.ground or occasion.rule)(who, self._day)
            if rule is not False:
                yield query.where(rule).add_columns(*by_points)
        if occasion.told is not None:
            yield self._told(occasion, columns, ground)

    def _told(
        self, occasion: Occasion, columns: list[Any], ground: ColumnElement[bool]
    ) -> Select[Any]:
        """Select those of whom something was told within its window, the longest ago first."""
        today, (low, high) = self._sums.today, occasion.window
        kind = occasion.told
        when = {Kind.GIFT: told.c.until, Kind.COMPLAINT: told.c.ended}.get(
            kind or Kind.SERVICE, told.c.day
        )
        holds: ColumnElement[bool] = when.between(today - high, today - low)
        if kind is not Kind.COMPLAINT:
            holds = and_(holds, or_(told.c.ended.is_(None), told.c.ended > today))
        return (
            select(
                *columns,
                told.c.id.label("told"),
                (when - _LONG_AGO).label("first"),
                literal(0).label("second"),
            )
            .select_from(self._sums.people)
            .join(told, told.c.customer == self._sums.people.c.customer)
            .where(ground, told.c.kind == str(kind), told.c.day <= today, holds)
        )

    def _without_held(self, query: Select[Any], occasion: Occasion) -> Select[Any]:
        """Leave out whoever a set of customers tells to be held, so that the others come up."""
        one, today = self._sums.people.c, self._sums.today
        rest = min(REST_DAYS.values()) if occasion.may_call else max(REST_DAYS.values())
        sets = [
            select(blocks.c.customer).where(blocks.c.channel == "all"),
            select(told.c.customer).where(
                told.c.kind.in_([kind.value for kind in _BARS]),
                told.c.day <= today,
                or_(told.c.ended.is_(None), told.c.ended > today),
            ),
            select(touches.c.customer).where(
                touches.c.day.between(today - rest, today - 1),
                touches.c.outcome.not_in(NOT_REACHED),
            ),
        ]
        if takes_part(occasion.lane, self._ours.quiet_share):
            sets.append(
                select(trial.c.customer).where(
                    trial.c.arm == "quiet",
                    trial.c.day.between(today - QUIET_DAYS + 1, today),
                )
            )
        if occasion.lane is Lane.COMPLAINT_SOLVED:
            sets.pop(2)
        return query.where(*(one.customer.not_in(each) for each in sets))

    def _look_at(self, lane: Lane, head: Sequence["_Head"]) -> None:
        """Let the guards look at those who have not been looked at in this line."""
        line = self._lines[lane]
        new = [one for one in head if one.customer not in line]
        self._learn({one.customer for one in new})
        known = _told_by_id(self._books, {one.told for one in new} - {0})
        for one in new:
            if one.customer not in line:
                found = self._found(lane, one.customer, told=known.get(one.told))
                line[one.customer] = (one, found)

    def _look_at_notes(self, most: int, wanted: Iterable[int]) -> None:
        """Look at what is due until enough of it is free; at what was begun, in any case."""
        line = self._lines[Lane.NOTE_DUE]
        if begun := set(wanted):
            self._look_at_some_notes(notes.due(self._books, self._day, begun))
        size, start = 2 * most, 0
        while sum(found.is_free for _head, found in line.values() if found) < most:
            due = notes.due(self._books, self._day, limit=size, offset=start)
            self._look_at_some_notes(due)
            if len(due) < size:
                break
            start, size = start + size, _MORE * size

    def _look_at_some_notes(self, due: Sequence[Note]) -> None:
        line = self._lines[Lane.NOTE_DUE]
        self._learn({note.customer for note in due})
        for note in due:
            head = _Head((note.due or note.day).toordinal(), note.id, note.customer, 0)
            if note.customer not in line or head < line[note.customer][0]:
                line[note.customer] = (head, self._found(Lane.NOTE_DUE, note.customer, note=note))

    def _learn(self, people: set[int]) -> None:
        self._stand(people)
        new = people - self._persons.keys()
        if new:
            self._persons |= persons(self._books, new, self._day, self._ours)

    def _stand(self, people: set[int]) -> None:
        new = people - self._stood
        if new:
            self._stood |= new
            self._standings |= standings(self._books, self._sums, new)

    def _found(
        self, lane: Lane, customer: int, told: Told | None = None, note: Note | None = None
    ) -> Found | None:
        person = self._persons.get(customer)
        if person is None or customer in self._passed:
            return None
        stands = self._standings.get(customer)
        candidate = Candidate(
            customer,
            lane,
            worth(stands),
            stands or Standing(self._sums.today, *_NOBODY),
            self._day,
            note=note,
            told=told,
            season=self._season_of(stands) if lane is Lane.SEASON else None,
        )
        channel = person.channel(lane, self._day, note.channel if note else "")
        return Found(candidate, person, channel, hold(person, lane, channel, self._day, self._say))

    def _season_of(self, who: Standing | None) -> Season | None:
        return next((one for one in self._seasons if who and is_in_season(who, [one])), None)


@dataclass(frozen=True, slots=True, order=True)
class _Head:
    """A place in a line."""

    first: int
    second: int
    customer: int
    told: int


def _first(query: Select[Any], size: int) -> Select[Any]:
    """Select the first of a line, in an order of its own."""
    ranked = query.subquery()
    inside = select(ranked).order_by(ranked.c.first, ranked.c.second, ranked.c.customer)
    return select(inside.limit(size).subquery())


def _told_by_id(books: Connection, ids: set[int]) -> dict[int, Told]:
    if not ids:
        return {}
    query = select(told).where(told.c.id.in_(sorted(ids)))
    return {row.id: tellings.told_of(row) for row in books.execute(query)}
