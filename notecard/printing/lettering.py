"""One line of text in any script: measured, shortened to fit, and written on paper.

Letters that stand one beside the other are written as text of an embedded font. Scripts whose
letters join are written as the outlines the shaper chose. A letter that no bundled font has is
shown as its number in a box, never as an empty one.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import uharfbuzz

from notecard.printing import bidi
from notecard.printing.colours import BLACK, Colour
from notecard.printing.fonts import BODY, font_for, has_letter, shaping_font, units_per_em
from notecard.printing.outlines import Stroke
from notecard.printing.paper import POINT, Paper

ELLIPSIS = "…"
# One shape a letter, so that the PDF holds text: Fraunces' rvrn swaps h, m, n and s for others.
_PLAIN = {"kern": True, "rvrn": False, "liga": False, "clig": False, "calt": False, "dlig": False}
_MARKS = {"Mn", "Me"}
_VARIANTS = {chr(number) for number in range(0xFE00, 0xFE10)}  # chooses a picture or a letter


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One shape: where it stands in the line, in mm from its start."""

    font: str
    number: int
    x: float
    y: float
    advance: float  # without kerning
    letter: str  # empty where shape and letter do not match one to one


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to be written; `boxed` are the letters without a font, as (x, number)."""

    width: float  # mm
    size: float  # points
    glyphs: tuple[_Glyph, ...]
    boxed: tuple[tuple[float, str], ...]


def set_line(text: str, font: str, size: float, *, boxed: bool = True) -> Line:
    """Shape a line of text; without `boxed`, letters that have no font are left out."""
    x = 0.0
    glyphs: list[_Glyph] = []
    boxes: list[tuple[float, str]] = []
    for piece, leftward in bidi.runs(text):
        parts = list(_by_font(piece, font))
        for name, letters in reversed(parts) if leftward else parts:
            if name:
                shaped, x = _shaped(letters, name, size, x, leftward=leftward)
                glyphs += shaped
                continue
            for letter in letters if boxed else "":
                number = f"U+{ord(letter):04X}"
                boxes.append((x, number))
                x += _box_width(number, size)
    return Line(x, size, tuple(glyphs), tuple(boxes))


def fit_line(text: str, font: str, size: float, smallest: float, width: float) -> Line:
    """Return the line as large as fits; at its smallest it ends with an ellipsis instead.

    For decoration a customer sees: letters without a font are left out.
    """
    text = text[:_LONGEST]
    line = set_line(text, font, size, boxed=False)
    if line.width <= width:
        return line
    shrunk = max(smallest, size * width / line.width * 0.999)
    line = set_line(text, font, shrunk, boxed=False)
    if line.width <= width:
        return line
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _shortened(text, middle, font, shrunk).width <= width:
            low = middle
        else:
            high = middle - 1
    return _shortened(text, low, font, shrunk)


_LONGEST = 400  # letters: more than any line holds at any size


def _shortened(text: str, length: int, font: str, size: float) -> Line:
    return set_line(text[:length].rstrip() + ELLIPSIS, font, size, boxed=False)


def wrap(text: str, font: str, size: float, width: float, most: int) -> list[Line]:
    """Break a text into lines at spaces, within a word where it alone is too long.

    What does not fit on so many lines gives way to an ellipsis.
    """
    words = text[: _LONGEST * most].split()
    lines: list[Line] = []
    while words and len(lines) < most:
        held, words = _line_that_fits(words, font, size, width)
        if words and len(lines) == most - 1:
            lines.append(_ended(held, font, size, width))
        else:
            lines.append(set_line(held, font, size))
    return lines


def _line_that_fits(
    words: list[str], font: str, size: float, width: float
) -> tuple[str, list[str]]:
    """Return as much of the words as one line holds, and the words that are left."""
    held = ""
    for count, word in enumerate(words):
        longer = f"{held} {word}".strip()
        if set_line(longer, font, size).width > width:
            if held:
                return held, words[count:]
            kept = _letters_that_fit(word, font, size, width)
            return word[:kept], [word[kept:], *words[1:]]
        held = longer
    return held, []


def _ended(text: str, font: str, size: float, width: float) -> Line:
    """Return the line with an ellipsis at its end, shortened for it to fit."""
    kept = text
    while kept and set_line(kept + ELLIPSIS, font, size).width > width:
        kept = kept[:-1]
    return set_line(kept.rstrip() + ELLIPSIS, font, size)


def _letters_that_fit(word: str, font: str, size: float, width: float) -> int:
    low, high = 1, min(len(word), _LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if set_line(word[:middle], font, size).width <= width:
            low = middle
        else:
            high = middle - 1
    return low


def write(paper: Paper, line: Line, x: float, y: float, colour: Colour = BLACK) -> None:
    """Write the line from x on; y is what its letters stand on."""
    for font, start, text in _texts(line.glyphs):
        paper.text(x + start, y, text, font, line.size, colour)
    for glyph in line.glyphs:
        if not glyph.letter:
            scale = line.size / units_per_em(glyph.font) / POINT
            outline = _outline(glyph.font, glyph.number)
            paper.outline(outline, x + glyph.x, y - glyph.y, colour, scale=(scale, -scale))
    for start, number in line.boxed:
        _write_box(paper, number, x + start, y, line.size)


def _by_font(text: str, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield stretches of letters with the font that has them, empty where none has."""
    fonts: list[str] = []
    for letter in text:
        fonts.append(_font_beside(letter, fonts[-1] if fonts else "", wanted))
    at = 0
    for font, group in groupby(fonts):
        length = len(list(group))
        yield font, text[at : at + length]
        at += length


