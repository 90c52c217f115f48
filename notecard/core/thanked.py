"""What was done for people, counted and in words; and whether it was only done for the rich."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from notecard.core.thanks import Lane
from notecard.core.words import _, _n

FAIR_DAYS: Final = 365  # the thanks of so many days are looked at
VISITS: Final = (1, 2, 4, 10)  # from so many visits on begins the next group
SPENT: Final = (0, 50, 80, 95)  # from so high among all, in per cent

SayNumber = Callable[[int], str]
"""Puts a number into the owner's script: core knows no language."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done in a stretch of time; everything here happened, nothing is guessed."""

    people: int = 0  # different ones who were reached
    cards: int = 0
    calls: int = 0
    conversations: int = 0  # calls in which there was talk
    in_person: int = 0
    learnt: int = 0  # notes made on the day of a conversation
    notes_kept: int = 0  # notes that were come back to
    told: int = 0  # facts the owner told
    post_back: int = 0  # cards that came back by post


@dataclass(frozen=True, slots=True)
class Group:
    """Customers of one kind; how many there are, and how many thanks went to them."""

    by: str  # visits or spent
    least: int  # the group's own of VISITS or SPENT
    customers: int
    thanks: int


def said_tally(tally: Tally, say: SayNumber = str) -> str:
    """Return what was done in sentences, the people first; nothing is said of what was not."""
    talked, learnt, kept = tally.conversations, tally.learnt, tally.notes_kept
    told = [
        (talked, _n("In {n} call you talked.", "In {n} calls you talked.", talked)),
        (learnt, _n("You learnt {n} thing to keep.", "You learnt {n} things to keep.", learnt)),
        (kept, _n("You came back to {n} note.", "You came back to {n} notes.", kept)),
    ]
    sentences = [words.format(n=say(count)) for count, words in told if count]
    return " ".join([_said_people(tally, say), *sentences])


def _said_people(tally: Tally, say: SayNumber) -> str:
    if not tally.people:
        return _("Nobody has been thanked yet.")
    words = _n("You thanked {n} person: {how}.", "You thanked {n} people: {how}.", tally.people)
    here = tally.in_person
    kinds = [
        (tally.cards, _n("{n} card", "{n} cards", tally.cards)),
        (tally.calls, _n("{n} call", "{n} calls", tally.calls)),
        (here, _n("{n} word at the counter", "{n} words at the counter", here)),
    ]
    how = ", ".join(kind.format(n=say(count)) for count, kind in kinds if count)
    return words.format(n=say(tally.people), how=how)


def said_groups(groups: Sequence[Group], say: SayNumber = str) -> str:
    """Return in one sentence how the thanks were spread, from the two ends of each order."""
    people, thanks = _all(groups)
    if not thanks:
        return _("In the last twelve months nobody was thanked.")
    most, once = (_group(groups, by, least) for by, least in (("spent", 95), ("visits", 1)))
    told = _n(
        "Of {n} thank-you in the last twelve months, {rich_thanks} went to the {rich}% of all"
        " customers who spent most, and {once_thanks} to the {once}% who came once.",
        "Of {n} thank-yous in the last twelve months, {rich_thanks} went to the {rich}% of all"
        " customers who spent most, and {once_thanks} to the {once}% who came once.",
        thanks,
    )
    return told.format(
        n=say(thanks),
        rich=_percent(most.customers, people),
        rich_thanks=say(most.thanks),
        once=_percent(once.customers, people),
        once_thanks=say(once.thanks),
    )


def shares(group: Group, groups: Sequence[Group]) -> tuple[float, float]:
    """Return a group's share of all customers and of all thanks, 0 to 1."""
    people, thanks = _all(groups)
    return group.customers / max(people, 1), group.thanks / max(thanks, 1)


def group_words(group: Group) -> str:
    """Return what a group is called."""
    return {
        ("visits", 1): _("Came once"),
        ("visits", 2): _("2 or 3 visits"),
        ("visits", 4): _("4 to 9 visits"),
        ("visits", 10): _("10 visits or more"),
        ("spent", 0): _("The half who spent least"),
        ("spent", 50): _("More than the half"),
        ("spent", 80): _("Among the top fifth"),
        ("spent", 95): _("Among the top twentieth"),
    }[group.by, group.least]


def lane_name(lane: str) -> str:
    """Return what an occasion is called where there is room for it."""
    return {
        Lane.NOTE_DUE: _("Your own note"),
        Lane.FIRST_VISIT: _("First visit"),
        Lane.BIG_OR_UNUSUAL: _("A special purchase"),
        Lane.GIFT: _("A gift"),
        Lane.SERVICE: _("A repair"),
        Lane.COMPLAINT_SOLVED: _("Put right"),
        Lane.REFERRAL: _("Recommended the shop"),
        Lane.MILESTONE: _("A milestone"),
        Lane.SATISFACTION: _("How it is doing"),
        Lane.ANNIVERSARY: _("An anniversary"),
        Lane.DRIFTING: _("Not seen for a while"),
        Lane.LONG_TIME_HELLO: _("A hello after years"),
        Lane.SEASON: _("The season"),
        Lane.EXPLORE: _("By chance"),
    }[Lane(lane)]


def _group(groups: Sequence[Group], by: str, least: int) -> Group:
    return next(one for one in groups if (one.by, one.least) == (by, least))


def _all(groups: Sequence[Group]) -> tuple[int, int]:
    """Count everybody and all thanks: each order of the groups has all of them."""
    theirs = [one for one in groups if one.by == "visits"]
    return sum(one.customers for one in theirs), sum(one.thanks for one in theirs)


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole)
