"""The crib: a sheet of its own that says which card is for whom, and what might be written.

It stays on the counter. Cards stand in the order they lie in the pile, told apart by the last
four characters of their code; no card's entry runs over to the next page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from notecard.core.cards import BoxMm, CardToWrite
from notecard.core.customers import plain_name
from notecard.core.words import _
from notecard.printing import bidi
from notecard.printing.colours import BLACK, Colour
from notecard.printing.fonts import BODY, BOLD, MEDIUM, TITLE
from notecard.printing.lettering import Line, set_line, wrap, write
from notecard.printing.paper import POINT, Paper

SHEETS = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, 18.0, 16.0, 16.0
_INDENT = 9.0  # mm: the tick box stands in it
_FADED: Colour = (0.33, 0.33, 0.33)
_LEADING = 1.42  # of the size
_MOST_LINES = 14  # of one suggestion; a card holds fewer
_AIR = 4.5  # mm above and below an entry, the rule between


@dataclass(frozen=True, slots=True)
class CribPlace:
    """Where the entry of one card stands: page from 1, and its box in mm."""

    page: int
    box: BoxMm


@dataclass(frozen=True, slots=True)
class Crib:
    """The finished sheets, and the place of every card in the order given."""

    pdf: bytes
    places: tuple[CribPlace, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of an entry: where it stands below the entry's top, and how it looks."""

    y: float
    line: Line
    colour: Colour
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    rows: tuple[_Row, ...]
    place: Line
    height: float


def draw_crib(
    cards: Sequence[CardToWrite], sheet: str, per_sheet: int = 1, first_free: int = 0
) -> Crib:
    """Draw the crib of these cards on "letter" or "a4"."""
    width, height = SHEETS[sheet]
    entries = [
        _entry(card, _where(number + first_free, per_sheet), width)
        for number, card in enumerate(cards)
    ]
    places = _places(entries, width, height)
    paper = Paper(width, height, "Notecard crib")
    pages = places[-1].page
    for page in range(1, pages + 1):
        _draw_head(paper, page, pages, width)
        for entry, place in zip(entries, places, strict=True):
            if place.page == page:
                _draw_entry(paper, entry, place.box)
        paper.end_page()
    return Crib(paper.finished(), tuple(places))


def _where(number: int, per_sheet: int) -> str:
    sheet, position = divmod(number, per_sheet)
    if per_sheet == 1:
        return _("Card {number}").format(number=sheet + 1)
    return _("Sheet {sheet}, card {position}").format(sheet=sheet + 1, position=position + 1)


_HEAD = 14.0  # mm that the head of a page takes


def _places(entries: Sequence[_Entry], width: float, height: float) -> list[CribPlace]:
    """Return where each entry goes: on the page at hand if it fits whole, else on the next."""
    places = []
    page, y = 1, _TOP + _HEAD
    for entry in entries:
        if y + entry.height > height - _BOTTOM and y > _TOP + _HEAD:
            page, y = page + 1, _TOP + _HEAD
        places.append(CribPlace(page, (_LEFT, y, width - _RIGHT, y + entry.height)))
        y += entry.height
    return places


def _entry(card: CardToWrite, where: str, width: float) -> _Entry:
    room = width - _LEFT - _RIGHT - _INDENT
    place = set_line(f"{where} · …{card.code[-4:]}", MEDIUM, 9)
    rows: list[_Row] = []
    y = _AIR
    name = plain_name(card.name) or _("No name")
    why = plain_name(card.why)
    asks = plain_name(card.asks)
    for text, font, size, colour, before, most in (
        (name, BOLD, 15.0, BLACK, 0.0, 2),
        (why, BODY, 9.5, _FADED, 0.6, 4),
    ):
        y = _add(rows, [text], font, size, colour, y + before, room - (place.width + 6), most)
    if card.suggestion:
        lines = [plain_name(line) for line in card.suggestion[:_MOST_LINES]]
        y = _add(rows, lines, BODY, 13.0, BLACK, y + 2.2, room, 2)
    if asks:
        y = _add(rows, [asks], MEDIUM, 9.5, _FADED, y + 2.2, room, 3)
    return _Entry(tuple(rows), place, y + _AIR)


def _add(
    rows: list[_Row],
    texts: Sequence[str],
    font: str,
    size: float,
    colour: Colour,
    y: float,
    room: float,
    most: int,
) -> float:
    """Add the texts, each on at most so many lines, and return where the next thing may begin."""
    for text in texts:
        leftward = bidi.reads_left(text)
        for line in wrap(text, font, size, room, most):
            y += size * _LEADING / POINT
            rows.append(_Row(y - size * 0.3 / POINT, line, colour, leftward))
    return y


def _draw_head(paper: Paper, page: int, pages: int, width: float) -> None:
    write(paper, set_line(_("What to write"), TITLE, 17), _LEFT, _TOP + 5)
    note = _("Stays in the shop: it says who each card is for.")
    write(paper, set_line(note, BODY, 8.5), _LEFT, _TOP + 10, _FADED)
    count = set_line(_("Page {page} of {pages}").format(page=page, pages=pages), BODY, 8.5)
    write(paper, count, width - _RIGHT - count.width, _TOP + 10, _FADED)


def _draw_entry(paper: Paper, entry: _Entry, box: BoxMm) -> None:
    x0, y0, x1, _bottom = box
    paper.line(x0, y0, x1, y0, 0.15, 0.6)
    tick = (x0, y0 + _AIR + 1.7, x0 + 4.4, y0 + _AIR + 6.1)
    paper.rounded(tick, 0.8, None, frame=0.25)
    write(paper, entry.place, x1 - entry.place.width, y0 + _AIR + 5.6, _FADED)
    for row in entry.rows:
        x = x0 + _INDENT
        if row.from_right:
            x = x1 - row.line.width
        write(paper, row.line, x, y0 + row.y, row.colour)
