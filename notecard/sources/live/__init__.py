"""In, by themselves: shop systems that are asked over the network, read-only.

To add one, add a file here that ends in `SYSTEM: Final[System] = ...` (see `system.py` for what it
must offer and `stripe.py` for the shortest example): it is found by being here. It asks through
`polite.py` alone, which holds the one rule for repeating, waiting, and keeping keys to the host
they belong to; what it tells has the receipt and customer numbers of the system's own files, so
that both join. Nothing heavy is imported by listing them.
"""

import importlib
import pkgutil

from notecard.core.errors import SourceError
from notecard.core.words import _
from notecard.sources.live.system import Access, Field, Mark, Page, System

__all__ = ["Access", "Field", "Mark", "Page", "System", "found", "named"]


def found() -> list[System]:
    """Return every shop system that can be connected, by the name it is known by."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    systems: list[System] = [module.SYSTEM for module in modules if hasattr(module, "SYSTEM")]
    return sorted(systems, key=lambda one: one.label)


def named(system: str) -> System:
    """Return the system of this name; raises SourceError when there is none."""
    every = found()
    for one in every:
        if one.system == system:
            return one
    raise SourceError(
        _("Notecard cannot connect to “{system}”.").format(system=system),
        _("It can connect to: {systems}.").format(systems=", ".join(one.system for one in every)),
    )
