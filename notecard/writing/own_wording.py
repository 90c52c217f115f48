"""Looks over what the owner has put in their own words, and says what they might want to know.

It is their card and their pen: nothing is forbidden, only said.
"""

from collections.abc import Iterable, Sequence

from notecard.core.facts import Fact
from notecard.core.words import _
from notecard.writing.fitting import Paper
from notecard.writing.phrases import Bank
from notecard.writing.plain_speech import sentences
from notecard.writing.verifier import MOST_WORDS_A_SENTENCE, Books, unproved


def hints(
    body: str,
    lines: Sequence[str],
    room: Paper,
    facts: Iterable[Fact],
    books: Books,
    bank: Bank,
) -> list[str]:
    """Return what to look at again, in words; nothing where there is nothing to say."""
    found = []
    more = len(lines) - 1 - len(room.lines)
    if more > 0:
        found.append(_("It is {count} lines longer than the card.").format(count=more))
    sells = bank.never.found_in(body)
    if sells:
        words = ", ".join(f"“{word}”" for word in dict.fromkeys(sells))
        found.append(_("This may sound like selling: {words}.").format(words=words))
    claims = [one.split(": ", 1)[-1] for one in unproved(body, list(facts), books, bank)]
    if claims:
        words = ", ".join(f"“{claim}”" for claim in dict.fromkeys(claims))
        found.append(_("No purchase says so, only you can know: {words}.").format(words=words))
    if any(len(one.split()) > MOST_WORDS_A_SENTENCE for one in sentences(body)):
        found.append(_("One sentence is long. Two short ones are easier to read."))
    return found
