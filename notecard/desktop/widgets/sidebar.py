"""The side of the window: the shop's name and the way to each page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.icons import icon
from notecard.desktop.theme import Look


class Sidebar(QWidget):
    """One button a page; the last stands at the foot."""

    chosen = Signal(int)

    def __init__(self, look: Look, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(208)
        self._shop = forms.title("Notecard", 1.5)
        self._shop.setWordWrap(True)
        self._shop.setContentsMargins(12, 0, 12, 14)
        self._group = QButtonGroup(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(14, 22, 14, 18)
        lines.setSpacing(4)
        lines.addWidget(self._shop)
        for number, (words, drawing) in enumerate(places):
            if number == len(places) - 1:
                lines.addStretch()
            lines.addWidget(self._button(number, words, drawing, look))
        self._group.idToggled.connect(self._toggled)

    def name(self, shop: str) -> None:
        """Show the shop's name, the program's own while it has none."""
        from notecard.desktop.widgets.painting import one_line

        shown = one_line(shop)
        self._shop.setText(shown[:48] or "Notecard")

    def choose(self, number: int) -> None:
        """Show a page as the chosen one."""
        self._group.button(number).setChecked(True)

    def _button(self, number: int, words: str, drawing: str, look: Look) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setIcon(icon(drawing, look))
        button.setIconSize(QSize(28, 19))
        self._group.addButton(button, number)
        return button

    def _toggled(self, number: int, on: bool) -> None:
        if on:
            self.chosen.emit(number)
