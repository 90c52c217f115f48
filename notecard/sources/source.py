"""What every place purchases come from must offer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from notecard.core.progress import Progress, silent
from notecard.core.purchases import Read


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader may need to know beside the file: `currency` is the shop's own.

    `progress` is called with bytes read and bytes in all; it raises `Cancelled` to stop.
    """

    currency: str = "GBP"
    progress: Progress = silent


class Source(Protocol):
    """A place purchases come from; its id also tells whose numbers the receipts have."""

    @property
    def id(self) -> str:
        """Return the name it is chosen and remembered by."""

    @property
    def label(self) -> str:
        """Return the name the owner knows it by."""

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether these words of a header row are of this source."""

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield what the file holds; a bad row is a RowProblem and the rest goes on.

        Raises SourceError when the file as a whole cannot be read.
        """
