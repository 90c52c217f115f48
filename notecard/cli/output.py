"""Answers: one JSON document on standard output, or a table a person likes to read."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from notecard.cli.options import Options
from notecard.core.progress import Progress, silent


def put_json(answer: object) -> None:
    """Print the one JSON document; an object says that it went well."""
    document = {"ok": True, **answer} if isinstance(answer, dict) else answer
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def put_table(columns: Sequence[str], rows: Sequence[Sequence[object]], empty: str = "") -> None:
    """Print rows for a person; what the cells say is never taken for markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not rows:
        console.print(Text(empty))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console.print(table)


def put_words(words: str) -> None:
    """Print a sentence for a person."""
    sys.stdout.write(words + "\n")


def warn(words: str) -> None:
    """Print a sentence for a person where it disturbs no script."""
    sys.stderr.write(words + "\n")


@contextmanager
def progress_of(options: Options, words: str) -> Iterator[Progress]:
    """Yield a progress callback: a bar on standard error where somebody is looking."""
    if options.quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task: Any = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
