"""The corner ornaments: four tiles that a camera finds a card by.

Each is a mark of OpenCV's DICT_4X4_50 with a border of one module. The
light modules are rounded and flow into each other, as in a woven pattern; their middles, which
are what a reader looks at, stay as the dictionary has them. The corners of the tile stay sharp:
rounding them by 0.35 mm moved the corners that OpenCV measures by 0.25 mm.
"""

from notecard.core.cards import BoxMm
from notecard.printing.colours import Colour
from notecard.printing.paper import Paper

# The inner 4 x 4 modules, 1 is light; a test compares them with OpenCV's own.
PATTERNS = {
    7: ("1100", "0100", "1111", "0010"),
    11: ("0001", "0001", "1010", "0111"),
    19: ("0111", "0110", "1010", "1111"),
    23: ("1101", "1101", "1000", "0010"),
}
_WHITE: Colour = (1.0, 1.0, 1.0)
_SOFT = 0.3  # of a module


def draw_mark(paper: Paper, number: int, box: BoxMm, colour: Colour) -> None:
    """Draw the mark of this number into the box."""
    side = box[2] - box[0]
    module = side / 6
    paper.boxes([box], colour)
    light = {
        (row, column)
        for row, bits in enumerate(PATTERNS[number], start=1)
        for column, bit in enumerate(bits, start=1)
        if bit == "1"
    }
    for row, column in sorted(light):
        x, y = box[0] + column * module, box[1] + row * module
        paper.rounded((x, y, x + module, y + module), module * _SOFT, _WHITE)
    paper.boxes(_bridges(light, box, module), _WHITE)


def _bridges(light: set[tuple[int, int]], box: BoxMm, module: float) -> list[BoxMm]:
    """Return what fills the notches between light modules side by side."""
    bridges = []
    for row, column in sorted(light):
        x, y = box[0] + column * module, box[1] + row * module
        half = module / 2
        if (row, column + 1) in light:
            bridges.append((x + half, y, x + module + half, y + module))
        if (row + 1, column) in light:
            bridges.append((x, y + half, x + module, y + module + half))
        if {(row, column + 1), (row + 1, column), (row + 1, column + 1)} <= light:
            bridges.append((x + half, y + half, x + module + half, y + module + half))
    return bridges
