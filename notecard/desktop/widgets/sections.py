"""The parts of a page beside each other, of which one is seen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from notecard.core.words import _
from notecard.desktop import forms


class Sections(QFrame):
    """A row of words; the chosen one tells which part of the page is seen."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("sections")
        forms.spoken(self, _("Parts of this page"))
        self._group = QButtonGroup(self)
        across = QHBoxLayout(self)
        across.setContentsMargins(4, 4, 4, 4)
        across.setSpacing(2)
        for number, each in enumerate(words):
            button = QPushButton(each)
            button.setCheckable(True)
            self._group.addButton(button, number)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self._group.idToggled.connect(lambda number, on: self.chosen.emit(number) if on else None)

    def choose(self, number: int) -> None:
        """Show a part as the chosen one."""
        self._group.button(number).setChecked(True)

    def name(self, number: int, words: str) -> None:
        """Call a part something else."""
        self._group.button(number).setText(words)
