"""What can honestly be said of who came back: a comparison of two groups made by lot, or nothing.

How often one may look. The results are those of the last 1 January or 1 July: what has come since
is waiting, so it does not matter how often the page is opened. And every look may be mistaken, so
all of them together get one chance in twenty to see a difference where there is none: four in a
thousand for each of the first ten looks that have enough people to speak, and ten in a thousand for
all that may follow (Bonferroni's sum: it holds however the looks hang together). The *verdict*
therefore asks for more than the 95 % interval that is shown, which is that of one look.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from notecard.core.chance import Counts, Interval, of_means, still_needed, stratified, z_of
from notecard.core.trial import (
    RETURN_DAYS,
    VISITS_DAYS,
    Arm,
    Enrolled,
    is_over,
    last_look,
    looks,
    next_look,
    takes_part,
)

LEAST: Final = 50  # people in each group; below that nothing is said
WORTH_KNOWING: Final = (10, 5, 2, 1)  # percentage points
_SHOWN: Final = z_of(0.05)
_ALIKE: Final = 20  # fewer people of one kind are joined with others


class Verdict(StrEnum):
    """What the lot has shown so far."""

    CANNOT_TELL = "cannot_tell"
    DIFFERENCE = "difference"
    NO_DIFFERENCE = "no_difference"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two groups by lot, and who of them came back; `interval` in shares, None: cannot be made."""

    lane: str  # empty: all together
    thanked: int
    quiet: int
    returned_thanked: int
    returned_quiet: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Visits:
    """The second outcome: visits of those whose longer time was over too. It gives no verdict."""

    thanked: int
    quiet: int
    interval: Interval | None  # in visits a head


@dataclass(frozen=True, slots=True)
class Result:
    """Everything there is to say on one look; `look` is None before the first."""

    look: date | None
    next_look: date
    together: Compared
    lanes: tuple[Compared, ...]
    visits: Visits
    waiting: int  # enrolled, but their time was not over on the look
    verdict: Verdict
    needed: int  # people more in each group, when it cannot be told
    worth: int  # to notice a difference of so many percentage points; 0 when nothing is needed


def result_on(everybody: Iterable[Enrolled], day: date) -> Result:
    """Return what is known on a day, which is what was known on the last look before it."""
    enrolled = [one for one in everybody if takes_part(one.lane, one.share) and one.day <= day]
    held = looks(min(one.day for one in enrolled), day) if enrolled else []
    look = held[-1] if held else None
    ready = _over(enrolled, RETURN_DAYS, look)
    kinds = _kinds(ready)
    together = _compare("", ready, kinds)
    error = allowance(max(1, _speaking(enrolled, held)))
    verdict = _verdict(together, stratified(kinds, z_of(error)))
    worth, needed = _needed(together, error) if verdict is Verdict.CANNOT_TELL else (0, 0)
    return Result(
        look=look,
        next_look=next_look(last_look(day)),
        together=together,
        lanes=tuple(_compare(lane, them, _kinds(them)) for lane, them in _by_lane(ready)),
        visits=_visits(_over(enrolled, VISITS_DAYS, look)),
        waiting=len(enrolled) - len(ready),
        verdict=verdict,
        needed=needed,
        worth=worth,
    )


def allowance(look: int) -> float:
    """Return how often the so-manieth look that can speak may be mistaken; all sum to 5 %."""
    return 0.004 if look <= 10 else 0.01 / ((look - 10) * (look - 9))


def _over(enrolled: Iterable[Enrolled], window: int, look: date | None) -> list[Enrolled]:
    return [one for one in enrolled if look and is_over(window, one.day, look)]


def _speaking(enrolled: Sequence[Enrolled], held: Sequence[date]) -> int:
    """Count the looks with enough people; that depends on when they came, not on who returned."""
    days = [sorted(one.day for one in enrolled if one.arm is arm) for arm in Arm]
    if min(map(len, days)) < LEAST:
        return 0
    enough = max(of_arm[LEAST - 1] for of_arm in days)
    return sum(is_over(RETURN_DAYS, enough, look) for look in held)


def _by_lane(ready: Iterable[Enrolled]) -> list[tuple[str, list[Enrolled]]]:
    lanes: dict[str, list[Enrolled]] = defaultdict(list)
    for one in ready:
        lanes[one.lane].append(one)
    return sorted(lanes.items())


def _compare(lane: str, people: Sequence[Enrolled], kinds: Sequence[Counts]) -> Compared:
    all_of_them = _count(people)
    return Compared(
        lane,
        all_of_them.thanked,
        all_of_them.quiet,
        all_of_them.returned_thanked,
        all_of_them.returned_quiet,
        stratified(kinds, _SHOWN),
    )


_KINDS: Final[tuple[Callable[[Enrolled], Hashable], ...]] = (
    lambda one: (one.share, one.lane, one.band),
    lambda one: (one.share, one.band),
    lambda one: one.share,
)


def _kinds(people: Sequence[Enrolled]) -> list[Counts]:
    """Sort people by lane and band of points; those too few are joined, first across the lanes."""
    kinds: list[list[Enrolled]] = []
    few = list(people)
    for key in _KINDS:
        alike: dict[Hashable, list[Enrolled]] = defaultdict(list)
        for one in few:
            alike[key(one)].append(one)
        kinds += [them for them in alike.values() if len(them) >= _ALIKE or key is _KINDS[-1]]
        few = [one for them in alike.values() if len(them) < _ALIKE for one in them]
    return sorted(map(_count, kinds), key=lambda kind: (kind.people, kind.thanked, kind.rate))


def _count(people: Sequence[Enrolled]) -> Counts:
    thanked = [one.returned for one in people if one.arm is Arm.THANKED]
    quiet = [one.returned for one in people if one.arm is Arm.QUIET]
    return Counts(len(thanked), sum(thanked), len(quiet), sum(quiet))


def _verdict(together: Compared, surely: Interval | None) -> Verdict:
    if surely is None or min(together.thanked, together.quiet) < LEAST:
        return Verdict.CANNOT_TELL
    if surely.low > 0 or surely.high < 0:
        return Verdict.DIFFERENCE
    if max(-surely.low, surely.high) <= WORTH_KNOWING[0] / 100:
        return Verdict.NO_DIFFERENCE
    return Verdict.CANNOT_TELL


def _needed(together: Compared, error: float) -> tuple[int, int]:
    """Return the largest difference worth knowing that needs more people, and how many more.

    That is what a later look takes to be sure of it four times in five, at the rate seen so far.
    Two who came back and two who did not are put to it: so it is a half as long as there is nobody,
    and never 0 or 1.
    """
    people = together.thanked + together.quiet
    rate = (together.returned_thanked + together.returned_quiet + 2) / (people + 4)
    least = LEAST - min(together.thanked, together.quiet)
    for worth in WORTH_KNOWING:
        more = still_needed(rate, worth / 100, together.thanked, together.quiet, error)
        if max(more, least) > 0:
            break
    return worth, max(more, least, 1)


def _visits(ready: Sequence[Enrolled]) -> Visits:
    thanked, quiet = ([one.visits for one in ready if one.arm is arm] for arm in Arm)
    return Visits(len(thanked), len(quiet), of_means(thanked, quiet, _SHOWN))
