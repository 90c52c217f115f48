"""The bundled typefaces: Inter for work, Fraunces for titles, Caveat for the hand on the screen."""

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from notecard import resources

AT_ONCE: Final = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Fraunces-SemiBold.ttf",
)
LATER: Final = (
    "Caveat-Medium.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansJP-Regular.ttf",
)
FAMILIES: Final = ["Inter", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans JP"]
SMALL, PLAIN, LARGE, TITLE = 0.88, 1.0, 1.35, 2.2
_LEAST_POINTS = 10.0


def register(files: tuple[str, ...]) -> None:
    """Make the files known to Qt."""
    for name in files:
        QFontDatabase.addApplicationFont(str(resources.find(f"fonts/{name}")))


def dress(application: QApplication) -> None:
    """Set everything in Inter, in the size the system likes but not smaller than reads well."""
    points = max(application.font().pointSizeF(), _LEAST_POINTS)
    font = QFont(FAMILIES)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)


def sized(font: QFont, step: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font one step larger or smaller."""
    other = QFont(font)
    other.setPointSizeF(font.pointSizeF() * step)
    other.setWeight(weight)
    return other


def titled(widget: QWidget, step: float = TITLE) -> None:
    """Set the widget's words in the face of titles."""
    font = sized(widget.font(), step, QFont.Weight.DemiBold)
    font.setFamilies(["Fraunces", *FAMILIES])
    widget.setFont(font)


def handwriting(pixels: float) -> QFont:
    """Return the hand that shows, on the screen only, what might be written."""
    font = QFont(["Caveat", *FAMILIES[1:]])
    font.setPixelSize(max(1, round(pixels)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
