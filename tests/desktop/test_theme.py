import re

import pytest
from PySide6.QtGui import QColor, QPalette

from notecard import resources
from notecard.desktop import theme

READ_ON = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "side"),
    ("ink", "chosen"),
    ("ink", "hover"),
    ("ink", "desk"),
    ("faded", "paper"),
    ("faded", "sheet"),
    ("faded", "side"),
    ("faded", "chosen"),
    ("faded", "hover"),
    ("faded", "chip"),
    ("faded", "desk"),
    ("chip_ink", "chip"),
    ("on_accent", "accent"),
    ("accent", "sheet"),
    ("accent", "paper"),
]


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_text_can_be_read_on_its_ground(mode: str, text: str, ground: str) -> None:
    worn = theme.themes()[mode]
    assert contrast(QColor(getattr(worn, text)), QColor(getattr(worn, ground))) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_initials_can_be_read_in_every_circle(mode: str) -> None:
    worn = theme.themes()[mode]
    assert min(contrast(*theme.portrait(worn, key)) for key in range(360)) >= 4.5


def test_a_customer_keeps_the_hue() -> None:
    worn = theme.themes()["light"]
    assert theme.portrait(worn, 7) == theme.portrait(worn, 7)
    assert theme.portrait(worn, 7) != theme.portrait(worn, 8)


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    sheet = resources.find("theme.qss").read_text(encoding="utf-8")
    assert not re.search(r":[^;{]*(#[0-9a-fA-F]{3,8}|rgba?\()", sheet)


def test_every_colour_is_worn() -> None:
    worn = theme.themes()["light"]
    palette = theme.palette(worn)
    for name, roles in theme.WORN_AS.items():
        for role in roles:
            assert palette.color(QPalette.ColorGroup.Active, role) == QColor(getattr(worn, name))
