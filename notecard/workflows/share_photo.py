"""A photo of a written card becomes pictures that can be posted: the name is never in them."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from notecard.core.errors import PhotoError
from notecard.core.photos import Box, Certainty, Exported, Format, Picture, Point, Proposal
from notecard.core.words import _
from notecard.photos import export as on_disk
from notecard.photos import hide as covering
from notecard.photos import template as looks
from notecard.photos.find_card import Size
from notecard.photos.leaks import leaks
from notecard.photos.open import open_photo
from notecard.photos.propose import propose, shown_scale, straightened
from notecard.photos.template import Template
from notecard.printing.stocks import load_stocks
from notecard.store import cards, customers, shop
from notecard.store import photos as photos_kept
from notecard.store.database import Store
from notecard.workflows.files import write_file


def look_at(store: Store, place: Path, *, card: str = "", photo: str = "") -> Proposal:
    """Find the card on a photo and propose what to hide; never asks, never guesses silently.

    `card` is the code the owner says it is; `photo` replaces the random id, for tests.
    """
    pixels = open_photo(place)
    proposal = propose(pixels, _sizes_of(store, card), photo or secrets.token_hex(16))
    if card and proposal.code and proposal.code != card:
        doubt = _("The code on the card is {code}, not the one given.").format(code=proposal.code)
        state = Certainty.CHECK if proposal.to_photo else proposal.state
        proposal = replace(proposal, state=state, why=(*proposal.why, doubt))
    return _known(store, proposal, card)


def straighten(
    store: Store,
    place: Path,
    corners: Sequence[Point],
    size_mm: Size,
    *,
    code: str = "",
    photo: str = "",
) -> Proposal:
    """Take the card's four corners from a person, clockwise from the card's own top left.

    They are pixels of the picture `look_at` proposed where it found no card.
    """
    if len(corners) != 4 or min(size_mm) <= 0:
        raise PhotoError(_("A card is straightened by its four corners and its size."))
    pixels = open_photo(place)
    scale = shown_scale(pixels)
    on_photo = [(x / scale, y / scale) for x, y in corners]
    proposal = straightened(pixels, on_photo, size_mm, code, photo or secrets.token_hex(16))
    return _known(store, proposal, code)


def needs_review(proposal: Proposal) -> bool:
    """Whether a person must look: the card is not proved, or other writing was not answered."""
    return proposal.state is not Certainty.VERIFIED or bool(proposal.questions)


def hide(proposal: Proposal, boxes: Sequence[Box], style: str = "blur") -> Picture:
    """Return the card with the boxes covered; no pixel of it depends on what they hid."""
    return covering.hide(proposal, boxes, style)


def write_hidden(picture: Picture, place: Path) -> None:
    """Write a hidden card as a PNG file of pixels only, in place of an earlier one."""
    write_file(place, on_disk.picture_png(picture))


def export(
    store: Store,
    hidden: Picture,
    formats: Sequence[str],
    out: Path,
    *,
    day: date,
    template: str = "",
    code: str = "",
    photo: str = "",
) -> tuple[list[Exported], str, str]:
    """Draw the posts, write each to a new file, and return them with caption and alt text.

    The caller has the owner's word that the picture was looked at.
    """
    known = {one.id: one for one in looks.formats(store.home)}
    unknown = [id for id in formats if id not in known]
    if unknown:
        raise PhotoError(
            _("There is no picture format called {id}.").format(id=unknown[0]),
            _("The formats are: {ids}.").format(ids=", ".join(known)),
        )
    look = looks.template(template, store.home)
    with store.reading() as books:
        ours = shop.get(books)
    written = on_disk.export_posts(hidden, ours, look, [known[id] for id in formats], out, day)
    caption, alt = on_disk.words_beside(ours)
    _refuse_leaks(store, code, written, (caption, alt))
    if photo:
        with store.transaction() as books:
            names = [Path(one.path).name for one in written]
            photos_kept.add(books, photo, code, day, names)
    return written, caption, alt


def _refuse_leaks(
    store: Store, code: str, written: Sequence[Exported], words: Sequence[str]
) -> None:
    """Take the pictures back when a word or a file name that goes with them names the customer."""
    found = leaks_in(store, code, [*words, *(Path(one.path).name for one in written)])
    if not found:
        return
    for one in written:
        Path(one.path).unlink(missing_ok=True)
    raise PhotoError(
        _("The words beside the picture would give away the customer: {where}.").format(
            where=", ".join(found)
        ),
        _("Change the shop's name or handle in the settings; nothing was exported."),
    )


def leaks_in(store: Store, code: str, texts: Sequence[str]) -> list[str]:
    """Return what of the card's customer stands in texts that would go out with a picture."""
    with store.reading() as books:
        record = cards.get(books, code) if code else None
        if record is None:
            return []
        ours = shop.get(books)
        return leaks(texts, customers.get(books, record.customer), (ours.name, ours.handle))


def formats(own: Path | None = None) -> list[Format]:
    """Return the formats a post can have."""
    return looks.formats(own)


def templates(own: Path | None = None) -> list[Template]:
    """Return the templates a post can have."""
    return looks.templates(own)


def _sizes_of(store: Store, card: str) -> Callable[[str], Sequence[Size]]:
    """Return how the sizes to try are found: a registered card's own, else those of all stocks."""
    usual = [(stock.card_w, stock.card_h) for stock in load_stocks(store.home)]

    def sizes(code: str) -> Sequence[Size]:
        with store.reading() as books:
            record = cards.get(books, code or card) if code or card else None
        return ((record.width, record.height),) if record else usual

    return sizes


def _known(store: Store, proposal: Proposal, card: str) -> Proposal:
    """Add whose card it is, where the shop has a record of it."""
    code = proposal.code or card
    if not code or proposal.to_photo is None:
        return replace(proposal, code=code)
    with store.reading() as books:
        record = cards.get(books, code)
    if record is None:
        unknown = _("The card with the code {code} is not among the cards made here.")
        return replace(proposal, code=code, why=(*proposal.why, unknown.format(code=code)))
    return replace(proposal, code=code, customer=record.customer)
