"""The commands, put together."""

from pathlib import Path
from typing import Annotated

import typer

from notecard import __version__
from notecard.cli import (
    calls,
    care,
    demo,
    paper,
    people,
    pictures,
    purchases,
    results,
    sync,
    told,
    who,
)
from notecard.cli.options import Options

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
for group in (demo, purchases, sync, people, told, calls, paper, pictures, results, care):
    app.registered_commands += group.app.registered_commands
people.customer.registered_commands += who.customer.registered_commands
app.add_typer(people.customer, name="customer")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(envvar="NOTECARD_HOME", help="The folder of the shop's data.")
    ] = None,
    db: Annotated[
        str, typer.Option(envvar="NOTECARD_DB", help="A database by URL, instead of the file.")
    ] = "",
    lang: Annotated[str, typer.Option(help="The language to answer in.")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """Thank a few customers a day in your own handwriting.

    Without a command the desktop opens.
    """
    context.obj = Options(home, db, lang, quiet, json)
    if context.invoked_subcommand is None:
        raise typer.Exit(demo.open_desktop(context.obj))
