"""Whether a text fits the card it is to be written on, and how it falls on the lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from notecard.core.cards import LineMm, Stock, face

PITCH_MM = 8.0
_ADVANCE_MM = PITCH_MM / 3  # a hand's average letter: 33 on a line of 88 mm
_US_A2 = (139.7, 107.95)  # where no stock is chosen


@dataclass(frozen=True, slots=True)
class Paper:
    """How many letters go on the salutation line, and on each line under it."""

    salutation: int
    lines: tuple[int, ...]


def paper(stock: Stock | None = None) -> Paper:
    """Return the room on a card of this stock."""
    width, height = (stock.card_w, stock.card_h) if stock else _US_A2
    card = face(width, height, PITCH_MM)
    first_x, _y, last_x = card.lines[0]
    return Paper(_letters((first_x, 0, last_x)), tuple(_letters(line) for line in card.lines))


def lay_out(greeting: str, body: str, ending: Sequence[str], room: Paper) -> tuple[str, ...]:
    """Break a text into the lines it is written on; there may be more than the card has."""
    wrapped: list[str] = []
    for word in body.split():
        line = f"{wrapped[-1]} {word}" if wrapped else word
        place = min(len(wrapped), len(room.lines)) - 1
        if wrapped and len(line) <= room.lines[place]:
            wrapped[-1] = line
        else:
            wrapped.append(word)
    return (greeting, *wrapped, *(line for line in ending if line))


def fits(lines: Sequence[str], room: Paper) -> bool:
    """Whether these lines have their place on the card."""
    if len(lines) - 1 > len(room.lines) or len(lines[0]) > room.salutation:
        return False
    return all(len(line) <= most for line, most in zip(lines[1:], room.lines, strict=False))


def _letters(line: LineMm) -> int:
    return int((line[2] - line[0]) / _ADVANCE_MM + 1e-6)
