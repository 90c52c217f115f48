"""A telephone dials what it sees: the code is read back by another library than drew it."""

import numpy as np
import pytest
import zxingcpp

from notecard.printing.tel_codes import code_modules

_PIXELS = 6  # a module


def seen(text: str, *, light_on_dark: bool = False) -> str:
    modules = np.array(code_modules(text), dtype=bool)
    picture = np.where(modules ^ light_on_dark, 0, 255).astype(np.uint8)
    (code,) = zxingcpp.read_barcodes(np.kron(picture, np.ones((_PIXELS, _PIXELS), np.uint8)))
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    return str(code.text)


@pytest.mark.parametrize("number", ["tel:+442079460123", "tel:+12025550143", "tel:+4930123456"])
def test_what_a_telephone_sees_is_the_number(number: str) -> None:
    assert seen(number) == number


def test_the_quiet_zone_is_four_modules_wide() -> None:
    modules = np.array(code_modules("tel:+442079460123"))
    dark = np.argwhere(modules)
    assert dark.min() == 4
    assert modules.shape[0] - 1 - dark.max() == 4
