"""The phrase bank: sentences written by people, kept as data.

A phrase: `id`; `tone` (warm, plain or playful); `text`, a sentence or two with `{{ fact }}` where a
value goes; `states`, the facts it claims, each of which is proved again before it is shown; and
`needs`, facts that must hold without being said. A language that speaks to strangers and to friends
in different ways has `familiar` and `formal` instead of `text` wherever it matters. The name of the
file is the angle; a `[[question]]` in it is asked of the owner's own memory. A phrase that says
what it does not state, sells, or goes on too long is refused when it is read.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
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
from notecard.writing.grammar import FORMS
from notecard.writing.plain_speech import Never, sentences

TONES: Final = ("warm", "plain", "playful")
REGISTERS: Final = ("familiar", "formal")
NAMES: Final = ("server", "shop", "given", "full_name")
THINGS: Final = ("thing", "other")
USES: Final = tuple(
    f"to_{use}" for use in ["keep", "wear", "eat", "read", "grow", "write", "play", "deck"]
)
VALUES: Final = frozenset(
    (
        *(*NAMES, *THINGS, "counted", "weekday", "on_weekday", "month", "in_month", "year"),
        *("ordinal", "times", "years", "anniversary", "first_year", "then_year"),
    )
)
SIGNS: Final = frozenset(
    (
        *(*USES, "first_visit", "again", "regular", "away", "lately", "large", "many", "counter"),
        *("one_thing", "many_things", "remembered", "note", "same_season"),
        *("gift", "repaired", "put_right", "sent_us"),
    )
)
OWN: Final = "own-"  # what the ids of the owner's own phrases begin with
MOST_WORDS: Final = 20  # of one phrase
MOST_WORDS_A_SENTENCE: Final = 16
_NOT_ANGLES = {"kinds", "never", "numbers", "function_words", "story"}
_ALLOWED_NODES = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr)
_STARTS_A_SENTENCE = re.compile(r"(^|[.!?]\s+)\{\{ (\w+(?:\.\w+)?) \}\}")

# The texts are for paper, not for a page: nothing is escaped, and values are never templates.
_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
_ENVIRONMENT.filters["capital"] = lambda value: str(value)[:1].upper() + str(value)[1:]


@dataclass(frozen=True, slots=True)
class Value:
    """A fact as a template sees it: its bare words, and their forms by name."""

    words: str
    forms: Mapping[str, str]

    def __str__(self) -> str:
        """Return the bare words."""
        return self.words

    def __getitem__(self, form: str) -> str:
        """Return the words in a form; raises KeyError where there is none."""
        return self.forms[form]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to say; `template` is `text` made ready; without a `register` it serves both."""

    id: str
    angle: str
    tone: str
    register: str
    needs: frozenset[str]
    states: tuple[str, ...]
    text: str
    template: Template

    @property
    def is_own(self) -> bool:
        """Whether the owner wrote it."""
        return self.id.startswith(OWN)

    def suits(self, facts: Mapping[str, Fact]) -> bool:
        """Whether everything it states and needs is known."""
        return self.needs <= facts.keys() and all(name in facts for name in self.states)

    def say(self, facts: Mapping[str, Fact]) -> str:
        """Put the values in."""
        said = (facts[name] for name in self.states)
        return self.template.render({one.id: Value(one.value, dict(one.forms)) for one in said})


@dataclass(frozen=True, slots=True)
class Bank:
    """All phrases of a language by angle, and what none of them may say."""

    language: str
    by_angle: Mapping[str, tuple[Phrase, ...]]
    questions: Mapping[str, tuple[Phrase, ...]]
    never: Never
    numbers: Mapping[str, Mapping[str, Any]]
    register: str = "formal"
    every_text: str = field(default="", repr=False)  # small letters, for what it speaks of itself

    def suitable(self, angle: str, facts: Mapping[str, Fact]) -> list[Phrase]:
        """Return the phrases of an angle that everything is known for."""
        return self._fitting(self.by_angle.get(angle, ()), facts)

    def asking(self, angle: str, facts: Mapping[str, Fact]) -> list[Phrase]:
        """Return the questions to the owner's memory that go with an angle."""
        return self._fitting(self.questions.get(angle, ()), facts)

    def _fitting(self, phrases: Iterable[Phrase], facts: Mapping[str, Fact]) -> list[Phrase]:
        mine = ("", self.register)
        return [one for one in phrases if one.register in mine and one.suits(facts)]

    def without(self, banished: Collection[str]) -> "Bank":
        """Return the bank without some phrases, by their ids."""
        kept = {
            angle: tuple(one for one in phrases if one.id not in banished)
            for angle, phrases in self.by_angle.items()
        }
        return replace(self, by_angle=kept)

    def also(self, own: Iterable[Phrase]) -> "Bank":
        """Return the bank with the owner's own phrases before the others."""
        by_angle = dict(self.by_angle)
        for phrase in own:
            by_angle[phrase.angle] = (phrase, *by_angle.get(phrase.angle, ()))
        return replace(self, by_angle=by_angle)


