"""What a family answers, and how it refuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

PAGE = 4  # at most so many at once, whatever was asked for


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any  # JSON, or a form as a dict of texts
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """One answer."""

    document: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Family(Protocol):
    """One shop system."""

    def answer(self, asked: Asked) -> Reply | None:
        """Answer what is for this family, None for what is not."""

    def happen(self, what: str) -> None:
        """Let something happen in the shop: "tomorrow", or "change" of one order."""


class Refused(Exception):
    """The family does not accept the request."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.why = why
        self.status = status


def only(told: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Refuse parameters the maker does not know."""
    unknown = set(told) - set(allowed)
    if unknown:
        raise Refused(f"unknown: {sorted(unknown)}")
