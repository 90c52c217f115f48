"""What Photos asks for: a look at a photo, a card made straight, and the finished posts."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notecard.core.photos import Box, Exported, Format, Point, Proposal
from notecard.desktop.books import Books

SIZES_MM = ((139.7, 107.95), (148.0, 105.0), (177.8, 127.0), (152.4, 101.6))


@dataclass(frozen=True, slots=True)
class Post:
    """A finished picture as it was read back from its file."""

    format: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Looked:
    """A photo that was looked at; `formats` are what it can become."""

    place: Path
    proposal: Proposal
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Posts that were written, and the words to go with them."""

    folder: Path
    posts: tuple[Post, ...]
    caption: str
    alt: str


class PhotoErrands:
    """The workflow behind Photos."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def look_at(self, place: Path) -> Looked:
        """Find the card and what to hide."""
        from notecard.workflows.share_photo import look_at

        return self._looked(place, look_at(self._books.store(), place))

    def straighten(
        self, place: Path, corners: Sequence[Point], size_mm: tuple[float, float], photo: str
    ) -> Looked:
        """Take the four corners from the owner."""
        from notecard.workflows.share_photo import straighten

        store = self._books.store()
        return self._looked(place, straighten(store, place, corners, size_mm, photo=photo))

    def preview(self, proposal: Proposal, boxes: Sequence[Box]) -> Shared:
        """Write the posts where nobody looks, read them back, and let the files go again."""
        with tempfile.TemporaryDirectory() as folder:
            return self._shared(proposal, boxes, Path(folder), is_kept=False)

    def export(self, proposal: Proposal, boxes: Sequence[Box], folder: Path) -> Shared:
        """Write the posts where the owner wants them."""
        return self._shared(proposal, boxes, folder, is_kept=True)

    def _shared(
        self, proposal: Proposal, boxes: Sequence[Box], folder: Path, *, is_kept: bool
    ) -> Shared:
        from notecard.workflows.share_photo import export, hide

        written, caption, alt = export(
            self._books.store(),
            hide(proposal, boxes),
            [each.id for each in self._formats()],
            folder,
            day=self._books.today,
            code=proposal.code,
            photo=proposal.photo if is_kept else "",
        )
        return Shared(folder, tuple(map(_read_back, written)), caption, alt)

    def _looked(self, place: Path, proposal: Proposal) -> Looked:
        return Looked(place, proposal, tuple(self._formats()))

    def _formats(self) -> list[Format]:
        from notecard.workflows.share_photo import formats

        return formats(self._books.home)


def _read_back(written: Exported) -> Post:
    place = Path(written.path)
    return Post(written.format, place.name, place.read_bytes())
