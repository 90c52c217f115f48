"""Who is who: customers who might be one person, and what the owner says of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from notecard.cli.options import options_of
from notecard.cli.output import put_json, put_table, put_words
from notecard.core.customers import called
from notecard.core.words import _, _n

if TYPE_CHECKING:
    from notecard.store.database import Store
    from notecard.workflows.who_is_who import Suggestion

customer = typer.Typer()

_VERDICTS = ("same", "different", "household")


@customer.command(name="merge")
def merge_(
    context: typer.Context,
    kept: Annotated[int, typer.Argument(metavar="ID", help="Who stays.")],
    gone: Annotated[int, typer.Argument(metavar="ID", help="Who is the same person.")],
) -> None:
    """Make one customer of two; unmerge takes it back."""
    from notecard.workflows.who_is_who import merge

    options = options_of(context)
    with options.store() as store:
        made = merge(store, kept, gone)
        [name] = _names(store, [made.kept])
    if options.json:
        put_json({"kept": made.kept, "gone": made.gone, "merge": made.id})
    else:
        put_words(
            _("Now one customer: {name}. To take it back: notecard customer unmerge {id}").format(
                name=name, id=made.kept
            )
        )


@customer.command(name="unmerge")
def unmerge_(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="One of the two.")],
) -> None:
    """Take the newest merge of a customer back; the two are not suggested again."""
    from notecard.workflows.who_is_who import unmerge

    options = options_of(context)
    with options.store() as store:
        undone = unmerge(store, number)
        one, other = _names(store, [undone.kept, undone.gone])
    if options.json:
        put_json({"kept": undone.kept, "gone": undone.gone, "merge": undone.id})
    else:
        put_words(_("Two customers again: {one} and {other}.").format(one=one, other=other))


@customer.command()
def alike(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
) -> None:
    """List who might be one person, the likeliest first, and why."""
    from notecard.workflows.who_is_who import suggestions

    options = options_of(context)
    with options.store() as store:
        found = suggestions(store, limit)
        names = [_names(store, one.customers) for one in found]
    if options.json:
        put_json([_alike_json(one) for one in found])
    else:
        put_table(
            (_("ids"), _("names"), _("likely"), _("why")),
            [_alike_row(one, theirs) for one, theirs in zip(found, names, strict=True)],
            _("Nobody looks like somebody else."),
        )


def _alike_json(one: "Suggestion") -> dict[str, object]:
    return {
        "customers": list(one.customers),
        "score": round(one.score, 4),
        "reasons": list(one.reasons),
    }


def _alike_row(one: "Suggestion", names: Sequence[str]) -> tuple[object, ...]:
    return (
        " ".join(map(str, one.customers)),
        "\n".join(dict.fromkeys(names)),
        f"{100 * one.score:.0f} %",
        " ".join(one.reasons),
    )


def _names(store: "Store", ids: Sequence[int]) -> list[str]:
    from notecard.store import customers

    with store.reading() as books:
        people = [customers.get(books, id) for id in ids]
    return [called(person.name, person.id) for person in people]


@customer.command(name="answer")
def answer_(
    context: typer.Context,
    numbers: Annotated[list[int], typer.Argument(metavar="ID", help="Two or more.")],
    verdict: Annotated[
        str, typer.Argument(metavar="same|different|household", help="What they are.")
    ],
) -> None:
    """Say whether customers are one person; the same become one, and nobody is asked again."""
    from notecard.workflows.who_is_who import answer

    if verdict not in _VERDICTS:
        raise typer.BadParameter(_("one of same, different, household"), param_hint="VERDICT")
    options = options_of(context)
    with options.store() as store:
        answered = answer(store, numbers, verdict)
    if options.json:
        told = {"customers": list(answered.customers), "verdict": verdict}
        put_json(told | {"merges": list(answered.merges)})
    else:
        put_words(_answered(verdict, len(answered.merges)))


def _answered(verdict: str, merged: int) -> str:
    if verdict == "same":
        words = _n("{n} customer was joined.", "{n} customers were joined.", merged)
        return words.format(n=merged)
    if verdict == "household":
        return _("Noted: one household, each a customer of their own.")
    return _("Noted: different people. They are not suggested again.")
