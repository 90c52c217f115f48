"""The phrase bank: sentences written by people, kept as data.

A phrase: `id`; `tone` (warm, plain or playful); `text`, a sentence or two with `{{ fact }}` where a
value goes; `states`, the facts it claims, each of which is proved again before it is shown; and
`needs`, facts that must hold without being said. The file's name is the angle. A phrase that uses
what it does not state, sells, or goes on too long is refused when it is read.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from notecard import resources
from notecard.core.errors import WritingError
from notecard.core.facts import Fact
from notecard.core.words import _
from notecard.writing.plain_speech import Never, sentences

TONES: Final = ("warm", "plain", "playful")
NAMES: Final = ("server", "shop", "given", "full_name")
USES: Final = tuple(
    f"to_{use}" for use in ["keep", "wear", "eat", "read", "grow", "write", "play", "deck"]
)
VALUES: Final = frozenset(
    (*NAMES, "thing", "other", "weekday", "month", "ordinal", "times", "years", "year")
)
SIGNS: Final = frozenset(
    (
        *(*USES, "first_visit", "again", "regular", "away", "lately", "large", "many", "counter"),
        "remembered",
    )
)
MOST_WORDS: Final = 20  # of one phrase
MOST_WORDS_A_SENTENCE: Final = 16
_NOT_ANGLES = {"kinds", "never", "numbers"}
_ALLOWED_NODES = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)

# The texts are for paper, not for a page: nothing is escaped, and values are never templates.
_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to say; `template` is `text` made ready."""

    id: str
    angle: str
    tone: str
    register: str
    needs: frozenset[str]
    states: tuple[str, ...]
    text: str
    template: Template

    def suits(self, facts: Mapping[str, Fact]) -> bool:
        """Whether everything it states and needs is known."""
        return self.needs <= facts.keys() and all(name in facts for name in self.states)

    def say(self, facts: Mapping[str, Fact]) -> str:
        """Put the values in."""
        return self.template.render({name: facts[name].value for name in self.states})


@dataclass(frozen=True, slots=True)
class Bank:
    """All phrases of a language by angle, and what none of them may say."""

    language: str
    by_angle: Mapping[str, tuple[Phrase, ...]]
    never: Never
    numbers: Mapping[str, Mapping[str, str]]

    def suitable(self, angle: str, facts: Mapping[str, Fact]) -> list[Phrase]:
        """Return the phrases of an angle that everything is known for."""
        return [phrase for phrase in self.by_angle.get(angle, ()) if phrase.suits(facts)]


@cache
def load_bank(language: str, own: Path | None = None) -> Bank:
    """Read the bank of a language, or the English one where there is none of it.

    Raises WritingError, naming file and phrase, when one is not fit to be shown.
    """
    folder = f"prompts/{language}"
    if not any(resources.listed(folder, "never.toml", own)):
        language, folder = "en", "prompts/en"
    never = Never(tuple(_words(_read(resources.find(f"{folder}/never.toml", own)))))
    numbers = _read(resources.find(f"{folder}/numbers.toml", own))
    by_angle: dict[str, tuple[Phrase, ...]] = {}
    for path in resources.listed(folder, "*.toml", own):
        if path.stem not in _NOT_ANGLES:
            entries = _read(path).get("phrase", [])
            by_angle[path.stem] = tuple(_phrase(path, entry, never) for entry in entries)
    _refuse_twins(phrase for phrases in by_angle.values() for phrase in phrases)
    return Bank(language, by_angle, never, numbers)


def phrase_from(entry: Mapping[str, Any], angle: str, never: Never) -> Phrase:
    """Return an entry of a file as a phrase; raises WritingError when it may not be one."""
    try:
        text = str(entry["text"])
        phrase = Phrase(
            id=str(entry["id"]),
            angle=angle,
            tone=str(entry.get("tone", "plain")),
            register=str(entry.get("register", "")),
            needs=frozenset(entry.get("needs", ())),
            states=tuple(entry.get("states", ())),
            text=text,
            template=_ENVIRONMENT.from_string(text),
        )
    except KeyError as error:
        raise WritingError(_("A phrase has no {key}.").format(key=error)) from error
    except TemplateError as error:
        raise WritingError(_("A phrase cannot be read: {why}.").format(why=error)) from error
    checks = (_complaints, _lengths, lambda one: never.found_in(_unfilled(one)))
    for complaint in chain.from_iterable(check(phrase) for check in checks):
        raise WritingError(
            _("The phrase {id} is not fit to be shown: {why}").format(id=phrase.id, why=complaint)
        )
    return phrase


def _complaints(phrase: Phrase) -> Iterable[str]:
    tree = _ENVIRONMENT.parse(phrase.text)
    if any(not isinstance(node, _ALLOWED_NODES) for node in [tree, *tree.find_all(nodes.Node)]):
        yield _("only the names of facts may stand in braces.")
    used = {node.name for node in tree.find_all(nodes.Name)}
    if unstated := used - set(phrase.states):
        yield _("it uses what it does not state: {names}.").format(names=", ".join(unstated))
    known = VALUES | SIGNS
    if unknown := (set(phrase.states) | phrase.needs) - known:
        yield _("there is no fact called {names}.").format(names=", ".join(unknown))
    if unsaid := (set(phrase.states) & VALUES) - used:
        yield _("it states what it does not say: {names}.").format(names=", ".join(unsaid))
    if phrase.tone not in TONES:
        yield _("its tone is none of warm, plain, playful.")


def _lengths(phrase: Phrase) -> Iterable[str]:
    text = _unfilled(phrase)
    if len(text.split()) > MOST_WORDS:
        yield _("it has more than {count} words.").format(count=MOST_WORDS)
    if any(len(one.split()) > MOST_WORDS_A_SENTENCE for one in sentences(text)):
        yield _("a sentence has more than {count} words.").format(count=MOST_WORDS_A_SENTENCE)


def _unfilled(phrase: Phrase) -> str:
    """Return the text with a plain word where a value goes."""
    return phrase.template.render(dict.fromkeys(VALUES | SIGNS, "something"))


def _phrase(path: Path, entry: Mapping[str, Any], never: Never) -> Phrase:
    try:
        return phrase_from(entry, path.stem, never)
    except WritingError as error:
        raise WritingError(f"{path.name}: {error.message}", error.hint) from error


def _refuse_twins(phrases: Iterable[Phrase]) -> None:
    seen: set[str] = set()
    for phrase in phrases:
        if phrase.id in seen:
            raise WritingError(_("Two phrases are called {id}.").format(id=phrase.id))
        seen.add(phrase.id)


def _words(document: Mapping[str, Any]) -> Iterable[str]:
    return (word for words in document.values() for word in words)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WritingError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=error),
            _("Compare it with the file of that name that came with the program."),
        ) from error