def _font_beside(letter: str, before: str, wanted: str) -> str:
    """Return the font of a letter; marks and spaces stay with the letter before if they can."""
    if unicodedata.category(letter) == "Cf" or letter in _VARIANTS:
        return before or wanted  # nothing is drawn for it
    follows = letter == " " or unicodedata.category(letter) in _MARKS
    if follows and before and has_letter(before, letter):
        return before
    return font_for(letter, wanted)


def _shaped(
    text: str, font: str, size: float, x: float, *, leftward: bool
) -> tuple[list[_Glyph], float]:
    """Return the shapes of a stretch of one font and direction, and where the next begins."""
    face = shaping_font(font)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    uharfbuzz.shape(face, buffer, _PLAIN)
    scale = size / units_per_em(font) / POINT
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        letter = text[info.cluster]
        is_plain = (
            face.get_nominal_glyph(ord(letter)) == info.codepoint
            and not place.x_offset
            and not place.y_offset
            and not leftward
        )
        glyphs.append(
            _Glyph(
                font,
                info.codepoint,
                x + place.x_offset * scale,
                place.y_offset * scale,
                face.get_glyph_h_advance(info.codepoint) * scale,
                letter if is_plain else "",
            )
        )
        x += place.x_advance * scale
    return glyphs, x


def _texts(glyphs: tuple[_Glyph, ...]) -> Iterator[tuple[str, float, str]]:
    """Yield font, start and letters of every stretch that needs no kerning within."""
    font, start, text, end = "", 0.0, "", 0.0
    for glyph in glyphs:
        if text and (not glyph.letter or glyph.font != font or abs(glyph.x - end) > _KERN):
            yield font, start, text
            text = ""
        if not glyph.letter:
            continue
        if not text:
            font, start = glyph.font, glyph.x
        text += glyph.letter
        end = glyph.x + glyph.advance
    if text:
        yield font, start, text


_KERN = 0.001  # mm


@cache
def _outline(font: str, number: int) -> tuple[Stroke, ...]:
    """Return the shape of a glyph in the font's units, y upward."""
    pen = _Pen()
    shaping_font(font).draw_glyph(number, _draw_funcs(), pen)
    return tuple(pen.strokes)


class _Pen:
    """Takes down what the shaper draws."""

    def __init__(self) -> None:
        self.strokes: list[Stroke] = []
        self._here = (0.0, 0.0)

    def put(self, verb: str, *points: tuple[float, float]) -> None:
        """Add a stroke."""
        self.strokes.append(Stroke(verb, points))
        self._here = points[-1] if points else self._here

    def put_quadratic(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        """Add a quadratic curve as the cubic one that it equals."""
        towards = [_between(place, control, 2 / 3) for place in (self._here, end)]
        self.put("C", *towards, end)


def _between(
    one: tuple[float, float], other: tuple[float, float], share: float
) -> tuple[float, float]:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


@cache
def _draw_funcs() -> Any:
    funcs = uharfbuzz.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.put("M", (x, y)))
    funcs.set_line_to_func(lambda x, y, pen: pen.put("L", (x, y)))
    funcs.set_quadratic_to_func(lambda a, b, x, y, pen: pen.put_quadratic((a, b), (x, y)))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.put("C", (a, b), (c, d), (x, y)))
    funcs.set_close_path_func(lambda pen: pen.put("Z"))
    return funcs


_BOX_SIZE = 0.55  # of the line's own size
_BOX_AIR = 0.5  # mm on each side of the number


def _box_width(number: str, size: float) -> float:
    return set_line(number, BODY, size * _BOX_SIZE).width + 4 * _BOX_AIR


def _write_box(paper: Paper, number: str, x: float, y: float, size: float) -> None:
    """Write the number of a letter that no font has, in a box."""
    line = set_line(number, BODY, size * _BOX_SIZE)
    height = size / POINT
    box = (x + _BOX_AIR, y - height * 0.75, x + line.width + 3 * _BOX_AIR, y + height * 0.1)
    paper.rounded(box, 0.3, None, frame=0.15)
    write(paper, line, x + 2 * _BOX_AIR, y - height * 0.15)
