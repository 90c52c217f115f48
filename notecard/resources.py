"""Finds files that came with the program, and the owner's own of the same name, which win."""

from collections.abc import Iterator
from pathlib import Path

_BESIDE = Path(__file__).parent / "shipped"  # in an installed wheel
_ABOVE = Path(__file__).parent.parent / "resources"  # in a checkout

SHIPPED = _BESIDE if _BESIDE.is_dir() else _ABOVE


def find(relative: str, own: Path | None = None) -> Path:
    """Return the owner's file when there is one, else the shipped file (which may not exist)."""
    if own is not None and (own / relative).is_file():
        return own / relative
    return SHIPPED / relative


def listed(folder: str, pattern: str, own: Path | None = None) -> Iterator[Path]:
    """Yield the files of a resource folder in order of name, the owner's replacing shipped ones."""
    found = {path.name: path for path in (SHIPPED / folder).glob(pattern)}
    if own is not None:
        found |= {path.name: path for path in (own / folder).glob(pattern)}
    yield from (found[name] for name in sorted(found))
