"""How long work tells how far it is, and learns that it shall stop."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total); total is 0 while unknown. Raises `Cancelled` to stop the work."""


def silent(done: int, total: int) -> None:
    """Report to nobody."""
