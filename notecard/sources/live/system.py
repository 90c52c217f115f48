"""What every shop system that can be connected must offer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from notecard.core.progress import Progress, silent
from notecard.core.purchases import Read, Tells
from notecard.sources.live.patience import Patience

Mark = dict[str, str]
"""How far a system has been read; empty: not at all. Only the system itself understands it."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something the owner is asked for to connect."""

    name: str
    label: str
    is_secret: bool = True
    hint: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """What one reading is given: where, with which keys, and how patiently.

    `buyers` returns, for receipts known already, the system's numbers of who bought: from this a
    system that makes two customers into one is noticed. It looks at the store as it stands.
    """

    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    patience: Patience = field(default_factory=Patience)
    progress: Progress = silent
    buyers: Callable[[Sequence[str]], dict[str, set[str]]] = lambda _keys: {}


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a system; `mark` is how far the reading has come with it."""

    reads: tuple[Read, ...]
    mark: Mark
    notes: tuple[str, ...] = ()  # what the owner should know, in whole sentences


class System(Protocol):
    """A shop system that can be asked."""

    @property
    def id(self) -> str:
        """Return the name of this reader, beside the readers of the system's files."""

    @property
    def system(self) -> str:
        """Return whose numbers receipts and customers have."""

    @property
    def label(self) -> str:
        """Return the name the owner knows it by."""

    @property
    def tells(self) -> Tells:
        """Return how well it knows the parts of a receipt."""

    def steps(self) -> tuple[str, ...]:
        """Return what the owner does to get a key, one sentence a step."""

    def fields(self) -> tuple[Field, ...]:
        """Return what is asked for."""

    def reads(self) -> str:
        """Return in plain words what is read, and what is never done."""

    def settled(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return the settings as they are kept; raises SourceError when they cannot be right."""

    def test(self, access: Access) -> str:
        """Ask for next to nothing and say what was seen; raises SourceError with the way out."""

    def pull(self, access: Access, mark: Mark) -> Iterator[Page]:
        """Yield what has changed since the mark; receipts told twice are as told last.

        Raises SourceError when the system cannot be read, and lets `Cancelled` through.
        """
