from hypothesis import given
from hypothesis import strategies as st

from notecard.printing.colours import accent, contrast_on_white, ink


def test_white_on_white_is_one_and_black_is_twenty_one() -> None:
    assert round(contrast_on_white((1, 1, 1)), 6) == 1
    assert round(contrast_on_white((0, 0, 0)), 6) == 21


def test_a_colour_that_is_dark_enough_stays_as_chosen() -> None:
    assert accent("#B4472E") == (0xB4 / 255, 0x47 / 255, 0x2E / 255)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_dark_enough_and_keeps_its_hue(number: int) -> None:
    text = f"#{number:06x}"
    for shade, least in ((accent(text), 4.5), (ink(text), 10)):
        assert contrast_on_white(shade) >= least
        chosen = [number >> 16, number >> 8 & 255, number & 255]
        assert shade.index(max(shade)) == chosen.index(max(chosen))
