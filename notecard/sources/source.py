"""What every place purchases come from must offer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from notecard.core.progress import Progress, silent
from notecard.core.purchases import Read, Tells


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader may need to know beside the file.

    `currency` is that of files that name none; `dates` is how days are written where a whole column
    cannot tell ("dmy", "mdy", or empty: DatesUndecided is raised), and `learnt` is called with it
    where the column told. `progress` is called with bytes read and bytes in
    all; it raises `Cancelled` to stop.
    """

    currency: str = "GBP"
    dates: str = ""
    learnt: Callable[[str], None] = lambda _dates: None
    progress: Progress = silent


class Source(Protocol):
    """A place purchases or people come from."""

    @property
    def id(self) -> str:
        """Return the name it is chosen and remembered by."""

    @property
    def label(self) -> str:
        """Return the name the owner knows it by."""

    @property
    def system(self) -> str:
        """Return whose numbers receipts and customers have: readers of one system join."""

    @property
    def tells(self) -> Tells:
        """Return how well it knows the parts of a receipt, beside other readers of its system."""

    def recognises(self, words: Sequence[str]) -> bool:
        """Whether these words of a header row are of this source."""

    def read(self, place: Path, options: Options) -> Iterator[Read]:
        """Yield what the file holds; a bad row is a RowProblem and the rest goes on.

        Raises SourceError when the file as a whole cannot be read.
        """
