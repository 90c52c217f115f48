"""What Results asks for: the counts and comparisons, and everything to be said of them in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from notecard.core.chance import wilson, z_of
from notecard.core.results import Compared
from notecard.core.results_in_words import plain_number
from notecard.core.results_in_words import said as said_of
from notecard.core.thanked import Tally, group_words, lane_name, said_groups, said_tally, shares
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.wording import say_day

if TYPE_CHECKING:
    from notecard.workflows.results import Results

_95: Final = z_of(0.05)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A share of some people, 0 to 1, where in truth it may lie, and the people themselves."""

    words: str
    share: float
    low: float
    high: float
    count: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups beside each other; the sentence says what is drawn."""

    name: str
    thanked: Mark
    quiet: Mark
    sentence: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A group's share of all customers and of all thanks, 0 to 1."""

    words: str
    customers: float
    thanks: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page, in the order it stands there."""

    is_empty: bool
    first_look: str
    when: str
    figures: tuple[Figure, ...]
    ever: str
    sentences: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    too_few: str
    spread: str
    by_visits: tuple[Spread, ...]
    by_spent: tuple[Spread, ...]


class ResultsErrands:
    """The workflow behind Results."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def results(self) -> Shown:
        """Return what is known today, ready to be shown."""
        from notecard.workflows.results import results, said

        found = results(self._books.store(), self._books.today)
        is_this_year = found.this_year.people > 0
        together = found.result.together
        return Shown(
            is_empty=not found.ever.people and not (together.thanked + found.result.waiting),
            first_look=say_day(found.first_look),
            when=_("This year") if is_this_year else _("So far"),
            figures=tuple(_figures(found.this_year if is_this_year else found.ever)),
            ever=_("Since the beginning: {words}").format(
                words=said_tally(found.ever, plain_number)
            ),
            sentences=tuple(said(found, say_day)),
            comparisons=tuple(_comparisons(found)),
            too_few=_too_few(found),
            spread=said_groups(found.groups, plain_number),
            by_visits=tuple(_spread(found, "visits")),
            by_spent=tuple(_spread(found, "spent")),
        )


def _figures(tally: Tally) -> Iterator[Figure]:
    """Yield what was done; of the rarer things only those that happened."""
    always = [
        (tally.people, _n("person thanked", "people thanked", tally.people)),
        (tally.cards, _n("card written", "cards written", tally.cards)),
    ]
    talked, learnt, kept = tally.conversations, tally.learnt, tally.notes_kept
    sometimes = [
        (tally.calls, _n("call", "calls", tally.calls)),
        (talked, _n("conversation", "conversations", talked)),
        (learnt, _n("thing learnt", "things learnt", learnt)),
        (kept, _n("note come back to", "notes come back to", kept)),
    ]
    for count, words in always + [one for one in sometimes if one[0]]:
        yield Figure(f"{count:,}", words)


def _comparisons(found: "Results") -> Iterator[Comparison]:
    """Yield what is large enough to be drawn, all together first."""
    for one in (found.result.together, *found.result.lanes):
        if one.interval is not None:
            name = lane_name(one.lane) if one.lane else _("All together")
            yield Comparison(
                name,
                _mark(_("To be thanked"), one.returned_thanked, one.thanked),
                _mark(_("Left in peace"), one.returned_quiet, one.quiet),
                _("{name}: {words}").format(name=name, words=said_of(one)),
            )


def _mark(words: str, came: int, people: int) -> Mark:
    share = came / people
    told = _("{came} of {people} came back")
    return Mark(
        words,
        share,
        *wilson(share, people, _95),
        told.format(came=f"{came:,}", people=f"{people:,}"),
    )


def _too_few(found: "Results") -> str:
    """Return which occasions have too few people to be compared on their own, by their counts."""
    few = [one for one in found.result.lanes if one.interval is None]
    if not few or found.result.together.interval is None:
        return ""  # then it is said of all of them together
    told = _("Too few people yet to compare on their own: {occasions}.")
    return told.format(occasions="; ".join(map(_counted, few)))


def _counted(one: Compared) -> str:
    told = _("{occasion} ({thanked} to be thanked, {quiet} left in peace)")
    return told.format(occasion=lane_name(one.lane), thanked=one.thanked, quiet=one.quiet)


def _spread(found: "Results", by: str) -> Iterator[Spread]:
    for one in found.groups:
        if one.by == by and one.customers:
            yield Spread(group_words(one), *shares(one, found.groups))
