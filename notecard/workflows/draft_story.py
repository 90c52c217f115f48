"""A story drafted from a good talk, with everything marked that would give a customer away."""

import re
from dataclasses import dataclass
from datetime import date

from notecard.core.facts import Suggestion
from notecard.core.words import _
from notecard.store import customers, private
from notecard.store import shop as shops
from notecard.store.database import Store
from notecard.writing.kinds import Kinds, load_kinds
from notecard.writing.leaks import Leak, LeakCheck, Private, marked
from notecard.writing.phrases import load_bank
from notecard.writing.story import Story, load_stories, write_story

_MOST_TAGS = 2


@dataclass(frozen=True, slots=True)
class DraftedStory:
    """A story, what in it would give somebody away, and what to think of before it is posted."""

    story: Story
    caption_leaks: tuple[Leak, ...]
    text_leaks: tuple[Leak, ...]  # places in `story.plain`
    hint: str

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.caption_leaks and not self.text_leaks

    def as_suggestions(self) -> list[Suggestion]:
        """Return it as the command line prints what to write, every leak marked in the text."""
        caption = marked(self.story.caption, self.caption_leaks)
        text = marked(self.story.plain, self.text_leaks)
        return [
            Suggestion(angle, said, tuple(said.split("\n")), angle, "plain", (), (), self.hint)
            for angle, said in (("caption", caption), ("blog", text))
        ]


def draft_story(
    store: Store, customer: int, day: date, own: str = "", *, variant: int = 0
) -> DraftedStory:
    """Return a caption and a blog text around the owner's own sentences; nothing is dropped.

    A category of goods is told only where at least five customers bought of it in 90 days.
    """
    with store.reading() as books:
        shop = shops.get(books)
        who = customers.get(books, customer)
        everybody = private.of_everybody(books)
        buyers = private.buyers_of(books, day)
        theirs = private.things_of(books, who.id)
    kinds = load_kinds(load_bank(shop.language, store.home).language)
    rare = [name for name, some in buyers.items() if len(some) < private.SHARED_BY]
    rare += [name for name in theirs if name not in buyers]
    check = LeakCheck(
        Private(
            everybody.names,
            everybody.streets,
            everybody.telephones,
            everybody.e_mails,
            rare,
            _everyday(shop.language, shop.name, shop.handle, store),
        )
    )
    tags = _shared_kinds(kinds, buyers, theirs)
    story = write_story(
        shop.language, own, tags, f"{customer}:{day.toordinal()}:{variant}", store.home
    )
    return DraftedStory(
        story,
        tuple(check.leaks(story.caption)),
        tuple(check.leaks(story.plain)),
        _("This is about one person. Ask them first, even without a name."),
    )


def _shared_kinds(kinds: Kinds, buyers: dict[str, set[int]], theirs: set[str]) -> list[str]:
    """Return what they bought that enough others bought too, by its everyday word."""
    by_kind: dict[str, set[int]] = {}
    for name, some in buyers.items():
        found = kinds.of(name)
        if found is not None:
            by_kind.setdefault(found[0].id, set()).update(some)
    mine = {found[0].id for name in theirs if (found := kinds.of(name)) is not None}
    shared = sorted(id for id in mine if len(by_kind.get(id, ())) >= private.SHARED_BY)
    return [kinds.by_id[id].noun.bare(is_many=True) for id in shared[:_MOST_TAGS]]


def _everyday(language: str, name: str, handle: str, store: Store) -> set[str]:
    """Return the words of the bank, the stories and the shop: no names where written small."""
    bank = load_bank(language, store.home)
    stories = load_stories(language, store.home)
    english = load_bank("en", store.home).every_text  # what owners everywhere mix in
    parts = (one for part in stories.values() for one in part)
    texts = [bank.every_text, english, name, handle, *parts, *load_kinds(bank.language).nouns()]
    return set(re.findall(r"[^\W\d_]+", " ".join(texts).casefold()))
