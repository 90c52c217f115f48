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
    """Return L, R, EN or AN for every letter (W1-W7, N0-N2)."""
    around = "R" if base else "L"
    kinds = _weak([unicodedata.bidirectional(letter) or "ON" for letter in text], around)
    _settle_brackets(text, kinds, around)
    side = [("R" if kind in {"EN", "AN"} else kind) for kind in kinds]
    for start, end in _stretches(kinds):
        before = side[start - 1] if start else around
        after = side[end] if end < len(kinds) else around
        kinds[start:end] = [before if before == after else around] * (end - start)
    return kinds


def _weak(kinds: list[str], around: str) -> list[str]:
    """Settle marks, numbers and what stands between numbers."""
    out = _numbers_by_script(kinds, around)
    for at in range(1, len(out) - 1):  # W4: a sign between two numbers of one kind
        joins = {"CS": ("EN", "AN"), "ES": ("EN",)}.get(out[at], ())
        if out[at - 1] == out[at + 1] and out[at - 1] in joins:
            out[at] = out[at - 1]
    _take_in_signs(out)
    strong = around
    for at, kind in enumerate(out):  # W7: numbers within Latin text
        strong = kind if kind in {"L", "R"} else strong
        if kind == "EN" and strong == "L":
            out[at] = "L"
    return out


def _numbers_by_script(kinds: list[str], around: str) -> list[str]:
    """Give marks the kind of their letter, and numbers in Arabic text their own (W1-W3)."""
    out: list[str] = []
    last = strong = around
    for original in kinds:
        last = last if original == "NSM" else original
        strong = last if last in {"L", "R", "AL"} else strong
        kind = "AN" if last == "EN" and strong == "AL" else last
        out.append("R" if kind == "AL" else kind)
    return out


def _take_in_signs(kinds: list[str]) -> None:
    """Make signs such as % and $ part of the number they touch (W5)."""
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        before = ""
        for at in order:
            if kinds[at] == "ET" and before == "EN":
                kinds[at] = "EN"
            before = kinds[at]


_PAIRS = {")": "(", "]": "[", "}": "{"}


def _settle_brackets(text: str, kinds: list[str], around: str) -> None:
    """Give both brackets of a pair one direction, by what they hold and follow (N0)."""
    for start, end in _bracket_pairs(text):
        held = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
        if around in held:
            kinds[start] = kinds[end] = around
        elif held:
            before = (_side(kind) for kind in reversed(kinds[:start]))
            kinds[start] = kinds[end] = next(filter(None, before), around)


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    """Return where brackets open and close, in the order they open."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for at, letter in enumerate(text):
        if letter in _PAIRS.values():
            opened.append((letter, at))
        elif any(one == _PAIRS.get(letter) for one, _ in opened):
            while opened[-1][0] != _PAIRS[letter]:
                opened.pop()
            pairs.append((opened.pop()[1], at))
    return sorted(pairs)


def _side(kind: str) -> str:
    """Return the direction a strong letter or a number takes neutrals to, else nothing."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


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
