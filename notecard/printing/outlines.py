"""Drawings kept as SVG path data, in millimetres, for designs that anybody can draw."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notecard.core.cards import BoxMm

_TOKENS = re.compile(r"([MLHVCZ])|(-?\d*\.?\d+(?:e-?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One step of the pen: M, L, C or Z, and the points it goes by."""

    verb: str
    points: tuple[tuple[float, float], ...]


def parsed(data: str) -> tuple[Stroke, ...]:
    """Return the strokes of path data with absolute M, L, H, V, C, Z; ValueError for any other."""
    if _TOKENS.sub("", data).strip(" ,\t\n"):
        raise ValueError("a path knows only M, L, H, V, C, Z and numbers")
    return tuple(_strokes(data))


def extent(strokes: tuple[Stroke, ...]) -> BoxMm:
    """Return a box that holds every point of the path."""
    xs = [x for stroke in strokes for x, _ in stroke.points]
    ys = [y for stroke in strokes for _, y in stroke.points]
    return min(xs), min(ys), max(xs), max(ys)


def _strokes(data: str) -> Iterator[Stroke]:
    tokens = [match.group(0) for match in _TOKENS.finditer(data)]
    here = (0.0, 0.0)
    verb = ""
    at = 0
    while at < len(tokens):
        if tokens[at].isalpha():
            verb = tokens[at]
            at += 1
        if not verb or (verb == "Z" and at < len(tokens) and not tokens[at].isalpha()):
            raise ValueError("a path begins with a letter")
        taken = tokens[at : at + _TAKES[verb]]
        if len(taken) < _TAKES[verb] or any(token.isalpha() for token in taken):
            raise ValueError(f"{verb} lacks a number")
        numbers = [float(token) for token in taken]
        at += _TAKES[verb]
        stroke = _stroke(verb, numbers, here)
        here = stroke.points[-1] if stroke.points else here
        yield stroke


def _stroke(verb: str, numbers: list[float], here: tuple[float, float]) -> Stroke:
    if verb == "H":
        return Stroke("L", ((numbers[0], here[1]),))
    if verb == "V":
        return Stroke("L", ((here[0], numbers[0]),))
    return Stroke(verb, tuple(zip(numbers[::2], numbers[1::2], strict=True)))
