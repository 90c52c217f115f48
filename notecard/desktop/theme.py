"""The colours of the window: named in theme.toml, worn as a palette, one sheet of shapes."""

import tomllib
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from notecard import resources


@dataclass(frozen=True, slots=True)
class Theme:
    """The named colours of one mode, as `#rrggbb`; the portrait's are lightnesses, 0 to 255."""

    paper: str
    sheet: str
    side: str
    ink: str
    faded: str
    rule: str
    accent: str
    on_accent: str
    chosen: str
    hover: str
    chip: str
    chip_ink: str
    desk: str
    portrait: int
    portrait_ink: int


_R = QPalette.ColorRole
WORN_AS: Final = {
    "paper": (_R.Window,),
    "sheet": (_R.Base, _R.ToolTipBase),
    "side": (_R.AlternateBase,),
    "ink": (_R.WindowText, _R.Text, _R.ButtonText, _R.ToolTipText),
    "faded": (_R.PlaceholderText,),
    "rule": (_R.Mid,),
    "accent": (_R.Highlight, _R.Accent, _R.Link),
    "on_accent": (_R.HighlightedText,),
    "chosen": (_R.Midlight,),
    "hover": (_R.Light,),
    "chip": (_R.Button,),
    "chip_ink": (_R.LinkVisited,),
    "desk": (_R.Dark,),
}
"""Which roles of the palette each colour fills; the style sheet knows colours by these only."""


def themes() -> dict[str, Theme]:
    """Return the shipped modes: light and dark."""
    tables = tomllib.loads(resources.find("theme.toml").read_text(encoding="utf-8"))
    return {name: Theme(**table) for name, table in tables.items()}


def palette(theme: Theme) -> QPalette:
    """Return the theme as Qt wears it."""
    worn = QPalette()
    for name, roles in WORN_AS.items():
        for role in roles:
            worn.setColor(role, QColor(getattr(theme, name)))
    off = QPalette.ColorGroup.Disabled
    for role in WORN_AS["ink"]:
        worn.setColor(off, role, QColor(theme.faded))
    return worn


def portrait(theme: Theme, key: int) -> tuple[QColor, QColor]:
    """Return ground and ink of a customer's circle: the same customer, the same hue."""
    hue = key * 137 % 360  # the golden angle: neighbours differ
    return (
        QColor.fromHsl(hue, 62, theme.portrait),
        QColor.fromHsl(hue, 96, theme.portrait_ink),
    )


class Look(QObject):
    """What the window wears now: the owner's choice, or what the system says."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__()
        self._application = application
        self._choice = choice
        self._themes = themes()
        self._sheet = resources.find("theme.qss").read_text(encoding="utf-8")
        self.theme = self._themes["light"]
        self._wear()
        application.styleHints().colorSchemeChanged.connect(self._wear)

    def choose(self, choice: str) -> None:
        """Wear `light`, `dark`, or what the `system` says."""
        self._choice = choice
        self._wear()

    def _wear(self) -> None:
        self.theme = self._themes[self._mode()]
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(self._sheet)
        self.changed.emit()

    def _mode(self) -> str:
        if self._choice in self._themes:
            return self._choice
        scheme = self._application.styleHints().colorScheme()
        return "dark" if scheme is Qt.ColorScheme.Dark else "light"
