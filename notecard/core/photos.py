"""Places on a photo of a card, and what is to become of them."""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]


class Zone(StrEnum):
    """What a box covers."""

    SALUTATION = "salutation"
    BODY = "body"
    ADDRESS = "address"
    CODE = "code"
    FACE = "face"
    OTHER = "other"


class Certainty(StrEnum):
    """How sure the program is of where the card lies."""

    VERIFIED = "verified"  # the printed lines are where the marks say they must be
    CHECK = "check"  # found, but not proved: a person must look
    BY_HAND = "by_hand"  # not found: a person straightens the card


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle on the flattened card, in millimetres from its top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float
    zone: Zone = Zone.OTHER

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The four corners, clockwise from the top left."""
        return ((self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1))


@dataclass(frozen=True, slots=True)
class Format:
    """A social network's picture: its size in pixels."""

    id: str
    name: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels without anything else: `rgb` is 8-bit sRGB, row by row, 3 x width x height bytes."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program found on a photo, and what it would hide.

    `picture` is the card, upright and flattened, or, where no card was found, the whole photo made
    small enough for a screen; boxes are in millimetres of it, `px_per_mm` pixels each. Without a
    card the scale is only nominal and `to_photo` is None. `to_photo` maps card millimetres to
    pixels of the upright photo (a 3 x 3 homography, row by row). Every one of `questions` (other
    places that bear writing) wants an answer before anything is exported.
    """

    photo: str  # random, says nothing; also the seed of the smudge
    picture: Picture
    px_per_mm: float
    state: Certainty
    certainty: float  # 0..1
    found_by: str  # code, marks, none
    why: tuple[str, ...]
    boxes: tuple[Box, ...]
    questions: tuple[Box, ...] = ()
    code: str = ""
    customer: int | None = None
    to_photo: tuple[float, ...] | None = None
    seconds: float = 0.0

    def in_photo(self, place: Point) -> Point:
        """Return where a place on the card, in mm, lies on the upright photo, in pixels."""
        if self.to_photo is None:
            return (place[0] * self.px_per_mm, place[1] * self.px_per_mm)
        a, b, c, d, e, f, g, h, i = self.to_photo
        x, y = place
        depth = g * x + h * y + i
        return ((a * x + b * y + c) / depth, (d * x + e * y + f) / depth)


@dataclass(frozen=True, slots=True)
class Exported:
    """One finished picture on disk."""

    format: str
    path: str
    width: int
    height: int
