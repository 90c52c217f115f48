"""A card's code as a QR code: version 1, 21 modules, level Q (a quarter may be lost)."""

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

from notecard.core.cards import BoxMm, is_card_code
from notecard.core.errors import PrintingError
from notecard.core.words import _
from notecard.printing.paper import Paper

MODULES = 21


def draw_code(paper: Paper, code: str, box: BoxMm) -> None:
    """Draw the code in black into the box; the quiet zone around it is the caller's."""
    module = (box[2] - box[0]) / MODULES
    paper.boxes(
        (
            box[0] + first * module,
            box[1] + row * module,
            box[0] + last * module,
            box[1] + (row + 1) * module,
        )
        for row, first, last in _runs(code)
    )


def _runs(code: str) -> list[tuple[int, int, int]]:
    """Return row, first and end of every run of dark modules."""
    if not is_card_code(code):
        raise PrintingError(_("This is not a card's code: {code}").format(code=code[:40]))
    symbol = qrcode.QRCode(version=1, error_correction=ERROR_CORRECT_Q, border=0)
    symbol.add_data(code)
    symbol.make(fit=False)
    runs = []
    for row, modules in enumerate(symbol.get_matrix()):
        start = -1
        for column, dark in enumerate([*modules, False]):
            if dark and start < 0:
                start = column
            elif not dark and start >= 0:
                runs.append((row, start, column))
                start = -1
    return runs
