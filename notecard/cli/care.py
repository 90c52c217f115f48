"""Looking after the shop's data."""

from pathlib import Path
from typing import Annotated

import typer

from notecard.cli.options import options_of
from notecard.cli.output import put_json, put_table, put_words
from notecard.core.words import _

app = typer.Typer()


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
) -> None:
    """Copy everything into one file."""
    from notecard.workflows.look_after_data import back_up

    options = options_of(context)
    with options.store() as store:
        back_up(store, file)
    if options.json:
        put_json({"file": str(file)})
    else:
        put_words(_("Everything is copied to {file}.").format(file=file))


@app.command(name="restore")
def restore_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made by backup.")],
) -> None:
    """Go back to a copy; what is there now is kept as a backup of its own."""
    from notecard.workflows.look_after_data import restore

    options = options_of(context)
    restore(options.folder, file, options.url)
    if options.json:
        put_json({"file": str(file)})
    else:
        put_words(_("Everything is as it was in {file}.").format(file=file))


@app.command(name="self-test")
def self_test_(context: typer.Context) -> None:
    """Check that the program and the shop's data are sound."""
    from notecard.workflows.look_after_data import self_test

    options = options_of(context)
    checks = self_test(options.folder, options.url)
    sound = all(check.ok for check in checks)
    if options.json:
        put_json(
            {
                "ok": sound,
                "checks": [{"name": one.name, "ok": one.ok, "words": one.words} for one in checks],
            }
        )
    else:
        put_table(
            (_("what"), _("sound"), _("words")),
            [(one.name, _("yes") if one.ok else _("no"), one.words) for one in checks],
        )
    if not sound:
        raise typer.Exit(1)
