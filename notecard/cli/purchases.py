"""Purchases in: import, take back, and what can be read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from notecard.cli.options import options_of
from notecard.cli.output import progress_of, put_json, put_table, put_words, warn
from notecard.core.words import _, _n

if TYPE_CHECKING:
    from notecard.cli.options import Options
    from notecard.workflows.import_purchases import FileReport, Imported

app = typer.Typer()


@app.command(name="import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Exports of the till or the web shop.")],
    source: Annotated[str, typer.Option(metavar="ID", help="The system, if you know it.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE.toml", help="Which column is what.")
    ] = None,
    region: Annotated[
        str, typer.Option(metavar="CC", help="Country of telephone numbers, and of the money.")
    ] = "",
    dates: Annotated[
        str,
        typer.Option(metavar="dmy|mdy", help="Day or month first, where a file cannot tell."),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look only, change nothing.")] = False,
) -> None:
    """Read exports; the system is recognised by its header words."""
    from notecard.workflows.import_purchases import import_files

    if dates not in ("", "dmy", "mdy"):
        raise typer.BadParameter(_("one of dmy, mdy"), param_hint="--dates")
    options = options_of(context)
    if mapping is not None and not mapping.exists():
        _guess(options, files[0], mapping, dates)
    with options.store() as store, progress_of(options, _("Reading purchases")) as progress:
        imported = import_files(
            store,
            files,
            source_id=source,
            mapping=mapping,
            region=region,
            dates=dates,
            dry_run=dry_run,
            progress=progress,
        )
    if options.json:
        put_json(imported.as_json())
    else:
        _tell(imported)


def _guess(options: "Options", place: Path, target: Path, dates: str) -> NoReturn:
    """Write a guess at what the file says; nothing is imported before somebody looked it over."""
    from notecard.core.errors import SettingsError
    from notecard.store import shop
    from notecard.workflows.map_file import write_guess

    with options.store() as store, store.reading() as books:
        ours = shop.get(books)
    text = write_guess(place, target, ours, dates)
    if not options.json:
        put_words(text)
    raise SettingsError(
        _("{file} now says what the columns of {place} may be; nothing was imported.").format(
            file=target.name, place=place.name
        ),
        _("Look it over, change what is wrong, and run the same command again."),
    )


def _tell(imported: "Imported") -> None:
    for file in imported.files:
        put_words(_file_words(file))
        for problem in file.problems:
            warn(
                _("  line {line}, {column}: {message}").format(
                    line=problem.line, column=problem.column or "-", message=problem.message
                )
            )
    put_words(
        _("{added} new, {changed} changed, {known} already known. Import {batch}.").format(
            added=imported.added,
            changed=imported.changed,
            known=imported.known,
            batch=imported.batch if imported.batch is not None else "-",
        )
    )


def _file_words(file: "FileReport") -> str:
    rows = _n("{count} row", "{count} rows", file.records).format(count=file.records)
    orders = _n("{count} purchase", "{count} purchases", file.orders).format(count=file.orders)
    told = [rows, orders] if file.orders or not file.contacts else [rows]
    if file.contacts:
        told.append(
            _n("{count} person", "{count} people", file.contacts).format(count=file.contacts)
        )
    return f"{Path(file.path).name} ({file.source}): {', '.join(told)}"


@app.command(name="undo-import")
def undo_import_(
    context: typer.Context,
    batch: Annotated[int, typer.Argument(help="The number the import answered with.")],
) -> None:
    """Take one import back, exactly."""
    from notecard.workflows.import_purchases import undo_import

    options = options_of(context)
    with options.store() as store:
        removed = undo_import(store, batch)
    if options.json:
        put_json({"removed": removed.as_json()})
    else:
        put_table((_("what"), _("taken back")), list(removed.as_json().items()))


@app.command()
def sources(context: typer.Context) -> None:
    """List what can be read."""
    from notecard.workflows.import_purchases import known_sources

    options = options_of(context)
    found = known_sources(options.folder)
    if options.json:
        put_json([{"id": one.id, "label": one.label} for one in found])
    else:
        put_table((_("id"), _("what")), [(one.id, one.label) for one in found])
