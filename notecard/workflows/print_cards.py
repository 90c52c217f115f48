"""Cards on paper for the people chosen, each with a random code that the shop remembers."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from notecard.core.cards import (
    CODE_BITS,
    FACE_VERSION,
    CardRecord,
    CardToWrite,
    PrintedCards,
    Stock,
    card_code,
)
from notecard.core.customers import Customer, called
from notecard.core.errors import PrintingError
from notecard.core.facts import Suggestion
from notecard.core.progress import Progress, silent
from notecard.core.settings import Shop
from notecard.core.words import _
from notecard.printing.designs import Design, find_design, load_designs
from notecard.printing.draw import draw_cards
from notecard.printing.stocks import find_stock, load_stocks
from notecard.store import cards as made
from notecard.store import customers, words
from notecard.store import shop as shops
from notecard.store.database import Store

_NO_CARDS = {"card", "all"}
_PREVIEW_CODE = "PREV1EW000000"  # on no printed card: nobody is registered with it


@dataclass(frozen=True, slots=True)
class Wanted:
    """A card somebody is to get: why, and what might be written; the hand may choose its own."""

    customer: int
    why: str
    suggestion: Suggestion | None


def print_cards(
    store: Store,
    wanted: Sequence[Wanted],
    *,
    stock_id: str = "",
    design_id: str = "",
    day: date,
    first_free: int = 0,
    guide_lines: bool = True,
    progress: Progress = silent,
) -> PrintedCards:
    """Draw the cards and keep their codes; none counts as sent.

    Stock and design are the shop's own choice where none is named. A cancelled or failed run
    keeps nothing.
    """
    with store.reading() as books:
        shop = shops.get(books)
        people = [customers.get(books, one.customer) for one in wanted]
    _refuse_blocked(people)
    stock = find_stock(stock_id or shop.stock, _own(store))
    design = find_design(design_id or shop.design, _own(store))
    to_write = [_to_write(one, who) for one, who in zip(wanted, people, strict=True)]
    printed = draw_cards(
        to_write,
        stock,
        design,
        shop,
        first_free=first_free,
        guide_lines=guide_lines,
        progress=progress,
    )
    with store.transaction() as books:
        for card in to_write:
            made.add(books, _record(card, stock, design), day)
            words.drop_draft(books, card.customer)
    return printed


def preview(shop: Shop, stock_id: str = "", design_id: str = "", own: Path | None = None) -> bytes:
    """Return the PDF of one card as it would be printed, with a code that stands for nobody."""
    stock = find_stock(stock_id or shop.stock, own)
    design = find_design(design_id or shop.design, own)
    card = CardToWrite(_PREVIEW_CODE, 0, "", "", ())
    return draw_cards([card], stock, design, shop, guide_lines=shop.guide_lines).cards_pdf


def stocks(own: Path | None = None) -> list[Stock]:
    """Return every card stock there is."""
    return load_stocks(own)


def designs(own: Path | None = None) -> list[Design]:
    """Return every card design there is."""
    return load_designs(own)


def _own(store: Store) -> Path:
    return store.home


def _refuse_blocked(people: Sequence[Customer]) -> None:
    blocked = [called(who.name, who.id) for who in people if _NO_CARDS & set(who.blocked)]
    if blocked:
        raise PrintingError(
            _("{names} asked for no cards.").format(names=", ".join(blocked)),
            _("Leave them out, or allow cards again on their page."),
        )


def _to_write(one: Wanted, who: Customer) -> CardToWrite:
    said = one.suggestion
    return CardToWrite(
        code=card_code(secrets.randbits(CODE_BITS)),
        customer=who.id,
        name=called(who.name, who.id),
        why=one.why,
        suggestion=said.lines if said else (),
        asks=said.asks if said else "",
        phrases=said.id if said else "",
        tone=said.tone if said else "",
        is_edited=said is not None and said.is_edited,
    )


def _record(card: CardToWrite, stock: Stock, design: Design) -> CardRecord:
    return CardRecord(
        code=card.code,
        customer=card.customer,
        stock=stock.id,
        design=design.id,
        width=stock.card_w,
        height=stock.card_h,
        face_version=FACE_VERSION,
        lines=card.suggestion,
        phrases=card.phrases,
        tone=card.tone,
        is_edited=card.is_edited,
    )
