"""The shop's colour, dark enough to be read on white paper."""

import re

from notecard.core.errors import PrintingError
from notecard.core.words import _

Colour = tuple[float, float, float]  # red, green, blue, each 0..1

BLACK: Colour = (0.0, 0.0, 0.0)
_TEXT_CONTRAST = 5.0  # WCAG 2.2 asks 4.5 of text
_INK_CONTRAST = 12.0  # what a camera must read: dark on a black and white printer as well


def accent(text: str) -> Colour:
    """Return the shop's colour, darkened as far as words printed in it need."""
    return _darkened(_parsed(text), _TEXT_CONTRAST)


def ink(text: str) -> Colour:
    """Return a deep shade of the shop's colour, for marks that a camera reads."""
    return _darkened(_parsed(text), _INK_CONTRAST)


def contrast_on_white(colour: Colour) -> float:
    """Return the contrast ratio of WCAG 2.2 between the colour and white paper."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


def _parsed(text: str) -> Colour:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise PrintingError(
            _("The shop's colour is not written as a colour."),
            _("Choose it again in Settings, as in #B4472E."),
        )
    red, green, blue = bytes.fromhex(text[1:])
    return red / 255, green / 255, blue / 255


def _darkened(colour: Colour, contrast: float) -> Colour:
    shade = colour
    for percent in range(100, -1, -2):
        shade = (colour[0] * percent / 100, colour[1] * percent / 100, colour[2] * percent / 100)
        if contrast_on_white(shade) >= contrast:
            break
    return shade
