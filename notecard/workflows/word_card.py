"""A card in the owner's own words: laid out as it is typed, kept until made, and explained."""

from dataclasses import dataclass, replace
from datetime import date

from notecard.core.cards import Stock
from notecard.core.errors import WritingError
from notecard.core.facts import Suggestion
from notecard.core.thanks import Lane
from notecard.core.told import said_words
from notecard.core.words import _
from notecard.printing.stocks import find_stock
from notecard.store import purchases, words
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.workflows.suggest_words import know
from notecard.writing.fitting import fits, lay_out, paper
from notecard.writing.own_wording import hints
from notecard.writing.said_words import fact_words


@dataclass(frozen=True, slots=True)
class Worded:
    """A suggestion in the owner's words, and what they might want to look at again."""

    suggestion: Suggestion
    room: tuple[int, ...]  # letters that go on each line under the greeting
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing a suggestion says, and the receipts that prove it, each in words."""

    said: str
    receipts: tuple[str, ...]


def word(
    store: Store,
    customer: int,
    day: date,
    suggestion: Suggestion,
    body: str,
    *,
    lane: Lane | None = None,
    stock: Stock | None = None,
) -> Worded:
    """Return the suggestion with other words between greeting and close, as they fall on a card."""
    with store.reading() as books:
        known = know(books, customer, day, lane, store.home)
    room = paper(stock or find_stock(known.proof.shop.stock, store.home))
    plain = " ".join(body.split())
    greeting, *rest = suggestion.text.split("\n")
    ending = rest[1:]
    lines = lay_out(greeting, plain, ending, room)
    edited = replace(
        suggestion,
        text="\n".join((greeting, plain, *ending)),
        lines=lines,
        body=plain,
        is_edited=True,
        fits=fits(lines, room),
    )
    told = hints(plain, lines, room, known.facts.values(), known.proof, known.bank)
    return Worded(edited, room.lines, tuple(told))


def keep(store: Store, customer: int, suggestion: Suggestion) -> None:
    """Keep the owner's words for this customer until their card is made.

    Raises WritingError where there are none.
    """
    if not suggestion.body.strip():
        raise WritingError(_("There is nothing to keep yet."), _("Write a few words first."))
    draft = words.Draft(customer, suggestion.body, suggestion.id, suggestion.tone, suggestion.asks)
    with store.transaction(typed=True) as books:
        words.keep_draft(books, draft)


def forget(store: Store, customer: int) -> None:
    """Forget the owner's words for this customer."""
    with store.transaction(typed=True) as books:
        words.drop_draft(books, customer)


def kept(
    store: Store,
    customer: int,
    day: date,
    suggestions: list[Suggestion],
    *,
    lane: Lane | None = None,
    stock: Stock | None = None,
) -> list[Suggestion]:
    """Return the suggestions, the owner's own words for this customer before them."""
    with store.reading() as books:
        draft = words.draft_for(books, customer)
    if draft is None or not suggestions:
        return suggestions
    like = replace(suggestions[0], id=draft.suggestion, tone=draft.tone or "plain", asks=draft.asks)
    own = word(store, customer, day, like, draft.body, lane=lane, stock=stock).suggestion
    return [own, *suggestions[:-1]] if len(suggestions) > 2 else [own, *suggestions]


def why_true(store: Store, customer: int, suggestion: Suggestion) -> list[Reason]:
    """Return each thing a suggestion says and what proves it, the receipts by day and lines."""
    with store.reading() as books:
        rows = [row for fact in suggestion.facts for row in fact.rows]
        receipts = {one.id: one for one in purchases.by_ids(books, rows)}
        told = {one.id: one for one in tellings.of_customer(books, customer)}
    reasons = []
    for fact in suggestion.facts:
        said = fact_words(fact)
        if not said:
            continue
        proof = [
            f"{receipts[row].day.isoformat()}: "
            + ", ".join(line.name for line in receipts[row].lines if line.quantity > 0)
            for row in fact.rows
            if row in receipts
        ]
        proof += [said_words(told[id], date.isoformat) for id in fact.told if id in told]
        reasons.append(Reason(said, tuple(proof)))
    return reasons
