"""Crop marks: short lines around the cards of a sheet that show where to cut."""

from notecard.core.cards import BoxMm, Stock
from notecard.printing.paper import Paper

_PEN = 0.1  # mm
_AWAY = 1.5  # between a card's edge and the mark
_LENGTH = 5.0
_SHEET_EDGE = 4.3  # what a counter printer leaves white
_SHORTEST = 1.0


def draw_crop_marks(paper: Paper, stock: Stock) -> None:
    """Draw the marks of one sheet; a card that is its own page has none."""
    for mark in crop_marks(stock):
        paper.line(*mark, _PEN, 0)


def crop_marks(stock: Stock) -> list[BoxMm]:
    """Return the marks as lines: all outside the grid, one at each end of every cut."""
    if not stock.is_cut:
        return []
    lefts = [stock.x0 + column * stock.dx for column in range(stock.columns)]
    tops = [stock.y0 + row * stock.dy for row in range(stock.rows)]
    across = sorted({round(x + w, 4) for x in lefts for w in (0, stock.card_w)})
    down = sorted({round(y + h, 4) for y in tops for h in (0, stock.card_h)})
    upright = [(x, a, x, b) for x in across for a, b in _ends(down, stock.sheet_h)]
    level = [(a, y, b, y) for y in down for a, b in _ends(across, stock.sheet_w)]
    return upright + level


def _ends(cuts: list[float], sheet: float) -> list[tuple[float, float]]:
    """Return where marks begin and end before the first cut and after the last, where room is."""
    before = max(cuts[0] - _AWAY - _LENGTH, _SHEET_EDGE), cuts[0] - _AWAY
    after = cuts[-1] + _AWAY, min(cuts[-1] + _AWAY + _LENGTH, sheet - _SHEET_EDGE)
    return [(start, end) for start, end in (before, after) if end - start >= _SHORTEST]
