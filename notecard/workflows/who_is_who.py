"""Who is who: customers who might be one, the owner's answers, and how to take them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store import alike, merges
from notecard.store import answers as kept
from notecard.store.alike import Suggestion
from notecard.store.answers import VERDICTS, Answer
from notecard.store.database import Store

__all__ = ["Answered", "Suggestion", "answer", "merge", "suggestions", "take_back", "unmerge"]

Verdict = Literal["same", "different", "household"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer changed, to take it back."""

    customers: tuple[int, ...]  # of whom it was said, as they were then
    verdict: str
    merges: tuple[int, ...]  # numbers, the oldest first
    answers: tuple[Answer, ...]  # as they were before


def suggestions(store: Store, limit: int = 200) -> list[Suggestion]:
    """Return who might be one person, the likeliest first."""
    with store.reading() as books:
        return alike.suggestions(books, limit)


def answer(store: Store, customers: Sequence[int], verdict: str) -> Answered:
    """Keep what the owner says of two or more customers; the answer is never asked for again.

    The same are merged into the first of them; a household is kept apart and shares its address.
    Raises StoreError for an unknown verdict or customer, or fewer than two customers.
    """
    if verdict not in VERDICTS or len(set(customers)) < 2:
        raise StoreError(
            _("This is no answer: {verdict}.").format(verdict=verdict),
            _("Say of two different customers: same, different or household."),
        )
    with store.transaction(typed=True) as books:
        people = tuple(dict.fromkeys(merges.root_of(books, one) for one in customers))
        before = kept.say(books, people, verdict)
        if not before:
            raise StoreError(
                _("These two are one customer already."),
                _("If they are two, take them apart first."),
                command=f"notecard customer unmerge {people[0]}",
            )
        gone = people[1:] if verdict == "same" else ()
        made = tuple(merges.merge(books, people[0], other) for other in gone)
        return Answered(people, verdict, made, before)


def take_back(store: Store, answered: Answered) -> None:
    """Put everything back as it was before an answer."""
    with store.transaction(typed=True) as books:
        for number in reversed(answered.merges):
            merges.take_back(books, number)
        kept.put_back(books, answered.answers)


def merge(store: Store, kept_one: int, gone: int) -> merges.Merge:
    """Make one customer of two, whatever they look like; raises StoreError if they are one."""
    answered = answer(store, (kept_one, gone), "same")
    with store.reading() as books:
        return merges.journalled(books, answered.merges[0])


def unmerge(store: Store, customer: int) -> merges.Merge:
    """Take back the newest merge of a customer, and keep in mind that the two are not one."""
    with store.transaction(typed=True) as books:
        undone = merges.unmerge(books, customer)
        kept.say(books, (undone.kept, undone.gone), "different")
        return undone
