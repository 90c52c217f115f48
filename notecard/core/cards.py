"""A card on paper, in millimetres: its stock, where the pen goes, and the marks a photo is read by.

Every place is measured from the card's top left corner, x to the right and y down. The printer
draws from this geometry and the photo step measures by it: there is no second copy of a number.
"""

from dataclasses import dataclass

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing to misread
CODE_BITS = 65  # 13 characters: a version 1 QR code at level Q holds 16

BoxMm = tuple[float, float, float, float]  # x0, y0, x1, y1
LineMm = tuple[float, float, float]  # x0, y, x1


@dataclass(frozen=True, slots=True)
class Stock:
    """What goes into the printer: one card a sheet, or several to be cut apart."""

    id: str
    name: str  # with millimetres and country: US A6 is not ISO A6
    card_w: float
    card_h: float
    sheet_w: float
    sheet_h: float
    columns: int = 1
    rows: int = 1
    x0: float = 0.0  # the first card's top left corner on the sheet
    y0: float = 0.0
    dx: float = 0.0  # from one card to the next
    dy: float = 0.0
    source: str = ""  # where the numbers come from
    status: str = ""  # ok, single, conflict, derived: how well they are known
    is_open: bool = False  # a postcard: whoever carries it can read it

    @property
    def per_sheet(self) -> int:
        """How many cards one sheet gives."""
        return self.columns * self.rows

    @property
    def is_cut(self) -> bool:
        """Whether the cards are cut out of a larger sheet, and so need crop marks."""
        return (self.card_w, self.card_h) != (self.sheet_w, self.sheet_h)

    def place(self, position: int) -> tuple[float, float]:
        """Return the top left corner of the nth card on the sheet, counted by rows from 0."""
        row, column = divmod(position, self.columns)
        return self.x0 + column * self.dx, self.y0 + row * self.dy


@dataclass(frozen=True, slots=True)
class Face:
    """Where everything lies on the side that is written on.

    `salutation` holds no print at all, so that the name written there can be hidden whole whatever
    its length; its height is two lines. `marks` are the corner ornaments with their ArUco ids,
    clockwise from the top left. `code` is the QR code without its quiet zone.
    """

    version: str
    width: float
    height: float
    heading: BoxMm  # the shop's name and the motif
    salutation: BoxMm
    salutation_base: float  # y of the line the greeting stands on, shown by ticks outside the zone
    lines: tuple[LineMm, ...]
    code: BoxMm
    code_quiet: BoxMm
    marks: tuple[tuple[int, BoxMm], ...]

    @property
    def message(self) -> BoxMm:
        """The area of the hand: from under the salutation to under the last line."""
        left, first, right = self.lines[0]
        last = self.lines[-1][1]
        return (left, self.salutation[3], right, max(first, last) + _DESCENDER)


FACE_VERSION = "1"  # goes with every card made; a change of any number below needs a new one

MARK_IDS = (7, 11, 19, 23)  # of OpenCV's DICT_4X4_50, clockwise from the top left
_MARK = 6.0  # six modules of 1 mm
_MARK_INSET = 5.0
_CODE = 12.0  # 21 modules of 0.571 mm
_QUIET = _CODE / 21 * 4  # ISO/IEC 18004: four modules
_MARGIN = 14.0  # the pen's left and right margin, clear of the ornaments
_ZONE_TOP = 16.0
_ZONE_HEIGHT = 16.0  # two lines: 12 mm above the greeting's line and 4 mm for what hangs below
_ZONE_ABOVE = 12.0
_PITCH = 8.0
_DESCENDER = 3.0
_BOTTOM = 10.0  # no line lower than this above the edge


def face(width: float, height: float, pitch: float = _PITCH) -> Face:
    """Return the face of a landscape card of this size; `pitch` is from line to line."""
    right, bottom = width - _MARK_INSET, height - _MARK_INSET
    corners = (
        (_MARK_INSET, _MARK_INSET),
        (right - _MARK, _MARK_INSET),
        (right - _MARK, bottom - _MARK),
        (_MARK_INSET, bottom - _MARK),
    )
    marks = tuple(
        (number, (x, y, x + _MARK, y + _MARK))
        for number, (x, y) in zip(MARK_IDS, corners, strict=True)
    )
    code_x1 = right - _MARK - 1.0 - _QUIET
    code_y1 = height - 8.0
    code = (code_x1 - _CODE, code_y1 - _CODE, code_x1, code_y1)
    quiet = (code[0] - _QUIET, code[1] - _QUIET, code[2] + _QUIET, code[3] + _QUIET)
    base = _ZONE_TOP + _ZONE_ABOVE
    zone_bottom = _ZONE_TOP + _ZONE_HEIGHT
    lines = []
    y = zone_bottom + pitch
    while y <= height - _BOTTOM:
        is_short = y > quiet[1] - _DESCENDER
        lines.append((_MARGIN, y, quiet[0] - 1.0 if is_short else width - _MARGIN))
        y += pitch
    return Face(
        version=FACE_VERSION,
        width=width,
        height=height,
        heading=(_MARGIN, 4.0, width - _MARGIN, _ZONE_TOP - 1.0),
        salutation=(_MARGIN - 4.0, _ZONE_TOP, width - _MARGIN + 4.0, zone_bottom),
        salutation_base=base,
        lines=tuple(lines),
        code=code,
        code_quiet=quiet,
        marks=marks,
    )


def card_code(bits: int) -> str:
    """Return 65 random bits as 13 characters of Crockford base32; they say nothing of anybody."""
    if not 0 <= bits < 1 << CODE_BITS:
        raise ValueError("a card's code has 65 bits")
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(CODE_BITS - 5, -1, -5))


def is_card_code(text: str) -> bool:
    """Whether the text could be a card's code."""
    return len(text) == 13 and set(text) <= set(CROCKFORD)


@dataclass(frozen=True, slots=True)
class CardToWrite:
    """One card to print: the code goes on the card, all the rest on the crib beside it."""

    code: str
    customer: int
    name: str
    why: str
    suggestion: tuple[str, ...]  # as it falls on the lines, greeting first; may be empty
    asks: str = ""
    phrases: str = ""  # the ids of what is said
    tone: str = ""
    is_edited: bool = False  # the owner has changed the words


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """Where a card came to lie in a PDF: the page, and its places in mm from the page's corner."""

    code: str
    customer: int
    page: int  # counted from 1
    trim: BoxMm
    lines: tuple[LineMm, ...]
    salutation: BoxMm
    code_box: BoxMm
    crib_page: int
    crib_box: BoxMm


@dataclass(frozen=True, slots=True)
class PrintedCards:
    """The cards and the crib as finished PDF files."""

    cards_pdf: bytes
    crib_pdf: bytes
    stock: str
    pages: int
    placed: tuple[PlacedCard, ...]


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A card that was made, as the store remembers it, so that a later photo is matched to it."""

    code: str
    customer: int
    stock: str
    design: str
    width: float
    height: float
    face_version: str
    lines: tuple[str, ...] = ()  # what was suggested for it
    sent: bool = False
    phrases: str = ""
    tone: str = ""
    is_edited: bool = False
