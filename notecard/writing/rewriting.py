"""A suggestion put another way by a model on this very computer, or not at all.

Nothing leaves the computer: only an address of the machine itself is asked. Names are replaced
before, and put back after; what comes back is let through only if every word of it was said before
or is a word without a meaning of its own, and if it proves true like anything else.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from notecard import resources
from notecard.core.errors import SettingsError
from notecard.core.facts import Fact, Suggestion
from notecard.core.words import _
from notecard.writing.fitting import Paper, fits, lay_out

SECONDS: Final = 4.0  # then it is let go
_MOST_BYTES: Final = 20_000
_MOST_WORDS: Final = 30
_NAMES: Final = ("shop", "staff", "name")
_ASK: Final = (
    "Rewrite this thank-you note in the same language, in one or two short sentences. Keep every "
    "fact and every word in capital letters as it is. Add nothing. Answer with the note only.\n\n"
)


def is_here(address: str) -> bool:
    """Whether an address is this computer's own: 127.0.0.0/8, ::1 or localhost."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def ask_model(address: str, model: str, text: str, seconds: float = SECONDS) -> str:
    """Return what the model answers to be rewritten; nothing when it is slow, gone or odd.

    Raises SettingsError for an address that is not this computer's own.
    """
    if not is_here(address):
        raise SettingsError(
            _("{address} is not this computer: no customer's data goes there.").format(
                address=address
            ),
            _("Use an address that begins with http://127.0.0.1 or http://localhost."),
        )
    import httpx

    asked = {
        "model": model,
        "messages": [{"role": "user", "content": _ASK + text}],
        "temperature": 0.4,
        "max_tokens": 90,
    }
    try:
        with (
            httpx.Client(trust_env=False, follow_redirects=False, timeout=seconds) as client,
            client.stream("POST", f"{address.rstrip('/')}/v1/chat/completions", json=asked) as got,
        ):
            if got.status_code != httpx.codes.OK:
                return ""
            body = bytearray()
            for some in got.iter_bytes():
                body += some
                if len(body) > _MOST_BYTES:
                    return ""
        answer = json.loads(body)["choices"][0]["message"]["content"]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, IndexError, TypeError):
        return ""
    return answer if isinstance(answer, str) else ""


def hide_names(text: str, facts: Sequence[Fact]) -> tuple[str, Mapping[str, str]]:
    """Return a text with a token for every name, and what each token stands for."""
    tokens: dict[str, str] = {}
    for fact in facts:
        if fact.kind in _NAMES and fact.value and fact.value in text:
            token = f"NAME{len(tokens) + 1}"
            tokens[token] = fact.value
            text = text.replace(fact.value, token)
    return text, tokens


def reworded(
    suggestion: Suggestion, answer: str, tokens: Mapping[str, str], language: str, room: Paper
) -> Suggestion | None:
    """Return the suggestion in the model's words; None unless nothing is lost and nothing added."""
    plain = " ".join(answer.split())
    hidden, _tokens = hide_names(suggestion.body, suggestion.facts)
    if not plain or plain == hidden or len(plain.split()) > _MOST_WORDS:
        return None
    if any(plain.count(token) != hidden.count(token) for token in tokens):
        return None
    if set(re.findall(r"[^\w\s.,!?'’-]", plain)) - set(hidden):
        return None  # a colon after "Sure, here is the note", a quotation, a list
    values = [
        fact.value for fact in suggestion.facts if fact.kind not in _NAMES and fact.value in hidden
    ]
    if any(value and value not in plain for value in values):
        return None
    if not _words(plain) <= _words(hidden) | function_words(language):
        return None
    for token, name in tokens.items():
        plain = plain.replace(token, name)
    greeting, *rest = suggestion.text.split("\n")
    lines = lay_out(greeting, plain, rest[1:], room)
    return replace(
        suggestion,
        id=f"{suggestion.id}+reworded",
        text="\n".join((greeting, plain, *rest[1:])),
        lines=lines,
        body=plain,
        fits=fits(lines, room),
    )


@cache
def function_words(language: str, own: Path | None = None) -> frozenset[str]:
    """Return the words of a language that say nothing by themselves, where there is a list."""
    folder = f"prompts/{language}"
    if not any(resources.listed(folder, "function_words.toml", own)):
        return frozenset()
    path = resources.find(f"{folder}/function_words.toml", own)
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["words"])


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w'’-]+", text.casefold()))
