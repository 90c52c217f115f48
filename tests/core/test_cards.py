from itertools import combinations, pairwise

import pytest

from notecard.core.cards import card_code, face, is_card_code

SIZES = [(139.7, 107.95), (148.0, 105.0), (177.8, 127.0), (152.4, 101.6)]


def overlaps(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_printed_lies_in_the_salutation_or_on_another_thing(
    width: float, height: float
) -> None:
    card = face(width, height)
    printed = [card.heading, card.code_quiet, *(box for _, box in card.marks)]
    for thing in printed:
        assert not overlaps(thing, card.salutation)
        assert 0 <= thing[0] < thing[2] <= width
        assert 0 <= thing[1] < thing[3] <= height
    for one, other in combinations(printed, 2):
        assert not overlaps(one, other)
    for x0, y, x1 in card.lines:
        line = (x0, y - 0.2, x1, y + 0.2)
        assert not any(overlaps(line, thing) for thing in [*printed, card.salutation])


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_lines_are_eight_millimetres_apart_and_enough_for_a_note(
    width: float, height: float
) -> None:
    ys = [y for _, y, _ in face(width, height).lines]
    assert all(below - above == pytest.approx(8.0) for above, below in pairwise(ys))
    assert len(ys) >= 6


def test_every_code_is_thirteen_characters_that_cannot_be_misread() -> None:
    codes = [card_code(bits) for bits in (0, 1, 2**65 - 1, 0x1234567890ABCDEF)]
    assert len(set(codes)) == len(codes)
    assert all(is_card_code(code) for code in codes)
    assert not is_card_code("N0TECARDSAMPO")
    with pytest.raises(ValueError, match="65 bits"):
        card_code(2**65)
