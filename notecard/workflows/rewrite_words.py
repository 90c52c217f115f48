"""Suggestions put another way by a model on this computer, or left as they were."""

from datetime import date
from time import monotonic

from notecard.core.cards import Stock
from notecard.core.facts import Suggestion
from notecard.core.thanks import Lane
from notecard.printing.stocks import find_stock
from notecard.store.database import Store
from notecard.workflows.suggest_words import know
from notecard.writing.fitting import paper
from notecard.writing.rewriting import SECONDS, ask_model, hide_names, reworded
from notecard.writing.verifier import problems


def rewrite(
    store: Store,
    customer: int,
    day: date,
    suggestions: list[Suggestion],
    *,
    lane: Lane | None = None,
    stock: Stock | None = None,
    seconds: float = SECONDS,
) -> list[Suggestion]:
    """Return the suggestions, each in the model's words where these prove true, else as it was.

    Raises SettingsError when the model is said to be on another computer.
    """
    with store.reading() as books:
        known = know(books, customer, day, lane, store.home)
    shop = known.proof.shop
    if not shop.rewriter:
        return suggestions
    card = stock or find_stock(shop.stock, store.home)
    room = paper(card)
    answers: list[Suggestion] = []
    until = monotonic() + seconds  # for all of them: nobody is kept waiting for long
    for one in suggestions:
        left = until - monotonic()
        hidden, tokens = hide_names(one.body, one.facts)
        answer = (
            ""
            if one.is_edited or left <= 0
            else ask_model(shop.rewriter, shop.rewriter_model, hidden, left)
        )
        new = reworded(one, answer, tokens, known.bank.language, room)
        if new is None or problems(new, known.proof, known.bank, card, spoken=False):
            answers.append(one)
        else:
            answers.append(new)
    return answers
