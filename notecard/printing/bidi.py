"""The order in which the letters of one line stand on paper, for names of every direction.

The Unicode bidirectional algorithm (UAX 9) for one paragraph of one line, without the explicit
marks: names arrive here without them (`core.customers.plain_name`).
"""

import unicodedata
from itertools import groupby

_NEUTRAL = {"B", "S", "WS", "ON", "CS", "ES", "ET", "BN"}


def runs(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of the line from left to right, each with whether it reads to the left.

    The letters within a piece stay in the order they are spoken: the shaper turns them.
    """
    base = _base(text)
    levels = _levels(_resolved(text, base), base)
    pieces = []
    at = 0
    for level, group in groupby(levels):
        length = len(list(group))
        pieces.append((text[at : at + length], level))
        at += length
    for turn in range(max(levels, default=0), 0, -1):
        pieces = _turned(pieces, turn)
    return [(piece, level % 2 == 1) for piece, level in pieces]


def reads_left(text: str) -> bool:
    """Whether the line as a whole begins at the right."""
    return _base(text) == 1


def _base(text: str) -> int:
    """Return 1 when the first strong letter is of a right-to-left script (P2, P3)."""
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"})
    return 0 if next(strong, "L") == "L" else 1


def _resolved(text: str, base: int) -> list[str]:
    """Return L, R, EN or AN for every letter (W1-W7, N1, N2)."""
    around = "R" if base else "L"
    kinds = _weak([unicodedata.bidirectional(letter) or "ON" for letter in text], around)
    side = [("R" if kind in {"EN", "AN"} else kind) for kind in kinds]
    for start, end in _stretches(kinds):
        before = side[start - 1] if start else around
        after = side[end] if end < len(kinds) else around
        kinds[start:end] = [before if before == after else around] * (end - start)
    return kinds


def _weak(kinds: list[str], around: str) -> list[str]:
    """Settle marks, numbers and what stands between numbers."""
    last = strong = around
    out: list[str] = []
    for at, original in enumerate(kinds):
        kind = last if original == "NSM" else original
        last = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in {"L", "R", "AL"}:
            strong = kind
        after = kinds[at + 1] if at + 1 < len(kinds) else ""
        if kind in {"CS", "ES"} and out and out[-1] == "EN" and after == "EN":
            kind = "EN"
        out.append("R" if kind == "AL" else kind)
    strong = around
    for at, kind in enumerate(out):  # W5 and W7: signs beside a number, numbers in Latin text
        if kind in {"L", "R"}:
            strong = kind
        beside = {out[at - 1] if at else "", out[at + 1] if at + 1 < len(out) else ""}
        if kind == "ET" and "EN" in beside:
            out[at] = "EN"
        if out[at] == "EN" and strong == "L":
            out[at] = "L"
    return out


def _stretches(kinds: list[str]) -> list[tuple[int, int]]:
    """Return start and end of every stretch of neutrals."""
    found = []
    at = 0
    for neutral, group in groupby(kinds, key=_NEUTRAL.__contains__):
        length = len(list(group))
        if neutral:
            found.append((at, at + length))
        at += length
    return found


def _levels(kinds: list[str], base: int) -> list[int]:
    """Return the embedding level of every letter (I1, I2)."""
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def _turned(pieces: list[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    """Reverse every stretch of pieces of this level or more (L2)."""
    turned: list[tuple[str, int]] = []
    for deep, group in groupby(pieces, key=lambda piece: piece[1] >= level):
        stretch = list(group)
        turned += reversed(stretch) if deep else stretch
    return turned
