"""Photos of written cards: the name hidden, and pictures to post."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from notecard.cli.options import On, options_of, read_day
from notecard.cli.output import put_json, put_table, put_words, warn
from notecard.core.customers import plain_name
from notecard.core.errors import NeedsReview
from notecard.core.photos import Box, Exported, Proposal
from notecard.core.words import _

if TYPE_CHECKING:
    from notecard.store.database import Store

app = typer.Typer()

Card = Annotated[str, typer.Option("--card", metavar="CODE", help="Which card it is.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the pictures go.")]
Style = Annotated[str, typer.Option(metavar="blur|bar|paper", help="What covers the name.")]


@app.command()
def hide(
    context: typer.Context,
    photos: Annotated[list[Path], typer.Argument(help="Photos of written cards.")],
    out: Out,
    card: Card = "",
    name: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A name that must not show.")
    ] = None,
    style: Style = "blur",
) -> None:
    """Hide the customer's name in photos of cards, beyond recovery."""
    options = options_of(context)
    with options.store() as store:
        answers = [_hide_one(store, photo, out, card, style, name or []) for photo in photos]
    if options.json:
        put_json(answers)
    else:
        for answer in answers:
            put_words(f"{answer['photo']}: {answer['out'] or '-'}")
            warn("\n".join(answer["why"]))
    if any(answer["needs_review"] for answer in answers):
        raise typer.Exit(3)


def _hide_one(
    store: "Store", photo: Path, out: Path, card: str, style: str, names: list[str]
) -> dict[str, Any]:
    from notecard.workflows.share_photo import hide as cover
    from notecard.workflows.share_photo import leaks_in, look_at, needs_review, write_hidden

    proposal = look_at(store, photo, card=card)
    hidden = None
    if proposal.to_photo is not None:
        hidden = out / f"{photo.stem}-hidden.png"
        write_hidden(cover(proposal, proposal.boxes, style), hidden)
    doubts = [
        _("Whether “{name}” stands anywhere else on the card is for you to see.").format(name=one)
        for one in map(plain_name, names)
    ]
    if leaks_in(store, proposal.code, [photo.stem]):
        doubts.append(_("The file's own name gives the customer away: rename it before posting."))
    return {
        "photo": str(photo),
        "out": str(hidden) if hidden else None,
        "card": proposal.code or None,
        "found_by": proposal.found_by,
        "certainty": proposal.certainty,
        "needs_review": needs_review(proposal) or bool(doubts),
        "why": [*proposal.why, *doubts],
        "boxes": [_box_json(proposal, box) for box in proposal.boxes],
        "seconds": round(proposal.seconds, 3),
    }


def _box_json(proposal: Proposal, box: Box) -> dict[str, Any]:
    return {
        "kind": box.zone.value,
        "polygon": [list(proposal.in_photo(corner)) for corner in box.corners],
    }


@app.command()
def share(
    context: typer.Context,
    photo: Annotated[Path, typer.Argument(help="A photo of a written card.")],
    out: Out,
    formats: Annotated[list[str], typer.Option("--format", metavar="ID", help="Repeat it.")],
    template: Annotated[str, typer.Option(metavar="ID", help="The frame around the card.")] = "",
    caption: Annotated[bool, typer.Option("--caption", help="Write the words beside it.")] = False,
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="I have looked: no name can be read.")
    ] = False,
    card: Card = "",
    style: Style = "blur",
    on: On = None,
) -> None:
    """Hide the name and export for social networks; a person looks before anything is written."""
    from notecard.workflows.share_photo import export, look_at, needs_review
    from notecard.workflows.share_photo import hide as cover

    options = options_of(context)
    with options.store() as store:
        proposal = look_at(store, photo, card=card)
        if proposal.to_photo is None:
            raise NeedsReview(
                _("The card was not found on this photo, so nothing can be hidden."),
                _("Open the photo in the window and mark the card there, or take it again."),
            )
        if needs_review(proposal) and not confirmed:
            _ask_to_look(proposal, photo, out, style)
        files, words, alt = export(
            store,
            cover(proposal, proposal.boxes, style),
            formats,
            out,
            day=read_day(on),
            template=template,
            code=proposal.code,
            photo=proposal.photo,
        )
    if options.json:
        put_json(
            {
                "files": [_exported_json(one) for one in files],
                "caption": words if caption else "",
                "alt": alt,
                "leaks": [],
            }
        )
    else:
        put_words("\n".join([*(one.path for one in files), *([words] if caption else [])]))


def _ask_to_look(proposal: Proposal, photo: Path, out: Path, style: str) -> None:
    """Write the picture a person is to look at, say what to look for, and go no further."""
    from notecard.workflows.share_photo import hide as cover
    from notecard.workflows.share_photo import write_hidden

    review = out / f"{photo.stem}-review.png"
    write_hidden(cover(proposal, proposal.boxes, style), review)
    for reason in proposal.why:
        warn(reason)
    raise NeedsReview(
        _("Nothing is exported before a person has looked at {file}.").format(file=review),
        _("If no name can be read on it anywhere, do it again with --confirmed."),
    )


def _exported_json(one: Exported) -> dict[str, Any]:
    return {"format": one.format, "path": one.path, "width": one.width, "height": one.height}


@app.command(name="formats")
def formats_(context: typer.Context) -> None:
    """List the pictures that can be made."""
    from notecard.workflows.share_photo import formats

    options = options_of(context)
    found = formats(options.folder)
    if options.json:
        put_json(
            [
                {"id": one.id, "name": one.name, "width": one.width_px, "height": one.height_px}
                for one in found
            ]
        )
    else:
        put_table(
            (_("id"), _("name"), _("pixels")),
            [(one.id, one.name, f"{one.width_px} x {one.height_px}") for one in found],
        )