@cache
def load_bank(language: str, own: Path | None = None) -> Bank:
    """Read the bank of a language, or the English one where there is none of it.

    Raises WritingError, naming file and phrase, when one is not fit to be shown.
    """
    folder = f"prompts/{language}"
    if not any(resources.listed(folder, "never.toml", own)):
        language, folder = "en", "prompts/en"
    document = _read(resources.find(f"{folder}/never.toml", own))
    claims = tuple(document.pop("claims", ()))
    never = Never(tuple(word for words in document.values() for word in words), claims)
    numbers = _read(resources.find(f"{folder}/numbers.toml", own))
    by_angle: dict[str, tuple[Phrase, ...]] = {}
    questions: dict[str, tuple[Phrase, ...]] = {}
    for path in resources.listed(folder, "*.toml", own):
        if path.stem not in _NOT_ANGLES:
            found = _read(path)
            by_angle[path.stem] = _phrases(path, found.get("phrase", []), never, language)
            asked = _phrases(path, found.get("question", []), never, language)
            if asked:
                questions[path.stem] = asked
    every = [*chain.from_iterable(by_angle.values()), *chain.from_iterable(questions.values())]
    _refuse_twins(every)
    every_text = " ".join(one.text for one in every).casefold()
    return Bank(language, by_angle, questions, never, numbers, every_text=every_text)


def phrases_from(
    entry: Mapping[str, Any], angle: str, never: Never, language: str = "en"
) -> list[Phrase]:
    """Return an entry of a file as one phrase, or as one for each register.

    Raises WritingError when it may not be one.
    """
    by_register = {"": "text", "familiar": "familiar", "formal": "formal"}
    found = [
        _phrase_from(entry, angle, never, language, register, str(entry[key]))
        for register, key in by_register.items()
        if key in entry
    ]
    if not found or len(found) == 3 or ("text" in entry and len(found) > 1):
        raise WritingError(
            _("The phrase {id} has no text, or more than one for the same reader.").format(
                id=entry.get("id", "?")
            )
        )
    return found


def used_in(text: str) -> list[str]:
    """Return the values a text uses, each once; nothing for one that cannot be read."""
    try:
        names = [node.name for node in _ENVIRONMENT.parse(text).find_all(nodes.Name)]
    except TemplateError:
        return []
    return [name for name in dict.fromkeys(names) if name in VALUES]


def _phrase_from(
    entry: Mapping[str, Any], angle: str, never: Never, language: str, register: str, text: str
) -> Phrase:
    try:
        phrase = Phrase(
            id=str(entry["id"]),
            angle=angle,
            tone=str(entry.get("tone", "plain")),
            register=register,
            needs=frozenset(entry.get("needs", ())),
            states=tuple(entry.get("states", ())),
            text=text,
            template=_ENVIRONMENT.from_string(_STARTS_A_SENTENCE.sub(_capitalised, text)),
        )
        complaints = list(_complaints(phrase, language))
        complaints = complaints or [*_lengths(phrase), *never.found_in(_unfilled(phrase))]
    except KeyError as error:
        raise WritingError(_("A phrase has no {key}.").format(key=error)) from error
    except TemplateError as error:
        raise WritingError(_("A phrase cannot be read: {why}.").format(why=error)) from error
    for complaint in complaints:
        raise WritingError(
            _("The phrase {id} is not fit to be shown: {why}").format(id=phrase.id, why=complaint)
        )
    return phrase


def _capitalised(found: re.Match[str]) -> str:
    """Let a value begin a sentence; a name is written as its owner writes it."""
    before, value = found.groups()
    return found[0] if value in NAMES else f"{before}{{{{ {value}|capital }}}}"


def _complaints(phrase: Phrase, language: str) -> Iterable[str]:
    tree = _ENVIRONMENT.parse(phrase.text)
    if any(not isinstance(node, _ALLOWED_NODES) for node in [tree, *tree.find_all(nodes.Node)]):
        yield _("only the names of facts may stand in braces.")
        return
    for node in tree.find_all(nodes.Getattr):
        is_thing = isinstance(node.node, nodes.Name) and node.node.name in THINGS
        if not is_thing or node.attr not in FORMS[language]:
            yield _("only the names of facts may stand in braces.")
            return
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
    any_form = dict.fromkeys(chain.from_iterable(FORMS.values()), "something")
    return phrase.template.render(dict.fromkeys(VALUES | SIGNS, Value("something", any_form)))


def _phrases(
    path: Path, entries: Iterable[Mapping[str, Any]], never: Never, language: str
) -> tuple[Phrase, ...]:
    try:
        found = [phrases_from(entry, path.stem, never, language) for entry in entries]
    except WritingError as error:
        raise WritingError(f"{path.name}: {error.message}", error.hint) from error
    return tuple(chain.from_iterable(found))


def _refuse_twins(phrases: Iterable[Phrase]) -> None:
    seen: set[tuple[str, str]] = set()
    for phrase in phrases:
        if (phrase.id, phrase.register) in seen:
            raise WritingError(_("Two phrases are called {id}.").format(id=phrase.id))
        seen.add((phrase.id, phrase.register))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WritingError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=error),
            _("Compare it with the file of that name that came with the program."),
        ) from error
