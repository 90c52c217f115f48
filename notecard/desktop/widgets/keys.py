"""The keys of a page on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from notecard.core.words import _
from notecard.desktop import forms


class KeysDialog(QDialog):
    """Shows what can be done on a page and everywhere, with the keys."""

    def __init__(
        self, page: str, here: Sequence[QAction], everywhere: Sequence[QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(7)
        for side, (words, actions) in enumerate(((page, here), (_("Everywhere"), everywhere))):
            grid.addWidget(forms.strong(words), 0, side * 2, 1, 2)
            for row, action in enumerate(filter(QAction.isEnabled, actions), start=1):
                grid.addWidget(self._keys(action), row, side * 2)
                grid.addWidget(QLabel(action.text().replace("…", "")), row, side * 2 + 1)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 24, 28, 20)
        lines.setSpacing(18)
        lines.addWidget(forms.title(_("Keys"), 1.6))
        lines.addLayout(grid)
        lines.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)

    def _keys(self, action: QAction) -> QLabel:
        native = QKeySequence.SequenceFormat.NativeText
        label = forms.faded("  ".join(key.toString(native) for key in action.shortcuts()), 1.0)
        label.setWordWrap(False)
        return label
