"""In: the places purchases come from.

To add one whose files need code, add a file here that ends in `SOURCE: Final[Source] = ...` (see
`source.py` for what it must offer and `shopify_orders.py` for an example): it is found by being
here, and the contract test tries it. A file that is one table with a header needs no code, only a
mapping: see `mapped_csv.py`.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from pathlib import Path

from notecard.core.errors import UnknownLayout
from notecard.core.words import _
from notecard.sources.mapped_csv import MappedCsv, mapped_sources
from notecard.sources.sheet import headers
from notecard.sources.source import Options, Source

__all__ = ["Options", "Source", "found", "recognise"]


def found(own: Path | None = None) -> list[Source]:
    """Return every source there is: written in code first, then by mapping, the owner's winning."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    coded: list[Source] = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    return coded + list(mapped_sources(own))


def recognise(place: Path, sources: Sequence[Source]) -> Source:
    """Return the source whose header the file has; raises UnknownLayout when there is none."""
    rows = [header.words for header in headers(place)]
    made_for = (one for one in sources if isinstance(one, MappedCsv))
    for mapped in made_for:  # one made for just this header goes before all others
        if any(mapped.is_made_for(words) for words in rows):
            return mapped
    for source in sources:
        if any(source.recognises(words) for words in rows):
            return source
    raise UnknownLayout(
        _("Notecard does not know this kind of file: no header row it recognises."),
        _("Export the orders as CSV with all columns, or say once which column is what."),
        path=place,
        command="notecard import FILE --map NEW.toml",
    )
