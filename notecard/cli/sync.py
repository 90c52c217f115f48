"""Shop systems that are asked by themselves: connect, sync, disconnect."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from notecard.cli.options import options_of
from notecard.cli.output import progress_of, put_json, put_table, put_words, warn
from notecard.core.errors import SettingsError
from notecard.core.words import _

if TYPE_CHECKING:
    from notecard.store.database import Store
    from notecard.store.secrets import Secrets
    from notecard.workflows.connect import Field
    from notecard.workflows.sync import Synced

app = typer.Typer()

_SOME_FAILED = 3


@app.command(name="sync")
def sync_(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Which connections; all.")
    ] = None,
) -> None:
    """Pull what the connected shop systems have told since the last time."""
    from notecard.workflows.sync import sync, together

    options = options_of(context)
    with options.store() as store, progress_of(options, _("Reading orders")) as progress:
        every = sync(store, names or (), secrets=_secrets(store), progress=progress)
    failed = [one.trouble for one in every if one.trouble is not None]
    if len(failed) == len(every):
        raise failed[0]
    if options.json:
        put_json(together(every))
    else:
        for one in every:
            put_words(_told(one))
    for one in every:
        _warn_of(one)
    if failed:
        raise typer.Exit(_SOME_FAILED)


def _told(one: "Synced") -> str:
    if one.trouble is not None:
        return _("{name}: not read.").format(name=one.name)
    came = one.imported
    return _(
        "{name}: {added} new, {changed} changed, {known} already known. Import {batch}."
    ).format(
        name=one.name,
        added=came.added,
        changed=came.changed,
        known=came.known,
        batch=came.batch if came.batch is not None else "-",
    )


def _warn_of(one: "Synced") -> None:
    for note in one.notes:
        warn(f"{one.name}: {note}")
    for report in one.imported.files:
        for problem in report.problems:
            warn(f"{one.name}: {problem.message}")
    if one.trouble is not None:
        warn(f"{one.name}: {one.trouble.message} {one.trouble.hint}".rstrip())


@app.command(name="connect")
def connect_(
    context: typer.Context,
    system: Annotated[str, typer.Argument(metavar="SYSTEM", help="square, shopify, …")],
    name: Annotated[str, typer.Option(metavar="N", help="What to call it.")] = "",
    address: Annotated[str, typer.Option(metavar="URL", help="The shop's address.")] = "",
) -> None:
    """Connect a shop system; keys are asked for, or read from standard input, one a line."""
    from notecard.workflows.connect import connect, connectable, connections

    options = options_of(context)
    wanted = connectable(system)
    if not options.json and sys.stdin.isatty():
        put_words("\n".join((*wanted.steps, "", wanted.reads)))
    settings = {"address": address} if address else {}
    asked = [one for one in wanted.fields if one.name != "address"]
    if not address and len(asked) < len(wanted.fields):
        settings["address"] = _typed(next(one for one in wanted.fields if one.name == "address"))
    keys = {one.name: _typed(one) for one in asked}
    with options.store() as store:
        before = {one.name for one in connections(store)}
        said = connect(store, name, system, settings, keys, secrets=_secrets(store))
        [made] = [one for one in connections(store) if one.name not in before]
    if options.json:
        put_json({"name": made.name, "system": made.system, "said": said})
    else:
        put_words(said)
        put_words(_("Connected as {name}. Now: notecard sync").format(name=made.name))


def _typed(field: "Field") -> str:
    """Return what the owner types, unseen where it is a secret; a script sends it by line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    words = f"{field.label} ({field.hint})" if field.hint else field.label
    told: str = typer.prompt(
        words, default="", show_default=False, hide_input=field.is_secret, err=True
    )
    return told


def _secrets(store: "Store") -> "Secrets":
    from notecard.workflows.connect import secrets_of

    return secrets_of(store, _ask_for_passphrase)


def _ask_for_passphrase(is_new: bool) -> str:
    """Return the passphrase of the sealed keys: told by the surroundings, or typed unseen."""
    import os

    from notecard.workflows.connect import PASSPHRASE

    told = os.environ.get(PASSPHRASE, "")
    if told:
        return told
    if not sys.stdin.isatty():
        raise SettingsError(
            _("The keys are sealed with a passphrase, and it was not told."),
            _("Set NOTECARD_PASSPHRASE, or run the command where it can ask."),
        )
    words = _("A new passphrase for your keys") if is_new else _("The passphrase of your keys")
    typed: str = typer.prompt(words, hide_input=True, confirmation_prompt=is_new, err=True)
    return typed


@app.command(name="disconnect")
def disconnect_(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Which connection.")],
) -> None:
    """Forget a connection and its keys; the purchases it brought stay."""
    from notecard.workflows.connect import disconnect

    options = options_of(context)
    with options.store() as store:
        parted = disconnect(store, name, secrets=_secrets(store))
    if options.json:
        put_json({"name": parted.connected.name, "system": parted.connected.system})
    else:
        put_words(_("{name} is disconnected; its purchases stay.").format(name=name))


@app.command(name="connections")
def connections_(context: typer.Context) -> None:
    """List what is connected, and what could be."""
    from notecard.workflows.connect import connections, systems

    options = options_of(context)
    with options.store() as store:
        every = connections(store)
    if options.json:
        put_json(
            [
                {
                    "name": one.name,
                    "system": one.system,
                    "address": one.settings.get("address"),
                    "at": one.at.isoformat() if one.at else None,
                    "trouble": one.trouble or None,
                }
                for one in every
            ]
        )
        return
    names = ", ".join(one.system for one in systems())
    put_table(
        (_("name"), _("system"), _("last read"), _("trouble")),
        [
            (one.name, one.system, f"{one.at:%Y-%m-%d %H:%M} UTC" if one.at else "-", one.trouble)
            for one in every
        ],
        _("Nothing is connected yet. Try: notecard connect, with one of {names}.").format(
            names=names
        ),
    )
