"""Draws cards to be written on by hand, at true size, and the crib that goes with them.

Nothing a card carries says whom it is for: the salutation zone and the message area hold no
words, and the code is random. The name, the why and the suggestion stand on the crib.
"""

from collections.abc import Sequence
from dataclasses import replace

from notecard.core.cards import BoxMm, CardToWrite, Face, PlacedCard, PrintedCards, Stock, face
from notecard.core.errors import PrintingError
from notecard.core.progress import Progress, silent
from notecard.core.settings import Shop
from notecard.core.words import _
from notecard.printing.codes import draw_code
from notecard.printing.colours import Colour, accent, ink
from notecard.printing.crib import SHEETS, CribPlace, draw_crib
from notecard.printing.crop import draw_crop_marks
from notecard.printing.designs import Design
from notecard.printing.heading import draw_frame, draw_heading
from notecard.printing.marks import draw_mark
from notecard.printing.outlines import Stroke
from notecard.printing.paper import Paper

_LINE_PEN = 0.22  # mm
_LINE_GREY = 0.75  # a quarter of black: faint to the reader, plain to a camera
_STAMP = "face"


def draw_cards(
    cards: Sequence[CardToWrite],
    stock: Stock,
    design: Design,
    shop: Shop,
    *,
    first_free: int = 0,
    guide_lines: bool = True,
    progress: Progress = silent,
) -> PrintedCards:
    """Draw the cards in the order given; `first_free` skips places already used on a sheet."""
    if not cards:
        raise PrintingError(_("There is nobody to print a card for."), _("Choose somebody first."))
    if not 0 <= first_free < stock.per_sheet:
        raise PrintingError(
            _("The sheet has {count} places for cards.").format(count=stock.per_sheet),
            _("Count the places already used, from 0 to {most}.").format(most=stock.per_sheet - 1),
        )
    crib = draw_crib(cards, _crib_sheet(stock, shop), stock.per_sheet, first_free)
    paper = Paper(stock.sheet_w, stock.sheet_h, "Notecard cards")
    layout = face(stock.card_w, stock.card_h)
    if not guide_lines:
        layout = replace(layout, lines=())
    with paper.stamp(_STAMP, stock.card_w, stock.card_h):
        _draw_shared(paper, layout, design, shop)
    placed = []
    for number, card in enumerate(cards):
        page, position = divmod(number + first_free, stock.per_sheet)
        if number and position == 0:
            paper.end_page()
        if position == 0 or number == 0:
            draw_crop_marks(paper, stock)
        corner = stock.place(position)
        with paper.at(*corner):
            _draw_card(paper, layout, card.code)
        placed.append(_placed(card, page + 1, corner, layout, crib.places[number]))
        progress(number + 1, len(cards))
    paper.end_page()
    pages = placed[-1].page
    return PrintedCards(paper.finished(), crib.pdf, stock.id, pages, tuple(placed))


_LETTER_LANDS = {"US", "CA", "MX", "CL", "CO", "PH"}  # where counters hold Letter paper (CLDR)


def _crib_sheet(stock: Stock, shop: Shop) -> str:
    """Return the paper of the crib: that of the card's sheets, else that of the shop's land."""
    if stock.is_cut:
        return "letter" if round(stock.sheet_w) == round(SHEETS["letter"][0]) else "a4"
    return "letter" if shop.region in _LETTER_LANDS else "a4"


def _draw_shared(paper: Paper, layout: Face, design: Design, shop: Shop) -> None:
    """Draw what all cards have in common."""
    draw_frame(paper, layout, design, shop)
    draw_heading(paper, layout, design, shop)
    _draw_ticks(paper, layout, accent(shop.accent))
    dark = ink(shop.accent)
    for number, box in layout.marks:
        draw_mark(paper, number, box, dark)


def _draw_card(paper: Paper, layout: Face, code: str) -> None:
    paper.put_stamp(_STAMP, layout.height)
    for x0, y, x1 in layout.lines:
        paper.line(x0, y, x1, y, _LINE_PEN, _LINE_GREY)
    draw_code(paper, code, layout.code)


_TICK_AWAY = 0.8  # mm from the salutation zone, which holds no print at all
_TICK_HALF = 0.65  # of the diamond
_TICK_LENGTH = 2.0  # of the line that leads to it


def _draw_ticks(paper: Paper, layout: Face, colour: Colour) -> None:
    """Show, from outside the zone on either side, the line on which the greeting stands."""
    left, _top, right, _bottom = layout.salutation
    for edge, out in ((left, -1), (right, 1)):
        x, y = edge + out * (_TICK_AWAY + _TICK_HALF), layout.salutation_base
        corners = ((x - _TICK_HALF, y), (x, y - _TICK_HALF), (x + _TICK_HALF, y))
        diamond = (*corners, (x, y + _TICK_HALF))
        strokes = [Stroke("L" if at else "M", (corner,)) for at, corner in enumerate(diamond)]
        paper.outline([*strokes, Stroke("Z", ())], 0, 0, colour)
        near, far = sorted((x + out * _TICK_HALF, x + out * (_TICK_HALF + _TICK_LENGTH)))
        paper.boxes([(near, y - _LINE_PEN / 2, far, y + _LINE_PEN / 2)], colour)


def _placed(
    card: CardToWrite, page: int, corner: tuple[float, float], layout: Face, crib: CribPlace
) -> PlacedCard:
    x, y = corner

    def moved(box: BoxMm) -> BoxMm:
        return box[0] + x, box[1] + y, box[2] + x, box[3] + y

    return PlacedCard(
        code=card.code,
        customer=card.customer,
        page=page,
        trim=(x, y, x + layout.width, y + layout.height),
        lines=tuple((x0 + x, line_y + y, x1 + x) for x0, line_y, x1 in layout.lines),
        salutation=moved(layout.salutation),
        code_box=moved(layout.code),
        crib_page=crib.page,
        crib_box=crib.box,
    )
