"""The options that go with every command, wherever on the line they stand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notecard.core.errors import NotecardError
from notecard.core.words import _

if TYPE_CHECKING:
    from notecard.store.database import Store

_VALUED = {"--home", "--db", "--lang"}
_FLAGS = {"--json", "--quiet"}


@dataclass(frozen=True, slots=True)
class Options:
    """Where the data are, and how to answer."""

    home: Path | None
    url: str
    lang: str
    quiet: bool
    json: bool

    @property
    def folder(self) -> Path:
        """The folder of the shop's data."""
        from notecard.store.home import default_home

        return self.home or default_home()

    @contextmanager
    def store(self) -> "Iterator[Store]":
        """Open the shop's data for one command."""
        from notecard.store.database import open_store

        store = open_store(self.folder, self.url)
        try:
            yield store
        finally:
            store.close()


def options_of(context: typer.Context) -> Options:
    """Return the options every command goes by."""
    options = context.obj
    if not isinstance(options, Options):
        raise TypeError("a command runs without its options")
    return options


def hoisted(arguments: Sequence[str]) -> list[str]:
    """Put the options of every command first, so that they may stand anywhere before `--`."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in _FLAGS or (argument.partition("=")[0] in _VALUED and "=" in argument):
            front.append(argument)
        elif argument in _VALUED:
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            rest.append(argument)
    return front + rest


def read_day(text: str | None) -> date:
    """Return the day an option names, or today."""
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotecardError(
            _("“{text}” is not a day.").format(text=text),
            _("Write the day as year-month-day, for example 2026-11-24."),
        ) from None


On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day to answer for, instead of today (ISO)."),
]
