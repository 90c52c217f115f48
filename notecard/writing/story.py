"""A story from a good talk, for everybody to read: the shop's own habits and the owner's sentences.

Nothing of a customer goes into it but what the owner writes, and a category of goods that enough
others share.
"""

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from notecard import resources
from notecard.core.errors import WritingError
from notecard.core.words import _

PARTS: Final = ("opening", "middle", "cards", "closing")
BLOG_WORDS: Final = (150, 300)


@dataclass(frozen=True, slots=True)
class Story:
    """What may be posted: a caption, and a longer text with a title."""

    caption: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """Return the longer text as Markdown; what the owner wrote is text and nothing else."""
        title, *body = (_plain_for_markdown(one) for one in (self.title, *self.paragraphs))
        return "\n\n".join((f"# {title}", *body)) + "\n"

    @property
    def plain(self) -> str:
        """Return the longer text without any signs."""
        return "\n\n".join((self.title, *self.paragraphs)) + "\n"

    @property
    def words(self) -> int:
        """How many words the longer text has."""
        return sum(len(one.split()) for one in self.paragraphs)


def write_story(
    language: str, own: str, categories: Sequence[str], seed: str, home: Path | None = None
) -> Story:
    """Return a story around the owner's own sentences.

    Where these leave too little room, parts of the program's are left out. Raises WritingError when
    they are longer than a story.
    """
    bank = load_stories(language, home)
    chance = random.Random(seed)  # noqa: S311 to vary the words, no secret
    said = [" ".join(part.split()) for part in own.split("\n\n") if part.strip()]
    parts = [chance.choice(bank[part]) for part in PARTS]
    caption = chance.choice(bank["caption"])
    title = chance.choice(bank["title"])
    story = Story(caption, title, (parts[0], *said, *parts[1:]))
    for left_out in (1, 2, 0):
        if story.words <= BLOG_WORDS[1]:
            break
        parts[left_out] = ""
        story = Story(caption, title, tuple(one for one in (parts[0], *said, *parts[1:]) if one))
    if story.words > BLOG_WORDS[1]:
        raise WritingError(
            _("Your sentences alone are longer than a story of {count} words.").format(
                count=BLOG_WORDS[1]
            ),
            _("Leave out what can be said another time."),
        )
    first = re.split(r"(?<=[.!?])\s+", said[0])[0] if said else ""
    tags = " ".join(f"#{re.sub(r'[^0-9A-Za-zÀ-ž]', '', one)}" for one in categories)
    caption = "\n\n".join(one for one in (first, caption, tags) if one)
    return Story(caption, title, story.paragraphs)


@cache
def load_stories(language: str, own: Path | None = None) -> Mapping[str, Sequence[str]]:
    """Read the parts of stories of a language, or the English ones where there are none of it."""
    folder = f"prompts/{language}"
    if not any(resources.listed(folder, "story.toml", own)):
        folder = "prompts/en"
    path = resources.find(f"{folder}/story.toml", own)
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        return {part: tuple(document[part]) for part in (*PARTS, "caption", "title")}
    except (OSError, ValueError, KeyError) as error:
        raise WritingError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=error),
            _("Compare it with the file of that name that came with the program."),
        ) from error


def _plain_for_markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#+!|-])", r"\\\1", text)
