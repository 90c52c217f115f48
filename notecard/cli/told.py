"""Telling what no receipt says: a gift, a repair, a complaint, somebody who has moved or died."""

from datetime import date
from typing import Annotated, Any

import typer

from notecard.cli.options import On, options_of, read_day
from notecard.cli.output import put_json, put_words
from notecard.core.told import Kind, Told, said_words
from notecard.core.words import _

app = typer.Typer()

_KINDS = "|".join(kind.value for kind in Kind)
ForTold = Annotated[
    int, typer.Argument(metavar="TOLD", help="Its number, as customer show has it.")
]


@app.command(name="tell")
def tell_(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="CUSTOMER", help="The customer's number.")],
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_KINDS)],
    on: On = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day a gift is given (ISO).")
    ] = None,
    to: Annotated[
        int | None, typer.Option(metavar="CUSTOMER", help="Who gets the gift, if they are known.")
    ] = None,
    words: Annotated[str, typer.Option(metavar="TEXT", help="More about it.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who served or repaired.")] = "",
) -> None:
    """Tell what no receipt says of a customer."""
    from notecard.workflows.tell import tell

    if kind not in list(Kind):
        raise typer.BadParameter(
            _("one of {names}").format(names=", ".join(Kind)), param_hint="KIND"
        )
    given = read_day(until) if until else None
    options = options_of(context)
    with options.store() as store:
        told = tell(store, number, Kind(kind), read_day(on), until=given, words=words, by=by, to=to)
    if options.json:
        put_json(told_json(told))
    else:
        put_words(f"{told.id}: {told_words(told)}")


@app.command(name="untell")
def untell_(
    context: typer.Context,
    number: ForTold,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="It was so, but no longer from this day on."),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who solved it.")] = "",
) -> None:
    """Take back what was told or guessed, or end it: a complaint solved, a new address known."""
    from notecard.workflows.tell import end, untell

    if by and not since:
        raise typer.BadParameter(_("only together with --from"), param_hint="--by")
    options = options_of(context)
    with options.store() as store:
        told = end(store, number, read_day(since), by) if since else untell(store, number)
    if options.json:
        put_json(told_json(told))
    elif since:
        put_words(told_words(told))
    else:
        put_words(_("Taken back: {what}").format(what=told_words(told)))


@app.command(name="confirm")
def confirm_(context: typer.Context, number: ForTold) -> None:
    """Say that what was guessed is so; that it is not says untell."""
    from notecard.workflows.tell import confirm

    options = options_of(context)
    with options.store() as store:
        told = confirm(store, number)
    if options.json:
        put_json(told_json(told))
    else:
        put_words(told_words(told))


def told_json(told: Told) -> dict[str, Any]:
    """Return what was told with the promised keys."""
    return {
        "id": told.id,
        "customer": told.customer,
        "kind": told.kind.value,
        "day": told.day.isoformat(),
        "until": told.until.isoformat() if told.until else None,
        "ended": told.ended.isoformat() if told.ended else None,
        "words": told.words,
        "by": told.by,
        "origin": told.origin.value,
        "purchase": told.purchase,
    }


def told_words(told: Told) -> str:
    """Return what was told for a person to read."""
    return said_words(told, date.isoformat)
