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
_INDENT = 8.0  # mm: the tick box stands in it
_TICK_BOX = 4.2
_ABOUT = 58.0  # width of the column that says whose a card is
_GUTTER = 7.0
_FADED: Colour = (0.33, 0.33, 0.33)
_LEADING = 1.36  # of the size
_BELOW = 0.34  # of the size: what hangs under the line a row stands on
_MOST_LINES = 14  # of one suggestion; a card holds fewer
_AIR = 4.0  # mm above and below an entry, the rule between


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
    """One line of an entry: its place from the entry's top left corner, and how it looks."""

    x: float
    y: float
    line: Line
    colour: Colour


@dataclass(frozen=True, slots=True)
class _Entry:
    rows: tuple[_Row, ...]
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
    """Set one entry: on the left whose it is and why, on the right what might be written."""
    about = _Column(_INDENT, _ABOUT)
    about.add(plain_name(card.name) or _("No name"), BOLD, 13.5, most=3)
    about.add(plain_name(card.why), BODY, 9, _FADED, before=0.8, most=6)
    about.add(plain_name(card.asks), MEDIUM, 9, before=2.0, most=5)
    about.add(f"{where} · …{card.code[-4:]}", BODY, 8.5, _FADED, before=2.0, most=2)
    start = _INDENT + _ABOUT + _GUTTER
    words = _Column(start, width - _LEFT - _RIGHT - start, follows_script=True)
    for line in card.suggestion[:_MOST_LINES]:
        words.add(plain_name(line), BODY, 12.5, most=2)
    height = max(about.y, words.y) + _AIR
    return _Entry((*about.rows, *words.rows), height)


class _Column:
    """Lines set one under another; with `follows_script`, Hebrew and Arabic start at the right."""

    def __init__(self, x: float, width: float, *, follows_script: bool = False) -> None:
        self.rows: list[_Row] = []
        self.y = _AIR
        self._x = x
        self._width = width
        self._follows_script = follows_script

    def add(
        self,
        text: str,
        font: str,
        size: float,
        colour: Colour = BLACK,
        *,
        before: float = 0.0,
        most: int,
    ) -> None:
        """Set a text on at most so many lines; an empty one takes no room."""
        self.y += before if text else 0.0
        for line in wrap(text, font, size, self._width, most):
            self.y += size * _LEADING / POINT
            x = self._x
            if self._follows_script and bidi.reads_left(text):
                x += self._width - line.width
            self.rows.append(_Row(x, self.y - size * _BELOW / POINT, line, colour))


def _draw_head(paper: Paper, page: int, pages: int, width: float) -> None:
    write(paper, set_line(_("What to write"), TITLE, 17), _LEFT, _TOP + 5)
    note = _("Stays in the shop: it says who each card is for.")
    write(paper, set_line(note, BODY, 8.5), _LEFT, _TOP + 10, _FADED)
    count = set_line(_("Page {page} of {pages}").format(page=page, pages=pages), BODY, 8.5)
    write(paper, count, width - _RIGHT - count.width, _TOP + 10, _FADED)


def _draw_entry(paper: Paper, entry: _Entry, box: BoxMm) -> None:
    x0, y0, x1, _bottom = box
    paper.line(x0, y0, x1, y0, 0.15, 0.6)
    top = y0 + _AIR + 1.2
    paper.rounded((x0, top, x0 + _TICK_BOX, top + _TICK_BOX), 0.8, None, frame=0.25)
    for row in entry.rows:
        write(paper, row.line, x0 + row.x, y0 + row.y, row.colour)
