"""What may be said about a customer: each fact with the rows that prove it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One true thing; `rows` are the ids of the purchases that prove it, `told` of what was told.

    `value` is ready for a sentence ("teapot", "3", "October"), `forms` are the same in the forms a
    language's grammar asks for; `kind` names what it is. A fact that is not `public` never leaves
    the shop.
    """

    id: str
    kind: str
    value: str
    rows: tuple[int, ...]
    public: bool = False
    told: tuple[int, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the owner might write by hand: the text, and the facts that it states.

    `text` is the whole text, greeting and close included; `lines` the same as it falls on the
    card's own lines (`lines[0]` is the greeting on the salutation line). `asks` is a question only
    the owner's memory can answer; its answer is never printed.
    """

    id: str
    text: str
    lines: tuple[str, ...]
    angle: str
    tone: str
    states: tuple[str, ...]
    facts: tuple[Fact, ...]
    asks: str = ""
    fits: bool = True
    body: str = ""  # what stands between greeting and close, unbroken
    is_edited: bool = False  # the owner has put it in their own words

    @property
    def words(self) -> int:
        """How many words there are to write."""
        return len(self.text.split())
